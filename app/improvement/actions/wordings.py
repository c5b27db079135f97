"""What is said in public, in each language: a draft, signed off by a named person, or out of date.

The English is the source. A translation carries the hash of the English it was made from, so that
a change of the English is a change of all: what was signed before is out of date, and stays away
from the public until somebody who speaks the language has looked at it again.
"""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import select, update

from app.administration.accounts.operations import record
from app.administration.accounts.queries import user_by_email
from app.administration.organisation.lines import required_line
from app.comments.machine.engine.personal import MARKS, find
from app.extensions import db
from app.improvement.actions.models import Wording
from app.improvement.actions.plans import LINE_LIMIT, required_text
from app.kernel.clock import today
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.localised import canonical_json, english_name, is_language

SOURCE_LANGUAGE: Final = "en"
WORDING_LIMIT: Final = 1_000
GIVES_AWAY: Final = ("ni_number", "nhs_number", "birth_date", "room", "address", "email", "phone")
"""Personal details that no public page tells; a postcode alone may be that of the service."""


class Standing(StrEnum):
    """How far a wording is."""

    MISSING = "missing"
    DRAFT = "draft"
    SIGNED = "signed"
    OUT_OF_DATE = "out of date"


@dataclass(frozen=True)
class Words:
    """A wording as it is kept. `signed_by` is None while it is a draft; `seen` tells two apart."""

    language: str
    texts: Mapping[str, str]
    source: str
    written_by: str
    written_on: date
    signed_by: str | None
    signed_on: date | None

    @property
    def seen(self) -> str:
        """What changes when the texts change."""
        return hash_of(self.texts)


@dataclass(frozen=True)
class Sheet:
    """All wordings of one subject, by language."""

    words: Mapping[str, Words] = field(default_factory=dict)

    def standing(self, language: str) -> Standing:
        """How far the wording in a language is."""
        found = self.words.get(language)
        if found is None:
            return Standing.MISSING
        if found.source != self._source:
            return Standing.OUT_OF_DATE
        return Standing.DRAFT if found.signed_by is None else Standing.SIGNED

    @property
    def _source(self) -> str | None:
        source = self.words.get(SOURCE_LANGUAGE)
        return source.seen if source else None

    @property
    def is_tellable(self) -> bool:
        """Whether there is something to tell: the English, signed off."""
        return self.standing(SOURCE_LANGUAGE) is Standing.SIGNED

    @property
    def signed_languages(self) -> tuple[str, ...]:
        """Languages in which it can be told."""
        return tuple(each for each in self.words if self.standing(each) is Standing.SIGNED)

    def told_in(self, language: str) -> Words:
        """What is told to who asks for a language: its own wording when signed, or the English."""
        chosen = language if self.standing(language) is Standing.SIGNED else SOURCE_LANGUAGE
        return self.words[chosen]


def sheets_of(subject_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Sheet]:
    """The wordings of these subjects, in one query; English first, then by language."""
    found = select(Wording).where(Wording.subject_id.in_(list(subject_ids)))
    words: defaultdict[uuid.UUID, dict[str, Words]] = defaultdict(dict)
    for row in sorted(db.session.execute(found).scalars(), key=_english_first):
        words[row.subject_id][row.language] = _words(row)
    return {subject_id: Sheet(words[subject_id]) for subject_id in subject_ids}


def sheet_of(subject_id: uuid.UUID) -> Sheet:
    """The wordings of one subject."""
    return sheets_of([subject_id])[subject_id]


