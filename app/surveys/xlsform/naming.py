"""Names of a form as ids and codes of a survey."""

import re
from collections.abc import Collection
from typing import Any, Final

from app.surveys.reading.options import CODE

LONG_NAMES: Final = 40


def slug(name: str, joint: str, otherwise: str) -> str:
    """A name in small letters and figures that begins with a letter."""
    words = re.findall(r"[a-z0-9]+", name.casefold())
    found = joint.join(words)[:LONG_NAMES].strip(joint)
    return found if found[:1].isalpha() else f"{otherwise}{joint}{found}".strip(joint)


def code_of(name: str) -> str:
    """A choice's name as the code of an option."""
    if CODE.fullmatch(name):
        return name
    found = "_".join(re.findall(r"[a-z0-9]+", name.casefold()))[:LONG_NAMES].strip("_")
    return found or "answer"


def free(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where another has it."""
    number, found = 2, name
    while found in taken:
        found = f"{name[: LONG_NAMES - 4]}_{number}"
        number += 1
    return found


def version_of(written: Any) -> int:
    """The version that a form says it is, where that is a number; else the first."""
    text = str(written or "")
    return int(text) if text.isdecimal() and 0 < int(text) < 10_000 else 1
