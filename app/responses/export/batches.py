"""Which rows an export may hold: they are released in batches and stay released.

Of a group (a service in one series) of which nothing was released everything is, since there is no
earlier file to compare with. Afterwards new rows wait until enough of them are there and are not
alike, so that what one file has more than another is never what one person said.
"""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, case, literal_column, select, text, tuple_

from app.extensions import db, insertion
from app.links.models import Link
from app.questionnaire.definition import Survey
from app.responses.gate import is_equality, sensitive_codes
from app.responses.models import ReleasedRow, Response
from app.responses.queries import ROWS_AT_ONCE
from app.responses.tally import ANSWERED_BY, BY_ANOTHER
from app.statistics.disclosure import FRESH

GROUPS_AT_ONCE: Final = 1000
BY_WHOM: Final = case(
    (Response.answers[ANSWERED_BY].as_string().in_(BY_ANOTHER), literal_column("1")),
    else_=literal_column("0"),
)
GROUP: Final = (Response.version, Link.audience, Link.service_id, BY_WHOM)

Said = frozenset[tuple[str, str]]
"""Questions, each with a code or number that one person answered."""


class Group(NamedTuple):
    """A service in one series; `by_whom` is 1 where somebody else answered for the person."""

    version: int
    audience: str
    service_id: uuid.UUID
    by_whom: int


class Waiting:
    """New rows of one group, looked at one at a time."""

    def __init__(self, first: Said) -> None:
        self._rows = 1
        self._alike = True
        self._shared = first

    def add(self, said: Said) -> None:
        """One row more."""
        self._rows += 1
        self._alike = self._alike and said == self._shared
        self._shared &= said

    def may_follow(self, sensitive: Collection[tuple[str, str]]) -> bool:
        """Whether the rows are enough, not all alike, and not all with one sensitive answer."""
        return self._rows >= FRESH and not self._alike and self._shared.isdisjoint(sensitive)


def release_rows(surveys: Iterable[Survey]) -> None:
    """Release what may be released now of these versions of one survey.

    A transaction of its own, in which no other export releases anything. Rows that come while it
    runs wait, or join a batch that is large enough without them.
    """
    versions = {survey.version: survey for survey in surveys}
    of_versions = _of(versions)
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE released_rows IN SHARE ROW EXCLUSIVE MODE"))
        # On SQLite this first statement, which writes, is what others wait for.
        _release(connection, _never_released(of_versions))
        ripe = _ripe(versions, _waiting(connection, versions, of_versions))
        for start in range(0, len(ripe), GROUPS_AT_ONCE):
            of_groups = tuple_(*GROUP).in_(ripe[start : start + GROUPS_AT_ONCE])
            _release(connection, _rows(Response.id).where(of_versions, of_groups))


def _of(versions: Mapping[int, Survey]) -> ColumnElement[bool]:
    survey_ids = {survey.id for survey in versions.values()}
    return Response.survey_id.in_(survey_ids) & Response.version.in_(versions)


def _rows(*columns: Any) -> Select[Any]:
    found = select(*columns).join(Link, Link.token == Response.link_token)
    return found.where(Response.is_counted)


def _never_released(of_versions: ColumnElement[bool]) -> Select[Any]:
    released = _rows(*GROUP).join(ReleasedRow).where(of_versions).distinct()
    return _rows(Response.id).where(of_versions, tuple_(*GROUP).not_in(released))


def _release(connection: Connection, ids: Select[Any]) -> None:
    statement = insertion(ReleasedRow).from_select([ReleasedRow.response_id], ids)
    connection.execute(statement.on_conflict_do_nothing())


def _waiting(
    connection: Connection, versions: Mapping[int, Survey], of_versions: ColumnElement[bool]
) -> dict[Group, Waiting]:
    """The groups with rows that are not released, read as a stream."""
    is_released = select(ReleasedRow).where(ReleasedRow.response_id == Response.id).exists()
    shown = {version: _shown_questions(survey) for version, survey in versions.items()}
    found: dict[Group, Waiting] = {}
    statement = _rows(*GROUP, Response.answers).where(of_versions, ~is_released)
    rows = connection.execute(statement.execution_options(yield_per=ROWS_AT_ONCE))
    for *place, answers in rows:
        group = Group(*place)
        said = frozenset(_said(answers, shown[group.version]))
        if group in found:
            found[group].add(said)
        else:
            found[group] = Waiting(said)
    return found


def _ripe(versions: Mapping[int, Survey], waiting: Mapping[Group, Waiting]) -> list[Group]:
    sensitive = {version: _sensitive(survey) for version, survey in versions.items()}
    return [group for group, rows in waiting.items() if rows.may_follow(sensitive[group.version])]


def _shown_questions(survey: Survey) -> frozenset[str]:
    """The questions whose answers an export can show."""
    return frozenset(
        question.id
        for question in survey.counted
        if not question.is_text and not is_equality(question)
    )


def _said(answers: Mapping[str, Any], shown: Collection[str]) -> Iterator[tuple[str, str]]:
    for question_id in shown & answers.keys():
        answer = answers[question_id]
        for code in answer if isinstance(answer, list) else [answer]:
            yield question_id, str(code)


def _sensitive(survey: Survey) -> Said:
    shown = _shown_questions(survey)
    return frozenset(
        (question.id, code)
        for question in survey.questions
        if question.id in shown
        for code in sensitive_codes(question)
    )
