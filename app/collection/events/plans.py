"""What is planned for an event, as people type it and as it can be stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.administration.organisation.lines import one_line, required_line, several_lines
from app.kernel.errors import Refused

LINE_LIMIT: Final = 200
TEXT_LIMIT: Final = 2_000
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2100, 12, 31)


@dataclass(frozen=True)
class EventPlan:
    """What is planned for an event. `languages` are locales; `host` and `reader` name a person
    or a role, as staff write it.
    """

    name: str
    day: date
    partner: str | None = None
    place: str | None = None
    languages: Sequence[str] = ()
    host: str | None = None
    reader: str | None = None
    notes: str | None = None


def values_of(plan: EventPlan) -> dict[str, Any]:
    """The plan, tidied, by the names of an event's fields.

    Raises:
        Refused: when a text or the day cannot be stored.
    """
    return {
        "name": required_line(plan.name, name="The event's name", limit=LINE_LIMIT),
        "day": _day(plan.day),
        "partner": one_line(plan.partner, name="The partner", limit=LINE_LIMIT),
        "place": one_line(plan.place, name="The place", limit=LINE_LIMIT),
        "languages": list(dict.fromkeys(plan.languages)),
        "host": one_line(plan.host, name="The host", limit=LINE_LIMIT),
        "reader": one_line(plan.reader, name="Who reads the comments", limit=LINE_LIMIT),
        "notes": several_lines(plan.notes, name="The notes", limit=TEXT_LIMIT),
    }


def _day(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise Refused(
            f"The day {day.isoformat()} is too far away. Choose one from {EARLIEST.isoformat()} "
            f"to {LATEST.isoformat()}."
        )
    return day
