"""How well two readers agree who labelled the same things, for example a person and the machine.

Cohen's kappa is the agreement beyond what chance alone would give. Its 95 % interval is the
large-sample one of Fleiss, Cohen and Everitt (Psychological Bulletin 72, 1969, 323-327), in the
form of Fleiss, Levin and Paik (Statistical Methods for Rates and Proportions, 3rd ed., 2003, 18.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from app.statistics.intervals import Z95, Interval

FEWEST_PAIRS: Final = 20
NO_DOUBT: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often the first reader said the row's label where the second said the column's."""

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def pairs(self) -> int:
        """How many things both labelled."""
        return sum(self.by_first)

    @property
    def agreed(self) -> int:
        """How many of them both labelled alike."""
        return sum(row[place] for place, row in enumerate(self.counts))

    @property
    def by_first(self) -> tuple[int, ...]:
        """How often the first reader gave each label."""
        return tuple(sum(row) for row in self.counts)

    @property
    def by_second(self) -> tuple[int, ...]:
        """How often the second reader gave each label."""
        return tuple(sum(column) for column in zip(*self.counts, strict=True))


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a confusion table says; None is what cannot be said.

    `accuracy` and `macro_f1` are proportions. `kappa` is 1 at most, and 0 where the two agree as
    chance would have it; it is undefined where both gave one and the same label throughout. Its
    interval is undefined where the formula would claim certainty, as where everything is agreed.
    """

    table: Confusion
    accuracy: float | None
    kappa: float | None
    kappa_interval: Interval | None
    macro_f1: float | None

    @property
    def too_few(self) -> bool:
        """Whether there are fewer than 20 pairs, of which no figure should be relied on."""
        return self.table.pairs < FEWEST_PAIRS


def agreement(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """How well the labels of two readers agree, pair by pair.

    Raises:
        ValueError: when one reader labelled more than the other.
    """
    table = confusion(first, second)
    return Agreement(
        table=table,
        accuracy=table.agreed / table.pairs if table.pairs else None,
        kappa=_kappa(table),
        kappa_interval=_kappa_interval(table),
        macro_f1=_macro_f1(table),
    )


def confusion(first: Sequence[str], second: Sequence[str]) -> Confusion:
    """The table of every label that either reader gave, in the order of the alphabet.

    Raises:
        ValueError: when one reader labelled more than the other.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} labels cannot be paired with {len(second)}")
    labels = tuple(sorted({*first, *second}))
    pairs = list(zip(first, second, strict=True))
    return Confusion(labels, tuple(tuple(pairs.count((a, b)) for b in labels) for a in labels))


def _chance(table: Confusion) -> int:
    """The agreement that chance would give, times the square of the number of pairs."""
    return sum(a * b for a, b in zip(table.by_first, table.by_second, strict=True))


def _kappa(table: Confusion) -> float | None:
    square, chance = table.pairs**2, _chance(table)
    if chance == square:
        return None
    return (table.agreed * table.pairs - chance) / (square - chance)


def _kappa_interval(table: Confusion) -> Interval | None:
    kappa = _kappa(table)
    if kappa is None:
        return None
    chance = _chance(table) / table.pairs**2
    spread = (
        _spread_of_agreed(table, kappa)
        + _spread_of_others(table, kappa)
        - (kappa - chance * (1 - kappa)) ** 2
    )
    if spread < NO_DOUBT:
        return None
    half = Z95 * sqrt(spread / table.pairs) / (1 - chance)
    return Interval(low=max(-1.0, kappa - half), high=min(1.0, kappa + half))


def _spread_of_agreed(table: Confusion, kappa: float) -> float:
    """The first term of the variance, A in the book."""
    margins = zip(table.by_first, table.by_second, strict=True)
    return sum(
        table.counts[place][place] / table.pairs * (1 - (a + b) / table.pairs * (1 - kappa)) ** 2
        for place, (a, b) in enumerate(margins)
    )


def _spread_of_others(table: Confusion, kappa: float) -> float:
    """The second term of the variance, B in the book."""
    others = sum(
        count / table.pairs * ((table.by_second[row] + table.by_first[column]) / table.pairs) ** 2
        for row, counts in enumerate(table.counts)
        for column, count in enumerate(counts)
        if row != column
    )
    return (1 - kappa) ** 2 * others


def _macro_f1(table: Confusion) -> float | None:
    """The mean F1 of the labels, each counting alike, however rare; every label occurs."""
    margins = zip(table.by_first, table.by_second, strict=True)
    each = [2 * table.counts[place][place] / (a + b) for place, (a, b) in enumerate(margins)]
    return sum(each) / len(each) if each else None
