"""A person's word instead of the machine's: it counts at once, and every earlier one is kept."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any, Final

from app.administration.accounts.operations import record
from app.administration.accounts.queries import get_user
from app.comments.machine.engine.heads import SENTIMENTS
from app.comments.machine.engine.themes import THEMES
from app.comments.queue.access import comment_for
from app.comments.queue.comments import CommentEntry
from app.comments.queue.masking import parts_of
from app.comments.queue.models import Correction
from app.comments.queue.own_themes import all_themes
from app.comments.queue.queries import standing, translations
from app.extensions import db
from app.kernel.errors import Refused
from app.kernel.localised import is_language

MOST_NAMES: Final = 30
NAME_LIMIT: Final = 80
Value = str | list[str]


def correct_sentiment(*, comment_id: uuid.UUID, sentiment: str, reader: uuid.UUID) -> None:
    """Say how the person feels; saying what the machine said confirms it.

    Raises:
        NotFound: when there is no such comment, or it may be about this reader.
        Refused: when that is no sentiment.
    """
    if sentiment not in SENTIMENTS:
        raise Refused("Choose negative, in between or positive.")
    _add(comment_for(comment_id, reader), "sentiment", sentiment, reader)


def toggle_theme(*, comment_id: uuid.UUID, theme: str, reader: uuid.UUID) -> None:
    """Say that a comment is about a theme, or that it is not.

    Raises:
        NotFound: when there is no such comment, or it may be about this reader.
        Refused: when there is no such theme.
    """
    if theme not in all_themes():
        raise Refused("There is no such theme.")
    entry = comment_for(comment_id, reader)
    _add(entry, "themes", sorted({*themes_of(entry)} ^ {theme}), reader)


def label_blind(
    entry: CommentEntry, *, sentiment: str, themes: Collection[str], reader: uuid.UUID
) -> None:
    """Say of a comment that was read blind how the person feels, and what it is about.

    The themes of the organisation's own stay as people gave them, since no machine assigns those.

    Raises:
        Refused: when that is no sentiment, or one is no theme of the field.
    """
    if sentiment not in SENTIMENTS:
        raise Refused("Choose negative, in between or positive.")
    if not THEMES.keys() >= set(themes):
        raise Refused("There is no such theme.")
    own = {*themes_of(entry)} - THEMES.keys()
    _add(entry, "sentiment", sentiment, reader, is_blind=True)
    _add(entry, "themes", sorted({*themes} | own), reader, is_blind=True)


def correct_language(*, comment_id: uuid.UUID, language: str, reader: uuid.UUID) -> None:
    """Say which language a comment is in.

    Raises:
        NotFound: when there is no such comment, or it may be about this reader.
        Refused: when there is no such language.
    """
    if not is_language(language):
        raise Refused("Choose a language from the list.")
    _add(comment_for(comment_id, reader), "language", language, reader)


def mask_names(*, comment_id: uuid.UUID, names: Sequence[str], reader: uuid.UUID) -> None:
    """Say which words of a comment are names, to be masked wherever it is shown or quoted.

    A line such as “Dilys Pugh = care worker” names a member of staff by what they do.

    Raises:
        NotFound: when there is no such comment, or it may be about this reader.
        Refused: for too many or too long ones, or words that stand neither in the comment nor in
            what a speaker says it says.
    """
    entry = comment_for(comment_id, reader)
    kept = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    called = [parts_of(line)[0] for line in kept]
    if len(kept) > MOST_NAMES or any(len(name) > NAME_LIMIT for name in kept):
        raise Refused(f"At most {MOST_NAMES} names, each of at most {NAME_LIMIT} characters.")
    text = f"{entry.text}\n{translations([comment_id]).get(comment_id, '')}".casefold()
    absent = sum(not name or name.casefold() not in text for name in called)
    if absent:
        raise Refused(f"Copy the words exactly as the comment has them. Not found in it: {absent}.")
    _add(entry, "names", kept, reader)


def themes_of(entry: CommentEntry) -> list[str]:
    """The themes that count for a comment: those a person chose, or else those assigned to it."""
    corrected = standing([entry.comment.id]).get(entry.comment.id, {}).get("themes")
    if corrected is not None:
        return [str(code) for code in corrected]
    read = entry.reading.themes if entry.reading else []
    return [str(each["code"]) for each in read if each["is_assigned"]]


def _add(
    entry: CommentEntry, field: str, value: Value, reader: uuid.UUID, *, is_blind: bool = False
) -> None:
    by = get_user(reader).email
    said = Correction(
        comment_id=entry.comment.id, by=by, field=field, value=value, is_blind=is_blind
    )
    db.session.add(said)
    db.session.flush()
    shown: dict[str, Any] = {"field": field}
    if field != "names":
        shown["value"] = value
    if is_blind:
        shown["is_blind"] = True
    record(actor=by, action="comment-correct", subject=str(entry.comment.id), detail=shown)
