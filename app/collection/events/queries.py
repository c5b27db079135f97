"""Reading events: the list, one event with its running sheet, and its answers."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from app.administration.organisation.models import Service
from app.administration.organisation.queries import service_by_name
from app.collection.events.attendance import Attendance, CountKind, counts_in_words
from app.collection.events.models import Event, EventStep
from app.collection.events.steps import (
    ATTENDANCE,
    COMMENTS,
    Sheet,
    StepDone,
    StepState,
    running_sheet,
)
from app.collection.responses.queries import AnswerLocation, count_by_event
from app.extensions import db
from app.kernel.activities import Activity, ActivityKind
from app.kernel.clock import today
from app.kernel.errors import NotFound, require
from app.kernel.localised import english_locale
from app.kernel.texts import required_line


@dataclass(frozen=True)
class EventLine:
    """An event in a list. `summary` is for example `9 answers, 58 attending (counted)`."""

    event: Event
    service: Service
    answers: int
    attendance: Attendance | None
    sheet: Sheet

    @property
    def summary(self) -> str:
        """How many answers, and how many attended."""
        return counts_in_words(self.answers, self.attendance)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(state.done is not None for state in self.sheet)

    @property
    def late(self) -> tuple[StepState, ...]:
        """Steps that are late."""
        return tuple(state for state in self.sheet if state.is_late)

    @property
    def is_unread(self) -> bool:
        """Whether there are answers whose comments nobody has read yet, though it is not late."""
        [reading] = (state for state in self.sheet if state.step.code == COMMENTS)
        return self.answers > 0 and reading.done is None and not reading.is_late

    @property
    def languages(self) -> str:
        """The languages in English, for example `English, Urdu Easy Read`."""
        return ", ".join(english_locale(locale) for locale in self.event.languages)


def attendance_of(event: Event) -> Attendance | None:
    """How many attended, or None while nobody has said."""
    if event.attendance_number is None or event.attendance_on is None:
        return None
    return Attendance(
        number=event.attendance_number,
        kind=CountKind(event.attendance_kind or CountKind.ESTIMATED),
        by=event.attendance_by or "",
        recorded_on=event.attendance_on,
    )


def activities(*, first: date, last: date) -> list[Activity]:
    """The events in a span of days, the earliest first, with who attended.

    Args:
        first: the first day, included.
        last: the last day, included.
    """
    found = select(Event).where(Event.day.between(first, last)).order_by(Event.day, Event.name)
    return [_activity(event) for event in db.session.execute(found).scalars()]


def _activity(event: Event) -> Activity:
    return Activity(
        kind=ActivityKind.EVENT,
        id=event.id,
        title=event.name,
        on=event.day,
        services=frozenset([event.service_id]),
        themes=frozenset({"community_links"}),
        facts=tuple(_facts(event)),
        endpoint="events.event",
        values={"event_id": str(event.id)},
    )


def _facts(event: Event) -> Iterator[str]:
    if event.partner:
        yield f"With {event.partner}."
    attendance = attendance_of(event)
    if attendance:
        yield f"Attended: {attendance.number} ({attendance.kind.value})."
    if event.contribution:
        yield f"What they gave: {event.contribution}"


def get_event(event_id: uuid.UUID) -> Event:
    """The event with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(Event, event_id), "There is no such event.")


def get_event_named(*, service_name: str, name: str) -> Event:
    """The event of this name at a service.

    Raises:
        NotFound: when there is no such service, or no such event is planned there.
        Refused: when a name is missing or cannot be one.
    """
    service = service_by_name(required_line(service_name, name="The service"))
    if service is None:
        raise NotFound(f"There is no service '{service_name}'. See: ownwords service list")
    found = event_named(service.id, required_line(name, name="The event"))
    if found is None:
        raise NotFound(
            f"No event '{name}' is planned at {service.name}. Plan it on the page Events, "
            "or with: ownwords event create"
        )
    return found


def event_named(service_id: uuid.UUID, name: str) -> Event | None:
    """The event of exactly this name at a service, or None."""
    named = select(Event).where(Event.service_id == service_id, Event.name == name)
    return db.session.execute(named).scalars().first()


def names_at(service_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """The names of a service's events, each with the event's id."""
    found = select(Event.name, Event.id).where(Event.service_id == service_id)
    return {row.name: row.id for row in db.session.execute(found)}


def all_events() -> list[EventLine]:
    """Every event, the earliest first, in three queries."""
    found = _with_services().order_by(Event.day, Event.name, Event.id)
    return list(_lines(found, count_by_event()))


def event_line(event_id: uuid.UUID) -> EventLine:
    """One event as it stands in the list.

    Raises:
        NotFound: when there is none.
    """
    get_event(event_id)
    return next(_lines(_with_services().where(Event.id == event_id), count_by_event()))


def events_with(partner: str) -> list[EventLine]:
    """The events with a partner of this name, however it is capitalised, the newest first.

    Compared here, because SQLite knows capitals of ASCII only.
    """
    named = select(Event.id, Event.partner).where(Event.partner.is_not(None))
    rows = db.session.execute(named)
    theirs = [row.id for row in rows if row.partner.casefold() == partner.casefold()]
    found = _with_services().where(Event.id.in_(theirs))
    return list(_lines(found.order_by(Event.day.desc(), Event.name, Event.id), count_by_event()))


def event_names() -> dict[str, str]:
    """Every event by its id, with its day, the newest first, to choose from."""
    found = select(Event.id, Event.name, Event.day).order_by(Event.day.desc(), Event.name)
    return {str(row.id): f"{row.name}, {row.day.isoformat()}" for row in db.session.execute(found)}


def waiting_for_attendance() -> list[tuple[Event, Service]]:
    """Events up to today whose attendance nobody has recorded, the oldest first."""
    found = _with_services().where(Event.day <= today(), Event.attendance_number.is_(None))
    rows = db.session.execute(found.order_by(Event.day, Event.name, Event.id))
    return [(event, service) for event, service in rows]


def _with_services() -> Select[Event, Service]:
    return select(Event, Service).join(Service, Event.service_id == Service.id)


def _lines(
    found: Select[Event, Service], answers: Mapping[AnswerLocation, int]
) -> Iterator[EventLine]:
    rows = db.session.execute(found).all()
    done = _done_steps([event.id for event, _ in rows])
    for event, service in rows:
        attendance = attendance_of(event)
        yield EventLine(
            event=event,
            service=service,
            answers=answers.get(AnswerLocation(service.id, event.name), 0),
            attendance=attendance,
            sheet=_sheet(event.day, done[event.id], attendance),
        )


def _done_steps(event_ids: list[uuid.UUID]) -> Mapping[uuid.UUID, dict[str, StepDone]]:
    done: defaultdict[uuid.UUID, dict[str, StepDone]] = defaultdict(dict)
    found = select(EventStep).where(EventStep.event_id.in_(event_ids))
    for each in db.session.execute(found).scalars():
        done[each.event_id][each.step] = StepDone(each.done_by, each.done_on)
    return done


def _sheet(day: date, done: Mapping[str, StepDone], attendance: Attendance | None) -> Sheet:
    """The running sheet; recording attendance is what does that step."""
    recorded = StepDone(attendance.by, attendance.recorded_on) if attendance else None
    known = dict(done) | ({ATTENDANCE: recorded} if recorded else {})
    return running_sheet(day, known, on=today())
