"""Forms for policies and the approval of their versions."""

from datetime import date
from typing import cast

from wtforms import SelectField
from wtforms.validators import DataRequired

from app.improvement.policies.plans import (
    Approval,
    PolicyPlan,
)
from app.kernel import limits
from app.web.fields import Choices, TicksField, day_field, line_field, text_field
from app.web.forms import EditForm, Form


class ApprovalForm(Form):
    """The approval of a version."""

    version = line_field(
        "Version", "For example: 3.1", needed="Type the version.", limit=limits.VERSION
    )
    approved_on = day_field("Approved on", needed="Choose the day of approval.")
    approved_by = line_field(
        "Approved by", "A name or a role, such as the board.", needed="Type who approved it."
    )
    review_on = day_field("To be reviewed on", needed="Choose the review date.")
    change = text_field("What changed")

    @property
    def approval(self) -> Approval:
        """What was typed; the form was validated, so there are days."""
        return Approval(
            version=self.version.data or "",
            approved_on=cast(date, self.approved_on.data),
            review_on=cast(date, self.review_on.data),
            approved_by=self.approved_by.data or "",
            change=self.change.data,
        )


class PolicyFields:
    """What may change about a policy without a new version."""

    title = line_field(
        "Title", "Staff see it when they are asked whether they read it.", needed="Type the title."
    )
    owner = line_field("Owner", "Owner: a name or a role.", needed="Type the owner.")
    summary = text_field(
        "Summary", "What it asks of staff, in plain words.", needed="Type the summary."
    )
    address = line_field(
        "Where the whole text is", "An address that begins with https://", limit=limits.WEB_ADDRESS
    )
    practice = text_field(
        "How we know it happens in practice",
        "For example: each care plan says how hair and skin are cared for.",
    )
    measures = TicksField("Questions whose answers show it")
    themes = TicksField("Themes", description="In the words of the reviews.")

    def offer(self, *, measures: Choices, themes: Choices) -> None:
        """Fill the choices."""
        self.measures.choices = measures
        self.themes.choices = themes

    @property
    def plan(self) -> PolicyPlan:
        """What was typed."""
        return PolicyPlan(
            title=self.title.data or "",
            owner=self.owner.data or "",
            summary=self.summary.data or "",
            address=self.address.data,
            practice=self.practice.data,
            measures=self.measures.data or (),
            themes=self.themes.data or (),
        )


class EditPolicyForm(PolicyFields, EditForm):
    """A policy that is recorded already."""


class PolicyForm(PolicyFields, ApprovalForm):
    """A new policy with the approval of its version."""


class AskForm(Form):
    """Whose staff are asked."""

    service = SelectField("Staff of", validators=[DataRequired("Choose a service.")])

    def offer(self, services: Choices) -> None:
        """Fill the choices."""
        self.service.choices = services
