"""Pages for signing in and staff accounts."""

import uuid

from flask import Blueprint, Response, flash, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user
from werkzeug.wrappers import Response as BaseResponse

from app.administration.accounts.devices import origin_of, remember
from app.administration.accounts.forms import (
    NewPasswordForm,
    OwnPasswordForm,
    RolesForm,
    SignInForm,
    UserForm,
)
from app.administration.accounts.guessing import TooManyGuesses
from app.administration.accounts.keeping import KeptForm, opened
from app.administration.accounts.operations import (
    create_user,
    record,
    set_active,
    set_password,
    set_roles,
    sign_out_everywhere,
)
from app.administration.accounts.passwords import Busy
from app.administration.accounts.queries import all_users, get_user
from app.administration.accounts.roles import in_words
from app.administration.accounts.session import actor, begin, reader_id, safe_next, session_token
from app.administration.accounts.sessions import end_one, end_session, is_of, sessions_of
from app.administration.accounts.signing_in import WrongSignIn, change_own_password
from app.administration.accounts.signing_in import sign_in as sign_user_in
from app.kernel.errors import Refused
from app.kernel.permissions import Permission
from app.web.access import needs, public
from app.web.asked import asked, sent
from app.web.pages import done, form_page, page, redirect, show_or_save, shown
from app.web.wings import STAFF

USERS = "/administration/users"

blueprint = Blueprint("accounts", __name__, url_prefix=STAFF)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Sign in."""
    form = SignInForm()
    after = safe_next(sent("next") or asked("next"))
    if not form.validate_on_submit():
        return page("administration/accounts/sign_in.html", form=form, after=after)
    email = form.email.data or ""
    try:
        user = sign_user_in(
            email=email, password=form.password.data or "", origin=origin_of(request, email)
        )
    except (TooManyGuesses, Busy) as refused:
        response = page(
            "administration/accounts/sign_in.html", form=form, after=after, refused=refused
        )
        return _too_many(response, refused.seconds)
    except WrongSignIn as refused:
        # Answered with 200, because the failed guess is to be kept.
        return page("administration/accounts/sign_in.html", form=form, after=after, refused=refused)
    begin(user)
    done = _go_on(opened(form.kept.data), user.id, after)
    remember(done, request, user.email)
    return done


@blueprint.post("/sign-out")
@needs(Permission.ENTER)
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    record(actor=actor(), action="sign-out", subject=actor())
    end_session(session_token())
    return _signed_out()


@blueprint.get("/sessions")
@needs(Permission.ENTER)
def sessions() -> ResponseReturnValue:
    """Where one is signed in."""
    token = session_token()
    found = [(each, is_of(each, token)) for each in sessions_of(reader_id())]
    return page("administration/accounts/sessions.html", sessions=found)


@blueprint.post("/sessions/<uuid:session_id>/end")
@needs(Permission.ENTER)
def end_one_session(session_id: uuid.UUID) -> ResponseReturnValue:
    """Sign out on one device."""
    end_one(user_id=reader_id(), session_id=session_id)
    record(actor=actor(), action="sign-out", subject=actor())
    return done("That device is signed out.", "accounts.sessions")


@blueprint.post("/sessions/end")
@needs(Permission.ENTER)
def end_sessions() -> ResponseReturnValue:
    """Sign out on every device."""
    sign_out_everywhere(user_id=reader_id(), actor=actor())
    return _signed_out()


@blueprint.route("/password", methods=["GET", "POST"])
@needs(Permission.ENTER)
def own_password() -> ResponseReturnValue:
    """Change one's own password."""
    form = OwnPasswordForm()
    if not form.validate_on_submit():
        return form_page("administration/accounts/own_password.html", form)
    try:
        user = change_own_password(
            user_id=reader_id(), current=form.current.data or "", new=form.password.data or ""
        )
    except (TooManyGuesses, Busy) as refused:
        response = page("administration/accounts/own_password.html", form=form, refused=refused)
        return _too_many(response, refused.seconds)
    except Refused as refused:
        # Answered with 200, because a failed guess is to be kept.
        return page("administration/accounts/own_password.html", form=form, refused=refused)
    begin(user)
    return done(
        "Your password is changed. You are signed out everywhere else.", "accounts.own_password"
    )