def write(
    *,
    subject_id: uuid.UUID,
    language: str,
    texts: Mapping[str, str],
    names: Mapping[str, str],
    actor: str,
) -> None:
    """Keep a wording as a draft. A signature on it goes, unless nothing changed.

    Args:
        texts: by their names.
        names: what each text is called on the page, for messages.

    Raises:
        Refused: when the language is none, a translation is to come before the English, or a text
            is missing, too long, or holds a personal detail.
    """
    if not is_language(language):
        raise Refused(f"'{language[:40]}' is no language. Use a code such as cy, pa or ur.")
    kept = {name: _tellable(texts.get(name), called) for name, called in names.items()}
    source = hash_of(kept) if language == SOURCE_LANGUAGE else _english_hash(subject_id)
    row = _row(subject_id, language)
    if row is not None and (row.texts, row.source) == (kept, source):
        return
    row = row or Wording(subject_id=subject_id, language=language)
    row.texts, row.source = kept, source
    row.written_by, row.written_on = _name_of(actor), today()
    row.signed_by = row.signed_on = None
    db.session.add(row)
    db.session.flush()
    record(
        actor=actor,
        action="wording-written",
        subject=str(subject_id),
        detail={"language": language},
    )


def sign(*, subject_id: uuid.UUID, language: str, seen: str, by: str | None, actor: str) -> None:
    """Sign a wording off.

    Args:
        seen: `Words.seen` of what the person read, so that nobody signs what they did not see.
        by: the name of who speaks the language and stands for the words.

    Raises:
        NotFound: when there is no such wording.
        Conflict: when it was changed since it was read.
        Refused: without a name, or when it is out of date.
    """
    row = _row(subject_id, language)
    if row is None:
        raise NotFound("There is no wording in this language yet. Write it first.")
    if hash_of(row.texts) != seen:
        raise Conflict("Somebody changed these words meanwhile. Read them again, then sign them.")
    if language != SOURCE_LANGUAGE and row.source != _english_hash(subject_id):
        raise Refused(
            f"The English changed since the {english_name(language)} was written. Compare the two, "
            "save the translation again, then sign it off."
        )
    row.signed_by = required_line(by, name="Who signs it off", limit=LINE_LIMIT)
    row.signed_on = today()
    db.session.flush()
    detail = {"language": language, "by": row.signed_by}
    record(actor=actor, action="wording-signed", subject=str(subject_id), detail=detail)


def take_signatures_off(subject_id: uuid.UUID) -> None:
    """What the words tell of has changed, so that they are drafts again in every language."""
    drafts = update(Wording).where(Wording.subject_id == subject_id)
    db.session.execute(drafts.values(signed_by=None, signed_on=None))


def hash_of(texts: Mapping[str, str]) -> str:
    """What tells two wordings apart: SHA-256 of their canonical JSON."""
    return hashlib.sha256(canonical_json(dict(texts)).encode()).hexdigest()


def _row(subject_id: uuid.UUID, language: str) -> Wording | None:
    return db.session.get(Wording, (subject_id, language))


def _words(row: Wording) -> Words:
    return Words(
        language=row.language,
        texts=row.texts,
        source=row.source,
        written_by=row.written_by,
        written_on=row.written_on,
        signed_by=row.signed_by,
        signed_on=row.signed_on,
    )


def _english_first(row: Wording) -> tuple[bool, str]:
    return row.language != SOURCE_LANGUAGE, row.language


def _english_hash(subject_id: uuid.UUID) -> str:
    english = _row(subject_id, SOURCE_LANGUAGE)
    if english is None:
        raise Refused("Write the English first; translations are made from it.")
    return hash_of(english.texts)


def _tellable(text: str | None, called: str) -> str:
    kept = required_text(text, name=called, limit=WORDING_LIMIT)
    found = sorted(set(_details_in(kept)))
    if found:
        raise Refused(
            f"{called} holds what may be a personal detail: {', '.join(found)}. Leave it out; "
            "everybody can read this page."
        )
    return kept


def _details_in(text: str) -> Iterator[str]:
    return (MARKS[each.kind].strip("[]") for each in find(text) if each.kind in GIVES_AWAY)


def _name_of(actor: str) -> str:
    user = user_by_email(actor)
    return user.name if user is not None else actor
