"""Forms for programmes, sessions with attendance, cards and follow-ups."""

import uuid
from datetime import date
from typing import Any, cast

from wtforms import IntegerField, SelectField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from app.collection.links.cards import MOST_AT_ONCE
from app.improvement.training.plans import (
    MOST_ATTENDING,
    ROLES,
    ProgrammePlan,
    SessionPlan,
)
from app.kernel import limits
from app.web.fields import (
    Choices,
    NumberField,
    TicksField,
    choice_field,
    day_field,
    line_field,
    text_field,
)
from app.web.forms import EditForm, Form

ALL_SERVICES = {"": "All its services together"}


class EditProgrammeForm(EditForm):
    """What may change about a programme."""

    name = line_field(
        "Name",
        "Staff see it above the questions. Such as: Culture and faith in daily care",
        needed="Type a name.",
    )
    aims = text_field(
        "Aims", "What staff know or do differently afterwards.", needed="Type the aims."
    )
    services = TicksField("Services", description="Whose staff it is for. Each gets its own links.")
    themes = TicksField("Themes", description="What it is about, in the same themes as comments.")
    measures = TicksField(
        "What people say about it",
        description="Questions to people and families, by month, on the results page.",
    )
    contributors = text_field("Who contributed", "Trainers and colleagues, one per line.")
    community = text_field(
        "Community representatives",
        "Who spoke for which community, and what they contributed, one per line.",
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


class LinkingCardsForm(Form):
    """Cards to print."""

    number = NumberField(
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

    day = day_field("Day", needed="Choose the day.")
    place = line_field("Place")
    led_by = line_field("Who led it", "A name or a role.", needed="Type who led it.")
    service = choice_field("Staff of")
    notes = text_field("Notes", "For the team. Nothing about who said what.")

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
    """One field for each role, in the order in which roles are listed."""
    for role, name in ROLES.items():
        field: Any = NumberField(
            name,
            validators=[
                Optional(),
                NumberRange(0, MOST_ATTENDING, f"{name}: use 0 to {MOST_ATTENDING}."),
            ],
        )
        setattr(SessionForm, f"role_{role}", field)


_add_roles()


class FollowUpForm(Form):
    """What is followed up in supervision."""

    theme = line_field(
        "What is followed up",
        "For example: asking about prayer times at the first visit",
        needed="Type what is followed up.",
    )
    owner = line_field(
        "Owner",
        "A name or a role, such as the team leaders.",
        needed="Type the owner.",
    )
    due_on = day_field("By when", needed="Choose the day.")

    @property
    def due(self) -> date:
        """The day; the form was validated, so there is one."""
        return cast(date, self.due_on.data)


class DoneForm(Form):
    """That something was taken up."""

    outcome = line_field("Outcome", limit=limits.OUTCOME)
