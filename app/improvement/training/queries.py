"""Reading programmes, their sessions and follow-ups, and the answers given at their links."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select

from app.administration.organisation.models import Service
from app.collection.links.models import Link
from app.collection.matched.queries import links_of
from app.collection.matched.time_points import TimePoint
from app.collection.publishing.queries import published_versions
from app.collection.responses.models import Response
from app.extensions import db
from app.improvement.training.answers import Answer
from app.improvement.training.findings import facts_of
from app.improvement.training.models import (
    FollowUp,
    Programme,
    ProgrammeService,
    Session,
    SessionAttendance,
    ShownFigures,
)
from app.improvement.training.plans import attendance_in_words
from app.kernel.activities import Activity, ActivityKind
from app.kernel.clock import today
from app.kernel.errors import require
from app.surveys.parts import Question


@dataclass(frozen=True)
class SessionLine:
    """A session with attendance, by role. `service` is None for all services together."""

    session: Session
    service: str | None
    attendance: Mapping[str, int]

    @property
    def attended(self) -> int:
        """How many attended."""
        return sum(self.attendance.values())

    @property
    def attendance_in_words(self) -> str:
        """The same by role, in words."""
        return attendance_in_words(self.attendance)


@dataclass(frozen=True)
class FollowUpLine:
    """A follow-up, and of which programme."""

    follow_up: FollowUp
    programme: str

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and nobody has said that it was done."""
        return self.follow_up.done_on is None and self.follow_up.due_on < today()


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme in a list: services by id and name, sessions by day, follow-ups by due day."""

    programme: Programme
    services: Mapping[uuid.UUID, str]
    sessions: tuple[SessionLine, ...]
    follow_ups: tuple[FollowUpLine, ...]

    @property
    def is_open(self) -> bool:
        """Whether answers can still be paired."""
        return self.programme.closed_on is None

    @property
    def about(self) -> str:
        """The services by name."""
        return ", ".join(self.services.values())

    @property
    def overdue(self) -> tuple[FollowUpLine, ...]:
        """Follow-ups that are overdue."""
        return tuple(line for line in self.follow_ups if line.is_overdue)


def get_programme(programme_id: uuid.UUID) -> Programme:
    """The programme with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(Programme, programme_id), "There is no such training programme.")


def programme_named(name: str) -> Programme | None:
    """The programme of exactly this name, or None."""
    return db.session.execute(select(Programme).where(Programme.name == name)).scalars().first()


def get_session(session_id: uuid.UUID) -> Session:
    """The session with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(Session, session_id), "There is no such session.")


def get_follow_up(follow_up_id: uuid.UUID) -> FollowUp:
    """The follow-up with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(FollowUp, follow_up_id), "There is no such follow-up.")


def all_programmes() -> list[ProgrammeLine]:
    """Every programme, open ones first, then the newest first, in four queries."""
    lines = _lines(select(Programme).order_by(Programme.created_on.desc(), Programme.name))
    return sorted(lines, key=lambda line: not line.is_open)


def programme_line(programme_id: uuid.UUID) -> ProgrammeLine:
    """One programme as it stands in the list.

    Raises:
        NotFound: when there is none.
    """
    get_programme(programme_id)
    return next(_lines(select(Programme).where(Programme.id == programme_id)))


def overdue_follow_ups() -> list[FollowUpLine]:
    """What should have been taken up in supervision by now, the longest overdue first."""
    found = (
        select(FollowUp, Programme.name)
        .join(Programme, Programme.id == FollowUp.programme_id)
        .where(FollowUp.done_on.is_(None), FollowUp.due_on < today())
        .order_by(FollowUp.due_on, FollowUp.theme)
    )
    return [FollowUpLine(follow_up, name) for follow_up, name in db.session.execute(found)]


def attendance_of(session_id: uuid.UUID) -> dict[str, int]:
    """How many of each role attended a session."""
    found = select(SessionAttendance).where(SessionAttendance.session_id == session_id)
    return {row.role: row.number for row in db.session.execute(found).scalars()}


def answers_of(programme_id: uuid.UUID) -> dict[TimePoint, list[Answer]]:
    """The answers at a programme's links by time point, in two queries; in no telling order."""
    time_points = links_of(programme_id)
    found = (
        select(Response.id, Response.link_token, Response.version, Response.answers)
        .where(Response.link_token.in_(time_points), Response.is_counted)
        .order_by(Response.id)
    )
    answers: dict[TimePoint, list[Answer]] = {time_point: [] for time_point in TimePoint}
    for row in db.session.execute(found):
        answers[time_points[row.link_token]].append(Answer(row.id, row.version, row.answers))
    return answers


def answers_by_time_point(programme_id: uuid.UUID) -> dict[TimePoint, int]:
    """How many answered at each time point."""
    time_points = links_of(programme_id)
    found = (
        select(Response.link_token, func.count())
        .where(Response.link_token.in_(time_points), Response.is_counted)
        .group_by(Response.link_token)
    )
    counts = dict.fromkeys(TimePoint, 0)
    for token, count in db.session.execute(found):
        counts[time_points[token]] += count
    return counts


def links_with_services(tokens: list[str]) -> list[tuple[Link, Service]]:
    """Links with their services: by service, and at each in the order of these tokens."""
    found = select(Link, Service).join(Service, Service.id == Link.service_id)
    rows = db.session.execute(found.where(Link.token.in_(tokens))).all()
    return sorted(
        ((link, service) for link, service in rows),
        key=lambda each: (each[1].name, tokens.index(each[0].token)),
    )


