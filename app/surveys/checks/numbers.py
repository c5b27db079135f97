"""Numbers: telephone numbers and dates are the same in every language, in the figures 0 to 9."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from app.kernel.localised import Wording

_NUMBER = re.compile(r"\d[\d \u00a0]*\d")


def changed_numbers(wording: Wording, source: Wording) -> Iterator[str]:
    """Numbers of several figures that a translation lost or added: somebody would ring nobody."""
    expected, found = _numbers(source), _numbers(wording)
    for number in sorted(expected - found):
        yield f"lacks the number {number}; write it as the source does"
    for number in sorted(found - expected):
        yield f"has the number {number}, which the source lacks; take it out"


def foreign_figures(texts: Iterable[str]) -> Iterator[str]:
    """Figures that staff, who copy a number from a page, may not read."""
    found = {each for text in texts for each in text if unicodedata.category(each) == "Nd"}
    if others := sorted(each for each in found if not each.isascii()):
        yield f"has the figure {others[0]}; write the figures 0 to 9"


def numbers_in(texts: Iterable[str]) -> set[str]:
    """The numbers of several figures in some texts, without the spaces in them."""
    return {"".join(each.split()) for text in texts for each in _NUMBER.findall(text)}


def _numbers(wording: Wording) -> set[str]:
    return numbers_in(wording.values() if isinstance(wording, Mapping) else (wording,))
