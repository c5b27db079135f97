"""Pages of the reading sample: what was drawn, and reading one comment after the other."""

import uuid

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor, reader_id
from app.comments.queue.views import record_opening
from app.comments.sample.forms import BlindForm, DrawForm
from app.comments.sample.operations import draw_reading_sample, read_blind
from app.comments.sample.queries import next_to_read, samples, to_read
from app.kernel.errors import Conflict, Refused
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.asked import asked_id
from app.web.pages import form_page, redirect
from app.web.wings import COMMENTS

blueprint = Blueprint("sample", __name__, url_prefix=f"{COMMENTS}/sample")

READ_MEANWHILE = "Somebody else has read that comment meanwhile. This is the next."


@blueprint.get("")
@needs(Permission.ASSESS)
def sample() -> ResponseReturnValue:
    """The samples there are, how far they were read, and a new one."""
    return _sample_page(DrawForm(formdata=None))


@blueprint.post("")
@needs(Permission.ASSESS)
def draw() -> ResponseReturnValue:
    """Draw a sample and begin to read."""
    form = DrawForm()
    if not form.validate_on_submit():
        return _sample_page(form)
    try:
        draw_reading_sample(people=form.number, actor=actor())
    except Refused as refused:
        return _sample_page(form, refused)
    flash("The sample has been drawn. You can stop at any time and go on later.")
    return redirect(url_for("sample.sample"))


@blueprint.get("/next")
@needs(Permission.ASSESS)
def following() -> ResponseReturnValue:
    """The next comment to read, or the list when there is none."""
    return _to_next(asked_id("after"))


@blueprint.get("/<uuid:comment_id>")
@needs(Permission.ASSESS)
def comment(comment_id: uuid.UUID) -> ResponseReturnValue:
    """The words, without anything of what a machine says of them; opening them is recorded."""
    try:
        page = _comment_page(comment_id, BlindForm(formdata=None))
    except Conflict:
        flash(READ_MEANWHILE)
        return _to_next()
    record_opening(comment_id=comment_id, reader=reader_id())
    return page


@blueprint.post("/<uuid:comment_id>")
@needs(Permission.ASSESS)
def read(comment_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what was said of a comment, and go on to the next."""
    form = BlindForm()
    try:
        if not form.validate_on_submit():
            return _comment_page(comment_id, form)
        read_blind(
            comment_id=comment_id,
            sentiment=form.sentiment.data,
            themes=form.themes.data or (),
            reader=reader_id(),
        )
    except Conflict:
        flash(READ_MEANWHILE)
    return _to_next()


def _sample_page(form: DrawForm, refused: Refused | None = None) -> ResponseReturnValue:
    return form_page(
        "comments/sample/sample.html",
        form,
        refused,
        samples=samples(),
        is_waiting=next_to_read(reader_id()) is not None,
    )


def _comment_page(comment_id: uuid.UUID, form: BlindForm) -> ResponseReturnValue:
    found = to_read(comment_id, reader_id())
    return form_page("comments/sample/read.html", form, found=found, samples=samples())


def _to_next(after: uuid.UUID | None = None) -> ResponseReturnValue:
    found = next_to_read(reader_id(), after)
    if found is None:
        flash("There is no further comment of a sample for you to read.")
        return redirect(url_for("sample.sample"))
    return redirect(url_for("sample.comment", comment_id=found))
