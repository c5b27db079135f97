"""Who reads which comments, what they are called, speak, and when they are away."""

import uuid

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.queries import get_user, who_may
from app.administration.accounts.session import actor
from app.administration.organisation.queries import all_services
from app.comments.machine.engine.languages import SUPPORTED
from app.comments.queue.clock import PARTS
from app.comments.queue.forms import ReaderForm, RotaForm
from app.comments.queue.rota import add_to_rota as give
from app.comments.queue.rota import reader_of, rota, rota_lines, save_reader
from app.comments.queue.rota import remove_from_rota as take
from app.kernel.errors import NotFound, Refused
from app.kernel.localised import english_name
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.pages import page, redirect

EVERY = ""


@needs(Permission.READ)
def people() -> ResponseReturnValue:
    """The rota: who reads for which service, and who speaks what."""
    return _people_page(_rota_form())


@needs(Permission.ARRANGE_READING)
def add_to_rota() -> ResponseReturnValue:
    """Give somebody a part."""
    form = _rota_form()
    if not form.validate_on_submit():
        return _people_page(form)
    try:
        give(
            service_id=uuid.UUID(form.service.data) if form.service.data else None,
            part=form.part.data,
            user_id=uuid.UUID(form.user.data),
            actor=actor(),
        )
    except Refused as refused:
        return _people_page(form, refused)
    flash("Added to the rota.")
    return redirect(url_for("queue.people"))


@needs(Permission.ARRANGE_READING)
def remove_from_rota(rota_entry_id: uuid.UUID) -> ResponseReturnValue:
    """Take a part away."""
    try:
        take(rota_entry_id=rota_entry_id, actor=actor())
    except NotFound:
        raise
    except Refused as refused:
        return _people_page(_rota_form(), refused)
    flash("Removed from the rota.")
    return redirect(url_for("queue.people"))


@needs(Permission.ARRANGE_READING)
def reader(user_id: uuid.UUID) -> ResponseReturnValue:
    """What somebody is called, reads, and when they are away."""
    user, kept = get_user(user_id), reader_of(user_id)
    form = ReaderForm(data=kept)
    form.languages.choices = {code: english_name(code) for code in SUPPORTED if code != "en"}
    refused = None
    if form.validate_on_submit():
        try:
            save_reader(
                user_id=user_id,
                also_called=(form.also_called.data or "").splitlines(),
                languages=form.languages.data or (),
                away_from=form.away_from.data,
                away_until=form.away_until.data,
                actor=actor(),
            )
            flash("Your changes are saved.")
            return redirect(url_for("queue.people"))
        except Refused as error:
            refused = error
    response = page("comments/queue/reader.html", form=form, user=user, refused=refused)
    if refused or form.errors:
        response.status_code = 422
    return response


def _people_page(form: RotaForm, refused: Refused | None = None) -> ResponseReturnValue:
    response = page(
        "comments/queue/people.html",
        entries=rota_lines(),
        people=list(rota().people.values()),
        parts=PARTS,
        names={code: english_name(code) for code in SUPPORTED},
        form=form,
        refused=refused,
    )
    if refused or form.errors:
        response.status_code = 422
    return response


def _rota_form() -> RotaForm:
    form = RotaForm()
    services = {str(each.id): each.name for each in all_services()}
    form.service.choices = {EVERY: "All services that have nobody of their own"} | services
    form.user.choices = {str(each.id): each.name for each in who_may(Permission.ASSESS)}
    return form
