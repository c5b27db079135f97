"""Which surveys are audit tools, and what their questions are for.

A tool is a survey of the audience `auditors` that asks for the record's number and the auditor's
role (surveys/shared/audit-record) and has questions whose answers are those of the audit option
set. Where a criterion `food` is followed by the texts `food_note` and `food_evidence`, those are
its note and the evidence that was seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from app.collection.responses.reporting_groups import AUDITOR_ROLE, AUDITORS, RECORD
from app.comments.machine.engine.themes import theme_of
from app.kernel.errors import Refused
from app.surveys.definition import Survey
from app.surveys.parts import Kind, Question

FIRST, SECOND = "first", "second"
YES, PARTLY, NO, NOT_APPLICABLE = "yes", "partly", "no", "not_applicable"
ANSWERS: Final = {YES: "Yes", PARTLY: "Partly", NO: "No", NOT_APPLICABLE: "Not applicable"}
"""The answers of the audit option set, and what they are called on staff pages."""

WANTS_EVIDENCE: Final = (PARTLY, NO)
NOTE, EVIDENCE = "_note", "_evidence"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of a tool. `theme` is a theme's code as comments and frameworks have it.

    `note` and `evidence` are ids of texts, or None where not asked.
    """

    id: str
    text: str
    theme: str | None
    note: str | None
    evidence: str | None

    def lacks_evidence(self, answers: Mapping[str, Any]) -> bool:
        """Whether evidence was asked for and not given."""
        if self.evidence is None or answers.get(self.id) not in WANTS_EVIDENCE:
            return False
        return not answers.get(self.evidence)


@dataclass(frozen=True)
class Tool:
    """One version of an audit tool."""

    survey: Survey
    criteria: tuple[Criterion, ...]

    @property
    def id(self) -> str:
        """The id of its survey."""
        return self.survey.id

    @property
    def title(self) -> str:
        """Its title in its first language."""
        return self.survey.title.in_locale(self.survey.languages[0])

    @cached_property
    def themes(self) -> frozenset[str]:
        """The themes that its criteria are about."""
        return frozenset(each.theme for each in self.criteria if each.theme)

    def criterion(self, criterion_id: str | None) -> Criterion | None:
        """The criterion with this id, or None."""
        return next((each for each in self.criteria if each.id == criterion_id), None)


def tool_of(survey: Survey) -> Tool:
    """The survey as an audit tool.

    Raises:
        Refused: when it is none; the message says what it lacks.
    """
    lacking = tuple(_lacking(survey))
    if lacking:
        raise Refused(
            f"{survey.id} version {survey.version} cannot be used for a round: {'; '.join(lacking)}"
            ". See docs/writing-surveys.md."
        )
    return Tool(survey, tuple(_criteria(survey)))


def tools_among(surveys: Iterable[Survey]) -> dict[str, Tool]:
    """The audit tools among these surveys, by id."""
    return {each.id: tool_of(each) for each in surveys if not any(_lacking(each))}


def _lacking(survey: Survey) -> Iterator[str]:
    if survey.audience != AUDITORS:
        yield f"its audience is {survey.audience} and not {AUDITORS}"
    kinds = {question.id: question.kind for question in survey.questions}
    if kinds.get(RECORD) is not Kind.NUMBER:
        yield f"it does not ask for the number of the record ({RECORD})"
    if not any(
        each.id == AUDITOR_ROLE and _codes(each) == {FIRST, SECOND} for each in survey.questions
    ):
        yield f"it does not ask which auditor answers ({AUDITOR_ROLE})"
    if not any(is_criterion(question) for question in survey.questions):
        yield "no question has the answers yes, partly, no and not applicable"


def is_criterion(question: Question) -> bool:
    """Whether a question is answered with the audit option set."""
    return question.kind is Kind.SINGLE_CHOICE and _codes(question) == ANSWERS.keys()


def _codes(question: Question) -> set[str]:
    return {option.code for option in question.all_options}


def _criteria(survey: Survey) -> Iterator[Criterion]:
    texts = {question.id for question in survey.questions if question.is_text}
    for question in survey.questions:
        if is_criterion(question):
            note, evidence = question.id + NOTE, question.id + EVIDENCE
            yield Criterion(
                id=question.id,
                text=question.text.in_locale(survey.languages[0]),
                theme=theme_of(question.theme) if question.theme else None,
                note=note if note in texts else None,
                evidence=evidence if evidence in texts else None,
            )
