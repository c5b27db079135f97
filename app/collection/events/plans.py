"""What is planned for an event, as people type it and as it can be stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.kernel.days import required_day
from app.kernel.texts import one_line, required_line, several_lines


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
        "name": required_line(plan.name, name="The event's name"),
        "day": required_day(plan.day, name="The day"),
        "partner": one_line(plan.partner, name="The partner"),
        "place": one_line(plan.place, name="The place"),
        "languages": list(dict.fromkeys(plan.languages)),
        "host": one_line(plan.host, name="The host"),
        "reader": one_line(plan.reader, name="Who reads the comments"),
        "notes": several_lines(plan.notes, name="The notes"),
    }
