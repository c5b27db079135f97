"""The comments behind the figures: those that say about the same, and all of them in a list."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, Final, TypeAlias

import numpy as np
from sqlalchemy import Select, select

from app.administration.organisation.queries import all_services
from app.collection.links.models import Link
from app.collection.responses.models import Comment, Response
from app.collection.responses.stray import NOT_COUNTED
from app.comments.machine.engine.reader import unpacked
from app.comments.machine.models import ModelVersion, Reading
from app.comments.queue.masking import is_praise, masked
from app.comments.queue.own_themes import all_themes
from app.comments.queue.queries import concerns, hidden_from, standing, translations
from app.disclosure import Hidden, Released, release_total
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import NotFound
from app.kernel.localised import english_name
from app.results.feedback.clusters import MOST, clusters
from app.results.feedback.counts import ASSESSED, Counts
from app.results.feedback.cuts import FeedbackCut
from app.results.feedback.models import EVERYTHING, View
from app.results.feedback.pages import chosen_cut, cut_title, names
from app.results.feedback.queries import counts_of, released_services
from app.results.feedback.results import cell_of
from app.results.feedback.views import themes_of

AT_ONCE: Final = 25
LOOKED_AT: Final = 200
OTHERS: Final = 2
LISTED_BY: Final = ("audience", "language", "service_id")
"""Not by month, nor by who helped: the few labels beside a comment identify nobody."""

SENTIMENT_NAMES: Final = {"negative": "negative", "neutral": "in between", "positive": "positive"}

_Selected: TypeAlias = Select[Comment, Response, Reading]


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
class SimilarComments:
    """Several people who say about the same, with the comment in their middle and some others.

    `languages`: those in which enough people of the cut wrote.
    """

    people: Released | Hidden
    languages: tuple[str, ...]
    middle: Quoted
    others: tuple[Quoted, ...]


@dataclass(frozen=True)
class CommentsPage:
    """Comments of a cut; `hidden` stands where there are too few people to show any."""

    title: str
    theme: str | None
    hidden: Hidden | None = None
    groups: tuple[SimilarComments, ...] = ()
    comments: tuple[Quoted, ...] = ()
    looked_at: int = 0
    next_page: int | None = None


@dataclass(frozen=True)
class _Row:
    comment_id: uuid.UUID
    response_id: uuid.UUID
    text: str
    language: str
    reading: Reading


def similar_page(
    *,
    service: str | None,
    audience: str | None,
    period: str | None,
    theme: str | None,
    reader: uuid.UUID,
) -> CommentsPage:
    """What many people say in other words.

    Raises:
        NotFound: when there is no such service, audience, period or theme.
    """
    cut, title = _cut(service, audience, period, theme)
    counts = counts_of(cut)
    hidden = _hidden(counts, theme)
    if hidden:
        return CommentsPage(title, theme, hidden)
    ids = list(islice(_ids(_found(cut, theme), theme), MOST))
    rows = [row for row in _rows(_of(ids), reader) if row.reading.embedding is not None]
    embeddings = np.array([unpacked(row.reading.embedding or b"") for row in rows])
    groups = clusters(embeddings, [row.language for row in rows]) if rows else ()
    named = _named_languages(counts)
    return CommentsPage(
        title,
        theme,
        groups=tuple(_similar([[rows[each] for each in one.members] for one in groups], named)),
        looked_at=len(rows),
    )


def _similar(groups: Sequence[Sequence[_Row]], named: Collection[str]) -> Iterator[SimilarComments]:
    """Each group with the comment in its middle, and others in words or a language of their own."""
    chosen = [_distinct(group) for group in groups]
    quotes = iter(_quoted([row for some in chosen for row in some]))
    for group, some in zip(groups, chosen, strict=True):
        middle, *others = [next(quotes) for _ in some]
        yield SimilarComments(
            people=release_total(len({row.response_id for row in group})),
            languages=tuple(
                sorted({english_name(row.language) for row in group if row.language in named})
            ),
            middle=middle,
            others=tuple(others),
        )


def _distinct(group: Sequence[_Row]) -> list[_Row]:
    """The one in the middle, then the nearest that say it otherwise, other languages first."""
    others = sorted(group[1:], key=lambda row: row.language == group[0].language)
    chosen = {group[0].text: group[0]}
    for row in others:
        if len(chosen) <= OTHERS:
            chosen.setdefault(row.text, row)
    return list(chosen.values())


def _named_languages(counts: Counts) -> set[str]:
    """The languages that the results of the cut shows."""
    return {
        language
        for language in counts.parts["language"]
        if isinstance(cell_of(counts, "language", language), Released)
    }


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
    cut, title = _cut(service, audience, period, theme)
    _refuse_unknown(sentiment, group, theme)
    counts = counts_of(cut)
    hidden = _hidden(counts, theme) or (_hidden_group(counts, *group) if group else None)
    if hidden:
        return CommentsPage(title, theme, hidden)
    title += _also(sentiment, group)
    statement = _found(cut, theme)
    if sentiment:
        statement = statement.where(View.sentiment == sentiment)
    if group:
        statement = statement.where(getattr(View, group[0]) == _typed(*group))
    start = (number - 1) * AT_ONCE
    ids = list(islice(_ids(statement, theme), start, start + AT_ONCE + 1))
    rows = _rows(_of(ids[:AT_ONCE]), reader)
    return CommentsPage(
        title,
        theme,
        comments=tuple(_quoted(rows)),
        next_page=number + 1 if len(ids) > AT_ONCE else None,
    )


def _cut(
    service: str | None, audience: str | None, period: str | None, theme: str | None
) -> tuple[FeedbackCut, str]:
    if theme is not None and theme not in all_themes():
        raise NotFound("There is no such theme.")
    services = {str(each.id): each.name for each in all_services()}
    cut = chosen_cut(service, audience, period, services)
    return cut, cut_title(cut, services)


def _hidden(counts: Counts, theme: str | None) -> Hidden | None:
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


def _of(ids: Collection[uuid.UUID]) -> _Selected:
    """These comments with what was read in them, in the same order."""
    return (
        select(Comment, Response, Reading)
        .join(Response, Response.id == Comment.response_id)
        .join(Reading, Reading.comment_id == Comment.id)
        .join(ModelVersion, ModelVersion.version == Reading.model)
        .where(ModelVersion.is_live, Comment.id.in_(ids))
        .order_by(Response.week.desc(), Comment.id)
    )


def _found(cut: FeedbackCut, theme: str | None) -> Select[uuid.UUID, Any]:
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


def _rows(statement: _Selected, reader: uuid.UUID) -> list[_Row]:
    """Comments that this reader may see: not those that name them."""
    found = db.session.execute(statement).all()
    kept_back = hidden_from(reader, [comment.id for comment, _, _ in found])
    return [
        _Row(
            comment_id=comment.id,
            response_id=response.id,
            text=response.words(comment.question_id),
            language=reading.language,
            reading=reading,
        )
        for comment, response, reading in found
        if comment.id not in kept_back
    ]


def _outside(text: str, row: _Row, labels: Mapping[str, Any]) -> str:
    return masked(text, labels.get("names") or (), is_praise=is_praise(labels, row.reading))


def _quoted(rows: Sequence[_Row]) -> list[Quoted]:
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
