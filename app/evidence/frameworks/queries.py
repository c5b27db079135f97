"""Reading frameworks: those shipped, and what was imported or edited in their place."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from app.evidence.frameworks.library import Key, Library, library_of, shipped
from app.evidence.frameworks.models import FrameworkDocument
from app.extensions import db


def library() -> Library:
    """What counts now, in one query."""
    return library_of({**shipped(), **stored()})


def stored() -> Mapping[Key, Mapping[str, Any]]:
    """The newest of each document that somebody saved."""
    newest = select(func.max(FrameworkDocument.number)).group_by(
        FrameworkDocument.kind, FrameworkDocument.name
    )
    rows = db.session.execute(
        select(FrameworkDocument.kind, FrameworkDocument.name, FrameworkDocument.document)
        .where(FrameworkDocument.number.in_(newest))
        .order_by(FrameworkDocument.number)
    )
    return {(kind, name): document for kind, name, document in rows}
