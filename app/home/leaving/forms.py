"""The form by which somebody leaves."""

from wtforms import SelectField

from app.web.forms import Form


class LeavingForm(Form):
    """Who takes over what somebody sees to."""

    to = SelectField("Who takes this over")
