"""Pages of provider quality returns: choosing one, seeing it, and its files."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor, reader_id
from app.evidence.packs import choices
from app.evidence.packs.content import Pack
from app.evidence.packs.page import helpers
from app.evidence.returns.forms import ReturnForm
from app.evidence.returns.operations import FORMATS, make_return
from app.evidence.returns.periods import periods, usual_period
from app.kernel.clock import today
from app.kernel.errors import NotFound, Refused
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.asked import address_fields
from app.web.downloads import download
from app.web.pages import form_page, page
from app.web.wings import EVIDENCE

blueprint = Blueprint("returns", __name__, url_prefix=EVIDENCE)


@blueprint.get("/return")
@needs(Permission.GIVE_EVIDENCE)
def quality_return() -> ResponseReturnValue:
    """Choose what a return is of; with a choice in the address, the return."""
    form = _form()
    if not address_fields():
        return _chooser(form)
    try:
        made = _made(form)
    except Refused as refused:
        return _chooser(form, refused)
    if made is None:
        return _chooser(form)
    query = request.query_string.decode()
    files = {name: f"{url_for('returns.file', file_format=name)}?{query}" for name in FORMATS}
    return page("evidence/returns/return.html", pack=made, files=files, **helpers())


@blueprint.get("/return.<file_format>")
@needs(Permission.GIVE_EVIDENCE)
def file(file_format: str) -> ResponseReturnValue:
    """The return as a file."""
    if file_format not in FORMATS:
        raise NotFound("There is no such format. Choose csv or pdf.")
    form = _form()
    made = _made(form)
    if made is None or form.days is None:
        raise Refused("Choose a period or both dates on the page Provider quality return.")
    first, last = form.days
    about = ("provider-quality-return", first, "to", last, *(form.service.data or ()))
    return download(FORMATS[file_format](made), file_format, *about)


def _form() -> ReturnForm:
    usual = None if address_fields() else {"period": usual_period(today())}
    form = ReturnForm(address_fields() or None, data=usual)
    form.offer(periods(today()), choices.services())
    return form


def _made(form: ReturnForm) -> Pack | None:
    """The return that was asked for; None where what was typed will not do."""
    if not form.validate() or form.days is None:
        return None
    first, last = form.days
    return make_return(
        first=first,
        last=last,
        services=form.service.data or (),
        reader=reader_id(),
        actor=actor(),
    )


def _chooser(form: ReturnForm, refused: Refused | None = None) -> Response:
    return form_page("evidence/returns/choose_return.html", form, refused)
