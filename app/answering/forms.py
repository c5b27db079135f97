"""The survey's definition as a WTForms form, and what a posted form says.

The same definition draws the page and checks what comes back. A question may always be left out;
an answer that cannot be what the page offered is a problem, said in the respondent's language.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from app.answering.submission import Posted
from app.questionnaire.answers import canonical_answers, exclusive_clash
from app.questionnaire.definition import EQUALITY_PART, Edition, Kind, Question, Survey
from app.questionnaire.rules import kept_answers

OWN_FIELDS = (
    "submission_id",
    "survey_version",
    "language_switches",
    "action",
    "website",
    "card",
    "interview",
    "pace",
)
NEW_LINES = ("\r\n", "\n")
LONGEST_NAME, MOST_NAMED = 80, 20


class OneAnswerField(StringField):
    """A field that takes one value; a second value for it is a fault, not a choice of ours."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the value as it came, but for the browser's way of writing new lines."""
        if len(valuelist) > 1:
            raise ValueError(_("Choose one answer only."))
        self.data = valuelist[0].replace(*NEW_LINES) if valuelist else ""


class OneCode:
    """The answer is one of the codes offered."""

    def __init__(self, question: Question) -> None:
        self._codes = frozenset(option.code for option in question.all_options)

    def __call__(self, form: BaseForm, answer: Field) -> None:
        """Raise ValidationError for any other code."""
        if answer.data and answer.data not in self._codes:
            raise ValidationError(_("Choose one of the answers in the list."))


class SomeCodes:
    """The answers are among the codes offered, and nothing stands beside an exclusive one."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._codes = frozenset(option.code for option in question.all_options)

    def __call__(self, form: BaseForm, answer: Field) -> None:
        """Raise ValidationError for other codes, and for an exclusive one beside others."""
        chosen = {code for code in answer.data if code}
        if chosen - self._codes:
            raise ValidationError(_("Choose answers from the list."))
        if exclusive_clash(self._question, chosen):
            raise ValidationError(_("One of your answers cannot go with the others. Choose again."))


class WholeNumber:
    """The answer is a whole number within the question's bounds."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def __call__(self, form: BaseForm, answer: Field) -> None:
        """Replace the text by the number, or raise ValidationError."""
        if not answer.data.strip():
            answer.data = None
            return
        least, most = self._question.minimum, self._question.maximum
        if len(answer.data) > 18:
            raise ValidationError(_("Write a whole number, for example 3."))
        try:
            answer.data = int(answer.data)
        except ValueError:
            raise ValidationError(_("Write a whole number, for example 3.")) from None
        if least is not None and answer.data < least:
            raise ValidationError(_("Write %(least)d or more.", least=least))
        if most is not None and answer.data > most:
            raise ValidationError(_("Write %(most)d or less.", most=most))


class CalendarDate:
    """The answer is a date of the calendar within the question's bounds."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def __call__(self, form: BaseForm, answer: Field) -> None:
        """Leave the ISO 8601 form of the date, or raise ValidationError."""
        if not answer.data.strip():
            answer.data = None
            return
        day = _calendar_date(answer.data.strip())
        earliest, latest = self._question.earliest, self._question.latest
        if (earliest and day < earliest) or (latest and day > latest):
            raise ValidationError(_("Choose a date that fits the question."))
        answer.data = day.isoformat()


def _calendar_date(written: str) -> date:
    try:
        return datetime.strptime(written, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise ValidationError(_("Write a date as year, month, day: 2026-03-31.")) from None


class NotTooLong:
    """The text has at most as many characters as the question takes."""

    def __init__(self, question: Question) -> None:
        self._most = question.maximum_length or 0

    def __call__(self, form: BaseForm, answer: Field) -> None:
        """Raise ValidationError that says how many characters are too many."""
        over = len(answer.data) - self._most
        if over > 0:
            raise ValidationError(
                _("These words are too long to send. Please take out %(over)d letters.", over=over)
            )


CHECKS = {
    Kind.SINGLE_CHOICE: OneCode,
    Kind.RATING: OneCode,
    Kind.YES_NO: OneCode,
    Kind.MULTIPLE_CHOICE: SomeCodes,
    Kind.NUMBER: WholeNumber,
    Kind.DATE: CalendarDate,
    Kind.SHORT_TEXT: NotTooLong,
    Kind.COMMENT: NotTooLong,
}


class ManyAnswersField(SelectMultipleField):
    """A field that takes several codes; our own check replaces the one of WTForms."""

    def pre_validate(self, form: BaseForm) -> None:
        """Leave the check to `SomeCodes`."""


Fields = Mapping[str, Any]
_fields: dict[tuple[str, Edition], Fields] = {}


def answer_fields(survey: Survey, edition: Edition) -> Fields:
    """The fields of a survey's edition: one for each question, named by the question's id."""
    key = (survey.content_hash, edition)
    if key not in _fields:
        questions = survey.questions_in(edition)
        _fields[key] = {each.id: _field(each) for each in questions if each.is_answerable}
    return _fields[key]


def _field(question: Question) -> Any:
    check = CHECKS[question.kind](question)
    if question.kind is Kind.MULTIPLE_CHOICE:
        return ManyAnswersField(validators=[check], choices=[], validate_choice=False)
    return OneAnswerField(validators=[check])


def read_posted(survey: Survey, edition: Edition, posted: MultiDict[str, str]) -> Posted:
    """Check a posted form by the survey's definition; nothing is stored and nothing raised."""
    questions = [q for q in survey.questions_in(edition) if q.is_answerable]
    # A plain BaseForm, because a question may have the name of one of Form's own methods; of the
    # fields posted only, because most people answer few questions of many.
    fields = answer_fields(survey, edition)
    form = BaseForm({name: each for name, each in fields.items() if name in posted})
    form.process(posted)
    form.validate()
    problems = {each.name: str(each.errors[0]) for each in form if each.errors}
    problems |= _unknown_fields(fields, posted)
    given = {name: each.data for name, each in form._fields.items() if name not in problems}
    answers = _with_gate_open(survey, canonical_answers(questions, given))
    return Posted(
        answers=kept_answers(survey.questions_in(edition), answers),
        problems=problems,
        as_written={q.id: _as_written(q, posted) for q in questions if q.id in posted},
    )


def _unknown_fields(fields: Fields, posted: MultiDict[str, str]) -> dict[str, str]:
    unknown = [name for name in posted if name not in fields and name not in OWN_FIELDS]
    problem = _("This survey has no question with this name.")
    return {name[:LONGEST_NAME]: problem for name in unknown[:MOST_NAMED]}


def _with_gate_open(survey: Survey, answers: dict[str, Any]) -> dict[str, Any]:
    """Answers in the equality part say that it was wanted.

    Without script that part is opened by hand, and its first question is easily passed over.
    """
    part = survey.parts[-1]
    gate, *others = (each.id for each in part.questions)
    if part.id != EQUALITY_PART or gate in answers or not answers.keys() & set(others):
        return answers
    return {gate: "yes", **answers}


def _as_written(question: Question, posted: MultiDict[str, str]) -> Any:
    values = posted.getlist(question.id)
    return values if question.kind is Kind.MULTIPLE_CHOICE else values[0]
