"""Bringing the sums up to date with the responses. Done by the worker; may be broken off anywhere.

Each step is one transaction, in which responses are marked as counted and added to the sums; what
a killed worker had begun is undone whole, and done again.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, delete, insert, select, text, update

from app.collection.links.models import Link
from app.collection.publishing.queries import published
from app.collection.responses.models import ALL, Response
from app.collection.responses.queries import ROWS_AT_ONCE
from app.collection.responses.reporting_groups import SPEAKING_AS, audience_of, is_of_records
from app.collection.responses.tally import ANSWERED_BY, BY_PROXY
from app.extensions import db, insertion
from app.results.indicators.models import ALL_SERVICES, AnswerSeries, AnswerSum, CountedResponse
from app.results.indicators.months import month_of, weeks_of
from app.results.indicators.subjects import Adding, link_subject
from app.surveys.definition import Survey

RESPONSES_AT_ONCE: Final = 4000
SUMS_AT_ONCE: Final = 5000
NUMBERS: Final = ("counted", "taken", "shown")
PLACE: Final = ("series_id", "filed_under", "service_id", "month", "subject", "code")


class Block(NamedTuple):
    """Responses that are counted again together: answers of one version in one month."""

    survey_id: str
    version: int
    month: str


def count_batch() -> int:
    """Count some responses that no sum holds yet; gives how many, 0 at the end."""
    counted = select(CountedResponse).where(CountedResponse.response_id == Response.id).exists()
    rows = db.session.execute(_responses().where(~counted).limit(RESPONSES_AT_ONCE)).all()
    _count(rows)
    return len(rows)


def count_corrected() -> int:
    """Count again where answers were corrected after they were counted; gives how many were."""
    found = db.session.execute(
        select(Response.survey_id, Response.version, Response.week)
        .join(CountedResponse, CountedResponse.response_id == Response.id)
        .where(CountedResponse.content_hash != Response.content_hash, Response.held == ALL)
    ).all()
    for block in {Block(survey, version, month_of(week)) for survey, version, week in found}:
        recount(block)
    return len(found)


def all_blocks() -> list[Block]:
    """Everything that can be counted again, block by block: what has responses, or sums."""
    weeks = select(Response.survey_id, Response.version, Response.week).distinct()
    sums = (
        select(AnswerSeries.survey_id, AnswerSeries.version, AnswerSum.month)
        .join(AnswerSum, AnswerSum.series_id == AnswerSeries.id)
        .distinct()
    )
    found = {
        Block(survey, version, month_of(w)) for survey, version, w in db.session.execute(weeks)
    }
    return sorted(found | {Block(*row) for row in db.session.execute(sums)})


def recount(block: Block) -> int:
    """Count the responses of a block again; gives how many. What was released of them stays.

    A block of which something was deleted stays as it was counted.
    """
    _wait_for_others()
    series = select(AnswerSeries.id).where(
        AnswerSeries.survey_id == block.survey_id, AnswerSeries.version == block.version
    )
    within = (AnswerSum.series_id.in_(series), AnswerSum.month == block.month)
    of_block = and_(
        Response.survey_id == block.survey_id,
        Response.version == block.version,
        Response.week.in_(list(weeks_of(block.month))),
    )
    if db.session.scalar(select(Response.id).where(of_block, Response.held != ALL).limit(1)):
        return 0
    db.session.execute(update(AnswerSum).where(*within).values(counted=0))
    db.session.execute(
        delete(CountedResponse).where(
            CountedResponse.response_id.in_(select(Response.id).where(of_block))
        )
    )
    rows = db.session.execute(
        _responses().where(of_block).execution_options(yield_per=ROWS_AT_ONCE)
    )
    people = sum(_count(part) for part in rows.partitions())
    nobody = (AnswerSum.counted == 0, AnswerSum.taken == 0, AnswerSum.shown == 0)
    db.session.execute(delete(AnswerSum).where(*within, *nobody))
    return people


def _wait_for_others() -> None:
    """On PostgreSQL let nobody else count until this transaction ends, as SQLite does by itself."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE counted_responses IN EXCLUSIVE MODE"))


