"""The made-up readers' year: what they decided, corrected, translated, quoted and followed up."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any, Final

from ruamel.yaml import YAML
from sqlalchemy import insert, select

from app.administration.accounts.operations import record
from app.administration.accounts.queries import user_by_email
from app.collection.responses.models import Comment, Response
from app.comments.queue.dispositions import OUTCOME
from app.comments.queue.models import CaseStep, Correction, Decision, Quote, TranslationRequest
from app.comments.queue.rota import save_reader
from app.demonstration.answers import load_comments
from app.evidence.returns.periods import days_of, usual_period
from app.extensions import db
from app.kernel.clock import day_of, today
from app.kernel.localised import language_of

READER: Final = "reader@demo.example"
SPEAKER: Final = "admin@demo.example"
SPEAKS: Final = {READER: ["cy"], SPEAKER: ["ur"]}
FEELS: Final = {"good": "positive", "changed": "positive", "better": "negative"}
CHECKED: Final = 0.7
"""The share of comments of which a reader also said how the person feels, and of what."""

MORNING: Final = time(9, 30, tzinfo=UTC)
NEVER_BEFORE: Final = timedelta(days=1)
LATE: Final = (4, 3, 3, 1, 1, 1)
"""How many days ago the comments were received that wait the longest."""

Row = dict[str, Any]


@dataclass(frozen=True)
class ReadComment:
    """One comment that was read; `at` is when."""

    comment_id: uuid.UUID
    text: str
    language: str
    day: date

    @property
    def at(self) -> datetime:
        """The next morning."""
        return datetime.combine(self.day + NEVER_BEFORE, MORNING)


class MadeUpReadings:
    """What the readers know of the made-up sentences."""

    def __init__(self) -> None:
        path = Path(__file__).with_name("reading.yaml")
        self._kept: Mapping[str, Any] = YAML(typ="safe").load(path)

    @property
    def cases(self) -> Iterable[Mapping[str, Any]]:
        """What was followed up."""
        found: Iterable[Mapping[str, Any]] = self._kept["cases"]
        return found

    @cached_property
    def english(self) -> Mapping[str, str]:
        """What sentences say in English."""
        found: Mapping[str, str] = self._kept["english"]
        return found

    @cached_property
    def quotes(self) -> Iterable[str]:
        """What is quoted."""
        found: Iterable[str] = self._kept["quotes"]
        return found

    @cached_property
    def _feelings(self) -> dict[str, str]:
        return {
            sentence: FEELS.get(mood, "neutral")
            for of_language in load_comments().values()
            for of_audience in of_language.values()
            for mood, sentences in of_audience.items()
            for sentence in sentences
        }

    def themes(self, text: str) -> list[str]:
        """The themes of a comment."""
        by_theme: Mapping[str, list[str]] = self._kept["themes"]
        return sorted(code for code, said in by_theme.items() if any(s in text for s in said))

    def feeling(self, text: str) -> str:
        """How the person feels; in between where sentences differ."""
        feelings = {self._feelings[each] for each in self._feelings if each in text}
        return feelings.pop() if len(feelings) == 1 else "neutral"


def read_the_year(random: Random, actor: str) -> None:
    """Record what the made-up readers did with every comment that was read, and who waits."""
    found, comments = MadeUpReadings(), list(_comments())
    _introduce(actor)
    cases = {each.comment_id: case for each, case in _first(comments, found.cases)}
    db.session.execute(insert(Decision), [_decision(each, found, cases) for each in comments])
    _add(CaseStep, [row for each in comments for row in _steps(each, cases)])
    _add(Correction, list(_corrections(random, comments, found)))
    _add(TranslationRequest, list(_translations(comments, found)))
    _add(Quote, list(_quotes(comments, found)))
    _let_some_wait()
    record(actor=actor, action="demonstration-read", subject=f"{len(comments)} comments")


def _introduce(actor: str) -> None:
    for email, languages in SPEAKS.items():
        user = user_by_email(email)
        if user is not None:
            save_reader(
                user_id=user.id,
                also_called=(),
                languages=languages,
                away_from=None,
                away_until=None,
                actor=actor,
            )


def _comments() -> Iterator[ReadComment]:
    rows = db.session.execute(
        select(Comment, Response)
        .join(Response, Response.id == Comment.response_id)
        .where(Comment.is_read)
        .order_by(Comment.id)
    )
    for comment, response in rows:
        year, week = response.week.split("-W")
        yield ReadComment(
            comment.id,
            str(response.answers[comment.question_id]),
            language_of(response.locale),
            date.fromisocalendar(int(year), int(week), 1),
        )


def _first(
    comments: Iterable[ReadComment], cases: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[ReadComment, Mapping[str, Any]]]:
    """Each case with the newest comment that has its words.

    One that was closed is of a quarter that is over, so that a return to a council counts it.
    """
    newest = sorted(comments, key=lambda each: (each.day, each.comment_id), reverse=True)
    _, over = days_of(usual_period(today()))
    for case in cases:
        said = [each for each in newest if each.text == case["words"]]
        is_closed = any(step["kind"] == OUTCOME for step in case["steps"])
        before = [each for each in said if day_of(each.at) <= over] if is_closed else []
        for each in (before or said)[:1]:
            yield each, case


def _decision(
    each: ReadComment, found: MadeUpReadings, cases: Mapping[uuid.UUID, Mapping[str, Any]]
) -> Row:
    is_praise = found.feeling(each.text) == "positive"
    usual = {
        "disposition": "no_concern" if is_praise else "quality",
        "reason": "Praise" if is_praise else "For the next team meeting",
    }
    case = cases.get(each.comment_id, usual)
    return {
        "comment_id": each.comment_id,
        "at": each.at,
        "by": READER,
        "disposition": case["disposition"],
        "reason": case["reason"],
        "categories": case.get("categories", []),
        "wishes": case.get("wishes", ""),
        "prompts": case.get("prompts", []),
        "waits_for_second": False,
        "confirms": None,
    }


def _steps(each: ReadComment, cases: Mapping[uuid.UUID, Mapping[str, Any]]) -> Iterator[Row]:
    for number, step in enumerate(cases.get(each.comment_id, {}).get("steps", ()), start=1):
        yield {
            "reference": "",
            **step,
            "comment_id": each.comment_id,
            "by": READER,
            "at": each.at + timedelta(days=number),
        }


def _corrections(
    random: Random, comments: Iterable[ReadComment], found: MadeUpReadings
) -> Iterator[Row]:
    for each in comments:
        if random.random() < CHECKED:
            said = {"sentiment": found.feeling(each.text), "themes": found.themes(each.text)}
            for field, value in said.items():
                yield {
                    "comment_id": each.comment_id,
                    "at": each.at,
                    "by": READER,
                    "field": field,
                    "value": value,
                }


def _translations(comments: Iterable[ReadComment], found: MadeUpReadings) -> Iterator[Row]:
    speaker = user_by_email(SPEAKER)
    for each in comments:
        if speaker is not None and each.text in found.english:
            yield {
                "comment_id": each.comment_id,
                "asked_of": speaker.id,
                "asked_by": READER,
                "asked_on": each.day,
                "english": found.english[each.text],
                "answered_by": SPEAKER,
                "answered_on": day_of(each.at),
            }


def _quotes(comments: Iterable[ReadComment], found: MadeUpReadings) -> Iterator[Row]:
    by_words: defaultdict[str, list[ReadComment]] = defaultdict(list)
    for each in comments:
        by_words[each.text].append(each)
    for words in found.quotes:
        for each in by_words[words][:1]:
            english = found.english.get(words)
            yield {
                "comment_id": each.comment_id,
                "words": words,
                "language": each.language,
                "english": english,
                "translated_by": SPEAKER if english else None,
                "approved_by": READER,
                "approved_at": each.at,
                "withdrawn_by": None,
                "withdrawn_at": None,
            }


def _let_some_wait() -> None:
    """Some of what is unread was received a few days ago, so that the clock is to be seen."""
    unread = select(Comment).where(~Comment.is_read).order_by(Comment.id).limit(len(LATE))
    for comment, days in zip(db.session.execute(unread).scalars(), LATE, strict=False):
        if comment.received_on is not None:
            comment.received_on -= timedelta(days=days)


def _add(model: Any, rows: list[Row]) -> None:
    if rows:
        db.session.execute(insert(model), rows)
