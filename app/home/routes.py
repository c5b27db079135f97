"""The first page of the staff side, and the fronts of wings that have no page of their own."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import leads_to
from app.home import queries
from app.kernel.permissions import Permission
from app.web.access import View, needs
from app.web.pages import page, redirect
from app.web.wings import STAFF, Wing, first_page, fronts

blueprint = Blueprint("home", __name__)


@blueprint.get(f"{STAFF}/")
@needs(Permission.ENTER)
def home() -> ResponseReturnValue:
    """Services, their links, and how many answers each received."""
    return page("home/home.html", block="counts", overview=queries.overview())


def _leading_to(wing: Wing) -> View:
    @needs(Permission.ENTER)
    def front() -> ResponseReturnValue:
        return redirect(first_page(wing, leads_to) or f"{STAFF}/")

    return front


for _wing in fronts():
    _name = _wing.address.rsplit("/", 1)[1]
    blueprint.add_url_rule(_wing.address, _name, _leading_to(_wing))
