"""The form for a decision about limits."""

from collections.abc import Iterable

from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.improvement.trends.operations import REASON_LIMIT
from app.web.forms import Form


class RebaseForm(Form):
    """From which month, and why."""

    month = SelectField("From which month", choices=[], validate_choice=False)
    reason = TextAreaField(
        "Why",
        description="For example: the home moved, or another survey round began.",
        validators=[DataRequired("Say why the limits begin anew."), Length(max=REASON_LIMIT)],
    )

    def offer(self, months: Iterable[str]) -> None:
        """Let one of these months be chosen."""
        self.month.choices = [(month, month) for month in months]
