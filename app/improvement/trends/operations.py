"""Deciding that the limits of a chart are worked out again, which is recorded with its reason."""

import re
import uuid
from typing import Final

from sqlalchemy import select

from app.administration.accounts.operations import record
from app.extensions import db
from app.improvement.trends.models import Rebase
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.texts import required_text

MONTH: Final = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def rebase(
    *, about: str, service: str, audience: str, month: str, reason: str, actor: str
) -> Rebase:
    """Let the limits of a chart begin again at a month.

    Raises:
        Refused: without a month or a reason, or for a reason that is too long.
        Conflict: when they begin again at this month already.
    """
    if not MONTH.fullmatch(month):
        raise Refused("Choose the month from which the limits are recalculated.")
    why = required_text(reason, name="Why the limits are recalculated")
    place = {"about": about, "service": service, "audience": audience, "month": month}
    if db.session.execute(select(Rebase).filter_by(**place)).first():
        raise Conflict(f"The limits are recalculated from {month} already.")
    made = Rebase(**place, reason=why, decided_by=actor)
    db.session.add(made)
    db.session.flush()
    record(actor=actor, action="limits-rebased", subject=about, detail={**place, "reason": why})
    return made


def undo_rebase(*, rebase_id: uuid.UUID, actor: str) -> Rebase:
    """Take a decision back, which is recorded too.

    Raises:
        NotFound: when there is no such decision.
    """
    found = db.session.get(Rebase, rebase_id)
    if found is None:
        raise NotFound("There is no such decision. It may have been withdrawn already.")
    db.session.delete(found)
    record(
        actor=actor,
        action="limits-rebase-undone",
        subject=found.about,
        detail={"month": found.month, "service": found.service, "audience": found.audience},
    )
    return found
