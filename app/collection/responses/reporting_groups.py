"""The reporting group of an answer: what partners say themselves apart from what they pass on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.collection.responses.tally import QuestionTally
from app.disclosure import THRESHOLD, Hidden, Released, figure
from app.surveys.definition import Survey

SPEAKING_AS: Final = "speaking_as"
WORKING_WITH_US: Final = "working_with_us"
PASSING_ON: Final = "passing_on"
"""The question of surveys/community-partners, and its answers."""

PEOPLE: Final = "people"
AUDITORS: Final = "auditors"
"""They fill in forms about records and services, and say nothing of how they feel."""

RECORD: Final = "record_number"
AUDITOR_ROLE: Final = "auditor_seat"
"""The questions of surveys/shared/audit-record: which record it is, and which auditor answers."""


def is_of_records(survey: Survey) -> bool:
    """Whether a survey is filled in once for each record that is audited.

    Some are filled in twice, by two auditors, and which of them count depends on the sample of a
    round. So such answers are counted by rounds of audits only, and never as answers of people.
    """
    asked = {question.id for question in survey.questions}
    return survey.audience == AUDITORS and {RECORD, AUDITOR_ROLE} <= asked


def asks_who_speaks(survey: Survey) -> bool:
    """Whether a survey asks partners if they speak for themselves or pass on what people said."""
    return any(
        question.id == SPEAKING_AS
        and {WORKING_WITH_US, PASSING_ON} <= {option.code for option in question.options}
        for question in survey.questions
    )


def reporting_group(survey: Survey, answers: Mapping[str, Any]) -> str:
    """The audience whose view an answer is: `people` where a partner passes on what they said."""
    if asks_who_speaks(survey) and answers.get(SPEAKING_AS) == PASSING_ON:
        return PEOPLE
    return survey.audience


def audience_of(survey: Survey, answers: Mapping[str, Any], asked: str) -> str:
    """Whose view an answer is, where `asked` is the audience of its link."""
    group = reporting_group(survey, answers)
    return asked if group == survey.audience else group


@dataclass(frozen=True)
class PartnerViews:
    """How many spoke as partners, and how many passed on what people said; of fewer, nobody."""

    as_partners: int
    passing_on: int

    def __str__(self) -> str:
        as_partners, passing_on = (
            people or f"fewer than {THRESHOLD}" for people in (self.as_partners, self.passing_on)
        )
        return f"{as_partners} as partners, {passing_on} passing on what people said"


def partner_views(tally: QuestionTally, cell: Released | Hidden) -> PartnerViews | Hidden:
    """The two counts of a group, as far as the gate let its answers through."""
    if isinstance(cell, Hidden):
        return cell
    as_partners = figure(tally.chosen[WORKING_WITH_US], cell)
    return PartnerViews(as_partners.count, figure(tally.chosen[PASSING_ON], cell).count)
