"""Somebody leaves: what they see to by name goes to somebody else with the end of their account."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from app.administration.accounts.models import User
from app.administration.accounts.operations import COMMAND_LINE, record, set_active
from app.administration.accounts.queries import get_user
from app.administration.accounts.roles import in_words
from app.comments.queue.models import RotaEntry
from app.extensions import db
from app.improvement.actions.models import Action
from app.improvement.policies.models import Policy
from app.improvement.training.models import FollowUp
from app.kernel.errors import Refused
from app.kernel.permissions import Permission


@dataclass(frozen=True)
class Duties:
    """What one person sees to by name: parts in reading, and what they own."""

    parts: Sequence[RotaEntry]
    promises: Sequence[Action]
    follow_ups: Sequence[FollowUp]
    policies: Sequence[Policy]

    @property
    def in_words(self) -> list[str]:
        """Each kind with its number, for example `2 parts in reading comments`."""
        counted = (
            (len(self.parts), "part in reading comments", "parts in reading comments"),
            (len(self.promises), "open promise", "open promises"),
            (len(self.follow_ups), "follow-up of a training", "follow-ups of trainings"),
            (len(self.policies), "policy", "policies"),
        )
        return [
            f"{number} {one if number == 1 else many}" for number, one, many in counted if number
        ]

    @property
    def asks_for(self) -> set[Permission]:
        """What whoever takes them over has to be allowed to do."""
        owned = (*self.promises, *self.follow_ups, *self.policies)
        asked = ((Permission.ASSESS, self.parts), (Permission.SEE_RESULTS, owned))
        return {permission for permission, some in asked if some}


def duties_of(user: User) -> Duties:
    """What somebody sees to; of owners, which are typed, those who are called as they are."""
    promises = select(Action).where(
        or_(Action.reminded_id == user.id, Action.owner == user.name),
        Action.is_promised.is_(True),
        Action.done_on.is_(None),
    )
    follow_ups = select(FollowUp).where(FollowUp.owner == user.name, FollowUp.done_on.is_(None))
    policies = select(Policy).where(Policy.owner == user.name, Policy.withdrawn_on.is_(None))
    parts = select(RotaEntry).where(RotaEntry.user_id == user.id).order_by(RotaEntry.id)
    return Duties(
        db.session.execute(parts).scalars().all(),
        db.session.execute(promises).scalars().all(),
        db.session.execute(follow_ups).scalars().all(),
        db.session.execute(policies).scalars().all(),
    )


def leave(*, user_id: uuid.UUID, to: uuid.UUID | None, actor: str = COMMAND_LINE) -> User:
    """Stop somebody signing in, and give what they see to by name to somebody else.

    Args:
        user_id: who leaves.
        to: who takes over; not needed where nothing is theirs by name.
        actor: who says so.

    Raises:
        NotFound: when there is no such user.
        Refused: when nobody takes over what is theirs, or somebody who cannot, or no administrator
            would be left.
    """
    user = get_user(user_id)
    duties = duties_of(user)
    successor = _successor(user, duties, to)
    set_active(user_id=user_id, is_active=False, actor=actor)
    if successor is not None:
        _hand_over(duties, user, successor)
        record(
            actor=actor,
            action="duties-handed-over",
            subject=user.email,
            detail={"to": successor.email, "duties": duties.in_words},
        )
    return user


def _successor(user: User, duties: Duties, to: uuid.UUID | None) -> User | None:
    if not duties.in_words:
        return None
    if to is None or to == user.id:
        raise Refused(
            f"{user.name} has {', '.join(duties.in_words)}. Say who takes this over, "
            "so that nothing is left without an owner."
        )
    successor = get_user(to)
    if not successor.is_active or not duties.asks_for <= successor.permissions:
        raise Refused(
            f"{successor.name} cannot take over {', '.join(duties.in_words)}: "
            f"{in_words(successor.roles) if successor.is_active else 'they cannot sign in'}. "
            "Choose somebody else, or give them another role first."
        )
    return successor


def _hand_over(duties: Duties, user: User, to: User) -> None:
    has = select(RotaEntry).where(RotaEntry.user_id == to.id)
    already = {(each.service_id, each.part) for each in db.session.execute(has).scalars()}
    for part in duties.parts:
        if (part.service_id, part.part) in already:
            db.session.delete(part)
        else:
            part.user_id = to.id
    for promise in duties.promises:
        promise.reminded_id = to.id if promise.reminded_id == user.id else promise.reminded_id
        promise.owner = to.name if promise.owner == user.name else promise.owner
    for follow_up in duties.follow_ups:
        follow_up.owner = to.name
    for policy in duties.policies:
        policy.owner = to.name
    db.session.flush()
