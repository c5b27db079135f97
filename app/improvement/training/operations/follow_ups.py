"""What is followed up in supervision: planned, done, and not done after all."""

import uuid
from datetime import date

from app.administration.accounts.operations import COMMAND_LINE, record
from app.extensions import db
from app.improvement.training.models import FollowUp
from app.improvement.training.queries import get_follow_up, get_programme
from app.kernel import limits
from app.kernel.clock import today
from app.kernel.errors import Refused
from app.kernel.texts import one_line, required_line


def plan_follow_up(
    *,
    programme_id: uuid.UUID,
    theme: str,
    owner: str,
    due_on: date,
    actor: str = COMMAND_LINE,
) -> FollowUp:
    """Say what is taken up in supervision, by whom and by when.

    Raises:
        NotFound: when there is no such programme.
        Refused: when something is missing or cannot be stored.
    """
    programme = get_programme(programme_id)
    follow_up = FollowUp(
        programme_id=programme.id,
        theme=required_line(theme, name="What is followed up"),
        owner=required_line(owner, name="Owner"),
        due_on=due_on,
    )
    db.session.add(follow_up)
    db.session.flush()
    record(actor=actor, action="follow-up-planned", subject=programme.name)
    return follow_up


def finish_follow_up(
    *, follow_up_id: uuid.UUID, outcome: str | None = None, actor: str = COMMAND_LINE
) -> FollowUp:
    """Note that something was taken up in supervision, and what was done.

    Raises:
        NotFound: when there is no such follow-up.
        Refused: when it is done already, or the text cannot be stored.
    """
    follow_up = get_follow_up(follow_up_id)
    if follow_up.done_on is not None:
        raise Refused("This is noted as done already.")
    follow_up.outcome = one_line(outcome, name="Outcome", limit=limits.OUTCOME)
    follow_up.done_on = today()
    programme = get_programme(follow_up.programme_id)
    record(actor=actor, action="follow-up-done", subject=programme.name)
    return follow_up


def reopen_follow_up(*, follow_up_id: uuid.UUID, actor: str) -> FollowUp:
    """Note that it is not done after all.

    Raises:
        NotFound: when there is no such follow-up.
    """
    follow_up = get_follow_up(follow_up_id)
    follow_up.done_on, follow_up.outcome = None, None
    programme = get_programme(follow_up.programme_id)
    record(actor=actor, action="follow-up-reopened", subject=programme.name)
    return follow_up
