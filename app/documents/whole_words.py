"""Which words are drawn whole, so that what is copied or read aloud of a PDF is the text itself.

Nastaliq draws the dots of a letter apart from it, and the scripts of South Asia draw vowels before
the letter that they are spoken after, in an order of drawing and not of reading. What a PDF's
reader makes of that are fragments. So the words of one sheet are put into fonts that are made for
it, one for each script, and the templates set them from these.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from app.documents.scripts import JOINERS, PUNCTUATION, SCRIPTS, WholeScript, is_mark
from app.documents.whole_fonts import Known, code_points, font_of

PIECE: Final = 18
"""How many letters of a very long word the templates keep together."""

MOST_SIGNS: Final = 6
"""How many signs and joined letters stay with a letter; the typesetter fails at hundreds."""

LONG_WORD: Final = re.compile("[^\\s\u200b\u2066-\u2069]{24,}")
"""What the templates take apart."""

MOST_WORDS: Final = 5000
"""The glyphs of more would not fit into one font, and the rest is set from the plain font."""

OF_NO_USE: Final = range(0xFC00, 0xFD3E)
"""Ligatures that no font here has, and so no text that is printed."""


def _pieces() -> str:
    """Pieces of a long word: no letter is torn from its signs, and no letters that are joined."""
    known = [each for each in map(chr, range(0x600, 0xC00)) if unicodedata.name(each, "")]
    marks = "".join(filter(is_mark, known))
    joining = "".join(each for each in known if "VIRAMA" in unicodedata.name(each))
    joined = f"[{joining}][{JOINERS}]?[^{marks}{JOINERS}.\\-/]"
    return (
        rf"(?:[^.\-/](?:{joined}|[{marks}{JOINERS}]){{0,{MOST_SIGNS}}}){{1,{PIECE}}}[.\-/]*|[.\-/]+"
    )


PIECES: Final = _pieces()
"""A regular expression, which the templates use too."""


def words_of(script: WholeScript, text: str) -> list[str]:
    """Its words in a text, each once, with and without the punctuation at their end.

    Those with marks come first: they are never to be set from the plain font.
    """
    runs = set(re.findall(script.word(), text))
    words = {*runs, *(each.rstrip(PUNCTUATION) for each in runs)} - {""}
    return sorted(words, key=lambda word: (not _has_signs(word, script), word))


def texts_in(value: Any) -> Iterator[str]:
    """The texts in values and lists, their very long words in pieces."""
    match value:
        case str():
            yield LONG_WORD.sub(" ", value)
            for word in LONG_WORD.findall(value):
                yield from re.findall(PIECES, word)
        case Mapping():
            for each in value.values():
                yield from texts_in(each)
        case list() | tuple():
            for each in value:
                yield from texts_in(each)


def tags_in(value: Any) -> Iterator[str]:
    """The tags of the languages in values and lists."""
    match value:
        case Mapping():
            if isinstance(value.get("tag"), str):
                yield value["tag"]
            for each in value.values():
                yield from tags_in(each)
        case list() | tuple():
            for each in value:
                yield from tags_in(each)


def put_whole_words(values: Any, plain: Path, folder: Path) -> list[dict[str, Any]]:
    """Write the fonts for the words in `values` into `folder`.

    Args:
        values: all that a template is handed, its texts composed (NFC).
        plain: the folder with the fonts that the words are drawn from.
        folder: where they are written.

    Returns:
        What the templates need to know of each script that there are words of.
    """
    text, tags = "\n".join(texts_in(values)), frozenset(tags_in(values))
    made = []
    for script in SCRIPTS:
        words = words_of(script, text)
        if words:
            hands = [each for languages, each in script.hands if tags & set(languages)]
            known = [
                Known(each, each.language_among(tags), tuple(_stand_ins(script, words)))
                for each in (script, *hands)
            ]
            made.append(_put(known, tuple(words), plain, folder))
    return made


def _put(hands: list[Known], words: tuple[str, ...], plain: Path, folder: Path) -> dict[str, Any]:
    """Write the fonts of one script, in its own hand first."""
    drawn, rest = words[:MOST_WORDS], words[MOST_WORDS:]
    known, *others = hands
    for each in hands:
        for path in plain.glob(each.script.fonts):
            (folder / path.name).write_bytes(font_of(drawn, rest, path, each))
    points = frozenset[int].intersection(*(_points(each, plain) for each in hands))
    signed = [word for word in drawn if _has_signs(word, known.script)]
    return {
        "family": known.script.family,
        "hands": {
            language: each.script.family for each in others for language in each.script.languages
        },
        "word": known.script.word("".join(letter for _, letter in known.stand_ins)),
        "stand_ins": dict(known.stand_ins),
        "signed": [
            each for each in sorted(signed, key=len, reverse=True) if set(map(ord, each)) <= points
        ],
    }


def _points(known: Known, plain: Path) -> frozenset[int]:
    return frozenset[int]().union(*map(code_points, plain.glob(known.script.fonts)))


def _stand_ins(script: WholeScript, words: list[str]) -> Iterator[tuple[str, str]]:
    """For all marks upon one letter, and a comma behind: a letter of no use; longest first."""
    if script.signs is None:
        return iter(())
    found = {run for word in words for run in re.findall(script.signs, word)}
    ordered = sorted(found, key=lambda run: (-len(run), run))
    return zip(ordered, map(chr, OF_NO_USE), strict=False)


def _has_signs(word: str, script: WholeScript) -> bool:
    """Whether something stands in for marks of a word."""
    return bool(script.signs and not is_mark(word[0]) and re.search(script.signs, word))
