"""Forms for policies and the approval of their versions."""

from datetime import date
from typing import cast

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.collection.events.forms import TicksField
from app.collection.links.forms import Choices, PlainDateField
from app.improvement.policies.plans import (
    ADDRESS_LIMIT,
    LINE_LIMIT,
    TEXT_LIMIT,
    VERSION_LIMIT,
    Approval,
    PolicyPlan,
)
from app.web.forms import EditForm, Form


class ApprovalForm(Form):
    """The approval of a version."""

    version = StringField(
        "Version",
        description="For example: 3.1",
        validators=[DataRequired("Type the version."), Length(max=VERSION_LIMIT)],
    )
    approved_on = PlainDateField(
        "Approved on", validators=[InputRequired("Choose the day of approval.")]
    )
    approved_by = StringField(
        "Approved by",
        description="A name or a role, such as the board.",
        validators=[DataRequired("Type who approved it."), Length(max=LINE_LIMIT)],
    )
    review_on = PlainDateField(
        "To be reviewed on", validators=[InputRequired("Choose the review date.")]
    )
    change = TextAreaField("What changed", validators=[Length(max=TEXT_LIMIT)])

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

    title = StringField(
        "Title",
        description="Staff see it when they are asked whether they read it.",
        validators=[DataRequired("Type the title."), Length(max=LINE_LIMIT)],
    )
    owner = StringField(
        "Owner",
        description="Who sees to it: a name or a role.",
        validators=[DataRequired("Type the owner."), Length(max=LINE_LIMIT)],
    )
    summary = TextAreaField(
        "Summary",
        description="What it asks of staff, in plain words.",
        validators=[DataRequired("Type the summary."), Length(max=TEXT_LIMIT)],
    )
    address = StringField(
        "Where the whole text is",
        description="An address that begins with https://",
        validators=[Length(max=ADDRESS_LIMIT)],
    )
    practice = TextAreaField(
        "How we know it happens in practice",
        description="For example: each care plan says how hair and skin are cared for.",
        validators=[Length(max=TEXT_LIMIT)],
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
    """A policy that is kept already."""


class PolicyForm(PolicyFields, ApprovalForm):
    """A new policy with the approval of its version."""


class AskForm(Form):
    """Whose staff are asked."""

    service = SelectField("Staff of", validators=[DataRequired("Choose a service.")])

    def offer(self, services: Choices) -> None:
        """Fill the choices."""
        self.service.choices = services
