"""Reading what came in: the overview, the results of a survey, and its comments."""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, islice
from typing import Final

from sqlalchemy import func, select

from app.events.models import Event
from app.events.queries import waiting_for_attendance
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import NotFound
from app.kernel.localised import language_of
from app.links.models import Link
from app.links.operations import AUDIENCES
from app.links.queries import has_links_with_subject
from app.measures.cuts import Cut
from app.measures.gate import Seen
from app.measures.operations import seen_of, services_told
from app.measures.queries import left_to_count
from app.organisation.models import Service
from app.organisation.queries import all_services
from app.publishing.queries import all_current, published_versions
from app.questionnaire.definition import Survey
from app.responses.filing import filed_under, is_of_records
from app.responses.gate import is_equality
from app.responses.incidents import IncidentKind, incidents_since, same_answers
from app.responses.models import Response
from app.responses.queries import Given, count_by_version, newest_first
from app.responses.tally import GroupTally, Series
from app.review.findings import words
from app.review.results import Results, results_of
from app.statistics.disclosure import Hidden
from app.triage.outside import shown_outside

COMMENTS_AT_ONCE: Final = 25
NOTICED_DAYS: Final = 14
HAPPENED: Final = {
    IncidentKind.DAMAGED: "sealed answers that could not be opened came {n} times.",
    IncidentKind.FOREIGN: "answers sealed for another server came {n} times.",
    IncidentKind.MISPLACED: "answers sealed for another survey came {n} times.",
    IncidentKind.WRONG_PIN: "a wrong PIN was typed on a shared tablet {n} times.",
}
SURVEY_ID: Final = re.compile(r"[a-z0-9-]{1,80}")


@dataclass(frozen=True)
class LinkCount:
    """A link and how many answers came by it, which is volume and tells no content."""

    token: str
    survey_id: str
    survey: str
    audience_code: str
    audience: str
    event: str | None
    partner: str | None
    answers: int
    last_week: str | None


@dataclass(frozen=True)
class ServiceCounts:
    """A service with its links."""

    name: str
    links: tuple[LinkCount, ...]

    @property
    def answers(self) -> int:
        """Answers by all its links."""
        return sum(link.answers for link in self.links)


@dataclass(frozen=True)
class Notice:
    """Something at a link that a person should look at; nothing is refused because of it."""

    link_token: str
    sentence: str


@dataclass(frozen=True)
class Overview:
    """What the first page shows. `waiting`: events whose attendance is not recorded yet."""

    services: tuple[ServiceCounts, ...]
    surveys: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]
    waiting: tuple[tuple[Event, Service], ...]


@dataclass(frozen=True)
class ResultsPage:
    """Results, and what else can be chosen. `left`: answers that wait to be counted.

    `is_of_records`: it is a tool of audits, whose results stand with their rounds. `has_subjects`:
    some answers are about one training or policy, and are told there.
    """

    results: Results
    is_of_records: bool
    has_subjects: bool
    left: int
    versions: tuple[int, ...]
    audiences: Mapping[str, str]
    services: tuple[str, ...]


@dataclass(frozen=True)
class Comment:
    """What one person wrote to one question. Nothing stands beside it that tells when, or of whom.

    `language` is for who reads it out.
    """

    question: str
    text: str
    language: str
    service: str
    audience: str


@dataclass(frozen=True)
class CommentsPage:
    """Some comments; `older` is where the next page goes on, None at the end.

    `hidden` stands where too few answered at the chosen service.
    """

    title: str
    comments: tuple[Comment, ...]
    services: tuple[str, ...]
    older: str | None
    hidden: Hidden | None = None


def overview() -> Overview:
    """Every service with its links and their counts, every survey, and what waits."""
    titles = {survey.id: _title(survey) for survey in all_current()}
    counts = (
        select(
            Response.link_token,
            func.count().label("answers"),
            func.max(Response.week).label("last_week"),
        )
        .group_by(Response.link_token)
        .subquery()
    )
    rows = db.session.execute(
        select(Service.name, Link, counts.c.answers, counts.c.last_week)
        .outerjoin(Link, Link.service_id == Service.id)
        .outerjoin(counts, counts.c.link_token == Link.token)
        .order_by(Service.name, Link.survey_id, Link.audience, Link.token)
    )
    services = tuple(
        ServiceCounts(
            name,
            tuple(
                _link_count(link, titles, answers, last_week)
                for _, link, answers, last_week in of_service
                if link is not None
            ),
        )
        for name, of_service in groupby(rows, key=lambda row: str(row[0]))
    )
    return Overview(
        services, tuple(titles.items()), tuple(_notices()), tuple(waiting_for_attendance())
    )


def _notices() -> Iterator[Notice]:
    since = today() - timedelta(days=NOTICED_DAYS)
    for incident in incidents_since(since):
        happened = HAPPENED[IncidentKind(incident.kind)].format(n=incident.times)
        yield Notice(incident.link_token, f"{incident.day:%d %B}: {happened}")
    for token, number in same_answers(since):
        yield Notice(
            token, f"{number} answers say exactly the same. Was it one person, or a tablet?"
        )


