"""Personal details in a comment, and the comment with them masked.

What has a form of its own is found by it: telephone, NHS and National Insurance numbers, e-mail
addresses, postcodes, house numbers with a street, days of birth, and rooms. Names are not: only a
person knows that Rose is nobody's flower, so a reader marks them. All is sought in the folded text,
so that digits of other scripts and characters without width hide nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import combining

from stdnum.gb import nhs

from app.comments.machine.engine.folding import fold
from app.kernel.clock import today

YOUNGEST: Final = 10
"""A full date so many years ago is taken for a day of birth, a younger one for an appointment."""

NEAR: Final = 30
"""So many characters before a date are looked at for a word such as “born”."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A personal detail in the original text, from `start` to before `end`."""

    kind: str
    start: int
    end: int


MARKS: Final = {
    "email": "[e-mail]",
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
MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
BORN: Final = re.compile(
    r"born|birth|\bd\.?\s?o\.?\s?b\b|geni|ganwyd|urodz|nascut|nascid|nacid|nee?\b|nato|nata|gime"
    r"|dogum|dhash|народ|पैदा|जन्म|জন্ম|ਜਨਮ|જન્મ|பிற|出生|生日|ولد|ميلاد|متولد|پيدا"
)
STREETS: Final = (
    "road|rd|street|st|avenue|ave|lane|ln|close|drive|way|crescent|terrace|gardens|grove|place"
    "|court|square|mews|hill|row|walk"
)
ROOMS: Final = fold(
    "room|rm|flat|bed|apartment|apt|bungalow|ystafell|fflat|pokoj|pokoju|camera|quarto|habitacion"
    "|chambre|stanza|kambarys|kambaryje|qolka|oda|odasi|кімната|кімнаті|غرفه|كمره|اتاق|कमरा|कमरे|রুম|ঘর|ਕਮਰਾ"
    "|ਕਮਰੇ|રૂમ|ઓરડો|அறை|房间|房間"
).text

EMAIL: Final = re.compile(
    r"[\w.+-]{1,64}(?:@|\s(?:at)\s|\s?\(at\)\s?)(?:[\w-]{1,63}(?:\.|\sdot\s)){1,4}"
    r"(?:com|org|net|uk|co|info|eu|ie|[a-z]{2})\b"
)
NUMBER: Final = re.compile(r"(?<![\w£$€.])(?:\+\s?)?\(?\d(?:[ ().\-–/]{0,2}\d){8,15}(?!\w)")
NI_NUMBER: Final = re.compile(
    r"(?<!\w)[a-ceghj-prtw-z][a-ceghj-nprtw-z]\s?\d\d\s?\d\d\s?\d\d\s?[a-d](?!\w)"
)
POSTCODE: Final = re.compile(rf"(?<!\w)(?:{AREAS})\d[a-z\d]?\s{{0,2}}\d[abd-hjlnp-uw-z]{{2}}(?!\w)")
DATE: Final = re.compile(
    r"(?<![\w£$€.])(?:"
    r"(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ])(?P<a>\d{4}|\d{2})"
    r"|(?P<b>\d{4})-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{MONTHS})[a-z]{{0,6}}\.?,?\s(?P<c>\d{{4}})"
    rf"|(?:{MONTHS})[a-z]{{0,6}}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?P<d>\d{{4}})"
    r")(?!\w)"
)
ADDRESS: Final = re.compile(
    rf"(?<![\w£$€.])\d{{1,4}}[a-z]?\s(?:[^\W\d_]{{2,20}}'?s?\s){{1,3}}(?:{STREETS})(?!\w)"
)
ROOM: Final = re.compile(
    rf"(?<![^\W\d_])(?:{ROOMS})\.?\s?(?:no\.?\s?|number\s|nr\.?\s?|#)?\d{{1,4}}[a-z]?(?![\w:])"
    r"|(?:房间|房間)\s?\d{1,4}|(?<!\d)\d{1,4}\s?号?(?:房间|房間|房)"
)


def find(text: str) -> tuple[Detail, ...]:
    """The personal details of a text, in order; no two overlap."""
    folded = fold(text)
    found = [
        Detail(kind, *folded.span(start, end))
        for kind, seek in SEEKERS.items()
        for start, end in seek(folded.text)
    ]
    return tuple(_without_overlaps(found))


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


def _numbers(is_kind: Callable[[str], bool]) -> Callable[[str], Iterator[tuple[int, int]]]:
    def seek(text: str) -> Iterator[tuple[int, int]]:
        for match in NUMBER.finditer(text):
            if is_kind(re.sub(r"[^\d+]", "", match[0])):
                yield match.span()

    return seek


def _is_nhs(number: str) -> bool:
    return len(number) == 10 and bool(nhs.is_valid(number))


def _is_phone(number: str) -> bool:
    """British numbers have ten or eleven digits from 0, those of other countries begin with +."""
    if number.startswith(("+", "00")):
        return len(number) >= 9
    return not _is_nhs(number) and number.startswith("0") and len(number) in (10, 11)


def _birth_dates(text: str) -> Iterator[tuple[int, int]]:
    for match in DATE.finditer(text):
        year = next(part for part in match.groups() if part)
        is_long_ago = len(year) == 4 and 1900 <= int(year) <= today().year - YOUNGEST
        if is_long_ago or BORN.search(text[max(0, match.start() - NEAR) : match.start()]):
            yield match.span()


def _by(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    return lambda text: (match.span() for match in pattern.finditer(text))


SEEKERS: Final = {
    "email": _by(EMAIL),
    "ni_number": _by(NI_NUMBER),
    "nhs_number": _numbers(_is_nhs),
    "phone": _numbers(_is_phone),
    "birth_date": _birth_dates,
    "postcode": _by(POSTCODE),
    "address": _by(ADDRESS),
    "room": _by(ROOM),
}
