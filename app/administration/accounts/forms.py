"""Forms for signing in and for staff accounts."""

from wtforms import EmailField, HiddenField, PasswordField, RadioField
from wtforms.validators import DataRequired, EqualTo, Length

from app.administration.accounts.passwords import SHORTEST
from app.kernel import limits
from app.web.fields import line_field
from app.web.forms import Form

ROLES = {
    "reader": "Reader: sees answers, exports and links",
    "admin": "Admin: also changes services, links and staff",
}
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
    role = RadioField("What they may do", choices=ROLES, default="reader")
    password = _new_password("First password")


class RoleForm(Form):
    """What somebody may do."""

    role = RadioField("What they may do", choices=ROLES)


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
