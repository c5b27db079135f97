"""The running sheet: what is to be done before, at and after an event, and by when."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple

SATURDAY: Final = 5
WEEKS_TO_TELL: Final = 4


class Phase(StrEnum):
    """When a step is done."""

    BEFORE = "Before"
    DURING = "On the day"
    AFTER = "After"


def next_working_day(day: date) -> date:
    """The next day from Monday to Friday; bank holidays are not known here."""
    following = day + timedelta(days=1)
    return following if following.weekday() < SATURDAY else next_working_day(following)


def _days(number: int) -> Callable[[date], date]:
    return lambda day: day + timedelta(days=number)


@dataclass(frozen=True)
class SheetStep:
    """One thing to do. `due` gives its last day from the day of the event."""

    code: str
    phase: Phase
    name: str
    detail: str
    due: Callable[[date], date]


ATTENDANCE: Final = "attendance"
COMMENTS: Final = "comments"

STEPS: Final = (
    SheetStep(
        "languages",
        Phase.BEFORE,
        "Choose the languages from the guest list",
        "Ask the partner what people read, and what they speak but do not read.",
        _days(-14),
    ),
    SheetStep(
        "reader",
        Phase.BEFORE,
        "Name who reads the comments",
        "That evening or the next working day. Agree it with them.",
        _days(-7),
    ),
    SheetStep(
        "host",
        Phase.BEFORE,
        "Find the host and go through the script",
        "A volunteer, or somebody from another team: nobody who cares for the people asked.",
        _days(-7),
    ),
    SheetStep(
        "print",
        Phase.BEFORE,
        "Print the codes, the script and this sheet",
        "In every language chosen. Paper copies too, for those who want them.",
        _days(-3),
    ),
    SheetStep(
        "charge",
        Phase.BEFORE,
        "Charge every tablet",
        "Pack the stands and a charger.",
        _days(-1),
    ),
    SheetStep(
        "open",
        Phase.BEFORE,
        "Open every link on every tablet, once, with signal",
        "In each language. From then on it works where there is no signal.",
        _days(-1),
    ),
    SheetStep(
        "card",
        Phase.DURING,
        "Put up the “worried about someone” card",
        "Where people sit, with the numbers to call on it.",
        _days(0),
    ),
    SheetStep(
        "corner",
        Phase.DURING,
        "Keep a quiet corner",
        "Nobody behind the chair, and the screen turned away from the room.",
        _days(0),
    ),
    SheetStep(
        "script",
        Phase.DURING,
        "The host reads the script to everybody",
        "Everybody is invited, not a chosen few. The host shows how, then steps away.",
        _days(0),
    ),
    SheetStep(
        "tally",
        Phase.DURING,
        "Tally who comes",
        "Count at the door, or estimate once and say that it is an estimate.",
        _days(0),
    ),
    SheetStep(
        "paper",
        Phase.DURING,
        "Keep the box for paper answers sealed",
        "It is opened by who types the answers in, not at the event.",
        _days(0),
    ),
    SheetStep(
        "sent",
        Phase.AFTER,
        "Before leaving, see on each tablet that nothing waits",
        "Where something waits to be sent, connect that tablet the same day.",
        _days(0),
    ),
    SheetStep(
        ATTENDANCE,
        Phase.AFTER,
        "Record attendance and what the partner gave",
        "People, food, rooms, time: it is part of what partners do.",
        next_working_day,
    ),
    SheetStep(
        COMMENTS,
        Phase.AFTER,
        "Read every comment",
        "Somebody may have written that they are not safe.",
        next_working_day,
    ),
    SheetStep(
        "told",
        Phase.AFTER,
        "“You said, we did”: tell the group",
        "In their language, within four weeks.",
        _days(7 * WEEKS_TO_TELL),
    ),
)


class StepDone(NamedTuple):
    """Who did a step, and on which day."""

    by: str
    on: date


@dataclass(frozen=True)
class StepState:
    """A step of one event. `is_late`: its last day is over and it can still be done."""

    step: SheetStep
    due: date
    done: StepDone | None
    is_late: bool


Sheet = tuple[StepState, ...]


def running_sheet(day: date, done: Mapping[str, StepDone], *, on: date) -> Sheet:
    """Every step of the event of a day, as it stands `on` another."""
    return tuple(_state(step, day, done.get(step.code), on) for step in STEPS)


def by_phase(sheet: Sheet) -> Iterator[tuple[Phase, Sheet]]:
    """The steps of each phase, in order."""
    for phase, steps in groupby(sheet, key=lambda state: state.step.phase):
        yield phase, tuple(steps)


def is_step(code: str) -> bool:
    """Whether there is such a step."""
    return any(step.code == code for step in STEPS)


def _state(step: SheetStep, day: date, done: StepDone | None, on: date) -> StepState:
    due = step.due(day)
    can_be_done = step.phase is Phase.AFTER or on <= day
    return StepState(step, due, done, is_late=done is None and due < on and can_be_done)
