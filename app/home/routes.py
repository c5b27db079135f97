"""The first page of the staff side, and the fronts of wings that have no page of their own."""

from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import leads_to, may_open, reader_id
from app.home import queries
from app.home.needs import all_needs
from app.kernel.permissions import Permission
from app.web.access import View, needs
from app.web.pages import page, redirect
from app.web.wings import STAFF, Wing, first_page, fronts

blueprint = Blueprint("home", __name__)
SHOWN: Final = 8
"""Of what needs somebody; the rest is folded."""


@blueprint.get(f"{STAFF}/")
@needs(Permission.ENTER)
def home() -> ResponseReturnValue:
    """What needs whoever opens it, what is new at each service, and how many came to each link."""
    services = queries.counts_by_service()
    return page(
        "home/home.html",
        block="counts",
        services=services,
        steps=queries.first_steps(services),
        most=SHOWN,
        needs=[need for need in all_needs(reader_id()) if may_open(need.endpoint)],
    )


def _leading_to(wing: Wing) -> View:
    @needs(Permission.ENTER)
    def front() -> ResponseReturnValue:
        return redirect(first_page(wing, leads_to) or f"{STAFF}/")

    return front


for _wing in fronts():
    _name = _wing.address.rsplit("/", 1)[1]
    blueprint.add_url_rule(_wing.address, _name, _leading_to(_wing))
