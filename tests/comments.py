"""Comments for tests: stored as the receiving side stores them, and the moment held still."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from app.collection.links.models import Link
from app.collection.responses.models import Comment, Response
from app.comments.machine.models import ModelVersion, Reading
from app.comments.queue.rota import add_to_rota, save_reader
from app.extensions import db
from app.kernel import clock
from app.results.feedback.operations import refresh_batch, refresh_corrections, refresh_released
from app.surveys.parts import Kind
from tests.factories import link, question, survey
from tests.given import stored

ASKED = survey(question("why", Kind.COMMENT), audience="people")
MODEL = "test"


def comment(
    text: str = "The tea is cold.",
    *,
    at: Link | None = None,
    locale: str = "en",
    signal: int = 0,
    received_on: date | None = None,
    is_read: bool = False,
) -> Comment:
    """A stored comment; the link is made where there is none."""
    place = at or db.session.get(Link, "K7QF2M") or link(ASKED)
    before = set(db.session.query(Response.id))
    stored(place, {"why": text}, locale=locale)
    [(response_id,)] = set(db.session.query(Response.id)) - before
    made = Comment(
        response_id=response_id,
        question_id="why",
        signal=signal,
        received_on=received_on or clock.today(),
        is_read=is_read,
    )
    db.session.add(made)
    db.session.commit()
    return made


def reading(of: Comment, **more) -> Reading:
    """What a machine read in a comment; sure of itself unless told otherwise."""
    if db.session.get(ModelVersion, MODEL) is None:
        db.session.add(ModelVersion(version=MODEL, is_live=True))
    fields = {
        "language": "en", "sentiment": "negative", "confidence": 0.9, "is_sure": True,
        "themes": [], "signals": [], "signal": 0, "embedding": None,
    }  # fmt: skip
    made = Reading(comment_id=of.id, **{"model": MODEL, **fields, **more})
    db.session.add(made)
    db.session.commit()
    return made


def theme(code: str, *, probability: float = 0.9, is_assigned: bool = True, sentiment="negative"):
    """A theme as a machine gives it."""
    return {
        "code": code,
        "probability": probability,
        "is_assigned": is_assigned,
        "sentiment": sentiment,
    }


def on_rota(user, part: str, service_id: uuid.UUID | None = None) -> None:
    """Give somebody a part in reading."""
    add_to_rota(service_id=service_id, part=part, user_id=user.id, actor="test")
    db.session.commit()


def reads(user, *, called=(), languages=(), away_from=None, away_until=None) -> None:
    """What somebody is called, reads, and when they are away."""
    save_reader(
        user_id=user.id,
        also_called=called,
        languages=languages,
        away_from=away_from,
        away_until=away_until,
        actor="test",
    )
    db.session.commit()


def hold_still(monkeypatch, *moment: int) -> None:
    """From now on it is this year, month, day, hour and minute, in UTC."""
    held = datetime(*moment, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: held)


def people(
    number: int,
    sentiment: str = "positive",
    *,
    at: Link | None = None,
    themes: Sequence[str] = (),
    week: str = "2026-W40",
    language: str = "en",
    answers: Mapping[str, Any] | None = None,
    is_sure: bool = True,
) -> list[Comment]:
    """So many people who each wrote a comment that was read by somebody and by a machine."""
    place = at or db.session.get(Link, "K7QF2M") or link(ASKED)
    if db.session.get(ModelVersion, MODEL) is None:
        db.session.add(ModelVersion(version=MODEL, is_live=True))
    made = []
    for each in range(number):
        response_id = uuid.uuid4()
        db.session.add(
            Response(
                id=response_id,
                link_token=place.token,
                survey_id=place.survey_id,
                version=1,
                content_hash=response_id.hex,
                locale="en",
                week=week,
                answers={"why": f"{sentiment} {each}", **(answers or {})},
                notes=[],
            )
        )
        db.session.flush()
        row = Comment(id=uuid.uuid4(), response_id=response_id, question_id="why", is_read=True)
        made.append(row)
        db.session.add(row)
        db.session.flush()
        said = {"sentiment": sentiment, "confidence": 0.9, "is_sure": is_sure}
        said["themes"] = [theme(code, sentiment=sentiment) for code in themes]
        nothing = {"signals": [], "signal": 0, "embedding": None}
        db.session.add(
            Reading(comment_id=row.id, model=MODEL, language=language, **said, **nothing)
        )
    db.session.commit()
    return made


def count_views() -> None:
    """Bring the figures up to date, as the worker does."""
    while refresh_batch():
        db.session.commit()
    refresh_corrections()
    db.session.commit()
    refresh_released()
    db.session.commit()