def results_page(
    *,
    survey_id: str,
    version: int | None = None,
    audience: str | None = None,
    service: str | None = None,
    by_another: bool = False,
) -> ResultsPage:
    """The results of a survey: the newest version that has answers, and its own audience.

    Raises:
        NotFound: when there is no such survey, version, audience or service.
    """
    surveys = {survey.version: survey for survey in _versions(survey_id)}
    received = count_by_version(survey_id)
    survey = surveys.get(version or _newest_answered(surveys, received))
    services = tuple(each.name for each in all_services())
    if survey is None or (service and service not in services):
        raise NotFound("There are no such results.")
    audiences = {survey.audience, *(name for number, name in received if number == survey.version)}
    chosen = audience or survey.audience
    if chosen not in audiences:
        raise NotFound("There are no such results.")
    ids = {each.name: each.id for each in all_services()}
    cut = Cut(
        frozenset([ids[service]] if service else ()), survey_id=survey_id, version=survey.version
    )
    seen, has_another = seen_of(cut, audience=chosen, by_another=by_another)
    return ResultsPage(
        results=results_of(
            survey,
            seen or Seen(GroupTally(), Hidden(), has_anybody=False),
            Series(survey.version, chosen, by_another),
            service or None,
            has_answers_by_another=has_another,
        ),
        is_of_records=is_of_records(survey),
        has_subjects=has_links_with_subject(survey_id),
        left=left_to_count(),
        versions=tuple(sorted(surveys, reverse=True)),
        audiences={name: AUDIENCES.get(name, name) for name in sorted(audiences)},
        services=services,
    )


def comments_page(
    *, survey_id: str, reader: uuid.UUID, service: str | None = None, after: str | None = None
) -> CommentsPage:
    """The comments on a survey in all its versions, the newest first, without when.

    Those that somebody has read, without personal details; not those that are about the reader or
    told of harm, nor any of a service of which no figure is told: they are under Reading.

    Raises:
        NotFound: when there is no such survey, service or place.
    """
    surveys = {survey.version: survey for survey in _versions(survey_id)}
    services = tuple(each.name for each in all_services())
    if service and service not in services:
        raise NotFound("There are no such comments.")
    title, named = _title(surveys[max(surveys)]), services_told(survey_id)
    if service and service not in named:
        return CommentsPage(title, (), services, None, Hidden())
    chosen = {service} if service else named
    responses = newest_first(survey_id, services=chosen, after=_place(after))
    comments, older = _enough_comments(surveys, responses, reader)
    return CommentsPage(title, comments, services, older)


def survey_title(survey_id: str) -> str:
    """What a published survey is called.

    Raises:
        NotFound: when there is no such survey.
    """
    return _title(_versions(survey_id)[0])


def version_numbers(survey_id: str) -> tuple[int, ...]:
    """The published versions of a survey, newest first.

    Raises:
        NotFound: when there is no such survey.
    """
    return tuple(survey.version for survey in _versions(survey_id))


def _enough_comments(
    surveys: Mapping[int, Survey], responses: Iterator[Given], reader: uuid.UUID
) -> tuple[tuple[Comment, ...], str | None]:
    """Comments for one page, all of a response together, and where the next page goes on."""
    comments: list[Comment] = []
    last = None
    for given, texts in _with_texts(responses, reader):
        written = list(_comments(surveys[given.version], given, texts))
        if written and len(comments) >= COMMENTS_AT_ONCE:
            return tuple(comments), last
        if written:
            comments += written
            last = str(given.id)
    return tuple(comments), None


def _with_texts(
    responses: Iterator[Given], reader: uuid.UUID
) -> Iterator[tuple[Given, Mapping[tuple[uuid.UUID, str], str]]]:
    """Each response with the texts that may be shown, looked up for some of them at once."""
    while some := list(islice(responses, COMMENTS_AT_ONCE * 2)):
        texts = shown_outside([given.id for given in some], reader)
        yield from ((given, texts) for given in some)


def _comments(
    survey: Survey, given: Given, texts: Mapping[tuple[uuid.UUID, str], str]
) -> Iterator[Comment]:
    """What a person wrote about the service; what they wrote about themselves stays out of it."""
    for question in survey.questions:
        text = texts.get((given.id, question.id))
        if text is not None and question.is_text and not is_equality(question):
            yield Comment(
                question=words(question.text, survey.languages[0]),
                text=text,
                language=language_of(given.locale),
                service=given.service,
                audience=_whose(survey, given),
            )


def _whose(survey: Survey, given: Given) -> str:
    """Whose view a comment is: what partners pass on stands apart from their own."""
    audience = AUDIENCES.get(given.audience, given.audience)
    if filed_under(survey, given.answers) == survey.audience:
        return audience
    return f"{audience}, passing on what people said"


def _place(after: str | None) -> tuple[str, uuid.UUID] | None:
    """Where the list goes on. The address does not tell the week."""
    if not after:
        return None
    try:
        response_id = uuid.UUID(after)
    except ValueError:
        raise NotFound("There are no such comments.") from None
    week = db.session.execute(
        select(Response.week).where(Response.id == response_id)
    ).scalar_one_or_none()
    if week is None:
        raise NotFound("There are no such comments.")
    return week, response_id


def _versions(survey_id: str) -> list[Survey]:
    # Some databases refuse what an address may hold, so nothing else is asked for.
    found = published_versions(survey_id) if SURVEY_ID.fullmatch(survey_id) else []
    if not found:
        raise NotFound("There is no such survey.")
    return found


def _newest_answered(surveys: Mapping[int, Survey], received: Mapping[tuple[int, str], int]) -> int:
    answered = {version for version, _ in received} & surveys.keys()
    return max(answered or surveys)


def _title(survey: Survey) -> str:
    return words(survey.title, survey.languages[0])


def _link_count(
    link: Link, titles: Mapping[str, str], answers: int | None, last_week: str | None
) -> LinkCount:
    return LinkCount(
        token=link.token,
        survey_id=link.survey_id,
        survey=titles.get(link.survey_id, link.survey_id),
        audience_code=link.audience,
        audience=AUDIENCES.get(link.audience, link.audience),
        event=link.event,
        partner=link.partner,
        answers=answers or 0,
        last_week=last_week,
    )
