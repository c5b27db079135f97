"""The survey's definition as a WTForms form, and what a posted form says.

The same definition draws the page and checks what comes back. A question may always be left out;
an answer that cannot be what the page offered is a problem, said in the respondent's language.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from app.collection.answering.submission import Posted
from app.collection.responses.stray import Stray
from app.surveys.answers import canonical_answers
from app.surveys.definition import Survey
from app.surveys.parts import CHOICE_KINDS, EQUALITY_PART, Edition, Kind, Question
from app.surveys.rules import applicable_answers
from app.surveys.written import AnswerFault, Unfit, is_blank, read_written

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
LONGEST_NAME, MOST_NAMED = 80, 20
NO_SUCH_QUESTION, NOT_ASKED = "no such question", "not asked"


def sentences() -> dict[AnswerFault, str]:
    """What to say of each fault, in the language of the page; `{n}` stands for its number.

    What is too long is said by `too_long`, in the form that the number wants.
    """
    return {
        AnswerFault.SEVERAL: _("Choose one answer only."),
        AnswerFault.NO_SUCH_OPTION: _("Choose one of the answers in the list."),
        AnswerFault.CLASH: _("One of your answers cannot go with the others. Choose again."),
        AnswerFault.NO_NUMBER: _("Write a whole number, for example 3."),
        AnswerFault.DECIMAL: _("Write a whole number, without a point or a comma: 3, not 2.5."),
        AnswerFault.TOO_SMALL: _("Write %(least)s or more.", least="{n}"),
        AnswerFault.TOO_LARGE: _("Write %(most)s or less.", most="{n}"),
        AnswerFault.NO_DATE: _("Write a date as year, month, day: 2026-03-31."),
        AnswerFault.OUTSIDE: _("Choose a date that fits the question."),
    }


def too_long(over: int, shown: str) -> str:
    """That a text is `over` characters too long; `shown` is how the number is written."""
    sentence: str = ngettext(
        "These words are too long to send. Please take out %(over)s letter.",
        "These words are too long to send. Please take out %(over)s letters.",
        over,
        over=shown,
    )
    return sentence


def _sentence(unfit: Unfit) -> str:
    number = unfit.number or 0
    if unfit.fault is AnswerFault.TOO_LONG:
        return too_long(number, str(number))
    return sentences()[unfit.fault].replace("{n}", str(number))


class AnswerField(Field):
    """The boxes of one question; `unfit` says why what is in them is no answer."""

    def __init__(self, question: Question, **more: Any) -> None:
        super().__init__(**more)
        self.question = question
        self.unfit: Unfit | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the values as received."""
        self.data = valuelist

    def pre_validate(self, form: BaseForm) -> None:
        """Leave the answer in place of the values, or raise ValidationError."""
        found = read_written(self.question, self.data or ())
        if isinstance(found, Unfit):
            self.unfit = found
            raise ValidationError(_sentence(found))
        self.data = found


Fields = Mapping[str, Any]
_fields: dict[tuple[str, Edition], Fields] = {}


def answer_fields(survey: Survey, edition: Edition) -> Fields:
    """The fields of a survey's edition: one for each question, named by the question's id."""
    key = (survey.content_hash, edition)
    if key not in _fields:
        questions = survey.questions_in(edition)
        _fields[key] = {each.id: AnswerField(each) for each in questions if each.is_answerable}
    return _fields[key]


def read_posted(survey: Survey, edition: Edition, posted: MultiDict[str, str]) -> Posted:
    """Check a posted form by the survey's definition; nothing is stored and nothing raised."""
    questions = [q for q in survey.questions_in(edition) if q.is_answerable]
    # A plain BaseForm, because a question may have the name of one of Form's own methods; of the
    # fields posted only, because most people answer few questions of many.
    fields = answer_fields(survey, edition)
    form = BaseForm({name: each for name, each in fields.items() if name in posted})
    form.process(posted)
    form.validate()
    unknown = [name for name in posted if name not in fields and name not in OWN_FIELDS]
    problems = {each.name: str(each.errors[0]) for each in form if each.errors}
    given = {name: each.data for name, each in form._fields.items() if name not in problems}
    answers = _with_gate_open(survey, canonical_answers(questions, given))
    kept = applicable_answers(survey.questions_in(edition), answers)
    boxes = (each for each in form if isinstance(each, AnswerField))
    unfit = {each.name: each.unfit.fault.value for each in boxes if each.unfit}
    unasked = dict.fromkeys(answers.keys() - kept.keys(), NOT_ASKED)
    whys = unfit | unasked | dict.fromkeys(unknown, NO_SUCH_QUESTION)
    return Posted(
        answers=kept,
        problems=problems | _unknown_fields(unknown),
        as_written={q.id: _as_written(q, posted) for q in questions if q.id in posted},
        stray=strays(posted, whys),
    )


def strays(posted: MultiDict[str, str], whys: Mapping[str, str]) -> dict[str, Stray]:
    """What was written in these fields, with why it is not counted; blank ones say nothing."""
    found = {
        name: Stray(tuple(each for each in values if not is_blank(each)), whys[name])
        for name, values in posted.lists()
        if name in whys
    }
    return {name: stray for name, stray in found.items() if stray.written}


def _unknown_fields(names: list[str]) -> dict[str, str]:
    problem = _("This survey has no question with this name.")
    return {name[:LONGEST_NAME]: problem for name in names[:MOST_NAMED]}


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
    """What to show again; where several were sent in the place of one, the person sees them all."""
    values = posted.getlist(question.id)
    if question.kind is Kind.MULTIPLE_CHOICE:
        return values
    if question.kind in CHOICE_KINDS:
        return values[0]
    return ("\n" if question.kind is Kind.COMMENT else " ").join(dict.fromkeys(values))
