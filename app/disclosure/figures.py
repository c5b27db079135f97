"""The figures of one released group, and of answers that are themselves groups to protect."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import InitVar, dataclass
from typing import Final, TypeVar

from app.disclosure.groups import (
    GATE,
    THRESHOLD,
    Hidden,
    Reason,
    Released,
    refuse_unsealed,
    release,
    release_total,
)
from app.statistics.intervals import wilson
from app.statistics.prevalence import Accuracy, adjusted
from app.statistics.rounding import percent_of, whole_percent

SMALLEST_PERCENT_BASE: Final = 10

Code = TypeVar("Code", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of how many: `percent` is whole; `low` and `high` bound the 95 % interval.

    The last three are None on a base of fewer than 10, of which no percentage is shown.
    """

    count: int
    base: int
    percent: int | None
    low: int | None
    high: int | None
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        refuse_unsealed(seal)

    def __str__(self) -> str:
        return f"{self.count} of {self.base}" if self.percent is None else f"{self.percent} %"


@dataclass(frozen=True, slots=True)
class Masked:
    """Stands for the figure of a group that all gave one sensitive answer."""

    is_most: bool

    def __str__(self) -> str:
        return "more than 90 %" if self.is_most else "less than 10 %"


@dataclass(frozen=True, slots=True)
class Estimated:
    """A share of a released group that was corrected: whole per cent, with its 95 % interval."""

    percent: int
    low: int
    high: int
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        refuse_unsealed(seal)

    def __str__(self) -> str:
        return f"estimate {self.percent} %, likely {self.low}–{self.high} %"


Cell = Figure | Masked | Hidden


def figures(
    counts: Mapping[Code, int], released: Released, *, sensitive: Collection[Code] = ()
) -> dict[Code, Figure | Masked]:
    """The figures of one released group.

    Args:
        counts: people who gave each answer; with several answers each, they may sum to more.
        released: the group, as the gate released it.
        sensitive: answers that must not be pinned on everybody in the group.

    Raises:
        ValueError: when a count is more than the base.
    """
    if unanimous(counts, released.base, sensitive):
        return {code: Masked(is_most=count == released.base) for code, count in counts.items()}
    return {code: figure(count, released) for code, count in counts.items()}


def figure(count: int, released: Released) -> Figure:
    """One figure of one released group.

    Raises:
        ValueError: when the count is not between 0 and the base.
    """
    interval = wilson(count, released.base)
    if interval is None or released.base < SMALLEST_PERCENT_BASE:
        return Figure(count, released.base, None, None, None, seal=GATE)
    return Figure(
        count,
        released.base,
        percent=percent_of(count, released.base),
        low=whole_percent(interval.low),
        high=whole_percent(interval.high),
        seal=GATE,
    )


def estimated(found: Figure, accuracy: Accuracy) -> Estimated | None:
    """A figure corrected for how what it counts errs; None where that cannot be done.

    It is worked out from the figure and from what is shown of the error, and from nothing else, so
    that it tells no more than they do.
    """
    estimate = adjusted(found.count, found.base, accuracy)
    if estimate is None or found.percent is None:
        return None
    return Estimated(
        whole_percent(estimate.share),
        whole_percent(estimate.low),
        whole_percent(estimate.high),
        seal=GATE,
    )


def small_counts_hidden(
    counts: Mapping[Code, int], base: int, threshold: int = THRESHOLD
) -> dict[Code, Cell]:
    """The figures of one question whose every answer is itself a group of people to protect.

    Used for equality answers. Answers that exclude each other sum to `base` and are protected
    against subtraction; where people may give several, no total can be subtracted from.

    Raises:
        ValueError: as `release`, or when a count is more than the base.
    """
    whole = release_total(base, threshold)
    if isinstance(whole, Hidden):
        return dict.fromkeys(counts, whole)
    if unanimous(counts, base, counts.keys()):
        return dict(figures(counts, whole, sensitive=counts.keys()))
    return {
        code: cell if isinstance(cell, Hidden) else figure(cell.base, whole)
        for code, cell in _small_groups_hidden(counts, base, threshold).items()
    }


def unanimous(counts: Mapping[Code, int], base: int, sensitive: Collection[Code]) -> bool:
    """Whether everybody gave one and the same sensitive answer."""
    return base > 0 and any(counts.get(code) == base for code in sensitive)


def _small_groups_hidden(
    counts: Mapping[Code, int], base: int, threshold: int
) -> dict[Code, Released | Hidden]:
    cells = (
        release(counts, threshold)
        if sum(counts.values()) == base
        else {code: release_total(count, threshold) for code, count in counts.items()}
    )
    beside = Hidden(threshold, Reason.BESIDE)
    return {code: beside if isinstance(cell, Hidden) else cell for code, cell in cells.items()}
