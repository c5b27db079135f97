"""Forms for planning rounds, drawing again, settling and writing findings."""

from datetime import date
from typing import cast

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.collection.events.forms import PlainNumberField
from app.collection.links.forms import Choices, PlainDateField
from app.improvement.audits.drawing import Sampling
from app.improvement.audits.plans import LINE_LIMIT, SERIOUSNESS, TEXT_LIMIT, RoundPlan
from app.web.forms import EditForm, Form

NOT_COMPARED = {"": "None: this is a first round"}
WHOLE = {"": "The round as a whole"}


def _reason(label: str) -> TextAreaField:
    return TextAreaField(
        label, validators=[DataRequired("Say why."), Length(max=TEXT_LIMIT)], render_kw={"rows": 3}
    )


class SamplingForm(EditForm):
    """How a sample is drawn."""

    population = PlainNumberField(
        "How many records there are",
        description="All that could be audited, for example every care plan in use. Number them "
        "from 1, in any order, and keep that list to yourselves.",
        validators=[InputRequired("Type how many records there are.")],
    )
    sample_size = PlainNumberField(
        "How many of them are audited",
        description="They are drawn at random.",
        validators=[InputRequired("Type how many are audited.")],
    )
    double_share = PlainNumberField(
        "Per cent of those audited twice",
        description="By two people apart from each other, to see how far they agree. 0 for none.",
        validators=[InputRequired("Type a number from 0 to 100.")],
        default=0,
    )

    @property
    def sampling(self) -> Sampling:
        """What was typed; the form was validated, so there are numbers."""
        return Sampling(
            cast(int, self.population.data),
            cast(int, self.sample_size.data),
            cast(int, self.double_share.data),
        )


class EditRoundForm(SamplingForm):
    """What may change about a round."""

    name = StringField(
        "Name of the round",
        description="For example: Spring 2026. A service has each name once.",
        validators=[DataRequired("Type a name."), Length(max=LINE_LIMIT)],
    )
    opens_on = PlainDateField("First day", validators=[InputRequired("Choose the first day.")])
    closes_on = PlainDateField("Last day", validators=[InputRequired("Choose the last day.")])
    auditor = StringField(
        "Who audits",
        description="A name or a role.",
        validators=[DataRequired("Type who audits."), Length(max=LINE_LIMIT)],
    )
    second_auditor = StringField(
        "Who audits a second time",
        description="Somebody else, who does not see the first answers.",
        validators=[Length(max=LINE_LIMIT)],
    )

    def keep_sampling(self, sampling: Sampling) -> None:
        """Of a drawn sample nothing is asked; it stays as it is."""
        for name, value in (
            ("population", sampling.population),
            ("sample_size", sampling.size),
            ("double_share", sampling.double_share),
        ):
            self[name].validators = ()
            self[name].data = value

    @property
    def plan(self) -> RoundPlan:
        """What was typed; the form was validated, so there are days."""
        return RoundPlan(
            name=self.name.data or "",
            opens_on=cast(date, self.opens_on.data),
            closes_on=cast(date, self.closes_on.data),
            sampling=self.sampling,
            auditor=self.auditor.data or "",
            second_auditor=self.second_auditor.data,
        )


class RoundForm(EditRoundForm):
    """A new round."""

    tool = SelectField("Audit tool", validators=[DataRequired("Choose a tool.")])
    service = SelectField("Service", validators=[DataRequired("Choose a service.")])
    follows = SelectField(
        "Earlier round to compare it with",
        description="Of the same tool at the same service.",
        filters=[lambda value: value or ""],
    )

    def offer(self, *, tools: Choices, services: Choices, rounds: Choices) -> None:
        """Fill the choices."""
        self.tool.choices = tools
        self.service.choices = services
        self.follows.choices = NOT_COMPARED | rounds


class DrawAgainForm(SamplingForm):
    """Another sample in place of the one that holds."""

    reason = _reason("Why the sample is drawn again")


class SettleForm(Form):
    """Which of several answers counts."""

    answer = RadioField("Which answer counts", validators=[DataRequired("Choose one.")])
    reason = _reason("Why this one counts")


class FindingForm(Form):
    """What a person makes of the results."""

    criterion = SelectField("What it is about", filters=[lambda value: value or ""])
    found = TextAreaField(
        "What was found",
        description="In your words. No names, and nothing that points at one person.",
        validators=[DataRequired("Say what was found."), Length(max=TEXT_LIMIT)],
        render_kw={"rows": 4},
    )
    seriousness = RadioField(
        "How serious it is",
        choices={code.value: name for code, name in SERIOUSNESS.items()},
        validators=[DataRequired("Choose one.")],
    )

    def offer(self, criteria: Choices) -> None:
        """Fill the choices."""
        self.criterion.choices = WHOLE | criteria


class ActionForm(Form):
    """An action made of a finding."""

    heard = TextAreaField(
        "What the action says was found",
        description="It may be read outside this team. No names, and nothing that points at one "
        "person.",
        validators=[DataRequired("Say what was found."), Length(max=TEXT_LIMIT)],
        render_kw={"rows": 4},
    )
