"""Does one group fare otherwise than everyone else who answered?

The gap is the difference of two proportions, and Newcombe's interval alone decides what is said of
it. The ratio stands beside it and decides nothing: its own interval can say otherwise of the same
answers, and two tests would let a reader choose.

Many groups times many questions give some gaps by chance, so whoever shows gaps also shows how many
were looked at (`comparisons`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.disclosure import THRESHOLD, Group, Hidden, Released, release_total
from app.statistics.intervals import Difference, newcombe


class Verdict(StrEnum):
    """What is said of a gap, word for word."""

    TOO_FEW = "too few answers to say"
    LOWER = "lower than others"
    HIGHER = "higher than others"


@dataclass(frozen=True, slots=True)
class Gap:
    """A group's proportion less that of the others; `ratio` is None where theirs is zero."""

    difference: Difference
    ratio: float | None

    @property
    def verdict(self) -> Verdict:
        """Too few answers to say, unless the interval leaves zero out."""
        if self.difference.includes_zero:
            return Verdict.TOO_FEW
        return Verdict.LOWER if self.difference.difference < 0 else Verdict.HIGHER


def gap(count: int, base: int, other_count: int, other_base: int) -> Gap | None:
    """The gap of one group to another, neither of which is hidden; None where either has nobody.

    Raises:
        ValueError: when a count is not between 0 and its base.
    """
    difference = newcombe(count, base, other_count, other_base)
    if difference is None:
        return None
    ratio = count * other_base / (base * other_count) if other_count else None
    return Gap(difference, ratio)


def gaps(
    counts: Mapping[Group, int],
    bases: Mapping[Group, int],
    cells: Mapping[Group, Released | Hidden],
    threshold: int = THRESHOLD,
) -> dict[Group, Gap | Hidden]:
    """The gap of each group to everyone else who answered, hidden groups among them.

    A group is hidden where the gate hid it, and where too few others answered.

    Args:
        counts: people in each group who gave the answer.
        bases: people in each group who answered; no person is in two groups.
        cells: the groups as the gate released them; one whose figures it masks is to be given
            as hidden, since a gap gives them away.
        threshold: how many others there must be.

    Raises:
        ValueError: when a count is not between 0 and its base.
    """
    found: dict[Group, Gap | Hidden] = {}
    for group, cell in cells.items():
        others = sum(bases.values()) - bases[group]
        other_count = sum(counts.values()) - counts[group]
        hidden = _hidden(cell, release_total(others, threshold))
        known = gap(counts[group], bases[group], other_count, others)
        found[group] = hidden or known or Hidden(threshold)
    return found


def comparisons(found: Iterable[Gap | Hidden]) -> int:
    """How many comparisons were made, to be shown beside the gaps."""
    return sum(isinstance(each, Gap) for each in found)


def _hidden(*cells: Released | Hidden) -> Hidden | None:
    return next((cell for cell in cells if isinstance(cell, Hidden)), None)
