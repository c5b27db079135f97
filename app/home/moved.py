"""Where pages lay before they were sorted into wings: bookmarks and e-mails still lead there."""

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.kernel.permissions import Permission
from app.web.access import View, needs
from app.web.asked import address_fields
from app.web.pages import redirect
from app.web.wings import ADMINISTRATION, COLLECTION, COMMENTS, IMPROVEMENT, RESULTS, STAFF

MOVED: Final = {
    "lead/change": f"{IMPROVEMENT}/trends",
    "lead": IMPROVEMENT,
    "reading": COMMENTS,
    "review/saying": f"{RESULTS}/similar",
    "review": RESULTS,
    "links": f"{COLLECTION}/links",
    "events": f"{COLLECTION}/events",
    "paper": f"{COLLECTION}/paper",
    "hand-in": f"{COLLECTION}/hand-in",
    "services": f"{ADMINISTRATION}/services",
    "organisation": f"{ADMINISTRATION}/organisation",
    "users": f"{ADMINISTRATION}/users",
    "audit": f"{ADMINISTRATION}/audit",
}
"""What an address began with after `/staff/`, and what it begins with now."""

blueprint = Blueprint("moved", __name__)


def _leading_to(now: str) -> View:
    @needs(Permission.ENTER)
    def moved(rest: str = "") -> ResponseReturnValue:
        asked = urlencode(list(address_fields().items(multi=True)))
        address = f"{now}/{rest}".rstrip("/")
        return redirect(f"{address}?{asked}" if asked else address)

    return moved


for _before, _now in MOVED.items():
    _view = _leading_to(_now)
    _name = _before.replace("/", "_").replace("-", "_")
    blueprint.add_url_rule(f"{STAFF}/{_before}", _name, _view)
    blueprint.add_url_rule(f"{STAFF}/{_before}/<path:rest>", _name, _view)
