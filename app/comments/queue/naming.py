"""Whether a comment names somebody, in any script and spelling of capitals and accents."""

import re
from collections.abc import Iterable
from functools import lru_cache

from app.comments.machine.engine.folding import fold


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names or titles stands in the text as words of their own."""
    pattern = _pattern(tuple(names))
    return pattern is not None and bool(pattern.search(fold(text).text))


@lru_cache(maxsize=512)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    folded = sorted({fold(name).text.strip() for name in names} - {""}, key=len, reverse=True)
    if not folded:
        return None
    spelt = "|".join(r"\s+".join(map(re.escape, name.split())) for name in folded)
    return re.compile(rf"(?<!\w)(?:{spelt})(?!\w)")
