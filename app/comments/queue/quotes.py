"""Words of comments for reports: approved by a person, and taken back by any."""

import uuid
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, select

from app.administration.accounts.operations import record
from app.administration.accounts.queries import get_user
from app.collection.responses.models import Comment
from app.comments.queue.access import comment_for
from app.comments.queue.comments import CommentEntry, comment_entries
from app.comments.queue.masking import is_praise, masked
from app.comments.queue.models import Decision, Quote, TranslationRequest
from app.comments.queue.queries import Standing, concerns, hidden_from, standing
from app.extensions import db
from app.kernel.clock import now
from app.kernel.errors import NotFound, Refused
from app.kernel.localised import english_name

TEXT_LIMIT: Final = 600
GAP: Final = "…"
ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class Quotable:
    """What may be quoted of a comment: all of it without personal details, and what stands.

    `why_not` says what is in the way. `english` is what a speaker says it says, None where it is
    English or nobody has said so.
    """

    text: str
    english: str | None
    is_english: bool
    why_not: str | None
    standing: Quote | None


@dataclass(frozen=True, slots=True)
class Approved:
    """A quote in the list of them. `is_used` is false where its comment was taken for harm."""

    comment_id: uuid.UUID
    words: str
    english: str | None
    language: str
    language_name: str
    service: str
    audience: str
    quote: Quote
    is_used: bool


def approve_quote(
    *, comment_id: uuid.UUID, words: str, english: str, is_safe: bool, reader: uuid.UUID
) -> None:
    """Let reports quote words of a comment; an earlier quote of it is taken back.

    Args:
        words: all of the masked comment or parts of it, with “…” between parts.
        english: the same of what a speaker says; not used where the comment is English.
        is_safe: the reader checked whether anybody could tell who wrote it.

    Raises:
        NotFound: when there is no such comment, or it may be about this reader.
        Refused: when the comment may not be quoted, the words are not in it, or nobody looked.
    """
    entry = comment_for(comment_id, reader)
    found = quotable(entry)
    if found.why_not:
        raise Refused(found.why_not)
    kept = _extract_of(found.text, words, "comment as it reads outside this page")
    said = None
    if not found.is_english:
        said = _extract_of(found.english or "", english, "speaker's words")
    if not is_safe:
        raise Refused("Check whether anybody could tell who wrote it, then tick that.")
    by = get_user(reader).email
    _withdraw(comment_id, by)
    request = _answer(comment_id)
    db.session.add(
        Quote(
            comment_id=comment_id,
            words=kept,
            language=_language(entry),
            english=said,
            translated_by=request.answered_by if request and said else None,
            approved_by=by,
        )
    )
    record(actor=by, action="quote-approve", subject=str(comment_id))


def withdraw_quote(*, comment_id: uuid.UUID, reader: uuid.UUID) -> None:
    """Take an approval back, so that no report quotes the comment from now on.

    Raises:
        NotFound: when there is no such comment or quote, or it may be about this reader.
    """
    comment_for(comment_id, reader)
    by = get_user(reader).email
    if not _withdraw(comment_id, by):
        raise NotFound("There is no quote of this comment.")
    record(actor=by, action="quote-withdraw", subject=str(comment_id))


def quotable(entry: CommentEntry) -> Quotable:
    """What may be quoted of a comment, or why nothing may."""
    corrected = standing([entry.comment.id]).get(entry.comment.id, {})
    names, praise = corrected.get("names") or (), is_praise(corrected, entry.reading)
    request = _answer(entry.comment.id)
    is_english = _language(entry) == ENGLISH
    return Quotable(
        text=masked(entry.text, names, is_praise=praise),
        english=masked(request.english, names, is_praise=praise)
        if request and request.english
        else None,
        is_english=is_english,
        why_not=_why_not(entry, is_readable=is_english or request is not None),
        standing=_standing(entry.comment.id),
    )


def all_quotes(reader: uuid.UUID) -> list[Approved]:
    """Every quote that stands and that this reader may see, the newest first; constant queries."""
    quotes = {each.comment_id: each for each in db.session.execute(standing_quotes()).scalars()}
    hidden, corrected = hidden_from(reader, quotes), standing(quotes)
    harmful = set(db.session.execute(concerns()).scalars())
    rows = db.session.execute(comment_entries().where(Comment.id.in_(quotes.keys() - hidden)))
    found = [
        _approved(
            entry,
            quotes[entry.comment.id],
            corrected.get(entry.comment.id, {}),
            is_used=entry.comment.id not in harmful,
        )
        for entry in (CommentEntry(*row) for row in rows)
    ]
    return sorted(found, key=lambda each: each.quote.approved_at, reverse=True)


def standing_quotes() -> Select[Quote]:
    """A statement that gives the quotes that nobody took back."""
    return select(Quote).where(Quote.withdrawn_at.is_(None))


def as_printed(quote: Quote, entry: CommentEntry, said: Standing) -> tuple[str, str | None]:
    """The words and their English as they may be printed now: a name may be marked later."""
    names, praise = said.get("names") or (), is_praise(said, entry.reading)
    english = masked(quote.english, names, is_praise=praise) if quote.english else None
    return masked(quote.words, names, is_praise=praise), english


def _approved(entry: CommentEntry, quote: Quote, said: Standing, *, is_used: bool) -> Approved:
    words, english = as_printed(quote, entry, said)
    return Approved(
        comment_id=entry.comment.id,
        words=words,
        english=english,
        language=quote.language,
        language_name=english_name(quote.language),
        service=entry.service.name,
        audience=entry.audience_name,
        quote=quote,
        is_used=is_used,
    )


def _why_not(entry: CommentEntry, *, is_readable: bool) -> str | None:
    if not entry.comment.is_read:
        return "Decide first what needs to happen. Then it can be quoted."
    if db.session.execute(concerns().where(Decision.comment_id == entry.comment.id)).first():
        return "It was treated as a concern about harm, so no report quotes it."
    if not is_readable:
        return "Have it translated before it is quoted."
    return None


def _extract_of(text: str, words: str, where: str) -> str:
    """The words, when each part of them stands in the text, one after the other."""
    kept = " ".join(words.split())
    if not kept.strip(GAP + " ") or len(kept) > TEXT_LIMIT:
        raise Refused(f"Choose the words to quote, at most {TEXT_LIMIT} characters.")
    rest = " ".join(text.split())
    for part in (each.strip() for each in kept.split(GAP)):
        before, found, rest = rest.partition(part) if part else ("", part, rest)
        if part and not found:
            raise Refused(
                f"Copy the words from the {where}, with “{GAP}” where you leave some out."
            )
    return kept


def _language(entry: CommentEntry) -> str:
    corrected = standing([entry.comment.id]).get(entry.comment.id, {})
    return str(corrected.get("language") or entry.language)


def _answer(comment_id: uuid.UUID) -> TranslationRequest | None:
    """The newest answer of a speaker."""
    found = (
        select(TranslationRequest)
        .where(TranslationRequest.comment_id == comment_id, TranslationRequest.english.is_not(None))
        .order_by(TranslationRequest.answered_on.desc(), TranslationRequest.id)
        .limit(1)
    )
    return db.session.execute(found).scalar_one_or_none()


def _standing(comment_id: uuid.UUID) -> Quote | None:
    found = standing_quotes().where(Quote.comment_id == comment_id)
    return db.session.execute(found).scalar_one_or_none()


def _withdraw(comment_id: uuid.UUID, by: str) -> bool:
    quote = _standing(comment_id)
    if quote is None:
        return False
    quote.withdrawn_by, quote.withdrawn_at = by, now()
    return True
