"""The page on which an administrator ends somebody's account."""

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.administration.accounts.queries import all_users, get_user
from app.administration.accounts.routes import USERS
from app.administration.accounts.session import actor, reader_id
from app.home.leaving.forms import LeavingForm
from app.home.leaving.operations import Duties, duties_of
from app.home.leaving.operations import leave as end_account
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.pages import done, show_or_save, shown
from app.web.wings import STAFF

blueprint = Blueprint("leaving", __name__, url_prefix=f"{STAFF}{USERS}")


@blueprint.route("/<uuid:user_id>/leave", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def leave(user_id: uuid.UUID) -> ResponseReturnValue:
    """Stop somebody signing in, and say who takes over what is theirs."""
    user = get_user(user_id)
    duties = duties_of(user)
    form = LeavingForm(data={"to": str(reader_id())})
    if duties.in_words:
        form.to.choices = _who_can_take(duties, user_id)
    else:
        del form.to
    return show_or_save(
        form,
        shown("home/leave.html", form, user=user, duties=duties.in_words),
        lambda: end_account(
            user_id=user_id, to=uuid.UUID(form.to.data) if form.to else None, actor=actor()
        ),
        lambda user: done(f"{user.name} can no longer sign in.", "accounts.users"),
    )


def _who_can_take(duties: Duties, but: uuid.UUID) -> dict[str, str]:
    return {
        str(each.id): each.name
        for each in all_users()
        if each.is_active and each.id != but and duties.asks_for <= each.permissions
    }
