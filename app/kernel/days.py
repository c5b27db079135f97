"""Days that can be typed: far beyond any that is meant, safe to reckon with, and in their order."""

import re
from datetime import date
from typing import Final

from app.kernel.clock import today
from app.kernel.errors import Refused

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_day(day: date) -> bool:
    """Whether a day is one that somebody could mean."""
    return FIRST_DAY <= day <= LAST_DAY


def day_of_text(written: str) -> date | None:
    """The day that is written as year-month-day, or None where it is none that could be meant."""
    if not DAY.fullmatch(written):
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if is_day(day) else None


def required_day(day: date | None, *, name: str) -> date:
    """A day that cannot be left empty.

    Raises:
        Refused: when none is named, or one that nobody could mean.
    """
    if day is None:
        raise Refused(f"{name} is missing. Choose a day.")
    if not is_day(day):
        raise Refused(
            f"{name} is {day.isoformat()}, which is too far away. Choose a day from "
            f"{FIRST_DAY.isoformat()} to {LAST_DAY.isoformat()}."
        )
    return day


def past_day(day: date | None, *, name: str) -> date:
    """A day that is not to come; today when none is named.

    Raises:
        Refused: for a day to come, or one too long ago.
    """
    found = day or today()
    if not FIRST_DAY <= found <= today():
        raise Refused(
            f"{name} is {found.isoformat()}. Choose a day from {FIRST_DAY.isoformat()} up to today."
        )
    return found


def refuse_before(later: date, earlier: date, one: str, other: str) -> None:
    """Hold two days in their order.

    Raises:
        Refused: when `later` is before `earlier`; `one` and `other` say what they are.
    """
    if later < earlier:
        raise Refused(
            f"{one} on {later.isoformat()}, which is before {other} on {earlier.isoformat()}. "
            "Correct one of the two days."
        )


def refuse_reversed(first: date, last: date) -> None:
    """Hold the two ends of a span in their order.

    Raises:
        Refused: when the last day is before the first.
    """
    if last < first:
        raise Refused(
            f"The dates are the wrong way round: {long_date(first)} is after {long_date(last)}. "
            "Turn them."
        )


def long_date(day: date | None) -> str:
    """A day in English words, such as 1 March 2026; empty where there is none."""
    return f"{day.day} {day:%B %Y}" if day else ""
