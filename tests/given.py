"""Responses for tests: plain ones to count and write, stored ones for pages and commands."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from app.collection.links.models import Link
from app.collection.responses.comments import lay_all_before_readers
from app.collection.responses.models import Comment, Response
from app.collection.responses.operations import content_hash
from app.collection.responses.queries import ResponseRow
from app.extensions import db
from app.surveys.parts import Kind, Question
from tests.factories import option, question

FREQUENCY = ("always", "mostly", "sometimes", "rarely", "never")


def rating(question_id: str = "respect", **more: Any) -> Question:
    """A rating of five points, with "unsure" non-substantive."""
    more.setdefault("non_substantive", (option("unsure"),))
    return question(question_id, Kind.RATING, *FREQUENCY, points=5, **more)


def given(answers: Mapping[str, Any] | None = None, **more: Any) -> ResponseRow:
    """A plain response to the tiny survey; takes only what the test is about."""
    fields: dict[str, Any] = {
        "id": uuid.uuid4(),
        "survey_id": "tiny",
        "version": 1,
        "locale": "en",
        "week": "2026-W40",
        "answers": dict(answers or {}),
        "service": "Rose House",
        "audience": "people",
        "event": None,
        "notes": [],
    }
    return ResponseRow(**{**fields, **more})


def stored(
    link: Link,
    answers: Mapping[str, Any],
    *,
    times: int = 1,
    locale: str = "en",
    week: str = "2026-W40",
    version: int = 1,
    notes: Sequence[str] = (),
) -> None:
    """Store the same answers several times, as if several people had given them."""
    for _ in range(times):
        db.session.add(
            Response(
                id=uuid.uuid4(),
                link_token=link.token,
                survey_id=link.survey_id,
                version=version,
                content_hash=content_hash(
                    link_token=link.token,
                    survey_id=link.survey_id,
                    version=version,
                    answers=answers,
                ),
                locale=locale,
                week=week,
                answers=dict(answers),
                notes=list(notes),
            )
        )
    db.session.commit()


def all_read() -> None:
    """Lay every comment before readers, and let each have been read."""
    lay_all_before_readers()
    for made in db.session.query(Comment):
        made.is_read = True
    db.session.commit()
