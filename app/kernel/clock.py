"""The time, in one place, so that tests can hold it still.

Moments are kept in UTC. Days are those of the United Kingdom, where the services are: what is
open, due or overdue, and the week an answer is counted in, follow the clock on their walls.
"""

from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

PLACE: Final = ZoneInfo("Europe/London")
"""All four nations keep one time: Greenwich Mean Time, and British Summer Time in summer."""


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date where the services are."""
    return day_of(now())


def here(moment: datetime) -> datetime:
    """A moment as clocks show it where the services are.

    Args:
        moment: in any zone; one without a zone is in UTC, as SQLite gives it back.
    """
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(PLACE)


def day_of(moment: datetime | date) -> date:
    """The day on which a moment falls where the services are; a day is itself."""
    return here(moment).date() if isinstance(moment, datetime) else moment


def start_of(day: date) -> datetime:
    """The moment at which a day begins where the services are, in UTC."""
    return datetime.combine(day, time.min, PLACE).astimezone(UTC)


def iso_week(day: date) -> str:
    """The ISO 8601 week of a day, for example `2026-W47`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def weeks_in_words(first: str, last: str | None = None) -> str:
    """ISO 8601 weeks by their Mondays, as people say them: `Week of 30 November 2026`."""
    if last is None or last == first:
        return f"Week of {_monday(first)}"
    return f"Weeks of {_monday(first)} to {_monday(last)}"


def _monday(week: str) -> str:
    monday = date.fromisoformat(f"{week}-1")
    return f"{monday.day} {monday:%B %Y}"
