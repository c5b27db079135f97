"""Changing programmes, sessions and follow-ups; making cards; closing a programme."""

import uuid
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete

from app.accounts.operations import COMMAND_LINE, record
from app.extensions import db, flush_or_raise
from app.kernel.clock import today
from app.kernel.errors import Conflict, NotFound, Refused
from app.links.codes import address
from app.links.models import Link
from app.links.operations import close_link, create_link
from app.links.queries import LinkState, state_of
from app.measures.choices import measures_asked
from app.organisation.lines import one_line, required_line
from app.organisation.models import Service
from app.organisation.queries import all_services
from app.pairing.moments import Moment
from app.pairing.operations import destroy, make_cards, open_pairing, pair_link
from app.pairing.queries import links_of
from app.printing.operations import linking_card_sheet
from app.publishing.queries import current_version
from app.training.figures import settle
from app.training.models import Attendance, FollowUp, Programme, ProgrammeService, Session
from app.training.plans import (
    LINE_LIMIT,
    OUTCOME_LIMIT,
    PEOPLE,
    ProgrammePlan,
    SessionPlan,
    attendance_values,
    programme_values,
    session_values,
)
from app.training.queries import (
    existing_follow_up,
    existing_programme,
    existing_session,
    links_with_services,
    programme_line,
    programme_named,
)
from app.triage.own_themes import all_themes

STAFF = "staff"


@dataclass(frozen=True)
class Printed:
    """What half a card says of its link: the public address."""

    url: str


def start_programme(*, plan: ProgrammePlan, survey_id: str, actor: str = COMMAND_LINE) -> Programme:
    """Start a programme: for each of its services a link before, just after and some weeks later.

    Args:
        plan: what it is.
        survey_id: a published survey for staff.
        actor: who starts it.

    Raises:
        NotFound: when there is no such survey or service.
        Conflict: when a programme has the name.
        Refused: when something is missing, cannot be kept, or does not fit together.
    """
    values = programme_values(plan)
    services = _services(plan.services)
    _refuse_unknown("theme", plan.themes, all_themes())
    _refuse_unknown("measure", plan.measures, measures_asked(PEOPLE))
    _refuse_other_survey(survey_id)
    _refuse_taken(values["name"], None)
    programme = Programme(survey_id=survey_id, **values)
    db.session.add(programme)
    flush_or_raise(_taken(programme.name))
    open_pairing(programme.id)
    _relate(programme, services, actor)
    detail = {"services": [each.name for each in services], "survey": survey_id}
    record(actor=actor, action="training-started", subject=programme.name, detail=detail)
    return programme


def edit_programme(*, programme_id: uuid.UUID, plan: ProgrammePlan, actor: str) -> Programme:
    """Change what a programme is; a service that joins gets its links.

    Raises:
        NotFound: when there is no such programme or service.
        Conflict: when another programme has the name.
        Refused: when something cannot be kept, or a service would leave whose staff have links.
    """
    programme = existing_programme(programme_id)
    values = programme_values(plan)
    services = _services(plan.services)
    _refuse_unknown("theme", plan.themes, all_themes())
    _refuse_unknown("measure", plan.measures, measures_asked(PEOPLE))
    _refuse_taken(values["name"], programme.id)
    before = programme_line(programme.id).services
    gone = [name for service_id, name in before.items() if service_id not in set(plan.services)]
    if gone:
        raise Refused(f"Staff of {gone[0]} have links in this programme, so it stays part of it.")
    for name, value in values.items():
        setattr(programme, name, value)
    flush_or_raise(_taken(programme.name))
    joined = [service for service in services if service.id not in before]
    if joined:
        _refuse_closed(programme)
        _relate(programme, joined, actor)
    for link, _ in links_with_services(list(links_of(programme.id))):
        link.about = programme.name
    record(actor=actor, action="training-edited", subject=programme.name)
    return programme


