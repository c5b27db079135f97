"""Planning events, ticking their running sheets, and recording attendance."""

import uuid
from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.administration.accounts.operations import COMMAND_LINE, record
from app.administration.organisation.queries import get_service, service_by_name
from app.collection.events.attendance import MOST_ATTENDING, CountKind
from app.collection.events.models import Event, EventStep
from app.collection.events.plans import EventPlan, values_of
from app.collection.events.queries import event_named, get_event, names_at
from app.collection.events.steps import ATTENDANCE, is_step
from app.collection.links.models import Link
from app.collection.links.operations import close_link, create_link, link_made
from app.collection.links.queries import LinkState, links_at, state_of
from app.collection.publishing.queries import all_current
from app.collection.responses.queries import AnswerLocation, count_by_event
from app.extensions import db, flush_or_raise
from app.kernel import limits
from app.kernel.clock import today
from app.kernel.database import change
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.localised import is_language, language_of
from app.kernel.texts import required_line, several_lines


def plan_event(
    *,
    service_name: str,
    plan: EventPlan,
    survey_ids: Iterable[str] = (),
    is_kiosk: bool = False,
    actor: str = COMMAND_LINE,
) -> Event:
    """Plan an event, and make a link for each survey that is used there.

    Links of the service that carry the event's name already belong to it.

    Args:
        survey_ids: published surveys.
        is_kiosk: whether the links are for a shared tablet.

    Raises:
        NotFound: when there is no such service, or a survey is not published.
        Conflict: when the service has an event of that name.
        Refused: when what is asked for cannot be stored or does not fit together.
    """
    service = service_by_name(service_name)
    if service is None:
        raise NotFound(
            f"There is no service '{service_name}'. Add it first, on the page Services or with: "
            f"ownwords service create '{service_name}'"
        )
    values = values_of(plan)
    _refuse_name_in_use(service.id, values["name"], None)
    event = Event(service_id=service.id, **values)
    db.session.add(event)
    flush_or_raise(_name_in_use(event.name))
    for link in links_at(service.id, event.name):
        _give_partner(link)
    detail = {"service": service.name, "day": event.day.isoformat()}
    record(actor=actor, action="event-planned", subject=event.name, detail=detail)
    for survey_id in dict.fromkeys(survey_ids):
        _make_link(event, service.name, survey_id, is_kiosk, actor)
    _refuse_languages_not_offered(event.languages, links_at(service.id, event.name))
    return event


def edit_event(*, event_id: uuid.UUID, plan: EventPlan, actor: str) -> Event:
    """Change what is planned; its links take over a new name, and its partner where it was theirs.

    Raises:
        NotFound: when there is no such event.
        Conflict: when the service has another event of that name.
        Refused: when what is asked for cannot be stored or does not fit together.
    """
    event = get_event(event_id)
    values = values_of(plan)
    links = links_at(event.service_id, event.name)
    _refuse_name_in_use(event.service_id, values["name"], event.id)
    _refuse_languages_not_offered(values["languages"], links)
    for link in links:
        link.event = values["name"]
        if link.partner == event.partner:
            link.partner = values["partner"]
    changed = change(event, values)
    flush_or_raise(_name_in_use(values["name"]))
    if changed:
        record(actor=actor, action="event-edited", subject=event.name, detail={"changed": changed})
    return event


def remove_event(*, event_id: uuid.UUID, actor: str) -> None:
    """Remove an event without answers; its links are closed.

    Raises:
        NotFound: when there is no such event.
        Refused: when it has answers, or attendance was recorded.
    """
    event = get_event(event_id)
    place = AnswerLocation(event.service_id, event.name)
    if event.attendance_number is not None or place in count_by_event():
        raise Refused(
            f"{event.name} has answers, or attendance was recorded. It stays, "
            "so that they keep their sense."
        )
    for link in links_at(event.service_id, event.name):
        close_link(token=link.token, actor=actor)
    db.session.execute(delete(EventStep).where(EventStep.event_id == event.id))
    db.session.delete(event)
    record(actor=actor, action="event-removed", subject=event.name)


def use_survey(*, event_id: uuid.UUID, survey_id: str, is_kiosk: bool, actor: str) -> Link:
    """Make one more link for an event.

    Raises:
        NotFound: when there is no such event, or the survey is not published.
        Conflict: when the event has such a link.
        Refused: when nobody could be turned to at the service.
    """
    event = get_event(event_id)
    for link in links_at(event.service_id, event.name):
        is_alike = (link.survey_id, link.is_kiosk) == (survey_id, is_kiosk)
        if is_alike and state_of(link) is not LinkState.CLOSED:
            raise Conflict(
                f"{event.name} has such a link to {survey_id} already. Use that one, on as many "
                "tablets and posters as you like."
            )
    service = get_service(event.service_id)
    return _make_link(event, service.name, survey_id, is_kiosk, actor)


