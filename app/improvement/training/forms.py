"""Forms for programmes, sessions with attendance, cards and follow-ups."""

import uuid
from datetime import date
from typing import Any, cast

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.collection.events.forms import PlainNumberField, TicksField
from app.collection.links.cards import MOST_AT_ONCE
from app.collection.links.forms import Choices, PlainDateField
from app.improvement.training.plans import (
    LINE_LIMIT,
    MOST_ATTENDING,
    OUTCOME_LIMIT,
    ROLES,
    TEXT_LIMIT,
    ProgrammePlan,
    SessionPlan,
)
from app.web.forms import EditForm, Form

ALL_SERVICES = {"": "All its services together"}


def _text(label: str, hint: str) -> TextAreaField:
    return TextAreaField(label, description=hint, validators=[Length(max=TEXT_LIMIT)])


class EditProgrammeForm(EditForm):
    """What may change about a programme."""

    name = StringField(
        "Name",
        description="Staff see it above the questions. Such as: Culture and faith in daily care",
        validators=[DataRequired("Type a name."), Length(max=LINE_LIMIT)],
    )
    aims = TextAreaField(
        "Aims",
        description="What staff know or do differently afterwards.",
        validators=[DataRequired("Type the aims."), Length(max=TEXT_LIMIT)],
    )
    services = TicksField("Services", description="Whose staff it is for. Each gets its own links.")
    themes = TicksField("Themes", description="What it is about, in the words of the reviews.")
    measures = TicksField(
        "What people say, beside it",
        description="Questions to people and families, by month, on the results page.",
    )
    contributors = _text("Who contributed", "Trainers and colleagues, one in a line.")
    community = _text(
        "Community representatives",
        "Who spoke for which community, and what they gave, one in a line.",
    )

    def offer(self, *, services: Choices, themes: Choices, measures: Choices) -> None:
        """Fill the choices."""
        self.services.choices = services
        self.themes.choices = themes
        self.measures.choices = measures

    @property
    def plan(self) -> ProgrammePlan:
        """What was typed."""
        return ProgrammePlan(
            name=self.name.data or "",
            aims=self.aims.data or "",
            services=[uuid.UUID(each) for each in self.services.data or ()],
            themes=self.themes.data or (),
            measures=self.measures.data or (),
            contributors=self.contributors.data,
            community=self.community.data,
        )


class ProgrammeForm(EditProgrammeForm):
    """A new programme."""

    survey = SelectField(
        "Survey",
        description="What staff answer before, just after and some weeks later.",
        validators=[DataRequired("Choose a survey.")],
    )


class CardsForm(Form):
    """Cards to print."""

    number = PlainNumberField(
        "How many cards",
        description=f"A few more than people expected, at most {MOST_AT_ONCE} at once.",
        validators=[InputRequired("Type how many cards to print.")],
    )
    service = SelectField("Links of", validators=[DataRequired("Choose a service.")])
    language = SelectField("Language", validators=[DataRequired("Choose a language.")])

    def offer(self, *, services: Choices, languages: Choices) -> None:
        """Fill the choices."""
        self.service.choices = services
        self.language.choices = languages


class SessionForm(EditForm):
    """A session; `add_roles` gives it a field for each role."""

    day = PlainDateField("Day", validators=[InputRequired("Choose the day.")])
    place = StringField("Place", validators=[Length(max=LINE_LIMIT)])
    led_by = StringField(
        "Who led it",
        description="A name or a role.",
        validators=[DataRequired("Type who led it."), Length(max=LINE_LIMIT)],
    )
    service = SelectField("Staff of", filters=[lambda value: value or ""])
    notes = _text("Notes", "For the team. Nothing about who said what.")

    def offer(self, services: Choices) -> None:
        """Fill the choices."""
        self.service.choices = ALL_SERVICES | services

    @property
    def role_fields(self) -> list[IntegerField]:
        """The fields in which attendance is counted."""
        return [getattr(self, f"role_{role}") for role in ROLES]

    @property
    def plan(self) -> SessionPlan:
        """What was typed; the form was validated, so there is a day."""
        counts = {role: getattr(self, f"role_{role}").data for role in ROLES}
        return SessionPlan(
            day=cast(date, self.day.data),
            led_by=self.led_by.data or "",
            place=self.place.data,
            service_id=uuid.UUID(self.service.data) if self.service.data else None,
            notes=self.notes.data,
            attendance={role: number for role, number in counts.items() if number},
        )


def _add_roles() -> None:
    """One field for each role, in the order in which roles are told."""
    for role, name in ROLES.items():
        field: Any = PlainNumberField(
            name,
            validators=[
                Optional(),
                NumberRange(0, MOST_ATTENDING, f"{name}: use 0 to {MOST_ATTENDING}."),
            ],
        )
        setattr(SessionForm, f"role_{role}", field)


_add_roles()


class FollowUpForm(Form):
    """What is taken up in supervision."""

    theme = StringField(
        "What is taken up",
        description="For example: asking about prayer times at the first visit",
        validators=[DataRequired("Type what is taken up."), Length(max=LINE_LIMIT)],
    )
    owner = StringField(
        "Who takes it up",
        description="A name or a role, such as the team leaders.",
        validators=[DataRequired("Type who takes it up."), Length(max=LINE_LIMIT)],
    )
    due_on = PlainDateField("By when", validators=[InputRequired("Choose the day.")])

    @property
    def due(self) -> date:
        """The day; the form was validated, so there is one."""
        return cast(date, self.due_on.data)


class DoneForm(Form):
    """That something was taken up."""

    outcome = StringField("What came of it", validators=[Length(max=OUTCOME_LIMIT)])
