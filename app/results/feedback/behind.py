"""The comments behind the figures, in a list: what everybody who sees figures may see of them."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, Final

from sqlalchemy import Select, select

from app.administration.organisation.queries import all_services
from app.collection.links.models import Link
from app.collection.responses.models import Comment, Response
from app.collection.responses.stray import NOT_COUNTED
from app.comments.machine.models import ModelVersion, Reading
from app.comments.queue.masking import is_praise, masked
from app.comments.queue.own_themes import all_themes
from app.comments.queue.queries import concerns, hidden_from, standing, translations
from app.disclosure import Hidden, Released
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import NotFound
from app.kernel.localised import english_name
from app.results.feedback.choosing import cut_and_title, names
from app.results.feedback.counts import ASSESSED, Counts
from app.results.feedback.cuts import FeedbackCut
from app.results.feedback.models import EVERYTHING, View
from app.results.feedback.queries import counts_of, released_services
from app.results.feedback.results import cell_of
from app.results.feedback.views import themes_of

AT_ONCE: Final = 25
LOOKED_AT: Final = 200
LISTED_BY: Final = ("audience", "language", "service_id")
"""Not by month, nor by who helped: the few labels beside a comment identify nobody."""

SENTIMENT_NAMES: Final = {"negative": "negative", "neutral": "in between", "positive": "positive"}


@dataclass(frozen=True)
class Quoted:
    """One comment as everybody who may see figures may see it: without personal details.

    `english` is a speaker's translation, where there is one.
    """

    comment_id: uuid.UUID
    text: str
    language: str
    language_name: str
    english: str | None


@dataclass(frozen=True)
class CommentsPage:
    """Comments of a cut; `hidden` stands where there are too few people to show any."""

    title: str
    theme: str | None
    hidden: Hidden | None = None
    comments: tuple[Quoted, ...] = ()
    next_page: int | None = None


@dataclass(frozen=True)
class CommentRow:
    """A comment as it was written, and what was read in it."""

    comment_id: uuid.UUID
    response_id: uuid.UUID
    text: str
    language: str
    reading: Reading


def comments_page(
    *,
    service: str | None,
    audience: str | None,
    period: str | None,
    theme: str | None,
    sentiment: str | None,
    group: tuple[str, str] | None,
    number: int,
    reader: uuid.UUID,
) -> CommentsPage:
    """The comments behind a figure, the newest first.

    Args:
        group: a breakdown and one of its groups, such as `("language", "ur")`; never with a theme.

    Raises:
        NotFound: when there is no such service, audience, period, theme, sentiment or group.
    """
    if theme is not None and theme not in all_themes():
        raise NotFound("There is no such theme.")
    cut, title = cut_and_title(service, audience, period)
    _refuse_unknown(sentiment, group, theme)
    counts = counts_of(cut)
    hidden = hidden_in(counts, theme) or (_hidden_group(counts, *group) if group else None)
    if hidden:
        return CommentsPage(title, theme, hidden)
    title += _also(sentiment, group)
    statement = readable(cut, theme)
    if sentiment:
        statement = statement.where(View.sentiment == sentiment)
    if group:
        statement = statement.where(getattr(View, group[0]) == _typed(*group))
    start = (number - 1) * AT_ONCE
    ids = list(islice(_ids(statement, theme), start, start + AT_ONCE + 1))
    rows = rows_of(ids[:AT_ONCE], reader)
    return CommentsPage(
        title,
        theme,
        comments=tuple(quoted(rows)),
        next_page=number + 1 if len(ids) > AT_ONCE else None,
    )


def hidden_in(counts: Counts, theme: str | None = None) -> Hidden | None:
    """Comments are withheld with their group, but not where there is something to look at."""
    cell = counts.whole
    if isinstance(cell, Released) and theme:
        cell = counts.cell("theme", theme, counts.spoke["theme", theme])
    return None if isinstance(cell, Released) or cell.is_to_look_at else cell


def _hidden_group(counts: Counts, breakdown: str, key: str) -> Hidden | None:
    cell = cell_of(counts, breakdown, key)
    return None if isinstance(cell, Released) or cell.is_to_look_at else cell


def _refuse_unknown(
    sentiment: str | None, group: tuple[str, str] | None, theme: str | None
) -> None:
    if sentiment and sentiment not in ASSESSED:
        raise NotFound("There is no such sentiment.")
    if group and (theme or group[0] not in LISTED_BY):
        raise NotFound("There is no such group.")


def _also(sentiment: str | None, group: tuple[str, str] | None) -> str:
    """What else the comments were chosen by, in words."""
    words = f", {SENTIMENT_NAMES[sentiment]}" if sentiment else ""
    if group is None:
        return words
    breakdown, key = group
    services = {str(each.id): each.name for each in all_services()}
    return f", {names(services)[breakdown].get(key, key)}{words}"


def _typed(breakdown: str, key: str) -> str | uuid.UUID:
    return uuid.UUID(key) if breakdown == "service_id" else key


def _ids(statement: Select[uuid.UUID, Any], theme: str | None) -> Iterator[uuid.UUID]:
    """The comments in their order, of a theme only those about it.

    A person's view of a theme may come from one of several comments; the others are about something
    else. They are looked through some at a time, since a page needs few of them.
    """
    for start in count(step=LOOKED_AT):
        found = db.session.execute(statement.offset(start).limit(LOOKED_AT)).all()
        labels = standing([comment_id for comment_id, _ in found]) if theme else {}
        for comment_id, read in found:
            corrected = labels.get(comment_id, {}).get("themes")
            if theme is None or theme in themes_of(read, corrected):
                yield comment_id
        if len(found) < LOOKED_AT:
            return


def readable(cut: FeedbackCut, theme: str | None = None) -> Select[uuid.UUID, Any]:
    """Comments that somebody has read; those that reported harm are for who acts on it."""
    first, last = cut.months(today())
    statement = (
        select(Comment.id, Reading.themes)
        .join(Response, Response.id == Comment.response_id)
        .join(Link, Link.token == Response.link_token)
        .join(View, View.response_id == Response.id)
        .join(Reading, Reading.comment_id == Comment.id)
        .join(ModelVersion, ModelVersion.version == Reading.model)
        .where(
            ModelVersion.is_live,
            Comment.is_read,
            Comment.question_id != NOT_COUNTED,
            Comment.id.not_in(concerns()),
            View.theme == (theme or EVERYTHING),
            View.month >= first,
            View.month <= last,
        )
        # By month first, which changes nothing of the order and follows an index: the newest
        # comments are found without sorting all of them.
        .order_by(View.month.desc(), Response.week.desc(), Comment.id)
    )
    # None of a service that is not released: the others can be listed by name, so it would be
    # known.
    statement = statement.where(View.service_id.in_(released_services()))
    if cut.service_id is not None:
        statement = statement.where(View.service_id == cut.service_id)
    if cut.audiences:
        statement = statement.where(View.audience.in_(cut.audiences))
    return statement


def rows_of(comment_ids: Collection[uuid.UUID], reader: uuid.UUID) -> list[CommentRow]:
    """Those of these comments that this reader may see, the newest first: none that names them."""
    found = db.session.execute(_with_readings(comment_ids)).all()
    kept_back = hidden_from(reader, [comment.id for comment, _, _ in found])
    return [
        CommentRow(
            comment_id=comment.id,
            response_id=response.id,
            text=response.words(comment.question_id),
            language=reading.language,
            reading=reading,
        )
        for comment, response, reading in found
        if comment.id not in kept_back
    ]


def _with_readings(comment_ids: Collection[uuid.UUID]) -> Select[Comment, Response, Reading]:
    """These comments with what was read in them."""
    return (
        select(Comment, Response, Reading)
        .join(Response, Response.id == Comment.response_id)
        .join(Reading, Reading.comment_id == Comment.id)
        .join(ModelVersion, ModelVersion.version == Reading.model)
        .where(ModelVersion.is_live, Comment.id.in_(comment_ids))
        .order_by(Response.week.desc(), Comment.id)
    )


def _outside(text: str, row: CommentRow, labels: Mapping[str, Any]) -> str:
    return masked(text, labels.get("names") or (), is_praise=is_praise(labels, row.reading))


def quoted(rows: Sequence[CommentRow]) -> list[Quoted]:
    """The comments without personal details, in the same order."""
    ids = [row.comment_id for row in rows]
    corrections: Mapping[uuid.UUID, Mapping[str, Any]] = standing(ids)
    english = translations(ids)
    return [
        Quoted(
            comment_id=row.comment_id,
            text=_outside(row.text, row, labels),
            language=row.language,
            language_name=english_name(row.language),
            english=_outside(english[row.comment_id], row, labels)
            if row.comment_id in english
            else None,
        )
        for row in rows
        for labels in [corrections.get(row.comment_id, {})]
    ]
