"""Pages of evidence packs: choosing one, seeing it, downloading it, and checking a file."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.evidence.packs import choices, operations
from app.evidence.packs.content import Pack
from app.evidence.packs.forms import PackForm
from app.evidence.packs.page import helpers
from app.kernel.errors import NotFound, Refused
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.asked import address_fields, sent_file
from app.web.downloads import download
from app.web.pages import form_page, page
from app.web.wings import EVIDENCE

blueprint = Blueprint("evidence", __name__, url_prefix=EVIDENCE)


@blueprint.get("")
@needs(Permission.GIVE_EVIDENCE)
def evidence() -> ResponseReturnValue:
    """Choose what a pack is of."""
    return _chooser(_form(), None)


@blueprint.get("/pack")
@needs(Permission.GIVE_EVIDENCE)
def pack() -> ResponseReturnValue:
    """The pack on a page, with its files."""
    form = _form()
    try:
        made = _made(form)
    except Refused as refused:
        return _chooser(form, refused)
    if made is None:
        return _chooser(form, None)
    query = request.query_string.decode()
    files = {
        name: f"{url_for('evidence.file', file_format=name)}?{query}" for name in operations.FORMATS
    }
    return page("evidence/packs/pack.html", pack=made, files=files, **helpers())


@blueprint.get("/pack.<file_format>")
@needs(Permission.GIVE_EVIDENCE)
def file(file_format: str) -> ResponseReturnValue:
    """The pack as a file."""
    if file_format not in operations.FORMATS:
        raise NotFound("There is no such format. Choose html, pdf, xlsx or json.")
    form = _form()
    made = _made(form)
    if made is None:
        raise Refused("Choose a framework and both dates on the page Evidence.")
    content = operations.FORMATS[file_format](made)
    days, services = (form.first.data, "to", form.last.data), form.service.data or ()
    return download(content, file_format, "evidence", *days, *services)


@blueprint.route("/verify", methods=["GET", "POST"])
@needs(Permission.GIVE_EVIDENCE)
def check() -> ResponseReturnValue:
    """Whether a pack's JSON file is as it was made."""
    refused, found = None, None
    if request.method == "POST":
        try:
            file = sent_file("file")
            if file is None:
                raise Refused("Choose the JSON file of a pack.")
            found = operations.verify_here(file.read(), (file.filename or "")[:80])
        except Refused as error:
            refused = error
    response = page("evidence/packs/verify.html", found=found, refused=refused)
    response.status_code = 422 if refused else 200
    return response


def _form() -> PackForm:
    first, last = choices.usual_dates()
    usual = {"first": first, "last": last, "framework": choices.usual_frameworks()}
    form = PackForm(address_fields() or None, data=usual)
    form.fill_choices(choices.frameworks(), choices.services())
    return form


def _made(form: PackForm) -> Pack | None:
    """The pack that was asked for; None where what was typed will not do."""
    first, last = form.first.data, form.last.data
    if not form.validate() or first is None or last is None:
        return None
    return operations.make_pack(
        frameworks=form.framework.data or (),
        first=first,
        last=last,
        services=form.service.data or (),
        actor=actor(),
    )


def _chooser(form: PackForm, refused: Refused | None) -> Response:
    return form_page("evidence/packs/evidence.html", form, refused)
