"""Puts accounts into the application: sessions, and who may open each page."""

from flask import Flask, Response, current_app, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_fresh
from flask_wtf.csrf import CSRFError

from app.administration.accounts import routes
from app.administration.accounts.forms import SignInForm
from app.administration.accounts.keeping import KEPT_SECONDS, kept_form
from app.administration.accounts.pages_again import give_address, page_again
from app.administration.accounts.roles import ROLES, in_order, roles_with
from app.administration.accounts.session import (
    StaffSessions,
    is_staff_path,
    leads_to,
    load,
    may_open,
    safe_next,
    signed_in,
)
from app.administration.accounts.sessions import ABSOLUTE
from app.administration.organisation.queries import is_demonstration
from app.kernel.permissions import CONSEQUENTIAL
from app.web import wings
from app.web.access import PUBLIC, allows, open_to
from app.web.extensions import csrf, htmx, login
from app.web.pages import page, redirect
from app.web.wings import STAFF

SAFE = ("GET", "HEAD", "OPTIONS")
FROM_HERE = ("same-origin", "none")
"""What a browser says of where a form was sent from: this site, or the person themselves."""


def register_accounts(app: Flask) -> None:
    """Set up signing in, and ask before each request who may see the page."""
    app.config.update(
        SESSION_COOKIE_NAME="ownwords_staff",
        SESSION_COOKIE_PATH=STAFF,
        # Sessions end on the server. Their cookie is read for longer, so that a form which was
        # open when one ended is known to be ours.
        PERMANENT_SESSION_LIFETIME=int(ABSOLUTE.total_seconds()) + KEPT_SECONDS,
        # Asked for in `_admit`, after it is known whether somebody is signed in, so that who was
        # away too long is led to the sign-in page and not to an error.
        WTF_CSRF_CHECK_DEFAULT=False,
        # Strictness asks for a referrer, which many leave out; `_protect` asks the browser instead.
        WTF_CSRF_SSL_STRICT=False,
        REMEMBER_COOKIE_REFRESH_EACH_REQUEST=False,
    )
    app.session_interface = StaffSessions()
    login.session_protection = "basic"
    login.user_loader(load)
    login.init_app(app, add_context_processor=False)
    app.before_request(_admit)
    app.after_request(_keep_nothing)
    # The first is asked last: when what a page did is stored or undone.
    app.after_request_funcs[None].insert(0, give_address)
    app.register_error_handler(CSRFError, _stale)
    app.jinja_env.globals.update(
        signed_in=signed_in,
        may_open=may_open,
        staff_tabs=_tabs,
        staff_pages=_pages,
        is_demonstration=is_demonstration,
    )
    app.register_blueprint(routes.blueprint)


def _admit() -> ResponseReturnValue | None:
    """Let in who may see the page; everyone else is told what to do."""
    audience = open_to(current_app, request.endpoint)
    if is_staff_path(request.path):
        g.language = "en"
    if audience != PUBLIC:
        user = signed_in()
        if user is None:
            return _to_sign_in()
        if not allows(audience, user.permissions):
            return _not_allowed()
        if audience and audience <= CONSEQUENTIAL and not login_fresh():
            return _to_sign_in()
    if is_staff_path(request.path) and current_app.config["WTF_CSRF_ENABLED"]:
        _protect()
    return page_again() if is_staff_path(request.path) else None


def _protect() -> None:
    """Refuse a form that another site sends, by its token and by what the browser says itself."""
    if _is_from_elsewhere():
        raise CSRFError("The form was sent from another site.")
    csrf.protect()


def _is_from_elsewhere() -> bool:
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return site not in FROM_HERE and request.method not in SAFE


def _keep_nothing(response: Response) -> Response:
    """No page, figure or file for staff stays in a browser that somebody else uses next."""
    if is_staff_path(request.path):
        response.headers["Cache-Control"] = "no-store"
    return response


def _to_sign_in() -> ResponseReturnValue:
    kept = None if _is_from_elsewhere() else kept_form()
    if kept is not None:
        return _sign_in_to_go_on(kept)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=wanted))


def _sign_in_to_go_on(kept: str) -> Response:
    """The sign-in page itself, since what was typed cannot go into an address."""
    form = SignInForm(formdata=None, kept=kept)
    response = page("administration/accounts/sign_in.html", form=form, after=safe_next(None))
    if htmx:
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def _not_allowed() -> ResponseReturnValue:
    audience = open_to(current_app, request.endpoint) or ()
    asked = {role for permission in audience for role in roles_with(permission)}
    response = page(
        "administration/accounts/not_allowed.html",
        roles=[ROLES[role].name for role in in_order(asked)],
    )
    response.status_code = 403
    return response


def _stale(_error: CSRFError) -> ResponseReturnValue:
    response = page("administration/accounts/stale.html")
    response.status_code = 400
    return response


def _tabs() -> list[wings.Tab]:
    return wings.tabs(request.path, leads_to)


def _pages() -> list[wings.Tab]:
    return wings.pages(request.path, leads_to)
