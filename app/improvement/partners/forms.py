"""Forms for a partner, an agreement and a contribution."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import cast

from wtforms import SelectField

from app.comments.machine.engine.languages import SUPPORTED
from app.improvement.partners.plans import (
    CONTRIBUTION_KINDS,
    KINDS,
    AgreementPlan,
    ContributionPlan,
    PartnerPlan,
)
from app.kernel.localised import english_name
from app.web.fields import Choices, TicksField, day_field, line_field, text_field
from app.web.forms import EditForm

NONE = {"": "None"}


class PartnerForm(EditForm):
    """A partner."""

    name = line_field(
        "Name", "Events and links that carry this name are found by it.", needed="Type the name."
    )
    kind = SelectField("Kind", choices=KINDS)
    knows = text_field("What they know", "For example: how a household prepares for Ramadan.")
    offers = text_field("What they offer", "For example: a hall, interpreters, visits.")
    languages = TicksField("Their languages")
    contact = text_field("Contact", "For staff only. It is shown nowhere else.")
    started_on = day_field("Began on", needed="Choose the day.")
    ended_on = day_field("Ended on", "Empty while it goes on.")

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

    agreed = text_field("What was agreed", needed="Say what was agreed.")
    owner = line_field("Owner", "A name or a role.", needed="Type who sees to it.")
    starts_on = day_field("From", needed="Choose the first day.")
    ends_on = day_field("To", "Empty: no end.")
    review_on = day_field("To be reviewed on", needed="Choose the review date.")
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

    day = day_field("Day", needed="Choose the day.")
    kind = SelectField("What it contributed to", choices=CONTRIBUTION_KINDS)
    gave = text_field("What they gave", "In your own words.", needed="Say what they gave.")
    changed = text_field(
        "What changed here",
        "What is done differently since, in your own words. Empty while you cannot say.",
    )
    event_id = SelectField("Event")
    programme = line_field("Training", "The title of the programme, when it was given to one.")
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
