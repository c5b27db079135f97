"""Downloads of printed matter, beside the link they belong to."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from app.collection.links.codes import normalise
from app.collection.printing import operations
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.asked import all_asked, asked
from app.web.downloads import download
from app.web.wings import COLLECTION

blueprint = Blueprint("printing", __name__, url_prefix=f"{COLLECTION}/links")


@blueprint.get("/<token>/poster.pdf")
@needs(Permission.COLLECT)
def poster(token: str) -> ResponseReturnValue:
    """A poster, a table card, or strips for letters, in the languages named or those that fit."""
    size = asked("size") or "A4"
    named = ",".join(all_asked("languages")).split(",")
    languages = [each for each in named if each.strip()]
    made = operations.poster(
        token=token, size=size, languages=languages or None, base_url=_base_url()
    )
    return download(made, "pdf", normalise(token), size, *languages)


@blueprint.get("/<token>/booklet.pdf")
@needs(Permission.COLLECT)
def booklet(token: str) -> ResponseReturnValue:
    """A paper booklet."""
    language = asked("language")
    made = operations.booklet(token=token, language=language, base_url=_base_url())
    return download(made, "pdf", normalise(token), "booklet", language)


def _base_url() -> str:
    address: str = current_app.config["OWNWORDS"].base_url
    return address
