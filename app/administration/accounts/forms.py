"""Forms for signing in and for staff accounts."""

from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import DataRequired, EqualTo, Length

from app.administration.accounts.passwords import SHORTEST
from app.administration.accounts.roles import ROLES
from app.kernel import limits
from app.web.fields import TicksField, line_field
from app.web.forms import Form

WORK = {code: f"{role.name}: {role.does}" for code, role in ROLES.items()}
PASSWORD_HINT = (
    f"At least {SHORTEST} characters. Three or four words together are easy to remember."
)


def _new_password(label: str) -> PasswordField:
    return PasswordField(
        label,
        description=PASSWORD_HINT,
        validators=[
            DataRequired("Type a password."),
            Length(min=SHORTEST, message=f"Use at least {SHORTEST} characters in the password."),
        ],
        render_kw={"autocomplete": "new-password", "minlength": None},
    )


def _roles_field() -> TicksField:
    return TicksField(
        "What they may do",
        description="Several parts may be one person's. They may do what any of them may.",
        choices=WORK,
        default=("reader",),
        validators=[DataRequired("Choose at least one role.")],
    )


class SignInForm(Form):
    """Address and password."""

    email = EmailField(
        "E-mail address",
        validators=[DataRequired("Type your e-mail address.")],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        "Password",
        validators=[DataRequired("Type your password.")],
        render_kw={"autocomplete": "current-password"},
    )
    kept = HiddenField()


class UserForm(Form):
    """A new member of staff."""

    name = line_field("Name", needed="Type a name.")
    email = line_field(
        "E-mail address",
        needed="Type an e-mail address.",
        limit=limits.EMAIL,
        kind=EmailField,
        autocomplete="off",
    )
    roles = _roles_field()
    password = _new_password("First password")


class RolesForm(Form):
    """What somebody may do."""

    roles = _roles_field()


class NewPasswordForm(Form):
    """Another password for somebody who forgot theirs."""

    password = _new_password("New password")


class OwnPasswordForm(Form):
    """Another password for oneself."""

    current = PasswordField(
        "Current password",
        validators=[DataRequired("Type your current password.")],
        render_kw={"autocomplete": "current-password"},
    )
    password = _new_password("New password")
    again = PasswordField(
        "New password again",
        validators=[EqualTo("password", "The two new passwords are not the same.")],
        render_kw={"autocomplete": "new-password"},
    )
