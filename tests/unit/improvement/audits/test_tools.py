"""Which surveys are audit tools, shipped ones and others."""

from pathlib import Path

import pytest

from app.comments.machine.engine.themes import THEMES
from app.improvement.audits.tools import tool_of, tools_among
from app.kernel.errors import Refused
from app.surveys.loader import load_survey
from app.surveys.parts import Kind
from tests.audits import criterion, tool
from tests.factories import question, survey

SURVEYS = Path(__file__).resolve().parents[4] / "surveys"
SHIPPED = {"care-plan-audit": 12, "activity-programme-audit": 11, "service-review-audit": 12}


@pytest.mark.parametrize(("name", "criteria"), SHIPPED.items())
def test_shipped_tools_ask_for_a_note_and_evidence_of_each_criterion(name, criteria):
    found = tool_of(load_survey(SURVEYS / name / "1" / "survey.yaml"))
    assert len(found.criteria) == criteria
    for each in found.criteria:
        assert (each.note, each.evidence) == (f"{each.id}_note", f"{each.id}_evidence")
        assert each.theme in THEMES
    assert found.themes == {each.theme for each in found.criteria}


def test_the_audit_of_all_records_together_is_no_tool_for_rounds():
    with pytest.raises(Refused) as refused:
        tool_of(load_survey(SURVEYS / "inclusive-practice-audit" / "1" / "survey.yaml"))
    assert str(refused.value) == (
        "inclusive-practice-audit version 1 cannot be used for a round: it does not ask for the "
        "number of the record (record_number); it does not ask which auditor answers "
        "(auditor_seat). See docs/writing-surveys.md."
    )


def test_any_survey_of_auditors_may_be_a_tool():
    plain = survey(*tool("food").questions[:2], criterion("food"), audience="auditors")
    [found] = tool_of(plain).criteria
    assert (found.id, found.text, found.note, found.evidence) == ("food", "About food?", None, None)


def test_what_lacks_something_is_left_out():
    families = tool("food", audience="families")
    told = question("said", Kind.YES_NO, "yes", "no")
    without = survey(*tool().questions, told, audience="auditors")
    assert list(tools_among([families, without, tool("food")])) == ["plans"]


@pytest.mark.parametrize(
    ("answers", "lacks"),
    [
        ({}, False),
        ({"food": "yes"}, False),
        ({"food": "not_applicable"}, False),
        ({"food": "no"}, True),
        ({"food": "partly", "food_note": "a note"}, True),
        ({"food": "partly", "food_evidence": "page 3"}, False),
    ],
)
def test_evidence_is_wanted_where_the_answer_is_partly_or_no(answers, lacks):
    [food] = tool_of(tool("food")).criteria
    assert food.lacks_evidence(answers) is lacks
