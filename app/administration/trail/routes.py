"""Pages of the audit record: who did what, and the same as a file."""

import tempfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.administration.trail.operations import export_trail
from app.administration.trail.queries import Wanted, entries_page, kinds_of_entries, trail_head
from app.kernel.clock import today
from app.kernel.days import day_of_text
from app.kernel.errors import Refused
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.asked import asked, asked_page, sent
from app.web.downloads import download
from app.web.pages import page
from app.web.wings import ADMINISTRATION

blueprint = Blueprint("trail", __name__, url_prefix=f"{ADMINISTRATION}/audit")


@blueprint.get("")
@needs(Permission.ADMINISTER)
def trail() -> ResponseReturnValue:
    """Who did what, when."""
    number, wanted = asked_page(), _wanted(asked)
    entries, has_older = entries_page(wanted, page=number)
    return page(
        "administration/trail/trail.html",
        entries=entries,
        number=number,
        has_older=has_older,
        chosen={name: value for name, value in asdict(wanted).items() if value},
        kinds=kinds_of_entries(),
        head=trail_head(),
    )


@blueprint.post("/export")
@needs(Permission.ADMINISTER)
def export() -> ResponseReturnValue:
    """The entries that were chosen, as CSV."""
    # The open file outlives its name, so that nothing stays on the disk.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        export_trail(actor=actor(), wanted=_wanted(sent), file=file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return download(file, "csv", "audit record", today())


def _wanted(said: Callable[[str], str | None]) -> Wanted:
    return Wanted(
        person=said("person"),
        kind=said("kind"),
        about=said("about"),
        first=_day(said("first")),
        last=_day(said("last")),
    )


def _day(written: str | None) -> date | None:
    day = day_of_text(written) if written else None
    if written and day is None:
        raise Refused("Type the date as year-month-day, such as 2026-11-30.")
    return day
