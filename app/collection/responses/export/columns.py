"""The columns of an export. They come from the survey's definition and never from the answers.

Of raw responses each choice question has its code and its label, each option of a multiple choice a
column of 0 and 1. Of figures each question has its base, and each option how many chose it; what
stands for both has one name. Columns of several versions stand together in the order of the
versions. A question or option whose name would be that of another column is written out as
`question.<id>` or `<id>.option.<code>`.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from app.collection.responses.gate import is_equality
from app.collection.responses.queries import ResponseRow
from app.collection.responses.tally import edition_of
from app.kernel.localised import LocalisedText, language_of
from app.surveys.definition import Survey
from app.surveys.parts import Kind, Question

RAW_ONLY: Final = ("response",)
NOT_COUNTED: Final = "not_counted"
"""The last column of a raw export: what cannot be counted, as it was written, and why."""

ABOUT: Final = (
    "survey",
    "version",
    "service",
    "audience",
    "event",
    "week",
    "language",
    "edition",
)  # fmt: skip
ABOUT_FIGURES: Final = ("survey", "version", "service", "audience", "answered_for", "people")
RESERVED: Final = (*RAW_ONLY, *ABOUT, *ABOUT_FIGURES, NOT_COUNTED)
LABEL: Final = "label"
AVERAGE: Final = "average"

Cell = str | int | list[str] | None
"""What one cell holds; several choices are a list, which CSV and Excel join with semicolons."""


class QuestionColumns:
    """The columns of one question of one version.

    `name` is the column of the code, number, date or text, or of the base; `names` are all columns
    of a response, `figures` all of figures, and `counts` that of each option, in order.
    Everything is worked out once, because an export asks for it in every row.
    """

    def __init__(self, question: Question, language: str) -> None:
        self.question = question
        self.language = language
        self.name = f"question.{question.id}" if question.id in RESERVED else question.id
        self._label = f"{self.name}.{LABEL}"
        self._labels = {
            option.code: plain(option.text, language) for option in question.all_options
        }
        is_multiple = question.kind is Kind.MULTIPLE_CHOICE
        self._options = {
            code: self._option_name(code) for code in (self._labels if is_multiple else ())
        }
        labels = (self._label,) if self._labels else ()
        self.names: tuple[str, ...] = (self.name, *labels, *self._options.values())
        self.counts = {code: self._option_name(code) for code in self._labels}
        self.average = (f"{self.name}.{AVERAGE}",) if question.kind is Kind.NUMBER else ()
        self.figures: tuple[str, ...] = (self.name, *self.counts.values(), *self.average)

    def cells(self, answer: Any) -> dict[str, Cell]:
        """The cells of one answer that hold something; `answer` is None where there is none."""
        if answer is None:
            return {}
        if not self._labels:
            return {self.name: answer}
        if not self._options:
            return {self.name: answer, self._label: self._labels.get(answer, "")}
        return {
            self.name: list(answer),
            self._label: [self._labels.get(code, "") for code in answer],
            **{name: int(code in answer) for code, name in self._options.items()},
        }

    def _option_name(self, code: str) -> str:
        return f"{self.name}.option.{code}" if code == LABEL else f"{self.name}.{code}"


class Layout:
    """All columns of an export of some versions of one survey; `names` is the table's head."""

    def __init__(self, surveys: Iterable[Survey], *, is_raw: bool) -> None:
        self.surveys = tuple(sorted(surveys, key=lambda survey: survey.version))
        self.is_raw = is_raw
        self._questions = {
            survey.version: tuple(_question_columns(survey, is_raw)) for survey in self.surveys
        }
        about_columns = (*RAW_ONLY, *ABOUT) if is_raw else ABOUT_FIGURES
        last = (NOT_COUNTED,) if is_raw else ()
        self.names: tuple[str, ...] = tuple(
            dict.fromkeys((*about_columns, *self._question_names(), *last))
        )

    def questions_of(self, version: int) -> tuple[QuestionColumns, ...]:
        """The questions of one version that the export holds."""
        return self._questions[version]

    def _question_names(self) -> Iterator[str]:
        for questions in self._questions.values():
            for columns in questions:
                yield from columns.names if self.is_raw else columns.figures


def about(response: ResponseRow) -> dict[str, Cell]:
    """The cells that say where and in which week a response was given."""
    return {
        "response": str(response.id),
        "survey": response.survey_id,
        "version": response.version,
        "service": response.service,
        "audience": response.audience,
        "event": response.event,
        "week": response.week,
        "language": language_of(response.locale),
        "edition": edition_of(response.locale).value,
    }


def plain(text: LocalisedText, locale: str) -> str:
    """A text of the definition in one locale, its placeholders left as they are."""
    wording = text.wording(locale)
    return wording if isinstance(wording, str) else wording["other"]


def _question_columns(survey: Survey, is_raw: bool) -> Iterator[QuestionColumns]:
    for question in survey.questions if is_raw else survey.counted:
        if question.is_answerable and (is_raw or not is_equality(question)):
            yield QuestionColumns(question, survey.languages[0])
