"""Reading comments that wait, and deciding which version of the machine counts."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from app.collection.publishing.queries import published
from app.collection.responses.models import Comment
from app.collection.responses.tally import counts_whole_scale
from app.comments.machine.engine.calibration import HARM_RAISED
from app.comments.machine.engine.own_head import OwnHead, Trial
from app.comments.machine.engine.reader import CommentInput, MachineLabels, Reader, packed
from app.comments.machine.engine.signals import Signal, signals
from app.comments.machine.models import LookedThrough, ModelVersion, OwnHeadVersion, Reading
from app.comments.machine.queries import Waiting, live_version, newest_own_head, waiting
from app.extensions import db, upsert
from app.kernel.clock import now
from app.kernel.errors import NotFound
from app.kernel.localised import language_of
from app.surveys.definition import Survey
from app.surveys.parts import Question

AT_ONCE: Final = 64
HARM_HIGH: Final = 0.6
LEVELS: Final = {"raised": 1, "high": 2}
MOST_RATING: Final = 5


@dataclass(frozen=True)
class Raised:
    """A comment that may report harm. `level`: 1 raised, 2 high."""

    comment_id: uuid.UUID
    level: int
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """Some comments that were read. `last` is where to go on; None when none waited."""

    read: int
    last: uuid.UUID | None
    raised: tuple[Raised, ...]


def note_looked_through() -> None:
    """Note that no comment waits for the machine at this moment."""
    upsert(LookedThrough(id=1, at=now()))


def read_batch(reader: Reader, *, after: uuid.UUID | None = None) -> Batch:
    """Read some of the comments that this reader has not read; doing it twice changes nothing."""
    _add_version(reader.version)
    some = waiting(reader.version, after=after, at_most=AT_ONCE)
    questions = [asked(each) for each in some]
    rows = [
        _row(each, found, signals(ask.text, (found.language, ask.language or "")), reader.version)
        for each, ask, found in zip(some, questions, reader.read(questions), strict=True)
    ]
    if rows:
        db.session.execute(_insert_new(), rows)
    return Batch(
        read=len(rows),
        last=some[-1].comment_id if some else None,
        raised=tuple(_raise_in_queue(rows)),
    )


def readers_of(shipped: Reader) -> Iterator[Reader]:
    """The readers that have to read: the shipped one, and the newest own head that stands on it.

    Where the own head counts already, the shipped one by itself has nothing more to read.
    """
    own = newest_own_head(shipped.version)
    if own is None or live_version() != own.version:
        yield shipped
    if own is not None:
        yield shipped.with_own(own.version, OwnHead.unpacked(own.head))


def save_own_head(*, base: str, trial: Trial) -> str:
    """Keep a head that reads the frozen fold better; gives its version, which is not live yet."""
    number = trial.trained_on + trial.measured_on
    version = f"{base}+own{number}"
    db.session.merge(
        OwnHeadVersion(
            version=version,
            base=base,
            corrections=number,
            measured_on=trial.measured_on,
            before=trial.before,
            after=trial.after,
            head=trial.head.packed(),
        )
    )
    return version


def switch_to(*, version: str, actor: str) -> None:
    """Make figures from this version from now on.

    Raises:
        NotFound: when no such version has read comments here.
    """
    chosen = db.session.get(ModelVersion, version)
    if chosen is None:
        raise NotFound("No such version of the machine has read comments here.")
    db.session.execute(update(ModelVersion).values(is_live=False))
    chosen.is_live, chosen.switched_by = True, actor


def asked(each: Waiting) -> CommentInput:
    """A waiting comment as the reader takes it."""
    response = each.response
    survey = published(response.survey_id, response.version)
    return CommentInput(
        text=_text(each),
        question=_wording(survey, each.question_id, response.locale) if survey else "",
        rating=_rating(survey, response.answers) if survey else None,
        language=language_of(response.locale),
    )


def _add_version(version: str) -> None:
    """The first version counts at once; each later one waits until somebody has compared them."""
    if db.session.get(ModelVersion, version) is None:
        db.session.add(ModelVersion(version=version, is_live=live_version() is None))
        db.session.flush()


def _row(
    each: Waiting, labels: MachineLabels, found: Sequence[Signal], version: str
) -> dict[str, Any]:
    level = max(
        _level_of_harm(labels.harm), max((LEVELS[signal.level] for signal in found), default=0)
    )
    return {
        "comment_id": each.comment_id,
        "model": version,
        "language": labels.language,
        "sentiment": labels.sentiment,
        "confidence": labels.confidence,
        "is_sure": labels.is_sure,
        "themes": [
            {
                "code": theme.code,
                "probability": round(theme.probability, 3),
                "is_assigned": theme.is_assigned,
                "sentiment": theme.sentiment,
            }
            for theme in labels.themes
        ],
        "signals": sorted({signal.category for signal in found}),
        "signal": level,
        "embedding": None if labels.embedding is None else packed(labels.embedding),
    }


def _level_of_harm(harm: float) -> int:
    if harm >= HARM_HIGH:
        return LEVELS["high"]
    return LEVELS["raised"] if harm >= HARM_RAISED else 0


def _raise_in_queue(rows: Sequence[dict[str, Any]]) -> Iterator[Raised]:
    """A signal lifts a comment in the queue and never lowers it."""
    for row in rows:
        if row["signal"]:
            db.session.execute(
                update(Comment)
                .where(Comment.id == row["comment_id"], Comment.signal < row["signal"])
                .values(signal=row["signal"])
            )
            yield Raised(row["comment_id"], row["signal"], tuple(row["signals"]))


def _insert_new() -> Any:
    """Two workers may read one comment at once; the first one's reading stays."""
    if db.engine.dialect.name == "postgresql":
        return postgresql.insert(Reading).on_conflict_do_nothing()
    return sqlite.insert(Reading).on_conflict_do_nothing()


def _text(each: Waiting) -> str:
    return each.response.words(each.question_id)


def _wording(survey: Survey, question_id: str, locale: str) -> str:
    found = next((each for each in survey.questions if each.id == question_id), None)
    return found.text.in_locale(locale, service="the service") if found else ""


def _rating(survey: Survey, answers: dict[str, Any]) -> int | None:
    """The place on the scale of the question that asks about everything together."""
    return next(
        (
            codes.index(answers[question.id]) + 1
            for question in survey.questions
            if counts_whole_scale(question)
            for codes in [_codes(question)]
            if answers.get(question.id) in codes[:MOST_RATING]
        ),
        None,
    )


def _codes(question: Question) -> list[str]:
    return [option.code for option in question.options]
