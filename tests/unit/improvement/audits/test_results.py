"""What a round found, in figures that can be worked out again."""

import pytest

from app.improvement.audits.answers import sorted_out
from app.improvement.audits.drawing import Drawn
from app.improvement.audits.results import (
    Movement,
    YesShare,
    double_audit,
    movements,
    result_of,
    sampling_note,
)
from app.improvement.audits.tools import tool_of
from tests.audits import about, tool

TOOL = tool_of(tool("food", "faith"))
ALL = Drawn(tuple(range(1, 41)), tuple(range(1, 41)))


def first(*answers):
    """Answers of first auditors about the records 1, 2, 3 …"""
    given = [about(number, **said) for number, said in enumerate(answers, start=1)]
    return sorted_out(given, ALL).first


def test_what_does_not_apply_or_was_left_out_is_no_part_of_the_share():
    result = result_of(
        TOOL,
        first(
            {"food": "yes", "faith": "no"},
            {"food": "partly", "food_evidence": "page 3"},
            {"food": "not_applicable"},
            {"food": "no"},
        ),
    )
    food, faith = result.criteria
    assert (food.yes, food.partly, food.no, food.not_applicable, food.unanswered) == (1, 1, 1, 1, 0)
    assert (food.share, food.without_evidence) == (YesShare(1, 3), 1)
    assert (faith.share, faith.unanswered, faith.without_evidence) == (YesShare(0, 1), 3, 1)
    assert (result.records, result.share, result.without_evidence) == (4, YesShare(1, 4), 2)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (YesShare(8, 10), "80 % (likely 49–94 %)"),
        (YesShare(45, 50), "90 % (likely 79–96 %)"),
        (YesShare(0, 0), "nothing to say"),
    ],
)
def test_a_share_is_said_with_wilsons_interval(share, said):
    assert str(share) == said


def test_a_result_counts_answers_to_its_own_version_only():
    given = [about(1, food="yes"), about(2, version=2, food="no")]
    received = sorted_out(given, ALL)
    later = tool_of(tool("food", version=2))
    assert [result_of(each, received.first).share for each in (TOOL, later)] == [
        YesShare(1, 1),
        YesShare(0, 1),
    ]


def test_two_auditors_are_compared_on_what_both_answered():
    given = [
        *(about(number, food="yes", faith="no") for number in range(1, 13)),
        *(about(number, "second", food="yes", faith="no") for number in range(1, 10)),
        about(10, "second", food="no", faith="no"),
        about(11, "second", food="yes", faith="yes"),
        about(12, "second", food="yes"),
    ]
    found = double_audit(TOOL, sorted_out(given, ALL))
    assert found.records == 12
    assert [(each.agreed, each.pairs) for each in found.criteria] == [(11, 12), (10, 11)]
    # By hand: po = 21/23, pe = (12*12 + 11*11)/23², kappa = (po - pe)/(1 - pe).
    assert found.whole.kappa == pytest.approx(0.825758, abs=1e-6)
    assert str(found) == ("21 of 23 answers alike; Cohen's kappa 0.83 (likely 0.60 to 1.00)")


def test_few_pairs_say_nothing_of_agreement():
    given = [about(1, food="yes"), about(1, "second", food="no")]
    assert str(double_audit(TOOL, sorted_out(given, ALL))) == (
        "0 of 1 answers alike; too few to say how far two auditors agree"
    )


def test_without_two_auditors_there_is_no_agreement():
    assert double_audit(TOOL, sorted_out([about(1, food="yes")], ALL)) is None


def test_one_answer_throughout_has_no_kappa():
    roles = ("first", "second")
    given = [about(number, role, food="yes") for number in range(1, 31) for role in roles]
    assert str(double_audit(TOOL, sorted_out(given, ALL))) == (
        "30 of 30 answers alike; both gave one and the same answer throughout, so that kappa "
        "cannot be worked out"
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            YesShare(18, 25),
            YesShare(45, 50),
            "Higher than before: +18.0 points (likely +0.2 to +38.4)",
        ),
        (
            YesShare(45, 50),
            YesShare(18, 25),
            "Lower than before: -18.0 points (likely -38.4 to -0.2)",
        ),
        (
            YesShare(8, 10),
            YesShare(9, 10),
            "Too few answers to say: +10.0 points (likely -23.6 to +42.1)",
        ),
        (YesShare(0, 0), YesShare(9, 10), "Nothing to compare"),
    ],
)
def test_movement_is_said_with_newcombes_interval(before, after, said):
    assert str(Movement(None, before, after)) == said


def test_movement_of_each_criterion():
    earlier = result_of(TOOL, first({"food": "no", "faith": "yes"}))
    later = result_of(TOOL, first({"food": "yes", "faith": "yes"}))
    whole, food, faith = movements(earlier, later)
    assert (whole.before, whole.after) == (YesShare(1, 2), YesShare(2, 2))
    assert [(each.criterion.id, each.before, each.after) for each in (food, faith)] == [
        ("food", YesShare(0, 1), YesShare(1, 1)),
        ("faith", YesShare(1, 1), YesShare(1, 1)),
    ]


def test_versions_are_never_compared():
    later = result_of(tool_of(tool("food", version=2)), ())
    with pytest.raises(ValueError, match="not compared"):
        movements(result_of(TOOL, ()), later)


def test_a_finite_sample_is_said_to_be_one():
    assert sampling_note(20, 64).startswith("20 of 64 records were looked at.")
    assert sampling_note(12, 12).startswith("All 12 records were looked at")
