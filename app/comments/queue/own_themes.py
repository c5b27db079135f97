"""Themes of an organisation's own, learned from twenty comments, and only ever suggested."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sqlalchemy import select

from app.administration.accounts.operations import record
from app.collection.responses.models import Comment
from app.comments.machine.engine.by_example import FEWEST, likeness
from app.comments.machine.engine.reader import unpacked
from app.comments.machine.engine.themes import THEMES
from app.comments.queue.comments import CommentEntry, comment_entries
from app.comments.queue.masking import is_praise, masked
from app.comments.queue.models import Correction, OwnTheme
from app.comments.queue.queries import concerns, hidden_from, standing
from app.extensions import db
from app.kernel.errors import Conflict, Refused, require
from app.kernel.localised import english_name

MOST_THEMES: Final = 30
NAME_LIMIT: Final = 80
SOUGHT_IN: Final = 2000
SHOWN: Final = 25
LIKELY: Final = 0.5


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """A theme and how many comments people gave it."""

    code: str
    name: str
    examples: int

    @property
    def missing(self) -> int:
        """How many examples it still needs before others can be suggested."""
        return max(0, FEWEST - self.examples)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A comment that is like the examples of a theme; `likely` from 0 to 1."""

    comment_id: uuid.UUID
    text: str
    language: str
    language_name: str
    likely: float


def all_themes() -> Mapping[str, str]:
    """The names of every theme by its code: those of the field, and those of one's own."""
    own = db.session.execute(select(OwnTheme.code, OwnTheme.name).order_by(OwnTheme.name))
    return {**THEMES, **{row.code: row.name for row in own}}


def add_theme(*, name: str, actor: str) -> str:
    """Name a theme; gives its code.

    Raises:
        Refused: without a name, for a long one, or when there are 30 already.
        Conflict: when a theme is called so.
    """
    called = " ".join(name.split())
    if not called or len(called) > NAME_LIMIT:
        raise Refused(f"Type a name of at most {NAME_LIMIT} characters.")
    known = all_themes()
    if called.casefold() in {each.casefold() for each in known.values()}:
        raise Conflict(f"There is a theme “{called}” already.")
    if len(known) - len(THEMES) >= MOST_THEMES:
        raise Refused(f"{MOST_THEMES} themes of your own are the most. Use one that there is.")
    code = f"own_{uuid.uuid4().hex[:12]}"
    db.session.add(OwnTheme(code=code, name=called, made_by=actor))
    record(actor=actor, action="theme-add", subject=called)
    return code


def own_themes() -> list[ThemeProgress]:
    """The themes of one's own and how far each has come, in two queries."""
    numbers = Counter(code for codes in _themes_by_comment().values() for code in codes)
    return [
        ThemeProgress(code, name, numbers[code])
        for code, name in all_themes().items()
        if code not in THEMES
    ]


def own_theme(code: str) -> ThemeProgress:
    """One theme of one's own.

    Raises:
        NotFound: when there is none with this code.
    """
    return require(
        next((each for each in own_themes() if each.code == code), None), "There is no such theme."
    )


def suggestions(code: str, reader: uuid.UUID) -> list[Suggested]:
    """Comments that are like those of a theme, the likest first; none before it has examples."""
    given = _themes_by_comment()
    found = (CommentEntry(*row) for row in db.session.execute(_sought(list(given))))
    # Those that the live version has not read yet wait their turn.
    rows = [
        (entry, unpacked(entry.reading.embedding))
        for entry in found
        if entry.reading and entry.reading.embedding
    ]
    examples = [row for entry, row in rows if code in given.get(entry.comment.id, ())]
    others = [(entry, row) for entry, row in rows if entry.comment.id not in given]
    if len(examples) < FEWEST or not others:
        return []
    likely = likeness(np.array(examples), np.array([row for _, row in others]))
    named = zip(likely.tolist(), (entry for entry, _ in others), strict=True)
    ranked = sorted(named, key=lambda each: -each[0])
    return _shown([each for each in ranked if each[0] >= LIKELY], reader)


def _themes_by_comment() -> dict[uuid.UUID, list[str]]:
    """The themes that people gave to comments; the newest word of each counts."""
    found = (
        select(Correction.comment_id, Correction.value)
        .where(Correction.field == "themes")
        .order_by(Correction.at)
    )
    return {comment_id: list(codes) for comment_id, codes in db.session.execute(found)}


def _sought(given: list[uuid.UUID]) -> Any:
    from_people = Comment.id.in_(given)
    return (
        comment_entries()
        .where(from_people | (Comment.is_read & Comment.id.not_in(concerns())))
        .order_by(from_people.desc(), Comment.id)
        .limit(SOUGHT_IN)
    )


def _shown(ranked: list[tuple[float, CommentEntry]], reader: uuid.UUID) -> list[Suggested]:
    some = ranked[: SHOWN * 2]
    ids = [entry.comment.id for _, entry in some]
    hidden, corrected = hidden_from(reader, ids), standing(ids)
    return [
        Suggested(
            entry.comment.id,
            masked(entry.text, own.get("names") or (), is_praise=is_praise(own, entry.reading)),
            entry.language,
            english_name(entry.language),
            likely,
        )
        for likely, entry in some
        if entry.comment.id not in hidden
        for own in [corrected.get(entry.comment.id, {})]
    ][:SHOWN]