def add_to_sums(rows: Iterable[dict[str, Any]]) -> None:
    """Add what each row has of `counted`, `taken` and `shown` to the sum that it names."""
    # The table and not the class: rows of sums are many, and no object is made of any.
    table = AnswerSum.__table__
    statement = insertion(table)
    adding = statement.on_conflict_do_update(
        index_elements=PLACE,
        set_={name: table.c[name] + statement.excluded[name] for name in NUMBERS},
    )
    # Always in one order, so that two transactions never wait for each other.
    found = sorted(rows, key=_in_order)
    connection = db.session.connection()
    for start in range(0, len(found), SUMS_AT_ONCE):
        connection.execute(adding, found[start : start + SUMS_AT_ONCE])


def _in_order(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        row["series_id"],
        row["filed_under"],
        row["service_id"].int,
        row["month"],
        row["subject"],
        row["code"],
    )


def _responses() -> Select[Any]:
    found = select(
        Response.id,
        Response.survey_id,
        Response.version,
        Response.content_hash,
        Response.locale,
        Response.week,
        Response.answers,
        Response.notes,
        Link.token,
        Link.service_id,
        Link.audience,
        Link.about,
    )
    return found.join(Link, Link.token == Response.link_token).where(Response.is_counted)


Group = tuple[int, str, uuid.UUID, str]
"""Series, reporting group, service and month."""

Sums = defaultdict[Group, Counter[tuple[str, str]]]


def _count(rows: Iterable[Any]) -> int:
    """Mark responses as counted, and add them to the sums; gives how many there are."""
    series, surveys = _SeriesIds(), _Surveys()
    sums: Sums = defaultdict(Counter)
    marks = []
    for row in rows:
        marks.append({"response_id": row.id, "content_hash": row.content_hash})
        _add(sums, row, series, surveys)
    if marks:
        db.session.execute(insert(CountedResponse), marks)
    add_to_sums(
        dict(zip(PLACE, (*group, *place), strict=True))
        | {"counted": number, "taken": 0, "shown": 0}
        for group, places in sums.items()
        for place, number in places.items()
        if number
    )
    return len(marks)


def _add(sums: Sums, row: Any, series: "_SeriesIds", surveys: "_Surveys") -> None:
    """Add one response; nothing where its version is not published, or it is about a record."""
    found = surveys.get(row.survey_id, row.version)
    if found is None or is_of_records(found[0]):
        return
    survey, adding = found
    by_proxy = row.answers.get(ANSWERED_BY) in BY_PROXY
    series_id = series.of(row.survey_id, row.version, row.audience, by_proxy)
    reporting_group = audience_of(survey, row.answers, row.audience)
    month = month_of(row.week)
    here = sums[series_id, reporting_group, row.service_id, month]
    everywhere = sums[series_id, reporting_group, ALL_SERVICES, month]
    for subject, code, number, for_all_services in adding.added(
        locale=row.locale,
        week=row.week,
        # What is said of one training or policy is shown there, and nowhere else.
        answers=None if row.about else row.answers,
        notes=row.notes,
    ):
        # Events and partners show this by their links, which are parts of their
        # service.
        at = link_subject(row.token, subject) if subject == SPEAKING_AS else subject
        (everywhere if for_all_services else here)[at, code] += number


class _Surveys:
    """Published versions, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[Survey, Adding] | None] = {}

    def get(self, survey_id: str, version: int) -> tuple[Survey, Adding] | None:
        key = (survey_id, version)
        if key not in self._known:
            survey = published(survey_id, version)
            self._known[key] = (survey, Adding(survey)) if survey else None
        return self._known[key]


class _SeriesIds:
    """The ids of series, which are made where they are missing."""

    def __init__(self) -> None:
        rows = db.session.execute(select(AnswerSeries)).scalars()
        self._known = {
            (each.survey_id, each.version, each.audience, each.by_proxy): each.id for each in rows
        }

    def of(self, survey_id: str, version: int, audience: str, by_proxy: bool) -> int:
        key = (survey_id, version, audience, by_proxy)
        if key not in self._known:
            made = AnswerSeries(
                survey_id=survey_id, version=version, audience=audience, by_proxy=by_proxy
            )
            db.session.add(made)
            db.session.flush()
            self._known[key] = made.id
        return self._known[key]
