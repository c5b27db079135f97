"""Intervals, held to figures computed elsewhere (tests/vectors/statistics.json)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics.intervals import Difference, Interval, newcombe, points, wilson

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "statistics.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", VECTORS["wilson95"], ids=lambda each: f"{each['x']}/{each['n']}")
def test_wilson_agrees_with_the_vectors(case: dict[str, float]) -> None:
    interval = wilson(int(case["x"]), int(case["n"]))

    assert interval is not None
    assert Interval(round(interval.low, 6), round(interval.high, 6)) == Interval(
        case["lo"], case["hi"]
    )


@pytest.mark.parametrize("case", VECTORS["newcombeDiff95"], ids=lambda each: str(each["diff"]))
def test_newcombe_agrees_with_the_vectors(case: dict[str, float]) -> None:
    found = newcombe(int(case["x1"]), int(case["n1"]), int(case["x2"]), int(case["n2"]))

    assert found is not None
    rounded = Difference(round(found.difference, 6), round(found.low, 6), round(found.high, 6))
    assert rounded == Difference(case["diff"], case["lo"], case["hi"])


def test_nobody_counted_has_no_interval() -> None:
    assert wilson(0, 0) is None
    assert newcombe(1, 2, 0, 0) is None
    assert newcombe(0, 0, 1, 2) is None


@pytest.mark.parametrize(
    ("count", "base", "low", "high"),
    [
        (0, 10, 0, 0.277533),
        (9, 12, 0.467695, 0.911058),
        (82, 100, 0.733326, 0.882998),
        (412, 431, 0.932179, 0.971599),
        (10, 10, 0.722467, 1),
    ],
)
def test_wilson_agrees_with_scipy(count: int, base: int, low: float, high: float) -> None:
    """Figures of `binomtest(count, base).proportion_ci(method="wilson")`, SciPy 1.17."""
    found = wilson(count, base)

    assert found is not None
    assert (round(found.low, 6), round(found.high, 6)) == (low, high)


@pytest.mark.parametrize(
    ("groups", "low", "high"),
    [
        ((45, 50, 18, 25), 0.001902, 0.383763),
        ((9, 12, 30, 88), 0.108298, 0.593843),
        ((0, 11, 40, 120), -0.421689, -0.062998),
        ((17, 17, 200, 260), 0.040536, 0.285679),
    ],
)
def test_newcombe_agrees_with_statsmodels(
    groups: tuple[int, int, int, int], low: float, high: float
) -> None:
    """Figures of `confint_proportions_2indep(…, method="newcomb")`, statsmodels 0.15."""
    found = newcombe(*groups)

    assert found is not None
    assert (round(found.low, 6), round(found.high, 6)) == (low, high)


@pytest.mark.parametrize(("count", "base"), [(3, 2), (-1, 2)])
def test_what_is_no_proportion_is_refused(count: int, base: int) -> None:
    with pytest.raises(ValueError, match=f"{count} of {base} is not a proportion"):
        wilson(count, base)


@pytest.mark.parametrize(
    ("groups", "includes_zero"), [((45, 50, 18, 25), False), ((45, 50, 44, 50), True)]
)
def test_a_difference_says_whether_it_may_be_none(
    groups: tuple[int, int, int, int], includes_zero: bool
) -> None:
    found = newcombe(*groups)

    assert found is not None
    assert found.includes_zero is includes_zero


@given(base=st.integers(1, 10_000), data=st.data())
def test_the_interval_holds_the_proportion_and_stays_within_zero_and_one(
    base: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, base))
    interval = wilson(count, base)

    assert interval is not None
    assert 0 <= interval.low <= count / base + 1e-12
    assert count / base - 1e-12 <= interval.high <= 1


@pytest.mark.parametrize(
    ("given", "said"),
    [(0.1249, "+12"), (-0.18, "−18"), (0, "0"), (-0.0031, "−0.3"), (0.0004, "+0.04"), (1e-9, "0")],
)
def test_points_are_zero_only_where_nothing_is(given: float, said: str) -> None:
    assert points(given) == said
