"""Reminding of promises whose day has passed, by e-mail, without a word of the feedback."""

import logging
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final

from sqlalchemy import or_, select

from app.administration.accounts.models import User
from app.administration.accounts.queries import all_users
from app.comments.queue.mail import Mailer, NotSent
from app.extensions import db
from app.improvement.actions.models import Action
from app.kernel.clock import today
from app.kernel.permissions import Permission

AGAIN_AFTER: Final = timedelta(days=7)
log = logging.getLogger(__name__)


def send_reminders(mailer: Mailer, address: str, commit: Callable[[], None]) -> int:
    """Send one message to each person who sees to overdue promises; gives how many were sent.

    A promise is reminded of again after a week. What could not be sent is tried again.

    Args:
        address: the address of the list, put into the message.
        commit: called after each message, so that none is sent twice.
    """
    sent = 0
    for user, late in _by_person(_to_remind_of()):
        try:
            mailer.send(to=user.email, **_message(len(late), address))
        except NotSent as error:
            log.warning("A reminder could not be sent: %s. It is tried again.", error)
            continue
        for action in late:
            action.last_reminder_on = today()
        commit()
        sent += 1
    return sent


def _to_remind_of() -> list[Action]:
    is_time = or_(
        Action.last_reminder_on.is_(None), Action.last_reminder_on <= today() - AGAIN_AFTER
    )
    found = select(Action).where(Action.due_on < today(), Action.done_on.is_(None), is_time)
    return list(db.session.execute(found.order_by(Action.due_on, Action.id)).scalars())


def _by_person(late: Iterable[Action]) -> list[tuple[User, list[Action]]]:
    """Who is reminded of what: who was named and can see it, or else every administrator."""
    active = [user for user in all_users() if user.is_active]
    users = {user.id: user for user in active if Permission.SEE_RESULTS in user.permissions}
    admins = [user for user in users.values() if Permission.ADMINISTER in user.permissions]
    named: defaultdict[uuid.UUID, list[Action]] = defaultdict(list)
    for action in late:
        one = users.get(action.reminded_id) if action.reminded_id else None
        for user in [one] if one else admins:
            named[user.id].append(action)
    return [(users[user_id], actions) for user_id, actions in named.items()]


def _message(number: int, address: str) -> dict[str, str]:
    said = "a promise is" if number == 1 else f"{number} promises are"
    return {
        "subject": f"Own Words: {said} overdue",
        "text": "\n".join(
            [
                f"{said[0].upper()}{said[1:]} overdue: the day by which something was to be done",
                "has passed.",
                "",
                f"See them here: {address}",
                "",
                "Say what was done, choose a later day and say why, or say that it will not be",
                "done and why.",
                "",
                "This message never holds what anybody wrote.",
            ]
        ),
    }
