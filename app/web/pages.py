"""A page, or the part of it that htmx asked for."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import (
    Response,
    current_app,
    flash,
    make_response,
    render_template,
    request,
    url_for,
)
from flask import redirect as flask_redirect
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from app.kernel.errors import Refused
from app.web.extensions import htmx
from app.web.forms import Form

Saved = TypeVar("Saved")

OK = 200
UNPROCESSABLE = 422
TOP = 2
"""How many slashes the address of a room has, such as `/staff/collection/links`."""


def page(template: str, *, block: str | None = None, **context: Any) -> Response:
    """Render a template, or only its `block` when htmx asked for that part.

    The same template serves both, so the page without script is never forgotten.
    """
    if block and htmx and not htmx.boosted:
        body = _render_block(template, block, context)
    else:
        body = render_template(template, **context)
    response = make_response(body)
    response.headers["Vary"] = "HX-Request, Cookie"
    response.headers["Cache-Control"] = "no-store"
    return response


def form_page(
    template: str, form: Form, refused: Refused | None = None, **context: Any
) -> Response:
    """A page with a form as it stands: 422 where something in it was refused."""
    response = page(template, form=form, refused=refused, **context)
    response.status_code = UNPROCESSABLE if refused or form.errors else OK
    return response


def shown(template: str, form: Form, **context: Any) -> Callable[[Refused | None], Response]:
    """What shows this form, for `show_or_save`."""
    return lambda refused: form_page(template, form, refused, **context)


def show_or_save(
    form: Form,
    show: Callable[[Refused | None], ResponseReturnValue],
    save: Callable[[], Saved],
    then: Callable[[Saved], ResponseReturnValue],
) -> ResponseReturnValue:
    """Show a form, or save what it says and go on; where that is refused, show it with the reason.

    Nothing that was typed is lost: also where something that it names is gone by now.

    Args:
        form: what was sent, if anything was.
        show: the page with the form, and why it was refused.
        save: does what the form asks for.
        then: the answer once it is done.
    """
    if not form.validate_on_submit():
        return show(None)
    try:
        saved = save()
    except Refused as refused:
        return show(refused)
    return then(saved)


def done(words: str, endpoint: str, **values: Any) -> BaseResponse:
    """See another page, which says first that something is done."""
    flash(words)
    return redirect(url_for(endpoint, **values))


def _render_block(template: str, block: str, context: dict[str, Any]) -> str:
    loaded = current_app.jinja_env.get_template(template)
    current_app.update_template_context(context)
    return "".join(loaded.blocks[block](loaded.new_context(context)))


def address_again() -> str:
    """Where a page can be asked for that answered a post: there, or at the nearest one above."""
    adapter = current_app.create_url_adapter(request)
    path = request.path
    while adapter and path.count("/") > TOP and not adapter.test(path, "GET"):
        path = path.rpartition("/")[0]
    return path


def redirect(address: str) -> BaseResponse:
    """See another page; htmx is told so that it does not put the page inside the page."""
    if htmx:
        return Response(status=204, headers={"HX-Redirect": address})
    return flask_redirect(address, code=303)
