"""Themes of one's own: naming them, and accepting comments that are like their examples."""

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor, reader_id
from app.comments.queue.forms import ThemeForm
from app.comments.queue.own_themes import add_theme, own_theme, own_themes, suggestions
from app.kernel.errors import Refused
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.pages import form_page, page, redirect


@needs(Permission.ASSESS)
def themes() -> ResponseReturnValue:
    """The themes of one's own, and a new one."""
    refused, form = None, ThemeForm()
    if form.validate_on_submit():
        try:
            code = add_theme(name=form.name.data or "", actor=actor())
            flash("The theme has been added. Give it to twenty comments as you read.")
            return redirect(url_for("queue.theme", code=code))
        except Refused as error:
            refused = error
    return form_page("comments/queue/themes.html", form, refused, themes=own_themes())


@needs(Permission.ASSESS)
def theme(code: str) -> ResponseReturnValue:
    """Comments that are like the examples of a theme."""
    found = own_theme(code)
    return page(
        "comments/queue/theme.html", theme=found, suggestions=suggestions(code, reader_id())
    )
