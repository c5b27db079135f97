"""Forms for planning rounds, drawing again, settling and writing findings."""

from datetime import date
from typing import cast

from wtforms import Field, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired

from app.improvement.audits.drawing import Sampling
from app.improvement.audits.plans import SERIOUSNESS, RoundPlan
from app.web.fields import Choices, NumberField, choice_field, day_field, line_field, text_field
from app.web.forms import EditForm, Form

NOT_COMPARED = {"": "None: this is a first round"}
WHOLE = {"": "The round as a whole"}


def _reason(label: str) -> Field:
    return text_field(label, needed="Say why.", rows=3)


class SamplingForm(EditForm):
    """How a sample is drawn."""

    population = NumberField(
        "How many records there are",
        description="All that could be audited, for example every care plan in use. Number them "
        "from 1, in any order, and keep that list to yourselves.",
        validators=[InputRequired("Type how many records there are.")],
    )
    sample_size = NumberField(
        "How many of them are audited",
        description="They are drawn at random.",
        validators=[InputRequired("Type how many are audited.")],
    )
    double_share = NumberField(
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

    name = line_field(
        "Name of the round",
        "For example: Spring 2026. A service has each name once.",
        needed="Type a name.",
    )
    opens_on = day_field("First day", needed="Choose the first day.")
    closes_on = day_field("Last day", needed="Choose the last day.")
    auditor = line_field("Who audits", "A name or a role.", needed="Type who audits.")
    second_auditor = line_field(
        "Who audits a second time", "Somebody else, who does not see the first answers."
    )

    def fix_sampling(self, sampling: Sampling) -> None:
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
    follows = choice_field(
        "Earlier round to compare it with", "Of the same tool at the same service."
    )

    def offer(self, *, tools: Choices, services: Choices, rounds: Choices) -> None:
        """Fill the choices."""
        self.tool.choices = tools
        self.service.choices = services
        self.follows.choices = NOT_COMPARED | rounds


class DrawAgainForm(SamplingForm):
    """Another sample in place of the one that holds."""

    reason = _reason("Why the sample is drawn again")


class ReconcileForm(Form):
    """Which of several answers counts."""

    answer = RadioField("Which answer counts", validators=[DataRequired("Choose one.")])
    reason = _reason("Why this one counts")


class FindingForm(Form):
    """What a person makes of the results."""

    criterion = choice_field("What it is about")
    found = text_field(
        "What was found",
        "In your words. No names, and nothing that points at one person.",
        needed="Say what was found.",
        rows=4,
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

    heard = text_field(
        "What the action says was found",
        "It may be read outside this team. No names, and nothing that points at one person.",
        needed="Say what was found.",
        rows=4,
    )
