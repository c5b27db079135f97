"""Forms for an action: what was heard, what was decided, what was done."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.collection.events.forms import TicksField
from app.collection.links.forms import Choices, PlainDateField
from app.improvement.actions.plans import (
    LINE_LIMIT,
    LINK_LIMIT,
    SOURCES,
    TEXT_LIMIT,
    Decision,
    Heard,
    Outcome,
    Source,
    SourceKind,
)
from app.improvement.actions.wordings import WORDING_LIMIT
from app.web.forms import EditForm, Form

THE_ADMINS = {"": "The admins"}
WILL, WILL_NOT = "will", "will_not"


class HeardForm(EditForm):
    """What was heard."""

    heard = TextAreaField(
        "What we heard",
        description="Sum it up in your own words. Never copy what somebody wrote, and say nothing"
        " by which a person could be recognised.",
        validators=[DataRequired("Say what you heard."), Length(max=TEXT_LIMIT)],
    )
    services = TicksField("Services", description="Tick none for the whole organisation.")
    themes = TicksField("Themes")
    heard_on = PlainDateField("When it was heard", validators=[InputRequired("Choose the day.")])
    source = HiddenField()
    reference = HiddenField()

    def offer(self, *, services: Choices, themes: Mapping[str, str]) -> None:
        """Fill the choices."""
        self.services.choices = services
        self.themes.choices = dict(themes)

    @property
    def given(self) -> Heard:
        """What was typed; the form was validated."""
        return Heard(
            heard=self.heard.data or "",
            services=tuple(uuid.UUID(each) for each in self.services.data or ()),
            themes=tuple(self.themes.data or ()),
            heard_on=self.heard_on.data,
        )

    @property
    def made_from(self) -> Source:
        """What the page that led here named; a kind that does not exist counts as none."""
        kinds = {kind.value: kind for kind in SOURCES}
        kind = kinds.get(self.source.data or "", SourceKind.OWN)
        return Source(kind, self.reference.data or None)


class DecisionForm(EditForm):
    """What was decided, and why."""

    choice = RadioField(
        "What did you decide?",
        choices={WILL: "We will do something", WILL_NOT: "We will not, and say why"},
        validators=[DataRequired("Choose one.")],
    )
    answer = TextAreaField(
        "What you will do, or will not do",
        validators=[DataRequired("Say what."), Length(max=TEXT_LIMIT)],
    )
    reason = TextAreaField(
        "Why",
        description="“Why not” is an honest answer. People can bear it better than silence.",
        validators=[DataRequired("Give the reason."), Length(max=TEXT_LIMIT)],
    )
    decided_on = PlainDateField("When you decided", validators=[InputRequired("Choose the day.")])
    owner = StringField(
        "Who sees to it",
        description="A name or a role. Needed where you will do something.",
        validators=[Length(max=LINE_LIMIT)],
    )
    due_on = PlainDateField(
        "Done by",
        description="Needed where you will do something.",
        validators=[Optional()],
    )
    reminded = SelectField("Who is reminded by e-mail when the day has passed")

    def offer(self, staff: Choices) -> None:
        """Fill the choice of who is reminded."""
        self.reminded.choices = {**THE_ADMINS, **staff}

    @property
    def given(self) -> Decision:
        """What was typed; the form was validated."""
        return Decision(
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

    done = TextAreaField(
        "What was done", validators=[DataRequired("Say what was done."), Length(max=TEXT_LIMIT)]
    )
    done_on = PlainDateField("When", validators=[InputRequired("Choose the day.")])
    evidence = TextAreaField(
        "What shows it",
        description="For example: minutes, a new menu, the register of a session."
        " Nothing about people who are supported.",
        validators=[Length(max=TEXT_LIMIT)],
    )
    evidence_link = StringField(
        "Link to it",
        description="For example: https://example.org/menu",
        validators=[Length(max=LINK_LIMIT)],
    )

    @property
    def given(self) -> Outcome:
        """What was typed; the form was validated."""
        day: date | None = self.done_on.data
        return Outcome(
            done=self.done.data or "",
            done_on=day,
            evidence=self.evidence.data,
            evidence_link=self.evidence_link.data,
        )


class ReopenForm(Form):
    """Why it is opened again."""

    reason = TextAreaField(
        "Why it is opened again",
        validators=[DataRequired("Give the reason."), Length(max=TEXT_LIMIT)],
    )


class NoteForm(Form):
    """A step on the way."""

    text = TextAreaField(
        "A step or note",
        description="For the team. Nothing about people who are supported.",
        validators=[DataRequired("Type the note."), Length(max=TEXT_LIMIT)],
    )


class WordingForm(EditForm):
    """Two texts that are told in public, in one language."""

    first = TextAreaField(
        validators=[DataRequired("Both texts are needed."), Length(max=WORDING_LIMIT)]
    )
    second = TextAreaField(
        validators=[DataRequired("Both texts are needed."), Length(max=WORDING_LIMIT)]
    )

    def call(self, names: Iterable[str]) -> None:
        """Say what the two texts are called."""
        for text, name in zip((self.first, self.second), names, strict=True):
            text.label.text = name


class SignForm(Form):
    """Who stands for the words. `seen` says which words were read."""

    by = StringField(
        "Who signs it off",
        description="Somebody who speaks the language and has read it. Their name is kept, and is"
        " not told in public.",
        validators=[DataRequired("Type who signs it off."), Length(max=LINE_LIMIT)],
    )
    seen = HiddenField()
