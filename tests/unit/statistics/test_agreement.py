"""Agreement of two readers, held to figures computed elsewhere (tests/vectors/statistics.json).

The vectors were computed with statsmodels and scikit-learn.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics.agreement import Agreement, Confusion, agreement, confusion
from app.statistics.intervals import Interval

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "statistics.json").read_text(encoding="utf-8")
)
LABELS = st.sampled_from(["negative", "neutral", "positive"])


def sequences(counts: list[list[int]]) -> tuple[list[str], list[str]]:
    """Two sequences of labels "0", "1", ... that have this confusion table."""
    pairs = [
        (str(row), str(column))
        for row, each in enumerate(counts)
        for column, count in enumerate(each)
        for _ in range(count)
    ]
    return [first for first, _ in pairs], [second for _, second in pairs]


@pytest.mark.parametrize("case", VECTORS["agreement95"], ids=lambda case: str(case["kappa"]))
def test_agreement_agrees_with_the_vectors(case: dict[str, object]) -> None:
    found = agreement(*sequences(case["table"]))

    assert [list(row) for row in found.table.counts] == case["table"]
    assert {
        "table": case["table"],
        "accuracy": round(found.accuracy, 6),
        "kappa": round(found.kappa, 6),
        "lo": round(found.kappa_interval.low, 6),
        "hi": round(found.kappa_interval.high, 6),
        "macroF1": round(found.macro_f1, 6),
    } == case


@pytest.mark.parametrize(
    ("counts", "kappa", "low", "high"),
    [
        ([[20, 5], [10, 15]], 0.4, 0.151092, 0.648908),
        ([[45, 15, 3], [9, 28, 6], [2, 5, 31]], 0.577217, 0.465799, 0.688635),
    ],
)
def test_kappa_agrees_with_statsmodels(
    counts: list[list[int]], kappa: float, low: float, high: float
) -> None:
    """Figures of `cohens_kappa(counts)`, statsmodels 0.15."""
    found = agreement(*sequences(counts))

    assert found.kappa is not None
    assert found.kappa_interval is not None
    interval = found.kappa_interval
    assert [round(each, 6) for each in (found.kappa, interval.low, interval.high)] == [
        *(kappa, low, high)
    ]


def test_the_table_counts_the_first_reader_in_rows() -> None:
    table = confusion(["b", "a", "b", "b"], ["a", "a", "b", "c"])

    assert table == Confusion(("a", "b", "c"), ((1, 0, 0), (1, 1, 1), (0, 0, 0)))
    assert (table.by_first, table.by_second) == ((1, 3, 0), (2, 1, 1))
    assert (table.pairs, table.agreed) == (4, 2)


def test_a_label_that_only_the_second_gave_counts_as_never_right() -> None:
    assert agreement(["a", "a"], ["a", "b"]).macro_f1 == (2 / 3 + 0) / 2


def test_where_both_gave_one_label_throughout_kappa_is_undefined() -> None:
    found = agreement(["a"] * 30, ["a"] * 30)

    assert found == Agreement(
        table=Confusion(("a",), ((30,),)),
        accuracy=1,
        kappa=None,
        kappa_interval=None,
        macro_f1=1,
    )


def test_perfect_agreement_claims_no_certainty() -> None:
    found = agreement(["a", "b", "c"] * 10, ["a", "b", "c"] * 10)

    assert (found.kappa, found.kappa_interval) == (1, None)


def test_agreeing_on_nothing_claims_no_certainty() -> None:
    found = agreement(["a", "b"] * 10, ["b", "a"] * 10)

    assert (found.accuracy, found.kappa, found.kappa_interval) == (0, -1, None)


def test_agreement_as_by_chance_is_zero() -> None:
    found = agreement(["a", "a", "b", "b"] * 10, ["a", "b", "a", "b"] * 10)

    assert found.kappa == 0
    assert Interval(round(found.kappa_interval.low, 4), round(found.kappa_interval.high, 4)) == (
        Interval(-0.3099, 0.3099)
    )


def test_the_interval_stays_within_what_kappa_can_be() -> None:
    found = agreement(["a", "a", "b", "b", "b"], ["a", "a", "b", "b", "a"])

    assert found.kappa_interval.high == 1


@pytest.mark.parametrize(("pairs", "too_few"), [(0, True), (19, True), (20, False)])
def test_below_twenty_pairs_there_are_too_few(pairs: int, too_few: bool) -> None:
    assert agreement(["a"] * pairs, ["a"] * pairs).too_few is too_few


def test_nothing_labelled_says_nothing() -> None:
    assert agreement([], []) == Agreement(Confusion((), ()), None, None, None, None)


def test_sequences_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 labels cannot be paired with 1"):
        agreement(["a", "b"], ["a"])


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1))
def test_figures_lie_within_their_bounds_and_do_not_ask_who_was_first(
    pairs: list[tuple[str, str]],
) -> None:
    first, second = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    found, turned = agreement(first, second), agreement(second, first)
    interval = found.kappa_interval

    assert 0 <= found.accuracy <= 1
    assert 0 <= found.macro_f1 <= 1
    assert found.kappa is None or -1 <= found.kappa <= 1
    assert interval is None or interval.low <= found.kappa <= interval.high
    assert (found.accuracy, found.kappa) == (turned.accuracy, turned.kappa)
