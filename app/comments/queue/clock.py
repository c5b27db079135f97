"""The reading clock: working days, bank holidays of the nation, and whose turn it is.

A comment that nobody has read for more than one working day is the deputy's, for more than two the
nominated individual's.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from holidays import HolidayBase, country_holidays

READER: Final = "reader"
DEPUTY: Final = "deputy"
NOMINATED: Final = "nominated"
PARTS: Final = {
    READER: "Reads first",
    DEPUTY: "Deputy, after one working day",
    NOMINATED: "Nominated individual, after two",
}
ALLOWED: Final = {READER: 0, DEPUTY: 1, NOMINATED: 2}
"""After more than so many working days a comment that is not read becomes the part's."""

NATIONS: Final = {"England": "ENG", "Wales": "WLS", "Scotland": "SCT", "Northern Ireland": "NIR"}
SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)


def is_working_day(day: date, nation: str = "England") -> bool:
    """Whether offices work on this day."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(nation)


def working_days_between(received_on: date, until: date, nation: str = "England") -> int:
    """How many working days began after the day of receipt, up to and with `until`."""
    return sum(is_working_day(day, nation) for day in _days_after(received_on, until))


def part_due(received_on: date | None, as_of: date, nation: str = "England") -> str:
    """Whose turn it is; READER within the first working day."""
    if received_on is None:
        return READER
    passed = working_days_between(received_on, as_of, nation)
    return max(PARTS, key=lambda part: (passed > ALLOWED[part] or part == READER, ALLOWED[part]))


def due_before(part: str, as_of: date, nation: str = "England") -> date:
    """The last day of receipt for which it is this part's turn, or that of a later part."""
    return last_day_before(ALLOWED[part], as_of, nation)


def last_day_before(working_days: int, as_of: date, nation: str = "England") -> date:
    """The last day since which more than so many working days have begun."""
    day = as_of
    while working_days_between(day, as_of, nation) <= working_days:
        day -= ONE_DAY
    return day


def _days_after(first: date, last: date) -> Iterator[date]:
    for number in range(1, (last - first).days + 1):
        yield first + timedelta(days=number)


@cache
def _bank_holidays(nation: str) -> HolidayBase:
    return country_holidays("GB", subdiv=NATIONS[nation])
