"""Where values stand, which round numbers stand beside them, and how they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.charts.scales import PERCENT, Measure, Scale, ticks

ANY = Measure()


def test_a_scale_lays_values_out_evenly() -> None:
    scale = Scale(low=60, high=100, start=90, end=10)

    assert [scale.at(value) for value in (60, 70, 100)] == [90, 70, 10]
    assert Scale(0, 3, 0, 100).at(1) == 33.33
    assert [scale.holds(value) for value in (59.9, 60, 100, 100.1)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([71.8, 95], (70, 75, 80, 85, 90, 95)),
        ([72, 98], (70, 80, 90, 100)),
        ([11, 103], (0, 20, 40, 60, 80, 100)),
        ([-12, 130], (0, 20, 40, 60, 80, 100)),
        ([48, 52], (40, 45, 50, 55, 60)),
        ([97, 100], (85, 90, 95, 100)),
        ([100], (90, 92, 94, 96, 98, 100)),
        ([0, 0], (0, 2, 4, 6, 8, 10)),
    ],
)
def test_percentages_have_round_numbers_beside_them_and_never_beyond_a_hundred(
    values: list[float], expected: tuple[float, ...]
) -> None:
    assert ticks(values, PERCENT) == expected


def test_other_measures_reach_as_far_as_their_values() -> None:
    assert ticks([-3, 6], ANY) == (-4, -2, 0, 2, 4, 6)
    assert ticks([1, 49], ANY) == (0, 10, 20, 30, 40, 50)
    assert ticks([9, 58], ANY) == (0, 20, 40, 60)
    assert ticks([7, 7], ANY) == (6, 7, 8)
    assert ticks([0.2, 0.4], Measure(decimals=2, span=0.1)) == (0.2, 0.25, 0.3, 0.35, 0.4)


def test_no_two_numbers_are_written_alike() -> None:
    assert ticks([2, 3], ANY) == (2, 3)
    assert ticks([2.1, 2.3], Measure(decimals=1, span=0.1)) == (2.1, 2.2, 2.3)


@given(st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 3)), min_size=1))
def test_the_numbers_reach_around_all_values_and_are_few(values: list[float]) -> None:
    found = ticks(values, ANY)

    assert found[0] <= min(values)
    assert max(values) <= found[-1]
    assert 2 <= len(found) <= 6


@pytest.mark.parametrize(
    ("measure", "value", "words"),
    [
        (PERCENT, 82.5, "83 %"),
        (PERCENT, 83.4167, "83 %"),
        (Measure(" days", decimals=1), 2.25, "2.3 days"),
        (ANY, -3, "-3"),
    ],
)
def test_a_value_is_written_as_a_person_would_round_it(
    measure: Measure, value: float, words: str
) -> None:
    assert measure.in_words(value) == words


def test_a_value_is_kept_within_what_the_measure_can_be() -> None:
    assert [PERCENT.clamped(value) for value in (-1, 50, 103)] == [0, 50, 100]
    assert ANY.clamped(103) == 103
