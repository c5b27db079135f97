"""The audit record in tests, also as somebody would change it who owns the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from app.administration.accounts.chain import START, Said, entry_hash
from app.administration.accounts.models import AuditChain, AuditEntry
from app.administration.accounts.operations import record
from app.extensions import db

SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'"


def entries() -> list[AuditEntry]:
    """All entries, oldest first."""
    db.session.commit()
    return db.session.query(AuditEntry).order_by(AuditEntry.number).all()


def made(*subjects: str) -> None:
    """An entry for each subject, each with a commit of its own."""
    for subject in subjects:
        record(actor="lead@example.org", action="export", subject=subject)
        db.session.commit()


@contextmanager
def _past_the_triggers() -> Iterator[Connection]:
    db.session.remove()
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            for name in connection.scalars(text(SQLITE)).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        yield connection


def tamper(statement: str, **values: object) -> None:
    """Run a statement that the database would refuse."""
    with _past_the_triggers() as connection:
        connection.execute(text(statement), values)


def written_again(*, subject: str) -> None:
    """The whole record with another subject in its first entry, and every hash made again."""
    found, previous = entries(), START
    hashes = []
    for each in found:
        said_of = subject if each.number == 1 else each.subject
        said = Said(each.at, each.actor, each.action, said_of, each.detail, each.id)
        previous = entry_hash(previous, each.number, said)
        hashes.append((each.number, previous))
    tamper("UPDATE audit_entries SET subject = :subject WHERE number = 1", subject=subject)
    for number, made_again in hashes:
        tamper("UPDATE audit_entries SET hash = :h WHERE number = :n", h=made_again, n=number)
    tamper("UPDATE audit_chain SET head = :head", head=previous)


def chain() -> AuditChain:
    """How far the record goes."""
    return db.session.query(AuditChain).one()