def print_cards(
    *,
    programme_id: uuid.UUID,
    number: int,
    service_id: uuid.UUID,
    locale: str,
    base_url: str,
    actor: str,
) -> bytes:
    """Make cards as a PDF file; their codes are shown this once, and nobody lists who has which.

    Args:
        programme_id: the programme whose answers the cards pair.
        number: how many.
        service_id: whose links stand on the cards.
        locale: of the survey, for the words.
        base_url: the public address of this installation.
        actor: who makes them.

    Raises:
        NotFound: when there is no such programme, or the service has no links in it.
        Refused: when the number is none or too many at once, or the programme is closed.
    """
    programme = existing_programme(programme_id)
    survey = current_version(programme.survey_id)
    if survey is None or locale not in survey.locales:
        raise NotFound(f"The survey of this programme is not offered in '{locale[:20]}'.")
    links = _links_at(programme, service_id)
    codes = make_cards(programme_id=programme.id, number=number)
    detail = {"number": number}
    record(actor=actor, action="training-cards-made", subject=programme.name, detail=detail)
    early, later = (
        Printed(address(links[moment].token, base_url=base_url))
        for moment in (Moment.BEFORE, Moment.LATER)
    )
    return linking_card_sheet(codes, name=programme.name, early=early, later=later, locale=locale)


def end_moment(*, programme_id: uuid.UUID, moment: Moment, actor: str) -> None:
    """Close the links of a moment, so that its figures can be brought up to date once.

    Raises:
        NotFound: when there is no such programme.
    """
    programme = existing_programme(programme_id)
    for token, at in links_of(programme.id).items():
        if at is moment:
            close_link(token=token, actor=actor)
    detail = {"moment": moment.value}
    record(actor=actor, action="training-moment-ended", subject=programme.name, detail=detail)


def close_programme(*, programme_id: uuid.UUID, actor: str = COMMAND_LINE) -> Programme:
    """Close a programme: figures are kept as they stand, and the key of its cards is destroyed.

    Raises:
        NotFound: when there is no such programme.
        Refused: when it is closed.
    """
    programme = existing_programme(programme_id)
    _refuse_closed(programme)
    settle(programme)
    for link, _ in links_with_services(list(links_of(programme.id))):
        if state_of(link) is not LinkState.CLOSED:
            close_link(token=link.token, actor=actor)
    destroy(programme.id)
    programme.closed_on = today()
    record(actor=actor, action="training-closed", subject=programme.name)
    return programme


def hold_session(
    *, programme_id: uuid.UUID, plan: SessionPlan, actor: str = COMMAND_LINE
) -> Session:
    """Record a session, planned or held, and who came by role.

    Raises:
        NotFound: when there is no such programme, or the service is none of its own.
        Refused: when something is missing or cannot be kept, or people came to a day to come.
    """
    programme = existing_programme(programme_id)
    values = session_values(plan)
    _refuse_other_service(programme, plan.service_id)
    attendance = _attendance(plan)
    session = Session(programme_id=programme.id, **values)
    db.session.add(session)
    db.session.flush()
    _count(session, attendance)
    record(actor=actor, action="training-session-added", subject=programme.name)
    return session


def edit_session(*, session_id: uuid.UUID, plan: SessionPlan, actor: str) -> Session:
    """Correct a session and who came.

    Raises:
        NotFound: when there is no such session, or the service is none of the programme's.
        Refused: as `hold_session`.
    """
    session = existing_session(session_id)
    programme = existing_programme(session.programme_id)
    values = session_values(plan)
    _refuse_other_service(programme, plan.service_id)
    attendance = _attendance(plan)
    for name, value in values.items():
        setattr(session, name, value)
    db.session.execute(delete(Attendance).where(Attendance.session_id == session.id))
    _count(session, attendance)
    record(actor=actor, action="training-session-edited", subject=programme.name)
    return session


def plan_follow_up(
    *,
    programme_id: uuid.UUID,
    theme: str,
    owner: str,
    due_on: date,
    actor: str = COMMAND_LINE,
) -> FollowUp:
    """Say what is taken up in supervision, by whom and by when.

    Raises:
        NotFound: when there is no such programme.
        Refused: when something is missing or cannot be kept.
    """
    programme = existing_programme(programme_id)
    follow_up = FollowUp(
        programme_id=programme.id,
        theme=required_line(theme, name="What is taken up", limit=LINE_LIMIT),
        owner=required_line(owner, name="Who takes it up", limit=LINE_LIMIT),
        due_on=due_on,
    )
    db.session.add(follow_up)
    db.session.flush()
    record(actor=actor, action="follow-up-planned", subject=programme.name)
    return follow_up


