"""The days and numbers that can be typed: far beyond any that is meant, and safe to reckon with."""

import re
from datetime import date
from typing import Final

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
LARGEST_NUMBER: Final = 1_000_000_000
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_day(day: date) -> bool:
    """Whether a day is one that somebody could mean."""
    return FIRST_DAY <= day <= LAST_DAY


def is_number(number: int) -> bool:
    """Whether a number is one that a table of figures can hold."""
    return abs(number) <= LARGEST_NUMBER


def day_of_text(written: str) -> date | None:
    """The day that is written as year-month-day, or None where it is none that could be meant."""
    if not DAY.fullmatch(written):
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if is_day(day) else None
