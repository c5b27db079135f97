"""Forms for planning an event and for recording who attended."""

from datetime import date
from typing import cast

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
)
from wtforms.validators import DataRequired, InputRequired

from app.collection.events.attendance import CountKind
from app.collection.events.plans import EventPlan
from app.web.fields import Choices, NumberField, TicksField, day_field, line_field, text_field
from app.web.forms import EditForm, Form

KINDS = {CountKind.COUNTED.value: "Counted", CountKind.ESTIMATED.value: "Estimated"}


class EditEventForm(EditForm):
    """What may change about an event."""

    name = line_field(
        "Name of the event",
        "For example: Diwali lunch 2026. Its links and results carry it.",
        needed="Type a name.",
    )
    day = day_field("Day", needed="Choose the day.")
    place = line_field("Place", "For example: the hall in Temple Street, side entrance")
    partner = line_field("Community partner", "The group that hosts it or hands the tablet round")
    languages = TicksField(
        "Languages", description="From the guest list: what people read, or have read to them."
    )
    host = line_field("Host", "A name or a role. Nobody who cares for the people asked.")
    reader = line_field(
        "Who reads the comments",
        "That evening or the next working day. Leave blank for the service's own.",
    )
    notes = text_field("Notes", "For the team. Nothing about people who are supported.")

    def offer_languages(self, locales: Choices) -> None:
        """Offer the locales to tick."""
        self.languages.choices = locales

    @property
    def plan(self) -> EventPlan:
        """What was typed; the form was validated, so there is a day."""
        return EventPlan(
            name=self.name.data or "",
            day=cast(date, self.day.data),
            partner=self.partner.data,
            place=self.place.data,
            languages=self.languages.data or (),
            host=self.host.data,
            reader=self.reader.data,
            notes=self.notes.data,
        )


class EventForm(EditEventForm):
    """A new event."""

    service = SelectField("Service", validators=[DataRequired("Choose a service.")])
    surveys = TicksField("Surveys used there", description="A link is made for each.")
    is_kiosk = BooleanField(
        "On a shared tablet", description="The page clears itself for the next person."
    )

    def offer(self, *, services: Choices, surveys: Choices) -> None:
        """Fill the choices."""
        self.service.choices = services
        self.surveys.choices = surveys


class SurveyForm(Form):
    """One more survey for an event."""

    survey = SelectField("Survey", validators=[DataRequired("Choose a survey.")])
    is_kiosk = BooleanField(
        "On a shared tablet", description="The page clears itself for the next person."
    )

    def offer(self, surveys: Choices) -> None:
        """Fill the choices."""
        self.survey.choices = surveys


class AttendanceForm(EditForm):
    """How many attended."""

    number = NumberField(
        "How many attended",
        description="Everybody who attended, whether they answered or not.",
        validators=[InputRequired("Type how many attended.")],
    )
    kind = RadioField(
        "Was that counted or estimated?",
        choices=KINDS,
        validators=[DataRequired("Choose one.")],
    )
    by = line_field("Who counted or estimated", "A name or a role.", needed="Type who.")
    contribution = text_field(
        "What the partner gave", "For example: food, a room, interpreters, time"
    )