def ended_on(tokens: list[str]) -> date | None:
    """The last day on which any of these links could be answered; None while one still can."""
    found = select(Link.closes_on).where(Link.token.in_(tokens))
    days = list(db.session.execute(found).scalars())
    last = max((day for day in days if day is not None), default=None)
    is_over = last is not None and None not in days and last < today()
    return last if is_over else None


def shown_figures(programme_id: uuid.UUID) -> dict[str, ShownFigures]:
    """The figures of a programme as they were last shown, by comparison."""
    found = select(ShownFigures).where(ShownFigures.programme_id == programme_id)
    return {row.comparison: row for row in db.session.execute(found).scalars()}


def questions_of(survey_id: str) -> dict[str, Question]:
    """The questions of a survey by id, in the words of the newest version that has them."""
    found: dict[str, Question] = {}
    for survey in published_versions(survey_id):
        for question in survey.questions:
            found.setdefault(question.id, question)
    return found


def activities(*, first: date, last: date) -> list[Activity]:
    """The sessions in a span of days, the earliest first, with what may be released of them.

    Args:
        first: the first day, included.
        last: the last day, included.
    """
    held = select(Session.programme_id).where(Session.day.between(first, last))
    lines = list(_lines(select(Programme).where(Programme.id.in_(held))))
    figures = _figures([line.programme.id for line in lines])
    surveys = {line.programme.survey_id for line in lines}
    questions = {survey_id: questions_of(survey_id) for survey_id in surveys}
    found = [
        _activity(line, each, tuple(facts_of(figures[line.programme.id], questions[survey_id])))
        for line in lines
        for survey_id in [line.programme.survey_id]
        for each in line.sessions
        if first <= each.session.day <= last
    ]
    return sorted(found, key=lambda act: (act.on, act.title, str(act.id)))


def _activity(line: ProgrammeLine, held: SessionLine, findings: tuple[str, ...]) -> Activity:
    session, programme = held.session, line.programme
    services = line.services if session.service_id is None else [session.service_id]
    return Activity(
        kind=ActivityKind.TRAINING,
        id=session.id,
        title=programme.name,
        on=session.day,
        services=frozenset(services),
        themes=frozenset(programme.themes),
        facts=(*_facts(line, held), *findings),
        endpoint="training.programme",
        values={"programme_id": str(programme.id)},
    )


def _facts(line: ProgrammeLine, held: SessionLine) -> Iterator[str]:
    programme = line.programme
    yield f"Aims: {programme.aims}"
    yield f"{held.attendance_in_words}."
    if programme.contributors:
        yield f"Who contributed: {programme.contributors}"
    if programme.community:
        yield f"Community representatives: {programme.community}"
    if line.follow_ups:
        done = sum(each.follow_up.done_on is not None for each in line.follow_ups)
        yield f"Followed up in supervision: {done} of {len(line.follow_ups)} planned."


def _figures(ids: list[uuid.UUID]) -> Mapping[uuid.UUID, dict[str, ShownFigures]]:
    found = select(ShownFigures).where(ShownFigures.programme_id.in_(ids))
    figures: defaultdict[uuid.UUID, dict[str, ShownFigures]] = defaultdict(dict)
    for row in db.session.execute(found).scalars():
        figures[row.programme_id][row.comparison] = row
    return figures


def _lines(found: Select[Programme]) -> Iterator[ProgrammeLine]:
    programmes = list(db.session.execute(found).scalars())
    ids = [programme.id for programme in programmes]
    services, sessions = _services(ids), _sessions(ids)
    follow_ups: defaultdict[uuid.UUID, list[FollowUp]] = defaultdict(list)
    wanted = select(FollowUp).where(FollowUp.programme_id.in_(ids))
    for each in db.session.execute(wanted.order_by(FollowUp.due_on, FollowUp.theme)).scalars():
        follow_ups[each.programme_id].append(each)
    for programme in programmes:
        yield ProgrammeLine(
            programme=programme,
            services=services[programme.id],
            sessions=tuple(sessions[programme.id]),
            follow_ups=tuple(
                FollowUpLine(each, programme.name) for each in follow_ups[programme.id]
            ),
        )


def _services(ids: list[uuid.UUID]) -> Mapping[uuid.UUID, dict[uuid.UUID, str]]:
    found = (
        select(ProgrammeService.programme_id, Service.id, Service.name)
        .join(Service, Service.id == ProgrammeService.service_id)
        .where(ProgrammeService.programme_id.in_(ids))
        .order_by(Service.name)
    )
    services: defaultdict[uuid.UUID, dict[uuid.UUID, str]] = defaultdict(dict)
    for programme_id, service_id, name in db.session.execute(found):
        services[programme_id][service_id] = name
    return services


def _sessions(ids: list[uuid.UUID]) -> Mapping[uuid.UUID, list[SessionLine]]:
    attended: defaultdict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    of_programmes = select(Session.id).where(Session.programme_id.in_(ids))
    rows = select(SessionAttendance).where(SessionAttendance.session_id.in_(of_programmes))
    for row in db.session.execute(rows).scalars():
        attended[row.session_id][row.role] = row.number
    found = (
        select(Session, Service.name)
        .outerjoin(Service, Service.id == Session.service_id)
        .where(Session.programme_id.in_(ids))
        .order_by(Session.day, Session.id)
    )
    lines: defaultdict[uuid.UUID, list[SessionLine]] = defaultdict(list)
    for session, name in db.session.execute(found):
        lines[session.programme_id].append(SessionLine(session, name, attended[session.id]))
    return lines
