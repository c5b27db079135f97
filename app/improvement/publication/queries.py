"""Reading the words of what is published, and the addresses of public pages."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select

from app.collection.links.codes import normalise
from app.extensions import db
from app.improvement.publication.models import PublicAddress, Wording
from app.improvement.publication.sheets import SOURCE_LANGUAGE, Sheet, SignedWording


def sheets_of(subject_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Sheet]:
    """The wordings of these subjects, in one query; English first, then by language."""
    found = select(Wording).where(Wording.subject_id.in_(list(subject_ids)))
    words: defaultdict[uuid.UUID, dict[str, SignedWording]] = defaultdict(dict)
    for row in sorted(db.session.execute(found).scalars(), key=_english_first):
        words[row.subject_id][row.language] = _words(row)
    return {subject_id: Sheet(words[subject_id]) for subject_id in subject_ids}


def sheet_of(subject_id: uuid.UUID) -> Sheet:
    """The wordings of one subject."""
    return sheets_of([subject_id])[subject_id]


def wording_of(subject_id: uuid.UUID, language: str) -> Wording | None:
    """The wording in a language, or None."""
    return db.session.get(Wording, (subject_id, language))


def token_of(pages: type[PublicAddress], owner_id: uuid.UUID) -> str | None:
    """The token of an owner's public page, or None while nothing was ever published on it."""
    found = select(pages.token).where(pages.owner_id == owner_id)
    return db.session.execute(found).scalar_one_or_none()


def page_at(pages: type[PublicAddress], token: str) -> tuple[str, uuid.UUID] | None:
    """The token and the owner of the page at an address, however its code is typed, or None."""
    found = select(pages.token, pages.owner_id).where(pages.token == normalise(token))
    row = db.session.execute(found).one_or_none()
    return None if row is None else (row[0], row[1])


def _words(row: Wording) -> SignedWording:
    return SignedWording(
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
