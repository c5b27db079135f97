"""Forms for making and changing a link."""

from datetime import date

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import DataRequired, ValidationError

from app.web.fields import Choices, DayField, choice_field, day_field, line_field
from app.web.forms import EditForm

PEOPLE_CHOOSE = {"": "People choose"}
THE_SURVEYS_OWN = {"": "Who the survey is for"}


class EditLinkForm(EditForm):
    """What may change about a link."""

    language = choice_field(
        "Language", "Leave it to people to choose, unless a poster is in one language only."
    )
    event = line_field("Event", "For example: Summer open day")
    partner = line_field("Community partner", "Who hands it out")
    opens_on = day_field("First day")
    closes_on = day_field("Last day")
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

    def validate_closes_on(self, field: DayField) -> None:
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
    audience = choice_field("Who it is for")

    def offer(self, *, surveys: Choices, services: Choices, audiences: Choices) -> None:
        """Fill the choices."""
        self.survey.choices = surveys
        self.service.choices = services
        self.audience.choices = THE_SURVEYS_OWN | audiences
