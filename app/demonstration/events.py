"""The made-up events of the demonstration: one counted, one estimated, one to come."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import update

from app.administration.organisation.models import Service
from app.collection.events.models import Event, EventStep
from app.collection.events.operations import plan_event, record_attendance, tick_step
from app.collection.events.plans import EventPlan
from app.collection.events.queries import event_named
from app.collection.publishing.queries import current_version
from app.demonstration.story import WEEKS, MadeUpEvent
from app.extensions import db
from app.kernel.clock import today

SATURDAY: Final = 5
HOST: Final = "a volunteer of another team (made up)"
NOTES: Final = "This event is made up, like everything here."


def monday_of(week: int) -> date:
    """The Monday of a week of the year shown, which ends with this week."""
    this_monday = today() - timedelta(days=today().weekday())
    return this_monday - timedelta(weeks=WEEKS - 1 - week)


def planned_event(made_up: MadeUpEvent, service: Service, *, actor: str) -> Event:
    """The event as it is planned, or else planned now with all its answers."""
    return event_named(service.id, made_up.name) or _plan(made_up, service, actor)


def _plan(made_up: MadeUpEvent, service: Service, actor: str) -> Event:
    event = plan_event(
        service_name=service.name,
        plan=EventPlan(
            name=made_up.name,
            day=monday_of(made_up.week) + timedelta(days=SATURDAY),
            partner=made_up.partner,
            place=made_up.place,
            languages=made_up.languages,
            host=HOST,
            notes=NOTES,
        ),
        survey_ids=[each for each in made_up.answers if current_version(each) is not None],
        is_kiosk=made_up.is_kiosk,
        actor=actor,
    )
    for step in made_up.done:
        tick_step(event_id=event.id, step=step, by=HOST, actor=actor)
    if made_up.attendance is not None:
        number, kind = made_up.attendance
        record_attendance(
            event_id=event.id,
            number=number,
            kind=kind,
            by=HOST,
            contribution=made_up.gave,
            actor=actor,
        )
    _date_back(event)
    return event


def _date_back(event: Event) -> None:
    """What is recorded of a past event was done on its day, and not when this was loaded."""
    on = min(event.day, today())
    ticked = update(EventStep).where(EventStep.event_id == event.id)
    db.session.execute(ticked.values(done_on=on))
    if event.attendance_on is not None:
        event.attendance_on = on
