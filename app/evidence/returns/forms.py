"""What a return is asked for on the page."""

from collections.abc import Mapping
from datetime import date

from wtforms import SelectField
from wtforms.validators import ValidationError

from app.evidence.returns.periods import days_of
from app.web.fields import TicksField, choice_field, day_field
from app.web.forms import Form

THE_DATES_BELOW = {"": "The dates below"}


class ReturnForm(Form):
    """Services, and a quarter, a year or dates."""

    class Meta:
        """Asked for by GET, so that a return has an address; what is typed changes nothing."""

        csrf = False

    service = TicksField("Services", description="None ticked means all services.")
    period = choice_field("Period")
    first = day_field("From", "Only where you chose “The dates below”.")
    last = day_field("To")

    def offer(self, periods: Mapping[str, str], services: Mapping[str, str]) -> None:
        """Offer these periods by code, and these services by name."""
        self.period.choices = list((THE_DATES_BELOW | dict(periods)).items())
        self.service.choices = list(services.items())

    def validate_period(self, field: SelectField) -> None:
        """Either a period or both dates; a date that cannot be read says so itself."""
        days = (self.first, self.last)
        if any(each.process_errors for each in days):
            return
        if field.data and any(each.data for each in days):
            raise ValidationError(
                "Choose a period, or “The dates below” and type both. Now both are there."
            )
        if not field.data and not all(each.data for each in days):
            raise ValidationError("Choose a period, or type both dates below.")

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day; None where they are not said."""
        if self.period.data:
            return days_of(self.period.data)
        first, last = self.first.data, self.last.data
        return (first, last) if first and last else None
