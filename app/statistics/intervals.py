"""How sure a proportion is, and how sure a difference of two proportions is.

Wilson's score interval is the standard method of the Office for Health Improvement and Disparities
(Technical Guide: Confidence Intervals, 2018); the difference is Newcombe's method 10, which is
built on it (Statistics in Medicine 17, 1998). Both are 95 % intervals.
"""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds of a 95 % interval, as proportions."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One proportion less another, with the bounds of its 95 % interval."""

    difference: float
    low: float
    high: float

    @property
    def includes_zero(self) -> bool:
        """Whether the two may well be alike: there are too few answers to say."""
        return self.low <= 0 <= self.high


def wilson(count: float, base: float) -> Interval | None:
    """The interval of `count` out of `base` people; None where nobody was counted.

    They need not be whole where people stand for others, as in a sample that is weighted.

    Raises:
        ValueError: when `count` is not between 0 and `base`.
    """
    _refuse_nonsense(count, base)
    if base == 0:
        return None
    proportion, square = count / base, Z95 * Z95 / base
    centre = proportion + square / 2
    half = Z95 * sqrt(proportion * (1 - proportion) / base + square / (4 * base))
    # Rounding alone may leave the ends a hair outside 0 and 1; the method itself does not.
    return Interval(
        low=max(0.0, (centre - half) / (1 + square)), high=min(1.0, (centre + half) / (1 + square))
    )


def newcombe(count: int, base: int, other_count: int, other_base: int) -> Difference | None:
    """The first proportion less the other; None where either group has nobody.

    Raises:
        ValueError: when a count is not between 0 and its base.
    """
    first, other = wilson(count, base), wilson(other_count, other_base)
    if first is None or other is None:
        return None
    p, q = count / base, other_count / other_base
    return Difference(
        difference=p - q,
        low=p - q - sqrt((p - first.low) ** 2 + (other.high - q) ** 2),
        high=p - q + sqrt((first.high - p) ** 2 + (q - other.low) ** 2),
    )


def _refuse_nonsense(count: float, base: float) -> None:
    if not 0 <= count <= base:
        raise ValueError(f"{count} of {base} is not a proportion")


def points(proportion: float) -> str:
    """A difference of two proportions in percentage points, with its sign, for example `−18`.

    Whole, but never zero for what is not: the end of an interval that leaves zero out has as
    many decimals as show it. The minus is one that no spreadsheet takes for a formula.
    """
    text = next((f"{proportion * 100:+.{n}f}" for n in range(4) if round(proportion * 100, n)), "0")
    return text.replace("-", "\N{MINUS SIGN}")
