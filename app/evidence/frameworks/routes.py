"""Pages about frameworks: which there are, where evidence belongs, and importing them as data."""

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.evidence.frameworks import operations, views
from app.evidence.frameworks.listing import framework_list
from app.kernel.errors import Refused
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.asked import all_sent, asked, sent_fields, sent_file
from app.web.downloads import download
from app.web.pages import page, redirect
from app.web.wings import EVIDENCE

blueprint = Blueprint("frameworks", __name__, url_prefix=f"{EVIDENCE}/frameworks")

TYPED = "what you typed"


@blueprint.get("")
@needs(Permission.GIVE_EVIDENCE)
def frameworks() -> ResponseReturnValue:
    """Every framework, and whether it is in force."""
    return page("evidence/frameworks/frameworks.html", rows=framework_list())


@blueprint.get("/<reference>")
@needs(Permission.GIVE_EVIDENCE)
def framework(reference: str) -> ResponseReturnValue:
    """One framework: its statements, what belongs to each, and what is not mapped yet."""
    return page("evidence/frameworks/framework.html", found=views.framework_page(reference))


@blueprint.get("/document")
@needs(Permission.GIVE_EVIDENCE)
def document() -> ResponseReturnValue:
    """A framework, theme map or crosswalk as JSON."""
    kind, name = asked("kind") or "", asked("name") or ""
    return download(views.document_text(kind, name).encode(), "json", kind, name)


@blueprint.route("/import", methods=["GET", "POST"])
@needs(Permission.SET_STANDARDS)
def import_document() -> ResponseReturnValue:
    """Import a document from a file, or edit one as data."""
    refused, text = None, ""
    if request.method == "POST":
        content, name = _sent()
        try:
            done = operations.import_document(content=content, name=name, actor=actor())
            flash(f"{done.name} is saved." if done.is_new else f"{done.name} was there already.")
            return redirect(url_for("frameworks.frameworks"))
        except Refused as error:
            refused, text = error, content.decode(errors="replace")
    elif kind := asked("kind"):
        text = views.document_text(kind, asked("name") or "")
    response = page("evidence/frameworks/import.html", text=text, refused=refused)
    response.status_code = 422 if refused else 200
    return response


@blueprint.route("/<reference>/<kind>/<name>", methods=["GET", "POST"])
@needs(Permission.SET_STANDARDS)
def places(reference: str, kind: str, name: str) -> ResponseReturnValue:
    """Say to which statements a theme, measure or kind of activity belongs."""
    found = views.places_page(reference, kind, name)
    if request.method == "POST":
        operations.place(
            framework=found.framework.id,
            kind=kind,
            name=name,
            places=all_sent("places"),
            actor=actor(),
        )
        flash(f"“{found.called}” is mapped.")
        return redirect(url_for("frameworks.framework", reference=reference, _anchor="map"))
    return page("evidence/frameworks/places.html", found=found)


def _sent() -> tuple[bytes, str]:
    """What was sent and what to call it: a file, or else what was typed."""
    file = sent_file("file")
    if file is not None:
        return file.read(), (file.filename or "")[:80]
    return (sent_fields().get("text") or "").encode(), TYPED
