"""Staff pages for shared tablets: handing in answers as a file, and single-use cards."""

from contextlib import closing

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.collection.hand_in import operations
from app.collection.hand_in.forms import CardsForm, HandInForm
from app.collection.links.cards import cards_of
from app.collection.links.codes import short_code
from app.collection.links.queries import get_link
from app.kernel.errors import Refused
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.downloads import download
from app.web.pages import form_page, page
from app.web.wings import COLLECTION

FILE_LIMIT = 32 * 1024 * 1024

blueprint = Blueprint("hand_in", __name__, url_prefix=COLLECTION)


@blueprint.url_value_preprocessor
def _take_large_files(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Thousands of answers in one file are more than anything else that is posted here.

    It has to be said before the token of the form is looked for, which reads the whole post.
    """
    request.max_content_length = FILE_LIMIT


@blueprint.route("/hand-in", methods=["GET", "POST"])
@needs(Permission.COLLECT)
def hand_in() -> ResponseReturnValue:
    """Take in a file of answers that a device saved."""
    form = HandInForm()
    refused: Refused | None = None
    outcome: operations.HandedIn | None = None
    if form.validate_on_submit():
        try:
            with closing(form.file.data) as file:
                outcome = operations.hand_in(content=file.read(), actor=actor())
        except Refused as error:
            refused = error
    return form_page("collection/hand_in/hand_in.html", form, refused, outcome=outcome)


@blueprint.get("/links/<token>/cards")
@needs(Permission.COLLECT)
def cards(token: str) -> ResponseReturnValue:
    """How many cards a link has, and a form for more."""
    return _cards_page(token, CardsForm())


@blueprint.post("/links/<token>/cards")
@needs(Permission.SET_UP)
def make_cards(token: str) -> ResponseReturnValue:
    """Make cards: a PDF file with their codes, which are shown this once."""
    form = CardsForm()
    if not form.validate_on_submit():
        response = _cards_page(token, form)
        response.status_code = 422
        return response
    sheet = operations.print_cards(
        token=token,
        number=form.number.data or 0,
        base_url=current_app.config["OWNWORDS"].base_url,
        actor=actor(),
    )
    return download(sheet, "pdf", "cards", token)


def _cards_page(token: str, form: CardsForm) -> Response:
    link = get_link(token)
    made, used = cards_of(link.token)
    return page(
        "collection/hand_in/cards.html",
        form=form,
        token=link.token,
        short_code=short_code(link.token),
        made=made,
        used=used,
    )