def finish_follow_up(
    *, follow_up_id: uuid.UUID, outcome: str | None = None, actor: str = COMMAND_LINE
) -> FollowUp:
    """Note that something was taken up in supervision, and what came of it.

    Raises:
        NotFound: when there is no such follow-up.
        Refused: when it is done already, or the text cannot be kept.
    """
    follow_up = existing_follow_up(follow_up_id)
    if follow_up.done_on is not None:
        raise Refused("This is noted as done already.")
    follow_up.outcome = one_line(outcome, name="What came of it", limit=OUTCOME_LIMIT)
    follow_up.done_on = today()
    programme = existing_programme(follow_up.programme_id)
    record(actor=actor, action="follow-up-done", subject=programme.name)
    return follow_up


def reopen_follow_up(*, follow_up_id: uuid.UUID, actor: str) -> FollowUp:
    """Note that it is not done after all.

    Raises:
        NotFound: when there is no such follow-up.
    """
    follow_up = existing_follow_up(follow_up_id)
    follow_up.done_on, follow_up.outcome = None, None
    programme = existing_programme(follow_up.programme_id)
    record(actor=actor, action="follow-up-reopened", subject=programme.name)
    return follow_up


def _services(ids: Sequence[uuid.UUID]) -> list[Service]:
    if not ids:
        raise Refused("Choose one service or more whose staff the programme is for.")
    known = {service.id: service for service in all_services()}
    if set(ids) - known.keys():
        raise NotFound("There is no such service. Choose one that there is.")
    return [known[each] for each in dict.fromkeys(ids)]


def _relate(programme: Programme, services: Iterable[Service], actor: str) -> None:
    """Let services take part: each has a link for each moment."""
    for service in services:
        db.session.add(ProgrammeService(programme_id=programme.id, service_id=service.id))
        for moment in Moment:
            link = create_link(
                survey_id=programme.survey_id,
                service_name=service.name,
                audience=STAFF,
                actor=actor,
            )
            link.about = programme.name
            pair_link(link_token=link.token, programme_id=programme.id, moment=moment)


def _links_at(programme: Programme, service_id: uuid.UUID) -> dict[Moment, Link]:
    moments = links_of(programme.id)
    links = {
        moments[link.token]: link
        for link, service in links_with_services(list(moments))
        if service.id == service_id
    }
    if not links:
        raise NotFound("This service has no links in this programme. Choose one that has.")
    return links


def _count(session: Session, attendance: dict[str, int]) -> None:
    db.session.add_all(
        Attendance(session_id=session.id, role=role, number=number)
        for role, number in attendance.items()
    )
    db.session.flush()


def _attendance(plan: SessionPlan) -> dict[str, int]:
    attendance = attendance_values(plan.attendance)
    if attendance and plan.day > today():
        raise Refused(
            f"The session is on {plan.day.isoformat()}, which is to come, so nobody has come yet. "
            "Correct the day, or record who came afterwards."
        )
    return attendance


def _refuse_closed(programme: Programme) -> None:
    if programme.closed_on is not None:
        raise Refused(
            f"{programme.name} was closed on {programme.closed_on.isoformat()}. What its cards "
            "were paired by is destroyed; start a new programme instead."
        )


def _refuse_taken(name: str, own_id: uuid.UUID | None) -> None:
    found = programme_named(name)
    if found is not None and found.id != own_id:
        raise _taken(name)


def _taken(name: str) -> Conflict:
    return Conflict(f"A programme '{name}' exists already. Give this one another name.")


def _refuse_unknown(kind: str, chosen: Sequence[str], known: Container[str]) -> None:
    unknown = sorted(each for each in chosen if each not in known)
    if unknown:
        raise Refused(f"There is no {kind} '{unknown[0][:80]}'. Choose one that there is.")


def _refuse_other_survey(survey_id: str) -> None:
    survey = current_version(survey_id)
    if survey is None:
        raise NotFound(
            f"No survey '{survey_id[:80]}' is published. Publish one for staff first, with: "
            "ownwords survey publish surveys"
        )
    if survey.audience != STAFF:
        raise Refused(f"The survey {survey.id} is not for staff. Choose one that is.")


def _refuse_other_service(programme: Programme, service_id: uuid.UUID | None) -> None:
    if service_id is not None and service_id not in programme_line(programme.id).services:
        raise NotFound("This programme is not for that service. Choose one of its services.")
