"""What is in the samples, how far each was read, and what a person is to read next."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from sqlalchemy import Select, func, select

from app.collection.responses.models import Comment
from app.collection.responses.stray import NOT_COUNTED
from app.comments.queue.access import NotForYou
from app.comments.queue.comments import (
    CommentEntries,
    CommentEntry,
    comment_entries,
    comment_entry,
    question_asked,
)
from app.comments.queue.models import Correction, TranslationRequest
from app.comments.queue.queries import Standing, concerns, hidden_from, standing, translations
from app.comments.queue.rota import rota
from app.comments.sample.models import ReadingSample, SampledPerson, SampleStratum
from app.extensions import db
from app.kernel.errors import Conflict, NotFound
from app.kernel.localised import english_name

ByComment: TypeAlias = defaultdict[uuid.UUID, Standing]
LOOKED_AHEAD: Final = 200
NOT_KNOWN: Final = ("", "und")
NOT_IN_ONE: Final = "This comment is in no reading sample that waits for somebody."


@dataclass(frozen=True, slots=True)
class Stratum:
    """One language of a sample: `drawn` of `people` who could be drawn, and `read` of those."""

    language: str
    people: int
    drawn: int
    read: int

    @property
    def probability(self) -> float:
        """How likely each of them was to be drawn, from 0 to 1."""
        return self.drawn / self.people


@dataclass(frozen=True, slots=True)
class SampleView:
    """A sample and how far it was read, language by language."""

    drawn_at: datetime
    drawn_by: str
    seed: str
    strata: tuple[Stratum, ...]

    @property
    def drawn(self) -> int:
        """How many people are in it."""
        return sum(each.drawn for each in self.strata)

    @property
    def read(self) -> int:
        """Of how many of them all was read."""
        return sum(each.read for each in self.strata)


@dataclass(frozen=True, slots=True)
class ToRead:
    """One comment for a blind reading: the words and what was asked, nothing of the machine."""

    entry: CommentEntry
    question: str
    language: str
    language_name: str
    english: str | None


def samples() -> list[SampleView]:
    """Every sample, the newest first, in three queries."""
    found = select(ReadingSample).order_by(ReadingSample.drawn_at.desc(), ReadingSample.id)
    read = {
        (sample_id, language): number
        for sample_id, language, number in db.session.execute(
            select(SampledPerson.sample_id, SampledPerson.language, func.count())
            .where(SampledPerson.read_at.is_not(None))
            .group_by(SampledPerson.sample_id, SampledPerson.language)
        )
    }
    strata: defaultdict[uuid.UUID, list[Stratum]] = defaultdict(list)
    for each in db.session.execute(select(SampleStratum)).scalars():
        strata[each.sample_id].append(
            Stratum(
                language=english_name(each.language),
                people=each.people,
                drawn=each.drawn,
                read=read.get((each.sample_id, each.language), 0),
            )
        )
    return [
        SampleView(
            each.drawn_at,
            each.drawn_by,
            each.seed,
            tuple(sorted(strata[each.id], key=lambda one: (-one.people, one.language))),
        )
        for each in db.session.execute(found).scalars()
    ]


def next_to_read(reader: uuid.UUID, after: uuid.UUID | None = None) -> uuid.UUID | None:
    """The next comment of a sample that this person may read and understands; None without one.

    Args:
        after: a comment that is left for later, with those before it.
    """
    person = rota().people.get(reader)
    translated = select(TranslationRequest.comment_id).where(
        TranslationRequest.english.is_not(None)
    )
    statement = (
        _waiting()
        .where(
            SampledPerson.language.in_([*(person.languages if person else ()), *NOT_KNOWN])
            | Comment.id.in_(translated)
        )
        .order_by(ReadingSample.drawn_at, SampledPerson.place, Comment.question_id)
        .limit(LOOKED_AHEAD)
    )
    rows = db.session.execute(statement).all()
    entries = [CommentEntry(*row) for row in rows]
    ids = [each.comment.id for each in entries]
    shut, known = hidden_from(reader, ids), _understood(entries, reader)
    open_to = [each for each in ids if each not in shut and each in known]
    if after in open_to:
        open_to = open_to[open_to.index(after) + 1 :] or open_to
    return open_to[0] if open_to else None


def get_to_read(comment_id: uuid.UUID, reader: uuid.UUID) -> CommentEntry:
    """A comment of a sample, for somebody who may read it blind now.

    Raises:
        NotFound: when it waits in no sample, or is or may be about this reader, or they do not know
            the language and nobody has said what it says.
        Conflict: when somebody has read it already.
    """
    entry = comment_entry(comment_id)
    waits = db.session.execute(_waiting().where(Comment.id == comment_id)).first()
    if waits is None:
        if comment_id in _labelled([comment_id]):
            raise Conflict("Somebody has read this comment of the sample already.")
        raise NotFound(NOT_IN_ONE)
    if hidden_from(reader, [comment_id]):
        raise NotForYou("This comment may be about you, so that somebody else reads it.")
    if not _understood([entry], reader):
        raise NotFound("This comment waits for somebody who reads its language.")
    return entry


def to_read(comment_id: uuid.UUID, reader: uuid.UUID) -> ToRead:
    """What the page of a blind reading shows.

    Raises:
        NotFound, Conflict: as `get_to_read`.
    """
    entry = get_to_read(comment_id, reader)
    own = standing([comment_id]).get(comment_id, {})
    language = str(own.get("language") or entry.language)
    return ToRead(
        entry,
        question_asked(entry, entry.comment.question_id),
        language,
        english_name(language),
        translations([comment_id]).get(comment_id),
    )


def unlabelled(response_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """The comments of these people that were not read blind yet."""
    found = select(Comment.id).where(
        Comment.response_id.in_(response_ids),
        Comment.question_id != NOT_COUNTED,
        Comment.id.not_in(_read_blind()),
    )
    return set(db.session.execute(found).scalars())


def people_read() -> dict[uuid.UUID, str]:
    """Everybody in the samples of whom all was read blind, with the language they wrote in."""
    found = select(SampledPerson.response_id, SampledPerson.language).where(
        SampledPerson.read_at.is_not(None)
    )
    return {row.response_id: row.language for row in db.session.execute(found)}


def blind_and_earlier(comment_ids: Collection[uuid.UUID]) -> tuple[ByComment, ByComment]:
    """What people said of comments by reading blind, and what others had said of them before."""
    blind: ByComment = defaultdict(dict)
    before: ByComment = defaultdict(dict)
    found = (
        select(Correction.comment_id, Correction.field, Correction.value, Correction.is_blind)
        .where(Correction.comment_id.in_(comment_ids))
        .order_by(Correction.at)
    )
    for comment_id, field, value, is_blind in db.session.execute(found):
        if is_blind:
            blind[comment_id].setdefault(field, value)
        elif comment_id not in blind:
            before[comment_id][field] = value
    return blind, before


def _waiting() -> CommentEntries:
    """Comments of the samples that wait for a blind reading, with what belongs to them.

    What was taken for harm since the draw is left to the people who act on it.
    """
    return (
        comment_entries()
        .join(SampledPerson, SampledPerson.response_id == Comment.response_id)
        .join(ReadingSample, ReadingSample.id == SampledPerson.sample_id)
        .where(
            SampledPerson.read_at.is_(None),
            Comment.question_id != NOT_COUNTED,
            Comment.is_read,
            Comment.id.not_in(concerns()),
            Comment.id.not_in(_read_blind()),
        )
    )


def _read_blind() -> Select[uuid.UUID]:
    """Comments that somebody read blind; what they are about is said last."""
    return select(Correction.comment_id).where(Correction.is_blind, Correction.field == "themes")


def _labelled(comment_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    found = _read_blind().where(Correction.comment_id.in_(comment_ids))
    return set(db.session.execute(found).scalars())


def _understood(entries: Collection[CommentEntry], reader: uuid.UUID) -> set[uuid.UUID]:
    """Those whose language this person reads, or which a speaker has translated."""
    ids = [each.comment.id for each in entries]
    person, own, english = rota().people.get(reader), standing(ids), translations(ids)
    return {
        each.comment.id
        for each in entries
        for language in [own.get(each.comment.id, {}).get("language", each.language)]
        if each.comment.id in english or (person and person.reads(str(language)))
    }
