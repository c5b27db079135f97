"""The page that says what is kept how long, and what was last deleted."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from app.comments.retention.periods import WHAT_IS_KEPT, in_words
from app.comments.retention.queries import last_runs
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.pages import page
from app.web.wings import COMMENTS

blueprint = Blueprint("retention", __name__, url_prefix=f"{COMMENTS}/kept")


@blueprint.get("")
@needs(Permission.READ)
def kept() -> ResponseReturnValue:
    """What is kept how long."""
    months = current_app.config["OWNWORDS"].months_kept
    newest, runs = last_runs()
    kinds = [(*WHAT_IS_KEPT[kind], in_words(months[kind])) for kind in WHAT_IS_KEPT]
    return page("comments/retention/kept.html", kinds=kinds, newest=newest, runs=runs)
