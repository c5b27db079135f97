"""Months, since that is as finely as answers are dated in figures.

An answer keeps its ISO week and no day. Its month is that of the week's Thursday, as ISO 8601 does
for years. Days that somebody asks for are widened to the whole months that they lie in, except
before and after an act, where only whole months outside it count.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.kernel.clock import iso_week
from app.kernel.days import refuse_reversed

FIRST_MONTH: Final = "0000-00"
LAST_MONTH: Final = "9999-99"
WEEK: Final = timedelta(days=7)
THURSDAY: Final = 3


def month_of(week: str) -> str:
    """The month of a week such as `2026-W47`: that of its Thursday, as ISO 8601 does for years."""
    year, number = week.split("-W")
    return f"{date.fromisocalendar(int(year), int(number), THURSDAY + 1):%Y-%m}"


def months_between(first: str, last: str) -> Iterator[str]:
    """Every month from the first to the last."""
    month = first
    while month <= last:
        yield month
        month = month_after(month)


def whole_months(first: date, last: date) -> tuple[str, str]:
    """The months that hold these days, both included.

    Raises:
        Refused: when the last day is before the first.
    """
    refuse_reversed(first, last)
    return f"{first:%Y-%m}", f"{last:%Y-%m}"


def days_of(first: str, last: str) -> tuple[date, date]:
    """The first day of the first month, and the last day of the last."""
    after = date.fromisoformat(f"{month_after(last)}-01")
    return date.fromisoformat(f"{first}-01"), after - timedelta(days=1)


def month_before(month: str, number: int = 1) -> str:
    """The month that is so many before another."""
    year, place = map(int, month.split("-"))
    count = year * 12 + place - 1 - number
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def month_after(month: str, number: int = 1) -> str:
    """The month that is so many after another."""
    return month_before(month, -number)


def weeks_of(month: str) -> Iterator[str]:
    """The ISO weeks whose Thursday is in a month."""
    day = date.fromisoformat(f"{month}-01")
    day += timedelta(days=(THURSDAY - day.weekday()) % 7)
    while f"{day:%Y-%m}" == month:
        yield iso_week(day)
        day += WEEK
