"""Personal details in a comment, and the comment with them masked.

What has a form of its own is found by it: telephone, NHS and National Insurance numbers, e-mail
addresses and names online, postcodes, house numbers with a street, days of birth, rooms and beds;
numbers and dates also in words. Names are not: only a person knows that Rose is nobody's flower, so
a reader marks them. All is sought in the folded text, so that digits of other scripts and signs
without width hide nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import combining

from app.comments.machine.engine.folding import Folded, fold
from app.comments.machine.engine.personal.dates import with_month, written
from app.comments.machine.engine.personal.numbers import Found, chinese, numbers, spoken
from app.comments.machine.engine.personal.online import emails, handles
from app.comments.machine.engine.personal.places import rooms, streets
from app.comments.machine.engine.personal.tokens import tokens_of


@dataclass(frozen=True, slots=True)
class Detail:
    """A personal detail in the original text, from `start` to before `end`."""

    kind: str
    start: int
    end: int


MARKS: Final = {
    "email": "[e-mail]",
    "handle": "[name online]",
    "ni_number": "[National Insurance number]",
    "nhs_number": "[NHS number]",
    "phone": "[phone number]",
    "birth_date": "[date of birth]",
    "postcode": "[postcode]",
    "address": "[address]",
    "room": "[room number]",
    "name": "[name]",
}

AREAS: Final = (
    "ab|al|ba|bb|bd|bf|bh|bl|bn|br|bs|bt|bx|ca|cb|cf|ch|cm|co|cr|ct|cv|"
    "cw|da|dd|de|dg|dh|dl|dn|dt|dy|ec|eh|en|ex|fk|fy|gl|gu|gy|ha|hd|hg|"
    "hp|hr|hs|hu|hx|ig|im|ip|iv|je|ka|kt|kw|ky|la|ld|le|ll|ln|ls|lu|me|"
    "mk|ml|ne|ng|nn|np|nr|nw|ol|ox|pa|pe|ph|pl|po|pr|rg|rh|rm|sa|se|sg|"
    "sk|sl|sm|sn|so|sp|sr|ss|st|sw|sy|ta|td|tf|tn|tq|tr|ts|tw|ub|wa|wc|"
    "wd|wf|wn|wr|ws|wv|yo|ze|b|e|g|l|m|n|s|w"
)
NI_NUMBER: Final = re.compile(
    r"(?<!\w)[a-ceghj-prtw-z][a-ceghj-nprtw-z][\s-]?\d\d[\s-]?\d\d[\s-]?\d\d[\s-]?[a-d](?!\w)"
)
POSTCODE: Final = re.compile(
    rf"(?<!\w)(?:{AREAS})\d[a-z\d]?\s{{0,2}}\d[abd-hjlnp-uw-z]{{2}}(?!\w)"
    r"|(?<!\w)[a-z] (?:[a-z] )?\d (?:[a-z\d] )?\d [abd-hjlnp-uw-z] [abd-hjlnp-uw-z](?!\w)"
)


def find(text: str) -> tuple[Detail, ...]:
    """The personal details of a text, in order; no two overlap."""
    folded = fold(text)
    found = [Detail(kind, *folded.span(start, end)) for kind, start, end in _found(folded)]
    return tuple(_without_overlaps(found))


def _found(folded: Folded) -> Iterator[Found]:
    text, tokens = folded.text, tokens_of(folded.text)
    yield from emails(text)
    yield from handles(text)
    for match in NI_NUMBER.finditer(text):
        yield "ni_number", *match.span()
    yield from numbers(text)
    yield from spoken(text, tokens)
    yield from chinese(text)
    yield from written(text)
    yield from with_month(text, tokens)
    for match in POSTCODE.finditer(text):
        yield "postcode", *match.span()
    yield from streets(folded, tokens)
    yield from rooms(text, tokens)


def mask(text: str, names: Sequence[str] = ()) -> str:
    """The text with a mark in square brackets instead of each personal detail.

    Args:
        names: words that a reader marked as names, in any spelling of capitals and accents.
    """
    found = _without_overlaps([*find(text), *_named(text, names)])
    kept, last = [], 0
    for detail in found:
        kept += [text[last : detail.start], MARKS[detail.kind]]
        last = detail.end
    return "".join([*kept, text[last:]])


def _named(text: str, names: Sequence[str]) -> Iterator[Detail]:
    folded = fold(text)
    for name in names:
        words = [re.escape(word) for word in fold(name).text.split()]
        if words:
            spelt = r"\s+".join(words)
            for match in re.finditer(rf"(?<!\w){spelt}(?!\w)", folded.text):
                start, end = folded.span(*match.span())
                yield Detail("name", start, _with_accents(text, end))


def _with_accents(text: str, end: int) -> int:
    """The end of a word, with accents that are written as characters of their own."""
    while end < len(text) and combining(text[end]):
        end += 1
    return end


def _without_overlaps(found: Sequence[Detail]) -> list[Detail]:
    """In order and without overlaps; where two overlap the one that begins first, or is longer."""
    kept: list[Detail] = []
    for detail in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or detail.start >= kept[-1].end:
            kept.append(detail)
    return kept
