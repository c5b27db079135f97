"""Reading responses: always as a stream of plain rows, so that memory stays flat."""

import uuid
from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, func, select, tuple_

from app.administration.organisation.models import Service
from app.collection.links.models import Link
from app.collection.publishing.queries import all_published
from app.collection.responses.models import NOTHING, Comment, Response
from app.collection.responses.reporting_groups import AUDITORS
from app.extensions import db

ROWS_AT_ONCE: Final = 500


class ResponseRow(NamedTuple):
    """One response and where it was given. `week` is ISO 8601, for example `2026-W47`.

    `partner` is the name of who handed the link out, or None.
    """

    id: uuid.UUID
    survey_id: str
    version: int
    locale: str
    week: str
    answers: dict[str, Any]
    service: str
    audience: str
    event: str | None
    notes: list[str]
    partner: str | None = None
    stray: dict[str, Any] | None = None


def surveys_of_auditors() -> set[str]:
    """The surveys whose comments are notes on records and services, and nobody's view."""
    return {each.id for each in all_published().values() if each.audience == AUDITORS}


def responses_to_survey(
    survey_id: str,
    *,
    version: int | None = None,
    audience: str | None = None,
    with_uncounted: bool = False,
) -> Iterator[ResponseRow]:
    """Every response to a survey, in the order of its random id, which gives nothing away.

    One query; the rows are fetched a few hundred at a time as they are asked for.

    Args:
        with_uncounted: also those in which nothing could be counted.
    """
    statement = _response_rows().where(Response.survey_id == survey_id).order_by(Response.id)
    if not with_uncounted:
        statement = statement.where(Response.is_counted)
    if version is not None:
        statement = statement.where(Response.version == version)
    if audience is not None:
        statement = statement.where(Link.audience == audience)
    return _stream(statement)


def newest_first(
    survey_id: str,
    *,
    services: Collection[str],
    after: tuple[str, uuid.UUID] | None = None,
) -> Iterator[ResponseRow]:
    """Responses with a comment that was read, the newest week first, within a week in no order.

    Args:
        survey_id: the survey, in all its versions.
        services: only these, by name.
        after: week and id of the response to go on behind.
    """
    place = tuple_(Response.week, Response.id)
    is_read = select(Comment.id).where(Comment.response_id == Response.id, Comment.is_read)
    statement = _response_rows().where(
        Response.survey_id == survey_id, Response.is_counted, is_read.exists()
    )
    statement = statement.where(Service.name.in_(services))
    if after is not None:
        statement = statement.where(place < after)
    return _stream(statement.order_by(Response.week.desc(), Response.id.desc()))


def responses_at_links(tokens: Collection[str]) -> Iterator[tuple[str, ResponseRow]]:
    """Every response at these links with the link's token, in the order of its random id."""
    statement = (
        _response_rows().add_columns(Link.token).where(Link.token.in_(tokens), Response.is_counted)
    )
    rows = db.session.execute(statement.order_by(Response.id))
    return ((row[-1], ResponseRow._make(row[:-1])) for row in rows)


def count_by_survey() -> dict[str, int]:
    """How many responses each survey has, by survey id."""
    rows = db.session.execute(
        select(Response.survey_id, func.count())
        .group_by(Response.survey_id)
        .order_by(Response.survey_id)
    )
    return {row[0]: row[1] for row in rows}


def count_by_version(survey_id: str) -> dict[tuple[int, str], int]:
    """How many responses each version of a survey has from each audience."""
    rows = db.session.execute(
        select(Response.version, Link.audience, func.count())
        .join(Link, Link.token == Response.link_token)
        .where(Response.survey_id == survey_id, Response.is_counted)
        .group_by(Response.version, Link.audience)
        .order_by(Response.version, Link.audience)
    )
    return {(version, audience): count for version, audience, count in rows}


class AnswerLocation(NamedTuple):
    """Where answers were given: at an event of a service; `event` is None elsewhere."""

    service_id: uuid.UUID
    event: str | None


class AnswersAt(NamedTuple):
    """How many answered one version of a survey at one place in one locale."""

    survey_id: str
    version: int
    audience: str
    place: AnswerLocation
    locale: str
    answers: int


def count_by_event() -> dict[AnswerLocation, int]:
    """How many responses were received at each event that has any."""
    rows = db.session.execute(
        select(Link.service_id, Link.event, func.count())
        .join(Response, Response.link_token == Link.token)
        .where(Link.event.is_not(None), Response.is_counted)
        .group_by(Link.service_id, Link.event)
    )
    return {AnswerLocation(service_id, event): count for service_id, event, count in rows}


def count_at_places(survey_ids: Collection[str]) -> list[AnswersAt]:
    """Responses to these surveys by version, audience, place and locale, in one query."""
    cut = (
        Response.survey_id,
        Response.version,
        Link.audience,
        Link.service_id,
        Link.event,
        Response.locale,
    )
    rows = db.session.execute(
        select(*cut, func.count())
        .join(Link, Link.token == Response.link_token)
        .where(Response.survey_id.in_(survey_ids), Response.is_counted)
        .group_by(*cut)
        .order_by(*cut)
    )
    return [
        AnswersAt(survey_id, version, audience, AnswerLocation(service_id, event), locale, answers)
        for survey_id, version, audience, service_id, event, locale, answers in rows
    ]


def _response_rows() -> Select[Any]:
    return (
        select(
            Response.id,
            Response.survey_id,
            Response.version,
            Response.locale,
            Response.week,
            Response.answers,
            Service.name,
            Link.audience,
            Link.event,
            Response.notes,
            Link.partner,
            Response.stray,
        )
        .join(Link, Link.token == Response.link_token)
        .join(Service, Service.id == Link.service_id)
        .where(Response.held != NOTHING)
    )


def _stream(statement: Select[Any]) -> Iterator[ResponseRow]:
    rows = db.session.execute(statement.execution_options(yield_per=ROWS_AT_ONCE))
    try:
        for row in rows:
            yield ResponseRow._make(row)
    finally:
        rows.close()
