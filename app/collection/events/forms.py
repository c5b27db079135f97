"""Forms for planning an event and for recording who attended."""

from datetime import date
from typing import cast

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput

from app.collection.events.attendance import CountKind
from app.collection.events.plans import LINE_LIMIT, TEXT_LIMIT, EventPlan
from app.collection.links.forms import Choices, PlainDateField
from app.kernel.bounds import is_number
from app.surveys.written import whole_number
from app.web.forms import EditForm, Form

KINDS = {CountKind.COUNTED.value: "Counted", CountKind.ESTIMATED.value: "Estimated"}


class TicksField(SelectMultipleField):
    """Several choices, each with a box to tick."""

    option_widget = CheckboxInput()


class PlainNumberField(IntegerField):
    """A whole number whose message says what to type."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        self.data = whole_number(valuelist[0])
        if self.data is None:
            raise ValueError("Type a whole number, such as 60.")
        if not is_number(self.data):
            raise ValueError("Type a smaller number.")


def _line(label: str, hint: str = "") -> StringField:
    return StringField(label, description=hint, validators=[Length(max=LINE_LIMIT)])


def _text(label: str, hint: str = "") -> TextAreaField:
    return TextAreaField(label, description=hint, validators=[Length(max=TEXT_LIMIT)])


class EditEventForm(EditForm):
    """What may change about an event."""

    name = StringField(
        "Name of the event",
        description="For example: Diwali lunch 2026. Its links and results carry it.",
        validators=[DataRequired("Type a name."), Length(max=LINE_LIMIT)],
    )
    day = PlainDateField("Day", validators=[InputRequired("Choose the day.")])
    place = _line("Place", "For example: the hall in Temple Street, side entrance")
    partner = _line("Community partner", "The group that hosts it or hands the tablet round")
    languages = TicksField(
        "Languages", description="From the guest list: what people read, or have read to them."
    )
    host = _line("Host", "A name or a role. Nobody who cares for the people asked.")
    reader = _line(
        "Who reads the comments",
        "That evening or the next working day. Leave blank for the service's own.",
    )
    notes = _text("Notes", "For the team. Nothing about people who are supported.")

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

    number = PlainNumberField(
        "How many attended",
        description="Everybody who attended, whether they answered or not.",
        validators=[InputRequired("Type how many attended.")],
    )
    kind = RadioField(
        "Was that counted or estimated?",
        choices=KINDS,
        validators=[DataRequired("Choose one.")],
    )
    by = StringField(
        "Who counted or estimated",
        description="A name or a role.",
        validators=[DataRequired("Type who."), Length(max=LINE_LIMIT)],
    )
    contribution = _text("What the partner gave", "For example: food, a room, interpreters, time")
