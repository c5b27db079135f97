"""What was written and cannot be counted, kept as it was written for a person to read.

Whatever a person sealed on a device is taken, because nobody is there any more to mend it, and it
may report harm (docs/decisions/0025-kept-and-not-counted.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

NOT_COUNTED: Final = "(not counted)"
"""In the place of a question's id, which cannot look like this: all that one response has of it."""


@dataclass(frozen=True)
class Stray:
    """What was written in one field, and in a few words why it is not counted."""

    written: tuple[str, ...]
    why: str


def stray_document(stray: Mapping[str, Stray]) -> dict[str, Any] | None:
    """As it is stored; nothing where there is none."""
    if not stray:
        return None
    return {name: {"written": list(each.written), "why": each.why} for name, each in stray.items()}


WHYS: Final[Mapping[str, str]] = {
    "several": "More than one answer was given where one is taken.",
    "no such option": "This is none of the answers that are offered.",
    "clash": "One of the answers excludes the others.",
    "no number": "A whole number was asked for.",
    "decimal": "A whole number was asked for, without a decimal point or comma.",
    "too small": "The number is smaller than the question allows.",
    "too large": "The number is larger than the question allows.",
    "no date": "A date of the calendar was asked for.",
    "outside": "The date is outside what the question allows.",
    "too long": "The text is longer than the question allows.",
    "not asked": "The other answers say that this question was not for this person.",
    "no such question": "The survey has no question with this name.",
    "another version": "It answers a version of the survey that is not here.",
    "no code": "It stood in the place of the code of a card.",
}
"""Why something is not counted, for the person who reads it."""


def stray_of(document: Mapping[str, Any] | None) -> dict[str, Stray]:
    """What was stored, by field."""
    fields = (document or {}).items()
    return {name: Stray(tuple(each["written"]), each["why"]) for name, each in fields}


def reason(stray: Stray) -> str:
    """Why it is not counted, as a sentence."""
    return WHYS.get(stray.why, stray.why)


def words(answers: Mapping[str, Any], stray: Mapping[str, Any] | None, question_id: str) -> str:
    """The words of a comment: what answers a question, or all that is not counted, a line each."""
    if question_id != NOT_COUNTED:
        return str(answers.get(question_id, ""))
    return "\n".join(line for each in stray_of(stray).values() for line in each.written)
