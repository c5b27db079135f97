"""Starting and changing programmes, closing a time point, closing a programme."""

import uuid
from collections.abc import Iterable, Sequence

from app.administration.accounts.operations import COMMAND_LINE, record
from app.administration.organisation.models import Service
from app.administration.organisation.queries import all_services
from app.collection.links.operations import close_link, create_link
from app.collection.links.queries import LinkState, state_of
from app.collection.matched.operations import add_programme_link, create_linking_key, destroy
from app.collection.matched.queries import links_of
from app.collection.matched.time_points import TimePoint
from app.collection.publishing.queries import current_version
from app.comments.queue.own_themes import all_themes
from app.extensions import db, flush_or_raise
from app.improvement.training.figures import finalise
from app.improvement.training.models import Programme, ProgrammeService
from app.improvement.training.plans import PEOPLE, ProgrammePlan, programme_values
from app.improvement.training.queries import (
    get_programme,
    links_with_services,
    programme_line,
    programme_named,
)
from app.kernel.clock import today
from app.kernel.database import change
from app.kernel.errors import Conflict, NotFound, Refused, refuse_unknown
from app.results.indicators.choices import measures_asked

STAFF = "staff"


def start_programme(*, plan: ProgrammePlan, survey_id: str, actor: str = COMMAND_LINE) -> Programme:
    """Start a programme: for each of its services a link before, just after and some weeks later.

    Args:
        plan: what it is.
        survey_id: a published survey for staff.
        actor: who starts it.

    Raises:
        NotFound: when there is no such survey or service.
        Conflict: when a programme has the name.
        Refused: when something is missing, cannot be stored, or does not fit together.
    """
    values = programme_values(plan)
    services = _services(plan.services)
    refuse_unknown("theme", plan.themes, all_themes())
    refuse_unknown("measure", plan.measures, measures_asked(PEOPLE))
    _refuse_other_survey(survey_id)
    _refuse_name_in_use(values["name"], None)
    programme = Programme(survey_id=survey_id, **values)
    db.session.add(programme)
    flush_or_raise(_name_in_use(programme.name))
    create_linking_key(programme.id)
    _relate(programme, services, actor)
    detail = {"services": [each.name for each in services], "survey": survey_id}
    record(actor=actor, action="training-started", subject=programme.name, detail=detail)
    return programme


def edit_programme(*, programme_id: uuid.UUID, plan: ProgrammePlan, actor: str) -> Programme:
    """Change what a programme is; a service that joins gets its links.

    Raises:
        NotFound: when there is no such programme or service.
        Conflict: when another programme has the name.
        Refused: when something cannot be stored, or a service would leave whose staff have links.
    """
    programme = get_programme(programme_id)
    values = programme_values(plan)
    services = _services(plan.services)
    refuse_unknown("theme", plan.themes, all_themes())
    refuse_unknown("measure", plan.measures, measures_asked(PEOPLE))
    _refuse_name_in_use(values["name"], programme.id)
    before = programme_line(programme.id).services
    gone = [name for service_id, name in before.items() if service_id not in set(plan.services)]
    if gone:
        raise Refused(f"Staff of {gone[0]} have links in this programme, so it stays part of it.")
    change(programme, values)
    flush_or_raise(_name_in_use(programme.name))
    joined = [service for service in services if service.id not in before]
    if joined:
        _refuse_closed(programme)
        _relate(programme, joined, actor)
    for link, _ in links_with_services(list(links_of(programme.id))):
        link.about = programme.name
    record(actor=actor, action="training-edited", subject=programme.name)
    return programme


def close_time_point(*, programme_id: uuid.UUID, time_point: TimePoint, actor: str) -> None:
    """Close the links of a time point, so that its figures can be brought up to date once.

    Raises:
        NotFound: when there is no such programme.
    """
    programme = get_programme(programme_id)
    for token, at in links_of(programme.id).items():
        if at is time_point:
            close_link(token=token, actor=actor)
    detail = {"moment": time_point.value}
    record(actor=actor, action="training-moment-ended", subject=programme.name, detail=detail)


def close_programme(*, programme_id: uuid.UUID, actor: str = COMMAND_LINE) -> Programme:
    """Close a programme: figures are kept as they stand, and the key of its cards is destroyed.

    Raises:
        NotFound: when there is no such programme.
        Refused: when it is closed.
    """
    programme = get_programme(programme_id)
    _refuse_closed(programme)
    finalise(programme)
    for link, _ in links_with_services(list(links_of(programme.id))):
        if state_of(link) is not LinkState.CLOSED:
            close_link(token=link.token, actor=actor)
    destroy(programme.id)
    programme.closed_on = today()
    record(actor=actor, action="training-closed", subject=programme.name)
    return programme


def _services(ids: Sequence[uuid.UUID]) -> list[Service]:
    if not ids:
        raise Refused("Choose one service or more whose staff the programme is for.")
    known = {service.id: service for service in all_services()}
    if set(ids) - known.keys():
        raise NotFound("There is no such service. Choose one from the list.")
    return [known[each] for each in dict.fromkeys(ids)]


def _relate(programme: Programme, services: Iterable[Service], actor: str) -> None:
    """Let services take part: each has a link for each time point."""
    for service in services:
        db.session.add(ProgrammeService(programme_id=programme.id, service_id=service.id))
        for time_point in TimePoint:
            link = create_link(
                survey_id=programme.survey_id,
                service_name=service.name,
                audience=STAFF,
                actor=actor,
            )
            link.about = programme.name
            add_programme_link(
                link_token=link.token, programme_id=programme.id, time_point=time_point
            )


def _refuse_closed(programme: Programme) -> None:
    if programme.closed_on is not None:
        raise Refused(
            f"{programme.name} was closed on {programme.closed_on.isoformat()}. What its cards "
            "were paired by is destroyed; start a new programme instead."
        )


def _refuse_name_in_use(name: str, own_id: uuid.UUID | None) -> None:
    found = programme_named(name)
    if found is not None and found.id != own_id:
        raise _name_in_use(name)


def _name_in_use(name: str) -> Conflict:
    return Conflict(f"A programme '{name}' exists already. Give this one another name.")


def _refuse_other_survey(survey_id: str) -> None:
    survey = current_version(survey_id)
    if survey is None:
        raise NotFound(
            f"No survey '{survey_id[:80]}' is published. Publish one for staff first, with: "
            "ownwords survey publish surveys"
        )
    if survey.audience != STAFF:
        raise Refused(f"The survey {survey.id} is not for staff. Choose one that is.")
