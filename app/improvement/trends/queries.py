"""Reading where limits were worked out again."""

from sqlalchemy import select

from app.extensions import db
from app.improvement.trends.models import Rebase


def rebases(*, about: str, service: str, audience: str) -> list[Rebase]:
    """The decisions about one chart, the earliest month first."""
    found = select(Rebase).where(
        Rebase.about == about, Rebase.service == service, Rebase.audience == audience
    )
    return list(db.session.execute(found.order_by(Rebase.month)).scalars())
