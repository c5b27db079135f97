"""Themes of one's own: naming them, and accepting comments that are like their examples."""

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from app.accounts.session import actor, reader_id
from app.kernel.errors import Refused
from app.triage.forms import ThemeForm
from app.triage.own_themes import add_theme, own_theme, own_themes, suggestions
from app.web.access import for_readers
from app.web.pages import page, redirect


@for_readers
def themes() -> ResponseReturnValue:
    """The themes of one's own, and a new one."""
    refused, form = None, ThemeForm()
    if form.validate_on_submit():
        try:
            code = add_theme(name=form.name.data or "", actor=actor())
            flash("The theme is there. Give it to twenty comments as you read.")
            return redirect(url_for("triage.theme", code=code))
        except Refused as error:
            refused = error
    response = page("triage/themes.html", themes=own_themes(), form=form, refused=refused)
    response.status_code = 422 if refused or form.errors else 200
    return response


@for_readers
def theme(code: str) -> ResponseReturnValue:
    """Comments that are like the examples of a theme."""
    found = own_theme(code)
    return page("triage/theme.html", theme=found, suggestions=suggestions(code, reader_id()))