@blueprint.get(USERS)
@needs(Permission.ADMINISTER)
def users() -> ResponseReturnValue:
    """Everybody who can sign in."""
    return page("administration/accounts/users.html", users=all_users(), in_words=in_words)


@blueprint.route(f"{USERS}/new", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def add_user() -> ResponseReturnValue:
    """Add a member of staff."""
    form = UserForm()
    return show_or_save(
        form,
        shown("administration/accounts/add_user.html", form),
        lambda: create_user(
            email=form.email.data or "",
            name=form.name.data or "",
            roles=form.roles.data or (),
            password=form.password.data or "",
            actor=actor(),
        ),
        lambda user: done(f"{user.name} can sign in now as {user.email}.", "accounts.users"),
    )


@blueprint.get(f"{USERS}/<uuid:user_id>")
@needs(Permission.ADMINISTER)
def edit_user(user_id: uuid.UUID) -> ResponseReturnValue:
    """One member of staff: roles, password, active or not."""
    return _user_page(user_id)


@blueprint.post(f"{USERS}/<uuid:user_id>/role")
@needs(Permission.ADMINISTER)
def edit_role(user_id: uuid.UUID) -> ResponseReturnValue:
    """Change what somebody may do."""
    form = RolesForm()
    return show_or_save(
        form,
        lambda refused: _user_page(user_id, roles_form=form, refused=refused),
        lambda: set_roles(user_id=user_id, roles=form.roles.data or (), actor=actor()),
        lambda user: done(
            f"{user.name} is now: {in_words(user.roles)}. They sign in again to go on.",
            "accounts.users",
        ),
    )


@blueprint.post(f"{USERS}/<uuid:user_id>/password")
@needs(Permission.ADMINISTER)
def edit_password(user_id: uuid.UUID) -> ResponseReturnValue:
    """Give somebody another password."""
    form = NewPasswordForm()
    return show_or_save(
        form,
        lambda refused: _user_page(user_id, password_form=form, refused=refused),
        lambda: set_password(user_id=user_id, password=form.password.data or "", actor=actor()),
        lambda user: done(
            f"{user.name} has a new password. Tell them in person.", "accounts.users"
        ),
    )


@blueprint.post(f"{USERS}/<uuid:user_id>/active")
@needs(Permission.ADMINISTER)
def edit_active(user_id: uuid.UUID) -> ResponseReturnValue:
    """Let somebody sign in again."""
    if sent("active") != "yes":
        return redirect(url_for("leaving.leave", user_id=user_id))
    user = set_active(user_id=user_id, is_active=True, actor=actor())
    return done(f"{user.name} can sign in again.", "accounts.users")


@blueprint.post(f"{USERS}/<uuid:user_id>/sessions")
@needs(Permission.ADMINISTER)
def end_user_sessions(user_id: uuid.UUID) -> ResponseReturnValue:
    """Sign somebody out on every device, for example after one was lost."""
    user = sign_out_everywhere(user_id=user_id, actor=actor())
    return done(f"{user.name} is signed out on every device.", "accounts.users")


def _go_on(kept: KeptForm | None, user_id: uuid.UUID, after: str) -> BaseResponse:
    """What somebody typed before their session ended, or the page that they wanted."""
    if kept is not None and kept.account == str(user_id):
        return page("administration/accounts/go_on.html", kept=kept, after=after)
    if kept is not None:
        flash("Somebody else typed what was not sent yet on this page. It was not kept.")
    return redirect(after)


def _signed_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    response = redirect(url_for("accounts.sign_in"))
    # What was loaded goes, and pages kept for the button Back. Never "storage": on a shared tablet
    # that holds the surveys and the answers that wait to be sent.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _too_many(response: Response, seconds: int) -> Response:
    response.headers["Retry-After"] = str(seconds)
    response.status_code = 429
    return response


def _user_page(
    user_id: uuid.UUID,
    *,
    roles_form: RolesForm | None = None,
    password_form: NewPasswordForm | None = None,
    refused: Refused | None = None,
) -> ResponseReturnValue:
    user = get_user(user_id)
    wrong = bool(roles_form or password_form or refused)
    response = page(
        "administration/accounts/edit_user.html",
        user=user,
        devices=len(sessions_of(user.id)),
        roles_form=roles_form or RolesForm(formdata=None, roles=user.roles),
        password_form=password_form or NewPasswordForm(formdata=None),
        refused=refused,
    )
    response.status_code = 422 if wrong else 200
    return response
