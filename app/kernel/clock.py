"""The time, in one place, so that tests can hold it still."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date, in UTC."""
    return now().date()


def iso_week(day: date) -> str:
    """The ISO 8601 week of a day, for example `2026-W47`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
