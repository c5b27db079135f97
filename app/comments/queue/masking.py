"""Comments as everybody outside the reading view sees them.

Readers mark names. One on a line of its own is masked. One with a job title, as in “Dilys Pugh =
care worker”, is a member of staff's: then the job title stands in its place, and where the comment
praises them their first name alone.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from unicodedata import combining

from app.comments.machine.engine.folding import fold
from app.comments.machine.engine.personal.details import mask
from app.comments.machine.engine.personal.names import likely_names

IS: Final = "="
HONORIFICS: Final = {"mr", "mrs", "ms", "miss", "mx", "dr", "sister", "nurse", "prof", "sir"}


def masked(text: str, names: Sequence[str] = (), *, is_praise: bool = False) -> str:
    """The text without personal details, and without the names that a reader marked.

    Args:
        names: lines as readers write them.
        is_praise: the comment is positive, so that first names of staff may stay.
    """
    lines = [parts_of(line) for line in names]
    shown = mask(text, [name for name, title in lines if not title])
    for name, title in sorted(lines, key=lambda line: -len(line[0])):
        if name and title:
            shown = _replaced(shown, name, _first_name(name) if is_praise else None, title)
    return shown


def parts_of(line: str) -> tuple[str, str]:
    """The name and the job title of a marked line; the title is empty where there is none."""
    name, _, title = line.partition(IS)
    return name.strip(), title.strip()


def names_not_marked(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """The words of a text that may be names and that no reader has marked yet.

    Args:
        names: lines as readers write them.
    """
    marked = [fold(parts_of(line)[0]).text for line in names]
    return tuple(
        name for name in likely_names(text) if not any(fold(name).text in each for each in marked)
    )


def is_praise(own: Mapping[str, Any], reading: Any) -> bool:
    """Whether a comment is positive: by a person's word, or else as far as the machine is sure."""
    if "sentiment" in own:
        return bool(own["sentiment"] == "positive")
    return bool(reading and reading.is_sure and reading.sentiment == "positive")


def _first_name(name: str) -> str | None:
    first = name.split()[0]
    return None if first.casefold().rstrip(".") in HONORIFICS else first


def _replaced(text: str, name: str, first_name: str | None, title: str) -> str:
    folded = fold(text)
    spelt = r"\s+".join(re.escape(word) for word in fold(name).text.split())
    kept, last = [], 0
    for match in re.finditer(rf"(?<!\w){spelt}(?!\w)", folded.text) if spelt else ():
        start, end = folded.span(*match.span())
        while end < len(text) and combining(text[end]):
            end += 1
        kept += [text[last:start], first_name or f"[{title}]"]
        last = end
    return "".join([*kept, text[last:]])
