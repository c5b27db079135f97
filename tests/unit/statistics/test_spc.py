"""XmR charts, held to figures computed elsewhere (tests/vectors/statistics.json).

The series `excel18` and what is expected of it, screened and not, come from the documentation of
NHSRplotthedots, which mimics NHS England's tools.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics.signals import Limits, Rule, Side
from app.statistics.spc import Chart, Direction, Meaning, Stage, xmr

SPC = json.loads(
    (Path(__file__).parents[2] / "vectors" / "statistics.json").read_text(encoding="utf-8")
)["spc"]
UP, DOWN = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER
USUAL = [50.0, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 50]


def flagged(chart: Chart, rule: Rule) -> list[int]:
    return [place for place, point in enumerate(chart.points) if rule in point.flags]


def as_in_the_vectors(chart: Chart) -> dict[str, object]:
    limits = chart.limits
    numbers = {
        "mean": limits.mean,
        "amr": limits.moving_range,
        "lpl": limits.lower,
        "upl": limits.upper,
        "nearLower": limits.near_lower,
        "nearUpper": limits.near_upper,
    }
    return {name: round(number, 4) for name, number in numbers.items()} | {
        "outside": flagged(chart, Rule.OUTSIDE),
        "shift": flagged(chart, Rule.SHIFT),
        "trend": flagged(chart, Rule.TREND),
        "twoOfThree": flagged(chart, Rule.TWO_OF_THREE),
    }


@pytest.mark.parametrize(
    ("series", "expected", "options"),
    [
        ("A", "A_base12", {"baseline": 12}),
        ("B", "B_all", {}),
        ("C", "C_all", {}),
        ("excel18", "excel18", {}),
        ("excel18", "excel18_screened", {"screened": True}),
    ],
)
def test_charts_agree_with_the_vectors(
    series: str, expected: str, options: dict[str, object]
) -> None:
    chart = xmr(SPC[series], **options)

    assert as_in_the_vectors(chart) == SPC["expected"][expected]


def test_every_expectation_of_the_vectors_is_held_to() -> None:
    assert sorted(SPC["expected"]) == ["A_base12", "B_all", "C_all", "excel18", "excel18_screened"]


def test_the_flag_to_name_is_the_first_by_precedence() -> None:
    chart = xmr(SPC["B"])

    assert chart.points[0].flags == (Rule.OUTSIDE, Rule.SHIFT)
    assert [point.flag for point in chart.points[7:14]] == [
        Rule.SHIFT, Rule.TREND, Rule.TREND, Rule.TREND, Rule.TREND, Rule.TREND, Rule.OUTSIDE,
    ]  # fmt: skip
    assert xmr(SPC["A"], baseline=12).points[15].flags == (Rule.TWO_OF_THREE, Rule.SHIFT)
    assert xmr(USUAL).points[0].flag is None


@pytest.mark.parametrize(
    ("direction", "low", "high"),
    [
        (UP, Meaning.CONCERN, Meaning.IMPROVEMENT),
        (DOWN, Meaning.IMPROVEMENT, Meaning.CONCERN),
        (Direction.NEUTRAL, Meaning.NEUTRAL, Meaning.NEUTRAL),
    ],
)
def test_what_a_flag_means_depends_on_the_direction(
    direction: Direction, low: Meaning, high: Meaning
) -> None:
    chart = xmr([*USUAL, 30, 50, 70], direction=direction, baseline=12)

    assert [point.meaning for point in chart.points[11:]] == [
        Meaning.COMMON, low, Meaning.COMMON, high,
    ]  # fmt: skip


def test_a_point_that_rises_out_of_a_low_shift_reads_by_its_trend() -> None:
    chart = xmr([*USUAL, 46, 46.5, 47, 47.5, 48, 48.5, 49], direction=UP, baseline=12)

    assert {point.signals[Rule.TREND] for point in chart.points[12:]} == {Side.HIGH}
    assert {point.signals[Rule.SHIFT] for point in chart.points[12:]} == {Side.LOW}
    assert [point.meaning for point in chart.points[12:]] == [Meaning.IMPROVEMENT] * 7


def test_the_peak_of_a_rise_and_a_fall_keeps_the_side_of_the_rise() -> None:
    chart = xmr([*USUAL, 47, 48, 49, 50, 51, 52, 53, 52, 51, 50, 49, 48, 47], baseline=12)
    sides = [point.signals.get(Rule.TREND) for point in chart.points[12:]]

    assert sides == [Side.HIGH] * 7 + [Side.LOW] * 6


def test_six_points_are_no_run() -> None:
    chart = xmr([*USUAL, 51, 51, 51, 51, 51, 51], baseline=12)

    assert chart.limits.mean == 50
    assert flagged(chart, Rule.SHIFT) == []


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    assert flagged(xmr([*USUAL, *[51] * 7], baseline=12), Rule.SHIFT) == list(range(12, 19))
    assert flagged(xmr([*USUAL, *[51] * 6, 50, *[51] * 6], baseline=12), Rule.SHIFT) == []


def test_equal_neighbours_break_a_trend() -> None:
    assert flagged(xmr([*USUAL, 47, 48, 49, 50, 50, 51, 52], baseline=12), Rule.TREND) == []


@pytest.mark.parametrize(
    ("three", "expected"),
    [
        ([54.6, 50.5, 54.6], [12, 14]),
        ([54.6, 54.6, 54.6], [12, 13, 14]),
        ([45.4, 49.5, 45.4], [12, 14]),
        ([54.6, 49.5, 54.6], []),
        ([54.6, 50, 54.6], []),
        ([54.6, 50.5, 50.5], []),
        ([54.6, 50.5, 60], []),
    ],
)
def test_two_of_three_lie_near_a_limit_and_all_on_its_side(
    three: list[float], expected: list[int]
) -> None:
    chart = xmr([*USUAL, *three], baseline=12)

    assert (chart.limits.near_upper < 54.6 < chart.limits.upper < 60) is True
    assert flagged(chart, Rule.TWO_OF_THREE) == expected


def test_values_that_never_change_are_not_outside_their_own_limits() -> None:
    chart = xmr([0.1] * 12)

    assert chart.limits == Limits(mean=0.1, moving_range=0, points=12)
    assert {point.flags for point in chart.points} == {()}


def test_where_every_moving_range_is_alike_none_is_screened() -> None:
    assert xmr([3] * 6, screened=True).limits == Limits(mean=3, moving_range=0, points=6)


@pytest.mark.parametrize(("points", "is_trial"), [(5, True), (11, True), (12, False)])
def test_limits_from_fewer_than_twelve_points_are_trial_limits(points: int, is_trial: bool) -> None:
    chart = xmr(USUAL[:points])

    assert (chart.limits.points, chart.is_trial) == (points, is_trial)


def test_fewer_than_five_points_have_a_line_only() -> None:
    chart = xmr([1, 9, 1, None, 50])

    assert chart.stages == (Stage(0, 5, None),)
    assert (chart.limits, chart.is_trial) == (None, False)
    assert [point.value for point in chart.points] == [1, 9, 1, None, 50]
    assert {point.flags for point in chart.points} == {()}


@pytest.mark.parametrize("values", [[], [None], [None, None]])
def test_no_value_is_no_chart(values: list[None]) -> None:
    assert xmr(values) is None


def test_no_moving_range_reaches_over_a_gap() -> None:
    assert xmr([10, 11, 10, None, 90, 91, 90]).limits.moving_range == 1


def test_points_that_all_stand_alone_have_no_limits() -> None:
    assert xmr([1, None, 2, None, 1, None, 2, None, 1]).limits is None


def test_no_run_reaches_over_a_gap() -> None:
    shift = [*USUAL, 51, 51, 51, None, 51, 51, 51, 51]
    trend = [*USUAL, 47, 48, 49, None, 51, 52, 53, 54]
    two_of_three = [*USUAL, 54.6, None, 54.6]

    assert flagged(xmr(shift, baseline=12), Rule.SHIFT) == []
    assert flagged(xmr(trend, baseline=12), Rule.TREND) == []
    assert flagged(xmr(two_of_three, baseline=12), Rule.TWO_OF_THREE) == []


def test_a_point_beside_a_gap_is_still_outside() -> None:
    assert flagged(xmr([*USUAL, None, 90], baseline=12), Rule.OUTSIDE) == [13]


def test_a_baseline_counts_points_and_not_gaps() -> None:
    chart = xmr([10, None, 11, 10, 11, None, 10, 99], baseline=5)

    assert chart.limits == Limits(mean=10.4, moving_range=1, points=5)


def test_a_rebase_works_the_limits_out_again() -> None:
    chart = xmr([*USUAL, *[value + 20 for value in USUAL]], rebased=[12])

    assert chart.stages == (
        Stage(0, 12, xmr(USUAL).limits),
        Stage(12, 24, xmr([value + 20 for value in USUAL]).limits),
    )
    assert chart.limits == chart.stages[1].limits
    assert {point.flags for point in chart.points} == {()}


def test_several_rebases_each_have_their_baseline_and_no_run_crosses_one() -> None:
    values = [*USUAL, 51, 51, 51, *[value + 1 for value in USUAL], 49, *USUAL]
    chart = xmr(values, baseline=12, rebased=[15, 28])

    assert [(stage.start, stage.end, stage.limits.mean) for stage in chart.stages] == [
        (0, 15, 50), (15, 28, 51), (28, 40, 50),
    ]  # fmt: skip
    assert flagged(chart, Rule.SHIFT) == []


def test_a_short_stage_after_a_rebase_has_a_line_only() -> None:
    chart = xmr([*USUAL, 70, 71], rebased=[12])

    assert (chart.stages[0].limits is None, chart.limits) == (False, None)
    assert flagged(chart, Rule.OUTSIDE) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"rebased": [0]}, r"\[0\] do not rise within 12 values"),
        ({"rebased": [12]}, r"\[12\] do not rise within 12 values"),
        ({"rebased": [6, 3]}, r"\[6, 3\] do not rise within 12 values"),
        ({"baseline": 0}, "limits rest on 1 point or more, not on 0"),
    ],
)
def test_what_makes_no_sense_is_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        xmr(USUAL, **options)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite number"):
        xmr([1, value])


@given(st.lists(st.none() | st.integers(0, 100), max_size=40))
def test_only_points_with_a_value_are_flagged_and_turning_round_turns_the_meaning(
    values: list[int | None],
) -> None:
    chart = xmr(values, direction=UP)
    other = xmr(values, direction=DOWN)
    turned = {
        Meaning.COMMON: Meaning.COMMON,
        Meaning.IMPROVEMENT: Meaning.CONCERN,
        Meaning.CONCERN: Meaning.IMPROVEMENT,
    }

    for point, turned_point in zip(chart.points, other.points, strict=True) if chart else ():
        assert point.value is not None or point.flags == ()
        assert turned_point.meaning is turned[point.meaning]
