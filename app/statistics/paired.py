"""Before and after, of the same people: how many rate higher, and whether chance alone would do it.

Ratings are compared by Wilcoxon's signed-rank test (Biometrics Bulletin 1, 1945, 80-83): pairs that
are alike are dropped, equal differences share a middle rank. Up to 20 pairs that differ its p is
exact, from every way in which the signs could have fallen; beyond that it is the normal
approximation, with the variance of the ranks as they are and no continuity correction. The effect
is the rank-biserial correlation of matched pairs (Kerby, Comprehensive Psychology 3, 2014).

Yes/no answers are compared by McNemar's test in its exact form (binomial, two-sided).

The size of a change of means is Cohen's d by the average spread of the two occasions, d_av
(Cumming, Understanding the New Statistics, 2012, 290-294), with Hedges' correction for fewer than
50 pairs. d_z, which divides by the spread of the differences, is larger and not comparable with it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, erfc, sqrt
from statistics import fmean, variance
from typing import Final

MOST_EXACT: Final = 20
TOO_FEW_DISCORDANT: Final = 5
FEWEST_UNCORRECTED: Final = 50


@dataclass(frozen=True, slots=True)
class SignedRanks:
    """Wilcoxon's signed ranks: `plus` and `minus` are the sums of ranks of rises and of falls.

    `p` is two-sided, between 0 and 1; None where no pair differs, as is `rank_biserial`, which
    goes from -1 (every pair fell) to 1 (every pair rose).
    """

    differing: int
    plus: float
    minus: float
    p: float | None
    is_exact: bool
    rank_biserial: float | None


@dataclass(frozen=True, slots=True)
class Paired:
    """Ratings of the same people on two occasions; `higher`, `lower` and `same` count people.

    `d_av` is None where all gave one rating on each occasion, or where there is one pair only.
    `is_corrected`: whether Hedges' correction is in it.
    """

    higher: int
    lower: int
    same: int
    ranks: SignedRanks
    d_av: float | None
    is_corrected: bool

    @property
    def pairs(self) -> int:
        """How many people rated on both occasions."""
        return self.higher + self.lower + self.same


@dataclass(frozen=True, slots=True)
class PairedYesNo:
    """Yes/no answers of the same people: how many went over to yes, and how many to no.

    `p` is two-sided, between 0 and 1; None where 5 or fewer changed, because then it cannot come
    below 0.05 whatever they said: too few to test.
    """

    to_yes: int
    to_no: int
    same: int
    p: float | None

    @property
    def pairs(self) -> int:
        """How many people answered on both occasions."""
        return self.to_yes + self.to_no + self.same


def paired(before: Sequence[int], after: Sequence[int]) -> Paired:
    """Compare ratings pair by pair; a higher number is a higher rating.

    Raises:
        ValueError: when the two do not have one length.
    """
    differences = [late - early for early, late in zip(before, after, strict=True)]
    d = d_av(before, after)
    is_corrected = len(differences) < FEWEST_UNCORRECTED
    return Paired(
        higher=sum(each > 0 for each in differences),
        lower=sum(each < 0 for each in differences),
        same=sum(each == 0 for each in differences),
        ranks=signed_ranks(differences),
        d_av=d if d is None or not is_corrected else d * hedges(len(differences)),
        is_corrected=is_corrected,
    )


def signed_ranks(differences: Sequence[int]) -> SignedRanks:
    """Wilcoxon's signed-rank test of differences between pairs."""
    ranked = _middle_ranks([each for each in differences if each])
    plus = sum(rank for each, rank in ranked if each > 0)
    minus = sum(rank for each, rank in ranked if each < 0)
    if not ranked:
        return SignedRanks(0, 0.0, 0.0, None, is_exact=True, rank_biserial=None)
    ranks = [rank for _, rank in ranked]
    is_exact = len(ranks) <= MOST_EXACT
    return SignedRanks(
        differing=len(ranks),
        plus=plus,
        minus=minus,
        p=exact_p(ranks, plus) if is_exact else normal_p(ranks, plus),
        is_exact=is_exact,
        rank_biserial=(plus - minus) / (plus + minus),
    )


def exact_p(ranks: Sequence[float], plus: float) -> float:
    """The share of all ways the signs could fall that are as far from even, or farther."""
    doubled = [round(2 * rank) for rank in ranks]
    ways = Counter({0: 1})
    for rank in doubled:
        ways = ways + Counter({total + rank: number for total, number in ways.items()})
    even = sum(doubled)
    distance = abs(4 * plus - even)
    extreme = sum(number for total, number in ways.items() if abs(2 * total - even) >= distance)
    return float(extreme / 2 ** len(ranks))


def normal_p(ranks: Sequence[float], plus: float) -> float:
    """The same by the normal distribution, for more pairs than can be gone through."""
    spread = sqrt(sum(rank * rank for rank in ranks)) / 2
    return erfc(abs(plus - sum(ranks) / 2) / spread / sqrt(2))


def mcnemar(to_yes: int, to_no: int, same: int = 0) -> PairedYesNo:
    """Compare yes/no answers pair by pair.

    Args:
        to_yes: people who said no first and yes then.
        to_no: people who said yes first and no then.
        same: people who said the same twice.

    Raises:
        ValueError: when a number is negative.
    """
    if min(to_yes, to_no, same) < 0:
        raise ValueError("there cannot be fewer people than none")
    is_tested = to_yes + to_no > TOO_FEW_DISCORDANT
    return PairedYesNo(to_yes, to_no, same, mcnemar_p(to_yes, to_no) if is_tested else None)


def mcnemar_p(to_yes: int, to_no: int) -> float:
    """The two-sided exact p of those who changed, however few they are."""
    changed = to_yes + to_no
    ways = sum(comb(changed, number) for number in range(min(to_yes, to_no) + 1))
    return min(1.0, ways / float(2 ** (changed - 1))) if changed else 1.0


def d_av(before: Sequence[int], after: Sequence[int]) -> float | None:
    """The difference of means by the average spread of both occasions, uncorrected."""
    if len(before) <= 1:
        return None
    spread = sqrt((variance(before) + variance(after)) / 2)
    return (fmean(after) - fmean(before)) / spread if spread else None


def hedges(pairs: int) -> float:
    """Hedges' J, by which d of few pairs is made smaller; for two pairs or more."""
    return 1 - 3 / (4 * (pairs - 1) - 1)


def holm(ps: Sequence[float]) -> list[float]:
    """Each p among several, by Holm's method (Scandinavian Journal of Statistics 6, 1979, 65-70).

    Many comparisons raise false alarms; each p is made larger by how many there are.
    """
    smallest_first = sorted(range(len(ps)), key=lambda place: ps[place])
    adjusted, least = [0.0] * len(ps), 0.0
    for rank, place in enumerate(smallest_first):
        least = max(least, min(1.0, ps[place] * (len(ps) - rank)))
        adjusted[place] = least
    return adjusted


def _middle_ranks(differences: Sequence[int]) -> list[tuple[int, float]]:
    """Each difference with the rank of its size; equal sizes share the middle of their ranks."""
    sizes = Counter(abs(each) for each in differences)
    ranks, below = {}, 0
    for size in sorted(sizes):
        ranks[size] = below + (sizes[size] + 1) / 2
        below += sizes[size]
    return [(each, ranks[abs(each)]) for each in differences]
