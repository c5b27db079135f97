"""What is typed about a programme, a session and a follow-up, checked and tidied."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.kernel.errors import Refused
from app.kernel.texts import one_line, required_line, required_text, several_lines

MOST_ATTENDING: Final = 1000

PEOPLE: Final = ("people", "families")
"""Audiences whose views are looked at beside what staff say of themselves."""

ROLES: Final = {
    "care": "Care workers",
    "senior": "Senior care workers",
    "nurse": "Nurses",
    "activities": "Activities staff",
    "manager": "Managers and deputies",
    "support": "Kitchen, cleaning, office, driving",
    "agency": "Agency staff",
    "volunteer": "Volunteers",
    "other": "Others",
}
"""Codes of roles by which attendance is counted, and what they are called."""


@dataclass(frozen=True)
class ProgrammePlan:
    """What a programme is; `services` are ids, `themes` and `measures` codes."""

    name: str
    aims: str
    services: Sequence[uuid.UUID]
    themes: Sequence[str] = ()
    measures: Sequence[str] = ()
    contributors: str | None = None
    community: str | None = None


@dataclass(frozen=True)
class SessionPlan:
    """A session as it was held or is planned; `attendance` maps roles to how many attended."""

    day: date
    led_by: str
    place: str | None = None
    service_id: uuid.UUID | None = None
    notes: str | None = None
    attendance: Mapping[str, int] = field(default_factory=dict)


def programme_values(plan: ProgrammePlan) -> dict[str, Any]:
    """The columns of a programme.

    Raises:
        Refused: when a text is missing, too long or cannot be seen.
    """
    return {
        "name": required_line(plan.name, name="The name"),
        "aims": required_text(plan.aims, name="What the training aims at"),
        "themes": list(dict.fromkeys(plan.themes)),
        "measures": list(dict.fromkeys(plan.measures)),
        "contributors": several_lines(plan.contributors, name="Who contributed"),
        "community": several_lines(plan.community, name="Community representatives"),
    }


def session_values(plan: SessionPlan) -> dict[str, Any]:
    """The columns of a session.

    Raises:
        Refused: as `programme_values`.
    """
    return {
        "day": plan.day,
        "place": one_line(plan.place, name="The place"),
        "led_by": required_line(plan.led_by, name="Who led it"),
        "service_id": plan.service_id,
        "notes": several_lines(plan.notes, name="The notes"),
    }


def attendance_values(attendance: Mapping[str, int]) -> dict[str, int]:
    """How many attended of each role that attended.

    Raises:
        Refused: when there is no such role, or a number cannot be.
    """
    unknown = sorted(set(attendance) - set(ROLES))
    if unknown:
        raise Refused(f"There is no role '{unknown[0][:40]}'. Use one of: {', '.join(ROLES)}.")
    for role, number in attendance.items():
        if not 0 <= number <= MOST_ATTENDING:
            raise Refused(f"{ROLES[role]}: use a number from 0 to {MOST_ATTENDING}.")
    return {role: number for role, number in attendance.items() if number}


def attendance_in_words(attendance: Mapping[str, int]) -> str:
    """For example `14 attended (care workers: 11, nurses: 3)`."""
    if not attendance:
        return "Attendance not recorded yet"
    parts = (f"{ROLES[role].lower()}: {attendance[role]}" for role in ROLES if role in attendance)
    return f"{sum(attendance.values())} attended ({', '.join(parts)})"
