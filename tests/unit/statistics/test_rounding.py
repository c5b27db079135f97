"""One rule of rounding: each share from its own count, halves up, wherever it is shown."""

import pytest

from app.disclosure import figures, release_total
from app.statistics.rounding import percent_of, whole_percent


def test_shares_of_one_whole_and_their_sum_are_each_rounded_from_their_counts():
    shares = figures({"always": 12, "mostly": 4, "sometimes": 1}, release_total(17))
    assert [str(each) for each in shares.values()] == ["71 %", "24 %", "6 %"]
    assert percent_of(12 + 4, 17) == 94


@pytest.mark.parametrize(
    ("count", "base", "percent"),
    [(1, 200, 1), (57, 200, 29), (113, 200, 57), (0, 3, 0), (3, 3, 100), (1, 3, 33), (2, 3, 67)],
)
def test_halves_go_up_though_no_computer_holds_them_exactly(count, base, percent):
    assert percent_of(count, base) == percent


def test_a_balance_and_its_opposite_read_alike():
    assert (percent_of(5, 200), percent_of(-5, 200)) == (3, -3)


@pytest.mark.parametrize("base", range(1, 400))
def test_a_count_reads_the_same_by_itself_and_as_a_proportion(base):
    assert [percent_of(count, base) for count in range(base + 1)] == [
        whole_percent(count / base) for count in range(base + 1)
    ]
