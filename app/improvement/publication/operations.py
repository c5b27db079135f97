"""Writing what is published, signing it off, publishing it, and taking it back."""

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import select, update

from app.administration.accounts.operations import COMMAND_LINE, record
from app.administration.accounts.queries import name_of
from app.collection.links.codes import new_token
from app.extensions import db
from app.improvement.publication.checks import checked_words
from app.improvement.publication.models import PublicAddress, Publishable, Wording
from app.improvement.publication.queries import sheet_of, wording_of
from app.improvement.publication.sheets import SOURCE_LANGUAGE, hash_of
from app.improvement.publication.subjects import Subject
from app.kernel.clock import now, today
from app.kernel.errors import Conflict, Refused, require
from app.kernel.localised import english_name, is_language
from app.kernel.texts import required_line


def write(
    subject: Subject, *, language: str, texts: Mapping[str, str], actor: str = COMMAND_LINE
) -> None:
    """Save the words of a subject in a language as a draft. A signature goes, if they changed.

    Raises:
        Refused: when the language is none, a translation is to come before the English, or a text
            may not be published.
    """
    if not is_language(language):
        raise Refused(f"'{language[:40]}' is no language. Use a code such as cy, pa or ur.")
    words = checked_words(
        texts, names=subject.texts, counted=subject.counted, services=subject.services
    )
    source = hash_of(words) if language == SOURCE_LANGUAGE else _english_hash(subject.id)
    row = wording_of(subject.id, language)
    if row is not None and (row.texts, row.source) == (words, source):
        return
    row = row or Wording(subject_id=subject.id, language=language)
    row.texts, row.source = words, source
    row.written_by, row.written_on = name_of(actor), today()
    row.signed_by = row.signed_on = None
    db.session.add(row)
    db.session.flush()
    detail = {"language": language}
    record(actor=actor, action="wording-written", subject=str(subject.id), detail=detail)


def sign(
    subject: Subject, *, language: str, seen: str, by: str | None, actor: str = COMMAND_LINE
) -> None:
    """Sign the words of a subject off in a language.

    Args:
        seen: `Words.seen` of what the person read, so that nobody signs what they did not see.
        by: the name of who speaks the language and stands for the words.

    Raises:
        NotFound: when there is no such wording.
        Conflict: when it was changed since it was read.
        Refused: while the subject is not ready, without a name, or when it is out of date.
    """
    _refuse_unready(subject)
    row = require(
        wording_of(subject.id, language),
        "There is no wording in this language yet. Write it first.",
    )
    if hash_of(row.texts) != seen:
        raise Conflict("Somebody changed these words meanwhile. Read them again, then sign them.")
    if language != SOURCE_LANGUAGE and row.source != _english_hash(subject.id):
        raise Refused(
            f"The English changed since the {english_name(language)} was written. Compare the two, "
            "save the translation again, then sign it off."
        )
    row.signed_by = required_line(by, name="Who signs it off")
    row.signed_on = today()
    db.session.flush()
    detail = {"language": language, "by": row.signed_by}
    record(actor=actor, action="wording-signed", subject=str(subject.id), detail=detail)


def publish(subject: Subject, *, actor: str = COMMAND_LINE) -> None:
    """Put it on the public pages of its owners; their addresses are made where there is none.

    Raises:
        Refused: while it is not ready, or its English is not signed off.
    """
    _refuse_unready(subject)
    if not sheet_of(subject.id).is_publishable:
        raise Refused("The English is not signed off. Write it, and let somebody sign it off.")
    subject.thing.published_at, subject.thing.published_by = now(), name_of(actor)
    _open_pages(subject.pages, subject.owners)
    record(actor=actor, action=f"{subject.kind}-published", subject=str(subject.id))


def withdraw(subject: Subject, *, actor: str = COMMAND_LINE) -> None:
    """Take it from the public pages, at once; twice is once."""
    if subject.thing.published_at is not None:
        take_off(subject.thing)
        record(actor=actor, action=f"{subject.kind}-withdrawn", subject=str(subject.id))


def take_off(thing: Publishable) -> None:
    """It is published no longer, since it belongs elsewhere now; its words stand."""
    thing.published_at = thing.published_by = None
    db.session.flush()


def outdate(thing: Publishable) -> None:
    """What its words are about has changed: it is no longer public, and they are drafts again."""
    take_off(thing)
    drafts = update(Wording).where(Wording.subject_id == thing.id)
    db.session.execute(drafts.values(signed_by=None, signed_on=None))


def _refuse_unready(subject: Subject) -> None:
    if subject.not_yet is not None:
        raise Refused(subject.not_yet)


def _english_hash(subject_id: uuid.UUID) -> str:
    english = wording_of(subject_id, SOURCE_LANGUAGE)
    if english is None:
        raise Refused("Write the English first; translations are made from it.")
    return hash_of(english.texts)


def _open_pages(pages: type[PublicAddress], owners: Iterable[uuid.UUID]) -> None:
    has_page = set(db.session.execute(select(pages.owner_id)).scalars())
    for owner_id in set(owners) - has_page:
        page = pages()
        page.token, page.owner_id = new_token(), owner_id
        db.session.add(page)
    db.session.flush()
