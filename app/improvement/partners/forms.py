"""Forms for a partner, an agreement and a contribution."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import cast

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.collection.events.forms import TicksField
from app.collection.links.forms import Choices, PlainDateField
from app.comments.machine.engine.languages import SUPPORTED
from app.improvement.partners.plans import (
    GIVEN_TO,
    KINDS,
    LINE_LIMIT,
    TEXT_LIMIT,
    AgreementPlan,
    ContributionPlan,
    PartnerPlan,
)
from app.kernel.localised import english_name
from app.web.forms import EditForm

NONE = {"": "None"}


def _text(label: str, hint: str = "", missing: str = "") -> TextAreaField:
    needed = [DataRequired(missing)] if missing else []
    return TextAreaField(label, description=hint, validators=[*needed, _most(label, TEXT_LIMIT)])


def _line(label: str, hint: str = "", missing: str = "") -> StringField:
    needed = [DataRequired(missing)] if missing else []
    return StringField(label, description=hint, validators=[*needed, _most(label, LINE_LIMIT)])


def _most(label: str, limit: int) -> Length:
    return Length(max=limit, message=f"“{label}” is too long. Use at most {limit} characters.")


class PartnerForm(EditForm):
    """A partner."""

    name = _line("Name", "Events and links that carry this name are found by it.", "Type the name.")
    kind = SelectField("Kind", choices=KINDS)
    knows = _text("What they know", "For example: how a household prepares for Ramadan.")
    offers = _text("What they offer", "For example: a hall, interpreters, visits.")
    languages = TicksField("Their languages")
    contact = _text("Contact", "For staff only. It is told nowhere else.")
    started_on = PlainDateField("Began on", validators=[InputRequired("Choose the day.")])
    ended_on = PlainDateField(
        "Ended on", description="Empty while it goes on.", validators=[Optional()]
    )

    def offer(self) -> None:
        """Fill the choices."""
        names = {code: english_name(code) for code in SUPPORTED}
        self.languages.choices = dict(sorted(names.items(), key=lambda each: each[1]))

    @property
    def plan(self) -> PartnerPlan:
        """What was typed; the form was validated, so there is a day."""
        return PartnerPlan(
            name=self.name.data or "",
            kind=self.kind.data or "",
            started_on=cast(date, self.started_on.data),
            ended_on=self.ended_on.data,
            knows=self.knows.data,
            offers=self.offers.data,
            languages=self.languages.data or (),
            contact=self.contact.data,
        )


class AgreementForm(EditForm):
    """What was agreed."""

    agreed = _text("What was agreed", missing="Say what was agreed.")
    owner = _line("Who sees to it", "A name or a role.", "Type who sees to it.")
    starts_on = PlainDateField("From", validators=[InputRequired("Choose the first day.")])
    ends_on = PlainDateField("To", description="Empty: no end.", validators=[Optional()])
    review_on = PlainDateField(
        "To be reviewed on", validators=[InputRequired("Choose the review date.")]
    )
    themes = TicksField("Themes", description="Community links is always among them.")

    def offer(self, themes: Mapping[str, str]) -> None:
        """Fill the choices."""
        self.themes.choices = dict(themes)

    @property
    def plan(self) -> AgreementPlan:
        """What was typed; the form was validated, so there are days."""
        return AgreementPlan(
            agreed=self.agreed.data or "",
            owner=self.owner.data or "",
            starts_on=cast(date, self.starts_on.data),
            review_on=cast(date, self.review_on.data),
            ends_on=self.ends_on.data,
            themes=self.themes.data or (),
        )


class ContributionForm(EditForm):
    """What a partner gave."""

    day = PlainDateField("Day", validators=[InputRequired("Choose the day.")])
    kind = SelectField("What it was given to", choices=GIVEN_TO)
    gave = _text("What they gave", "In your own words.", "Say what they gave.")
    changed = _text(
        "What changed here",
        "What is done differently since, in your own words. Empty while you cannot say.",
    )
    event_id = SelectField("Event")
    programme = _line("Training", "The title of the programme, when it was given to one.")
    action_id = SelectField(
        "What we did about it", description="It stands on the partner's page once it is published."
    )
    themes = TicksField("Themes", description="Community links is always among them.")

    def offer(self, *, events: Choices, actions: Choices, themes: Mapping[str, str]) -> None:
        """Fill the choices."""
        self.event_id.choices = NONE | events
        self.action_id.choices = NONE | actions
        self.themes.choices = dict(themes)

    @property
    def plan(self) -> ContributionPlan:
        """What was typed; the form was validated, so there is a day."""
        return ContributionPlan(
            day=cast(date, self.day.data),
            kind=self.kind.data or "",
            gave=self.gave.data or "",
            changed=self.changed.data,
            event_id=_id(self.event_id.data),
            programme=self.programme.data,
            action_id=_id(self.action_id.data),
            themes=self.themes.data or (),
        )


def _id(chosen: str | None) -> uuid.UUID | None:
    return uuid.UUID(chosen) if chosen else None
