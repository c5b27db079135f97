"""The results of a survey, and its comments."""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import select

from app.administration.organisation.queries import all_services
from app.collection.links.audiences import AUDIENCES
from app.collection.links.queries import has_links_with_subject
from app.collection.publishing.queries import all_current, published_versions
from app.collection.responses.gate import is_equality
from app.collection.responses.models import Response
from app.collection.responses.queries import ResponseRow, count_by_version, newest_first
from app.collection.responses.reporting_groups import is_of_records, reporting_group
from app.collection.responses.tally import GroupTally, Series
from app.comments.queue.outside import shown_outside
from app.disclosure import Hidden
from app.extensions import db
from app.kernel.errors import NotFound
from app.kernel.localised import language_of
from app.results.indicators.cuts import Cut
from app.results.indicators.gate import Seen
from app.results.indicators.operations import released_services, seen_of
from app.results.indicators.queries import left_to_count
from app.results.questions.findings import words
from app.results.questions.results import Results, results_of
from app.surveys.definition import Survey

COMMENTS_AT_ONCE: Final = 25
SURVEY_ID: Final = re.compile(r"[a-z0-9-]{1,80}")


@dataclass(frozen=True)
class ResultsPage:
    """Results, and what else can be chosen. `left`: answers that wait to be counted.

    `is_of_records`: it is a tool of audits, whose results stand with their rounds. `has_subjects`:
    some answers are about one training or policy, and are shown there.
    """

    results: Results
    is_of_records: bool
    has_subjects: bool
    left: int
    versions: tuple[int, ...]
    audiences: Mapping[str, str]
    services: tuple[str, ...]


@dataclass(frozen=True)
class WrittenComment:
    """What one person wrote to one question. Nothing stands beside it that says when, or by whom.

    `language` is for who reads it out.
    """

    question: str
    text: str
    language: str
    service: str
    audience: str


@dataclass(frozen=True)
class SurveyCommentsPage:
    """Some comments; `older` is where the next page goes on, None at the end.

    `hidden` stands where too few answered at the chosen service.
    """

    title: str
    comments: tuple[WrittenComment, ...]
    services: tuple[str, ...]
    older: str | None
    hidden: Hidden | None = None


def results_page(
    *,
    survey_id: str,
    version: int | None = None,
    audience: str | None = None,
    service: str | None = None,
    by_proxy: bool = False,
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
    seen, has_proxy = seen_of(cut, audience=chosen, by_proxy=by_proxy)
    return ResultsPage(
        results=results_of(
            survey,
            seen or Seen(GroupTally(), Hidden(), has_anybody=False),
            Series(survey.version, chosen, by_proxy),
            service or None,
            has_proxy_answers=has_proxy,
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
) -> SurveyCommentsPage:
    """The comments on a survey in all its versions, the newest first, without when.

    Those that somebody has read, without personal details; not those that are about the reader or
    reported harm, nor any of a service of which no figure is released: they wait under Comments.

    Raises:
        NotFound: when there is no such survey, service or place.
    """
    surveys = {survey.version: survey for survey in _versions(survey_id)}
    services = tuple(each.name for each in all_services())
    if service and service not in services:
        raise NotFound("There are no such comments.")
    title, named = _title(surveys[max(surveys)]), released_services(survey_id)
    if service and service not in named:
        return SurveyCommentsPage(title, (), services, None, Hidden())
    chosen = {service} if service else named
    responses = newest_first(survey_id, services=chosen, after=_place(after))
    comments, older = _enough_comments(surveys, responses, reader)
    return SurveyCommentsPage(title, comments, services, older)


def survey_titles() -> dict[str, str]:
    """What each published survey is called, by its id."""
    return {survey.id: _title(survey) for survey in all_current()}


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
    surveys: Mapping[int, Survey], responses: Iterator[ResponseRow], reader: uuid.UUID
) -> tuple[tuple[WrittenComment, ...], str | None]:
    """Comments for one page, all of a response together, and where the next page goes on."""
    comments: list[WrittenComment] = []
    last = None
    for response, texts in _with_texts(responses, reader):
        written = list(_comments(surveys[response.version], response, texts))
        if written and len(comments) >= COMMENTS_AT_ONCE:
            return tuple(comments), last
        if written:
            comments += written
            last = str(response.id)
    return tuple(comments), None


def _with_texts(
    responses: Iterator[ResponseRow], reader: uuid.UUID
) -> Iterator[tuple[ResponseRow, Mapping[tuple[uuid.UUID, str], str]]]:
    """Each response with the texts that may be shown, looked up for some of them at once."""
    while some := list(islice(responses, COMMENTS_AT_ONCE * 2)):
        texts = shown_outside([response.id for response in some], reader)
        yield from ((response, texts) for response in some)


def _comments(
    survey: Survey, response: ResponseRow, texts: Mapping[tuple[uuid.UUID, str], str]
) -> Iterator[WrittenComment]:
    """What a person wrote about the service; what they wrote about themselves stays out of it."""
    for question in survey.questions:
        text = texts.get((response.id, question.id))
        if text is not None and question.is_text and not is_equality(question):
            yield WrittenComment(
                question=words(question.text, survey.languages[0]),
                text=text,
                language=language_of(response.locale),
                service=response.service,
                audience=_whose(survey, response),
            )


def _whose(survey: Survey, response: ResponseRow) -> str:
    """Whose view a comment is: what partners pass on stands apart from their own."""
    audience = AUDIENCES.get(response.audience, response.audience)
    if reporting_group(survey, response.answers) == survey.audience:
        return audience
    return f"{audience}, passing on what people said"


def _place(after: str | None) -> tuple[str, uuid.UUID] | None:
    """Where the list goes on. The address does not give the week away."""
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
