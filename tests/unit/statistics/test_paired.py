"""Before and after, held to figures computed elsewhere (tests/vectors/statistics.json)."""

import json
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics.paired import (
    Paired,
    PairedYesNo,
    SignedRanks,
    d_av,
    exact_p,
    hedges,
    holm,
    mcnemar,
    mcnemar_p,
    normal_p,
    paired,
    signed_ranks,
)

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "statistics.json").read_text(encoding="utf-8")
)
ORDINAL = VECTORS["pairedOrdinal"]
DIFFERENCES = [
    after - before for before, after in zip(ORDINAL["pre"], ORDINAL["post"], strict=True)
]


def test_signed_ranks_agree_with_the_vector() -> None:
    found = signed_ranks(DIFFERENCES)

    assert found == SignedRanks(
        differing=ORDINAL["nNonZero"],
        plus=ORDINAL["Wplus"],
        minus=ORDINAL["Wminus"],
        p=ORDINAL["exactPermutationP"],
        is_exact=True,
        rank_biserial=pytest.approx(ORDINAL["rankBiserial"], abs=5e-7),
    )


def test_the_normal_approximation_agrees_with_the_vector() -> None:
    sizes = sorted(abs(each) for each in DIFFERENCES if each)
    # Eight differences of one share ranks 1 to 8, two of two share 9 and 10.
    ranks = [4.5 if size == 1 else 9.5 for size in sizes]
    assert sizes == [1] * 8 + [2] * 2
    assert round(normal_p(ranks, ORDINAL["Wplus"]), 6) == ORDINAL["normalApproxP"]


def test_the_size_of_the_change_agrees_with_the_vector() -> None:
    before, after = ORDINAL["pre"], ORDINAL["post"]
    plain = d_av(before, after)

    assert plain is not None
    assert round(plain, 6) == ORDINAL["dav"]
    assert round(hedges(12), 6) == ORDINAL["hedgesJ"]
    assert paired(before, after).d_av == plain * hedges(12)


def test_people_are_counted_before_anything_is_computed() -> None:
    found = paired(ORDINAL["pre"], ORDINAL["post"])

    assert (found.pairs, found.higher, found.lower, found.same) == (12, 9, 1, 2)
    assert found.is_corrected


def test_from_fifty_pairs_on_nothing_is_corrected() -> None:
    before, after = [1, 2] * 25, [2, 2] * 25
    found = paired(before, after)

    assert not found.is_corrected
    assert found.d_av == d_av(before, after)


def test_where_nobody_changed_there_is_nothing_to_test() -> None:
    assert paired([3, 3], [3, 3]) == Paired(
        higher=0,
        lower=0,
        same=2,
        ranks=SignedRanks(0, 0.0, 0.0, None, is_exact=True, rank_biserial=None),
        d_av=None,
        is_corrected=True,
    )


def test_one_pair_has_no_spread() -> None:
    assert paired([3], [5]).d_av is None


def test_pairs_have_two_sides() -> None:
    with pytest.raises(ValueError, match="shorter"):
        paired([1, 2], [1])


@given(st.lists(st.integers(-4, 4), max_size=9))
def test_the_exact_p_is_what_going_through_all_signs_gives(differences: list[int]) -> None:
    found = signed_ranks(differences)
    sizes = [abs(each) for each in differences if each]
    ranks = [sum(o < s for o in sizes) + (sum(o == s for o in sizes) + 1) / 2 for s in sizes]
    if not ranks:
        assert found.p is None
        return
    even = sum(ranks) / 2
    sums = [sum(rank * sign for rank, sign in zip(ranks, signs, strict=True))
            for signs in product((0, 1), repeat=len(ranks))]  # fmt: skip
    extreme = sum(abs(each - even) >= abs(found.plus - even) for each in sums)
    assert found.p == extreme / len(sums)


def test_beyond_twenty_pairs_the_p_is_approximate_and_close_to_the_exact_one() -> None:
    differences = [2, 1, -1] * 7 + [1]
    found = signed_ranks(differences)
    ranks = [8.0] * 15 + [19.0] * 7

    assert (found.differing, found.is_exact) == (22, False)
    assert found.p == pytest.approx(exact_p(ranks, found.plus), abs=0.002)


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        ([1, 1, -1, 2, 3, 0, -1, -1], 0.515625),
        (
            [0, 1, 1, 1, -1, 1, 2, 1, 0, 1, 3, 1, -1, 1, -2, 1, 1, 1, 2, 2, 1, 2, 3, 0],
            0.0025905727,
        ),
        (
            [1, 1, 1, -2, -1, -2, 3, 1, 3, 1, 0, 1, -1, 2, 1, 3, 1, 0, 1, 2]
            + [1, 1, 1, -1, -2, 1, 1, 1, -1, 1, 0, 1, 3, -2, -2, 1, -1, 1, 1, -2],
            0.0855886162,
        ),
    ],
)
def test_signed_ranks_agree_with_scipy(differences: list[int], p: float) -> None:
    """SciPy 1.17.1: `wilcoxon`, by permutation for the first, without correction for the others."""
    found = signed_ranks(differences)
    assert found.p is not None
    assert round(found.p, 10) == p


@pytest.mark.parametrize(
    ("to_yes", "to_no", "p"), [(9, 1, 0.021484375), (12, 2, 0.012939453125), (21, 9, 0.0427739453)]
)
def test_mcnemar_agrees_with_statsmodels(to_yes: int, to_no: int, p: float) -> None:
    """statsmodels 0.15.0: `mcnemar(table, exact=True)`."""
    assert mcnemar_p(to_yes, to_no) == pytest.approx(p, abs=5e-11)


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=40))
def test_turning_before_and_after_round_turns_the_effect_round(differences: list[int]) -> None:
    one, other = signed_ranks(differences), signed_ranks([-each for each in differences])

    assert (one.plus, one.minus) == (other.minus, other.plus)
    assert (one.p is None) == (other.p is None)
    if one.p is not None:
        assert one.p == pytest.approx(other.p)


@pytest.mark.parametrize(
    "case", VECTORS["mcnemarExact"], ids=lambda each: f"{each['b']}-{each['c']}"
)
def test_mcnemar_agrees_with_the_vectors(case: dict[str, float]) -> None:
    assert round(mcnemar_p(int(case["b"]), int(case["c"])), 6) == case["p"]


def test_five_who_changed_are_too_few_to_test_and_six_are_not() -> None:
    assert mcnemar(0, 5, 9) == PairedYesNo(0, 5, 9, None)
    assert mcnemar(0, 6, 9) == PairedYesNo(0, 6, 9, 0.03125)
    assert mcnemar(0, 6, 9).pairs == 15


def test_nobody_is_the_fewest() -> None:
    with pytest.raises(ValueError, match="fewer people than none"):
        mcnemar(-1, 3)


def test_holm_agrees_with_statsmodels() -> None:
    """statsmodels 0.15.0: `multipletests(ps, method="holm")`."""
    found = holm([0.01, 0.04, 0.03, 0.005, 0.5])
    assert [round(each, 10) for each in found] == [0.04, 0.09, 0.09, 0.025, 0.5]
    assert holm([]) == []
