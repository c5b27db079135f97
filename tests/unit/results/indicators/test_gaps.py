"""Equity gaps: one decision rule, in fixed words."""

import pytest

from app.disclosure import Hidden, Released, release
from app.results.indicators.gaps import Gap, Verdict, comparisons, gap, gaps
from app.statistics.intervals import newcombe


def test_a_gap_is_the_difference_with_its_interval_and_a_ratio() -> None:
    assert gap(18, 25, 45, 50) == Gap(difference=newcombe(18, 25, 45, 50), ratio=0.8)


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ((18, 25, 45, 50), "lower than others"),
        ((45, 50, 18, 25), "higher than others"),
        ((45, 50, 44, 50), "too few answers to say"),
        ((40, 50, 40, 50), "too few answers to say"),
    ],
)
def test_the_difference_alone_decides_the_words(
    groups: tuple[int, int, int, int], words: str
) -> None:
    """The interval of the first's ratio (0.62 to 1.04) would say otherwise, and is not asked."""
    assert gap(*groups).verdict == words


def test_the_words_are_these() -> None:
    assert [verdict.value for verdict in Verdict] == [
        "too few answers to say", "lower than others", "higher than others",
    ]  # fmt: skip


def test_there_is_no_ratio_to_zero() -> None:
    assert gap(5, 20, 0, 20).ratio is None
    assert gap(0, 20, 5, 20).ratio == 0


def test_nobody_has_no_gap() -> None:
    assert gap(0, 0, 5, 20) is None
    assert gap(5, 20, 0, 0) is None


def test_a_count_beyond_its_base_is_refused() -> None:
    with pytest.raises(ValueError, match="21 of 20 is not a proportion"):
        gap(21, 20, 5, 20)


def test_each_group_is_set_against_everyone_else_the_hidden_among_them() -> None:
    bases = {"a": 40, "b": 30, "c": 6, "d": 5}
    found = gaps({"a": 30, "b": 9, "c": 6, "d": 0}, bases, release(bases))

    assert found == {
        "a": gap(30, 40, 15, 41),
        "b": gap(9, 30, 36, 51),
        "c": Hidden(10),
        "d": Hidden(10),
    }
    assert [each.verdict for each in found.values() if isinstance(each, Gap)] == [
        "higher than others", "lower than others",
    ]  # fmt: skip
    assert comparisons(found.values()) == 2


def test_a_group_is_hidden_where_too_few_others_answered() -> None:
    bases = {"a": 40, "b": 6}
    cells = {"a": release({"a": 40})["a"], "b": Hidden(10)}

    assert isinstance(cells["a"], Released)
    assert gaps({"a": 30, "b": 3}, bases, cells) == {"a": Hidden(10), "b": Hidden(10)}
    assert gaps({"a": 30, "b": 3}, bases, cells, threshold=5)["a"] == gap(30, 40, 3, 6)


def test_no_gap_is_no_comparison() -> None:
    assert comparisons([]) == 0
    assert comparisons([Hidden(), gap(1, 20, 2, 20), Hidden()]) == 1
