"""Which answers are comments: what somebody wrote about the service, for people to read."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import insert, select

from app.collection.publishing.queries import published_versions
from app.collection.responses.gate import is_equality
from app.collection.responses.models import Comment, Response
from app.extensions import db
from app.surveys.definition import Survey

ROWS_AT_ONCE: Final = 500


def questions_with_comments(survey: Survey, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The questions that were answered in the person's own words.

    What somebody writes about themselves in an equality question is no comment on the service.
    """
    return tuple(
        question.id
        for question in survey.questions
        if question.is_text and not is_equality(question) and answers.get(question.id)
    )


def lay_all_before_readers() -> int:
    """Lay before the readers what was stored before they had a queue; gives how many.

    Doing it twice changes nothing. The clock of such a comment begins today.
    """
    surveys: dict[tuple[str, int], Survey] = {}
    rows = [row for response in _without_comments() for row in _rows(response, surveys)]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        db.session.execute(insert(Comment), rows[start : start + ROWS_AT_ONCE])
    return len(rows)


def _without_comments() -> Iterator[Response]:
    waiting = select(Response).where(
        ~select(Comment.id).where(Comment.response_id == Response.id).exists()
    )
    yield from db.session.execute(waiting.execution_options(yield_per=ROWS_AT_ONCE)).scalars()


def _rows(
    response: Response, surveys: dict[tuple[str, int], Survey]
) -> Iterator[dict[str, uuid.UUID | str]]:
    if response.survey_id not in {survey_id for survey_id, _ in surveys}:
        for survey in published_versions(response.survey_id):
            surveys[survey.id, survey.version] = survey
    answered = surveys.get((response.survey_id, response.version))
    for question in questions_with_comments(answered, response.answers) if answered else ():
        yield {"response_id": response.id, "question_id": question}
