"""What a chart says in words."""

import pytest

from app.documents.charts.scales import PERCENT
from app.documents.charts.words import RULES, Period, PeriodRow, reading, rows, shown
from app.statistics.signals import Rule, Side
from app.statistics.spc import Direction, xmr

USUAL = [50.0, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 50]
RUN = "in a row of 7 or more"
MONTHS = tuple(Period(f"Month {number}", base=20 + number) for number in range(1, 30))


@pytest.mark.parametrize(
    ("later", "words"),
    [
        ([60], "Improvement: above the upper limit"),
        ([40], "Concern: below the lower limit"),
        ([46, 46.5, 47, 48, 49, 50, 51], f"Improvement: {RUN}, each higher than the one before"),
        ([54, 53, 52, 51, 50, 49, 48], f"Concern: {RUN}, each lower than the one before"),
        ([54.6, 50.5, 54.6], "Improvement: one of two in three close to the upper limit"),
        ([45.4, 49.5, 45.4], "Concern: one of two in three close to the lower limit"),
        ([51] * 7, f"Improvement: {RUN} above the mean"),
        ([49] * 7, f"Concern: {RUN} below the mean"),
        ([50], "As usual"),
    ],
)
def test_a_point_says_what_it_shows(later: list[float], words: str) -> None:
    chart = xmr([*USUAL, *later], direction=Direction.HIGHER_IS_BETTER, baseline=12)

    assert shown(chart, len(chart.points) - 1) == words


def test_every_rule_has_words_for_both_sides() -> None:
    assert RULES.keys() == {(rule, side) for rule in Rule for side in Side}


def test_where_better_is_neither_up_nor_down_a_flag_is_a_change() -> None:
    assert shown(xmr([*USUAL, 60], baseline=12), 12) == "Change: above the upper limit"


def test_a_stage_without_limits_says_nothing_of_its_points() -> None:
    chart = xmr([*USUAL, 70, 71], rebased=[12])

    assert [shown(chart, position) for position in (11, 12)] == [
        "As usual",
        "Too few points to say",
    ]


def test_the_table_tells_no_base_of_what_is_hidden() -> None:
    chart = xmr([82.4, None, 60])
    periods = [Period("May", 31), Period("June", 4, "Hidden to protect people"), Period("July")]

    assert rows(chart, periods) == (
        PeriodRow("May", "31", "82 %", "Too few points to say"),
        PeriodRow("June", "–", "–", "Hidden to protect people"),
        PeriodRow("July", "–", "60 %", "Too few points to say"),
    )


def test_each_point_needs_its_period() -> None:
    with pytest.raises(ValueError, match="shorter"):
        rows(xmr([1, 2]), [Period("May")])


def test_a_chart_is_read_out() -> None:
    chart = xmr([*USUAL, 60, 40, None], direction=Direction.HIGHER_IS_BETTER, baseline=12)

    assert reading(chart, MONTHS[:15]) == (
        "14 points, Month 1 to Month 15. "
        "Latest, Month 14: 40 %. Concern: below the lower limit. "
        "Mean 50 %; usual is 44 % to 56 %. "
        "Improvement at 1 of 14 points. Concern at 1 of 14 points."
    )


def test_a_short_chart_is_read_out() -> None:
    assert reading(xmr([50, 60]), MONTHS[:2]) == (
        "2 points, Month 1 to Month 2. Latest, Month 2: 60 %. Too few points to say."
    )


def test_usual_is_never_said_to_be_more_than_a_measure_can_be() -> None:
    chart = xmr([80, 100, 80, 100, 80])

    assert round(chart.limits.upper, 1) == 141.2
    assert "usual is 35 % to 100 %" in reading(chart, MONTHS[:5], PERCENT)


def test_limits_that_reach_from_end_to_end_are_not_called_usual() -> None:
    chart = xmr([10.0, 90, 5, 95, 10, 90])
    assert reading(chart, MONTHS[:6]) == (
        "6 points, Month 1 to Month 6. Latest, Month 6: 90 %. As usual. "
        "Mean 50 %; it goes up and down too much to say what is usual."
    )
