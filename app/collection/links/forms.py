"""Forms for making and changing a link."""

from datetime import date

from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.kernel.bounds import FIRST_DAY, LAST_DAY, is_day
from app.web.forms import EditForm

Choices = dict[str, str]
"""What is sent → what is shown."""

PEOPLE_CHOOSE = {"": "People choose"}
THE_SURVEYS_OWN = {"": "Who the survey is for"}


def _nothing_chosen(value: str | None) -> str:
    """A list that was not sent counts as its empty choice."""
    return value or ""


class PlainDateField(DateField):
    """A date whose message says what to type."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError:
            raise ValueError("Type the date as year-month-day, such as 2026-11-30.") from None
        if self.data and not is_day(self.data):
            raise ValueError(f"Type a date from {FIRST_DAY:%Y} to {LAST_DAY:%Y}.")


class EditLinkForm(EditForm):
    """What may change about a link."""

    language = SelectField(
        "Language",
        description="Leave it to people to choose, unless a poster is in one language only.",
        filters=[_nothing_chosen],
    )
    event = StringField(
        "Event", description="For example: Summer open day", validators=[Length(max=200)]
    )
    partner = StringField(
        "Community partner", description="Who hands it out", validators=[Length(max=200)]
    )
    opens_on = PlainDateField("First day", validators=[Optional()])
    closes_on = PlainDateField("Last day", validators=[Optional()])
    is_kiosk = BooleanField(
        "For a shared tablet", description="The page clears itself for the next person."
    )
    pin = StringField(
        "PIN of the shared tablet",
        description="Six digits, for staff to see what waits on it. Leave blank to have one made.",
    )
    uses_cards = BooleanField(
        "Ask for the code of a card", description="One card is for one answer."
    )

    def validate_closes_on(self, field: DateField) -> None:
        """The last day is not before the first."""
        first: date | None = self.opens_on.data
        if first and field.data and field.data < first:
            raise ValidationError("The last day is before the first day. Choose a later last day.")

    def offer_languages(self, locales: Choices) -> None:
        """Offer the locales, after leaving the choice to people."""
        self.language.choices = PEOPLE_CHOOSE | locales


class LinkForm(EditLinkForm):
    """A new link."""

    survey = SelectField("Survey", validators=[DataRequired("Choose a survey.")])
    service = SelectField("Service", validators=[DataRequired("Choose a service.")])
    audience = SelectField("Who it is for", filters=[_nothing_chosen])

    def offer(self, *, surveys: Choices, services: Choices, audiences: Choices) -> None:
        """Fill the choices."""
        self.survey.choices = surveys
        self.service.choices = services
        self.audience.choices = THE_SURVEYS_OWN | audiences
