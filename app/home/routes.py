"""The first page of the staff side, and the fronts of wings that have no page of their own."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.home import queries
from app.web.access import View, for_readers
from app.web.pages import page, redirect
from app.web.wings import STAFF, fronts

blueprint = Blueprint("home", __name__)


@blueprint.get(f"{STAFF}/")
@for_readers
def home() -> ResponseReturnValue:
    """Services, their links, and how many answers each received."""
    return page("home/home.html", block="counts", overview=queries.overview())


def _leading_to(first: str) -> View:
    @for_readers
    def front() -> ResponseReturnValue:
        return redirect(first)

    return front


for _address, _first in fronts():
    blueprint.add_url_rule(_address, _address.rsplit("/", 1)[1], _leading_to(_first))
