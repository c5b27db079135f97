"""Forms for an action: the feedback, what was decided, what was done."""

import uuid
from collections.abc import Mapping
from datetime import date

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import DataRequired

from app.improvement.actions.plans import (
    SOURCES,
    ActionDecision,
    ActionFeedback,
    ActionOutcome,
    ActionSource,
    SourceKind,
)
from app.kernel import limits
from app.web.fields import Choices, TicksField, day_field, line_field, text_field
from app.web.forms import EditForm, Form

THE_ADMINS = {"": "The admins"}
WILL, WILL_NOT = "will", "will_not"


class FeedbackForm(EditForm):
    """What was heard."""

    heard = text_field(
        "What we heard",
        "Sum it up in your own words. Never copy what somebody wrote, and say nothing"
        " by which a person could be recognised.",
        needed="Say what you heard.",
    )
    services = TicksField("Services", description="Tick none for the whole organisation.")
    themes = TicksField("Themes")
    heard_on = day_field("When it was heard", needed="Choose the day.")
    source = HiddenField()
    reference = HiddenField()

    def offer(self, *, services: Choices, themes: Mapping[str, str]) -> None:
        """Fill the choices."""
        self.services.choices = services
        self.themes.choices = dict(themes)

    @property
    def entered(self) -> ActionFeedback:
        """What was typed; the form was validated."""
        return ActionFeedback(
            heard=self.heard.data or "",
            services=tuple(uuid.UUID(each) for each in self.services.data or ()),
            themes=tuple(self.themes.data or ()),
            heard_on=self.heard_on.data,
        )

    @property
    def made_from(self) -> ActionSource:
        """What the page that led here named; a kind that does not exist counts as none."""
        kinds = {kind.value: kind for kind in SOURCES}
        kind = kinds.get(self.source.data or "", SourceKind.OWN)
        return ActionSource(kind, self.reference.data or None)


class ActionDecisionForm(EditForm):
    """What was decided, and why."""

    choice = RadioField(
        "What did you decide?",
        choices={WILL: "We will do something", WILL_NOT: "We will not, and say why"},
        validators=[DataRequired("Choose one.")],
    )
    answer = text_field("What you will do, or will not do", needed="Say what.")
    reason = text_field(
        "Why",
        "“Why not” is an honest answer. It is better than silence.",
        needed="Give the reason.",
    )
    decided_on = day_field("When you decided", needed="Choose the day.")
    owner = line_field("Owner", "A name or a role. Needed where you will do something.")
    due_on = day_field("Done by", "Needed where you will do something.")
    reminded = SelectField("Who is reminded by e-mail when the day has passed")

    def offer(self, staff: Choices) -> None:
        """Fill the choice of who is reminded."""
        self.reminded.choices = {**THE_ADMINS, **staff}

    @property
    def entered(self) -> ActionDecision:
        """What was typed; the form was validated."""
        return ActionDecision(
            is_promised=self.choice.data == WILL,
            answer=self.answer.data or "",
            reason=self.reason.data or "",
            owner=self.owner.data,
            due_on=self.due_on.data,
            decided_on=self.decided_on.data,
            reminded_id=uuid.UUID(self.reminded.data) if self.reminded.data else None,
        )


class OutcomeForm(Form):
    """What was done."""

    done = text_field("What was done", needed="Say what was done.")
    done_on = day_field("When", needed="Choose the day.")
    evidence = text_field(
        "Evidence",
        "For example: minutes, a new menu, the register of a session."
        " Nothing about people who are supported.",
    )
    evidence_link = line_field(
        "Link to it", "For example: https://example.org/menu", limit=limits.WEB_ADDRESS
    )

    @property
    def entered(self) -> ActionOutcome:
        """What was typed; the form was validated."""
        day: date | None = self.done_on.data
        return ActionOutcome(
            done=self.done.data or "",
            done_on=day,
            evidence=self.evidence.data,
            evidence_link=self.evidence_link.data,
        )


class ReopenForm(Form):
    """Why it is opened again."""

    reason = text_field("Why it is opened again", needed="Give the reason.")


class NoteForm(Form):
    """A step on the way."""

    text = text_field(
        "A step or note",
        "For the team. Nothing about people who are supported.",
        needed="Type the note.",
    )
