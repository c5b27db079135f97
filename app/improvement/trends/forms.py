"""The form for a decision about limits."""

from collections.abc import Iterable

from wtforms import SelectField

from app.web.fields import text_field
from app.web.forms import Form


class RebaseForm(Form):
    """From which month, and why."""

    month = SelectField("From which month", choices=[], validate_choice=False)
    reason = text_field(
        "Why",
        "For example: the home moved, or another survey round began.",
        needed="Say why the limits are recalculated.",
    )

    def offer(self, months: Iterable[str]) -> None:
        """Let one of these months be chosen."""
        self.month.choices = [(month, month) for month in months]