def record_attendance(
    *,
    event_id: uuid.UUID,
    number: int,
    kind: CountKind,
    by: str | None,
    contribution: str | None = None,
    actor: str = COMMAND_LINE,
) -> Event:
    """Write down how many attended; doing it again corrects it.

    Args:
        number: people who attended, whether they answered or not.
        by: who counted or estimated.
        contribution: what the partner gave; what was written before stays when None.

    Raises:
        NotFound: when there is no such event.
        Refused: when the number or a text cannot be stored.
    """
    event = get_event(event_id)
    if not 0 <= number <= MOST_ATTENDING:
        raise Refused(f"Attendance is a number from 0 to {MOST_ATTENDING}, not {number}.")
    if contribution is not None:
        event.contribution = several_lines(contribution, name="What the partner gave")
    event.attendance_by = required_line(by, name="Who counted or estimated")
    event.attendance_number, event.attendance_kind = number, kind.value
    event.attendance_on = today()
    db.session.flush()
    record(
        actor=actor,
        action="event-attendance",
        subject=event.name,
        detail={"number": number, "kind": kind.value, "by": event.attendance_by},
    )
    return event


def tick_step(*, event_id: uuid.UUID, step: str, by: str, actor: str) -> None:
    """Note that a step of the running sheet is done; twice is once.

    Raises:
        NotFound: when there is no such event or step.
        Refused: when the step is done by something else.
    """
    event = _event_with_step(event_id, step)
    if _step_of(event, step) is not None:
        return
    try:
        with db.session.begin_nested():
            db.session.add(EventStep(event_id=event.id, step=step, done_by=by[: limits.LINE]))
    except IntegrityError:
        # Somebody else ticked it at the same moment.
        return
    record(actor=actor, action="event-step-done", subject=event.name, detail={"step": step})


def untick_step(*, event_id: uuid.UUID, step: str, actor: str) -> None:
    """Note that a step is not done after all.

    Raises:
        NotFound: when there is no such event or step.
        Refused: when the step is done by something else.
    """
    event = _event_with_step(event_id, step)
    done = _step_of(event, step)
    if done is not None:
        db.session.delete(done)
        db.session.flush()
        record(actor=actor, action="event-step-undone", subject=event.name, detail={"step": step})


@link_made.connect
def _give_partner(link: Link) -> None:
    """A link that carries the name of an event has its partner, unless it has one of its own."""
    event = event_named(link.service_id, link.event) if link.event and not link.partner else None
    if event is not None:
        link.partner = event.partner


def _make_link(event: Event, service_name: str, survey_id: str, is_kiosk: bool, actor: str) -> Link:
    return create_link(
        survey_id=survey_id,
        service_name=service_name,
        event=event.name,
        is_kiosk=is_kiosk,
        actor=actor,
    )


def _event_with_step(event_id: uuid.UUID, step: str) -> Event:
    event = get_event(event_id)
    if not is_step(step):
        raise NotFound("There is no such step.")
    if step == ATTENDANCE:
        raise Refused("This step is done by recording how many attended.")
    return event


def _step_of(event: Event, step: str) -> EventStep | None:
    return db.session.get(EventStep, (event.id, step))


def _refuse_languages_not_offered(languages: Iterable[str], links: Iterable[Link]) -> None:
    """A guest is promised a language only where a survey of the event has it."""
    used = {link.survey_id for link in links}
    offered = [locale for survey in all_current() if survey.id in used for locale in survey.locales]
    for locale in languages:
        if not is_language(language_of(locale)):
            raise Refused(f"'{locale}' is no language. Use codes such as en, ur or cy-easyread.")
        if used and locale not in offered:
            raise Refused(
                f"No survey of this event is offered in '{locale}'. Use one of: "
                f"{', '.join(dict.fromkeys(offered))}. For others, ask the partner who interprets."
            )


def _refuse_name_in_use(service_id: uuid.UUID, name: str, own_id: uuid.UUID | None) -> None:
    for used, event_id in names_at(service_id).items():
        if used.casefold() == name.casefold() and event_id != own_id:
            raise _name_in_use(used)


def _name_in_use(name: str) -> Conflict:
    return Conflict(f"An event '{name}' is planned at this service already. Change that one.")
