"""The quotes that a report may print, so that nobody can be identified by where they stand."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all

from app.collection.links.models import Link
from app.collection.responses.models import Comment, Response
from app.collection.responses.stray import NOT_COUNTED
from app.comments.machine.models import ModelVersion, Reading
from app.comments.queue.comments import CommentEntry, comment_entries
from app.comments.queue.models import Quote
from app.comments.queue.queries import Standing, concerns, standing
from app.comments.queue.quotes import as_printed, standing_quotes
from app.disclosure import THRESHOLD, comments_may_show, release_total
from app.extensions import db


@dataclass(frozen=True, slots=True)
class ApprovedQuote:
    """What a person approved for reports; nothing in it leads back to who wrote it.

    `text` is as it was written, in `language`; `translation` is a named speaker's, None where it is
    English. Where fewer than 10 people wrote in a language, to name it would be to name them: then
    `text` is the translation and `language` is empty. `theme`: a code, empty where it has none.
    """

    text: str
    language: str
    translation: str | None
    audience: str
    theme: str


def approved_quotes(
    *,
    themes: Collection[str] | None,
    service_ids: Collection[uuid.UUID] | None,
    first_week: str,
    last_week: str,
) -> list[ApprovedQuote]:
    """Quotes that stand, each once, in an order that gives nothing away; in constant queries.

    A quote is left out where fewer than 10 people of its audience wrote something in these services
    and weeks, and where anybody ever took its comment for harm.

    Args:
        themes: codes in order of their weight; a quote is given under the first that it has, and
            left out without any of them. None for every quote.
        service_ids: None for all services.
        first_week: such as `2026-W01`; `last_week` is included too.
    """
    within = _within(service_ids, first_week, last_week)
    quotes = {each.comment_id: each for each in db.session.execute(standing_quotes()).scalars()}
    statement = comment_entries().where(
        Comment.id.in_(quotes), Comment.is_read, Comment.id.not_in(concerns()), *within
    )
    rows = [CommentEntry(*row) for row in db.session.execute(statement)]
    if not rows:
        return []
    corrected = standing(quotes)
    audiences = _many(Link.audience, {each.audience for each in rows}, within)
    languages = _many(Reading.language, {quotes[each.comment.id].language for each in rows}, within)
    found = [
        (quotes[entry.comment.id], entry, corrected.get(entry.comment.id, {}))
        for entry in rows
        if entry.audience in audiences
    ]
    return [
        _printed(quote, entry, own, theme, languages)
        for quote, entry, own in sorted(found, key=lambda each: each[0].id)
        if (theme := _theme(entry, own, themes)) is not None
    ]


def _within(
    service_ids: Collection[uuid.UUID] | None, first_week: str, last_week: str
) -> list[Any]:
    within: list[Any] = [Response.week >= first_week, Response.week <= last_week]
    return within if service_ids is None else [*within, Link.service_id.in_(service_ids)]


def _many(column: Any, keys: Iterable[str], within: Iterable[Any]) -> set[str]:
    """Those audiences or languages of which comments may be shown.

    Of each no more people are looked for than that takes: all of them would be counted over and
    over for a handful of quotes.
    """
    statement = union_all(
        *(
            select(literal(key), func.count()).select_from(
                _people(column == key, within).subquery()
            )
            for key in sorted(keys)
        )
    )
    return {
        key
        for key, people in db.session.execute(statement)
        if comments_may_show(release_total(people), labels=1)
    }


def _people(condition: ColumnElement[bool], within: Iterable[Any]) -> Select[uuid.UUID]:
    """Some who wrote a comment, each once."""
    return (
        select(Response.id)
        .distinct()
        .select_from(Comment)
        .join(Response, Response.id == Comment.response_id)
        .join(Link, Link.token == Response.link_token)
        .join(Reading, Reading.comment_id == Comment.id)
        .join(ModelVersion, ModelVersion.version == Reading.model)
        .where(ModelVersion.is_live, Comment.question_id != NOT_COUNTED, condition, *within)
        .limit(THRESHOLD)
    )


def _theme(
    entry: CommentEntry, own: Mapping[str, Any], themes: Collection[str] | None
) -> str | None:
    read = entry.reading.themes if entry.reading else []
    has = own.get("themes")
    if has is None:
        has = [each["code"] for each in read if each["is_assigned"]]
    if themes is None:
        return str(has[0]) if has else ""
    return next((code for code in themes if code in has), None)


def _printed(
    quote: Quote, entry: CommentEntry, own: Standing, theme: str, languages: Collection[str]
) -> ApprovedQuote:
    (text, english), audience = as_printed(quote, entry, own), entry.audience
    if english is not None and quote.language not in languages:
        return ApprovedQuote(english, "", None, audience, theme)
    return ApprovedQuote(text, quote.language, english, audience, theme)
