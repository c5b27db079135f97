"""The one gate that every figure passes, so that nobody can be found in it.

Pages, charts, exports and descriptions of charts get their figures here. A `Figure` cannot be made
anywhere else, so what is hidden has no number that a template could print by mistake.

The rules (GP Patient Survey threshold; complement as for two-way tables of official statistics):

1. A group of fewer than `threshold` people is hidden.
2. The total is shown, so what is hidden together must be nobody, or at least two groups of at
   least `threshold` people; the next smallest group is hidden until that is so.
3. Where all of a group gave the same sensitive answer, it reads "more than 90 %".

A hidden group does not say which rule hid it: to tell would be to tell how large it is.
Time differencing and overlapping filters are further rules that belong here.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import InitVar, dataclass
from typing import Final, TypeVar

from app.statistics.intervals import wilson

THRESHOLD: Final = 10
LOWEST_THRESHOLD: Final = 5
SMALLEST_PERCENT_BASE: Final = 10
_GATE: Final = object()

Group = TypeVar("Group", bound=Hashable)
Code = TypeVar("Code", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Nothing is said of a group, because people in it could be found."""

    threshold: int = THRESHOLD

    def __str__(self) -> str:
        return f"Hidden to protect people (fewer than {self.threshold})"


@dataclass(frozen=True, slots=True)
class Released:
    """A group that may be shown, and how many people are in it."""

    base: int
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        _refuse_unsealed(seal)


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
        _refuse_unsealed(seal)

    def __str__(self) -> str:
        return f"{self.count} of {self.base}" if self.percent is None else f"{self.percent} %"


@dataclass(frozen=True, slots=True)
class Masked:
    """Stands for the figure of a group that all gave one sensitive answer."""

    is_most: bool

    def __str__(self) -> str:
        return "more than 90 %" if self.is_most else "less than 10 %"


Cell = Figure | Masked | Hidden


def is_safe_size(base: int, threshold: int = THRESHOLD) -> bool:
    """Whether a group of `base` people may be shown, as far as its own size goes."""
    return base >= _checked(threshold)


def release(
    bases: Mapping[Group, int],
    threshold: int = THRESHOLD,
    *,
    withheld: Collection[Group] = (),
    is_telling: Callable[[frozenset[Group]], bool] = lambda hidden: False,
) -> dict[Group, Released | Hidden]:
    """Which groups of one whole may be shown beside the total of that whole.

    Args:
        bases: people in each group; no person is in two groups.
        withheld: groups that are hidden for a reason of their own.
        is_telling: whether the hidden groups taken together still say something about each
            person in them, so that one more must be hidden.

    Raises:
        ValueError: when the threshold is below 5 or a base is negative.
    """
    _refuse_negative(bases.values())
    hidden = {group for group, base in bases.items() if base < _checked(threshold)}
    hidden |= set(withheld) & bases.keys()
    smallest_first = sorted(bases, key=lambda group: bases[group])
    for group in smallest_first:
        if not _can_be_worked_out(bases, frozenset(hidden), threshold, is_telling):
            break
        hidden.add(group)
    return {
        group: Hidden(threshold) if group in hidden else Released(base, seal=_GATE)
        for group, base in bases.items()
    }


def release_total(base: int, threshold: int = THRESHOLD) -> Released | Hidden:
    """Whether the whole may be shown.

    Raises:
        ValueError: when the threshold is below 5 or the base is negative.
    """
    _refuse_negative([base])
    return Released(base, seal=_GATE) if is_safe_size(base, threshold) else Hidden(threshold)


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
        return Figure(count, released.base, None, None, None, seal=_GATE)
    return Figure(
        count,
        released.base,
        percent=_whole_percent(count / released.base),
        low=_whole_percent(interval.low),
        high=_whole_percent(interval.high),
        seal=_GATE,
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
    if sum(counts.values()) == base:
        return release(counts, threshold)
    return {code: release_total(count, threshold) for code, count in counts.items()}


def _can_be_worked_out(
    bases: Mapping[Group, int],
    hidden: frozenset[Group],
    threshold: int,
    is_telling: Callable[[frozenset[Group]], bool],
) -> bool:
    populated = [bases[group] for group in hidden if bases[group]]
    if not populated:
        return False
    return len(populated) == 1 or sum(populated) < threshold or is_telling(hidden)


def _whole_percent(proportion: float) -> int:
    """Rounded half up, as a person would."""
    return int(proportion * 100 + 0.5)


def _checked(threshold: int) -> int:
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(f"the threshold may not be below {LOWEST_THRESHOLD}, {threshold} is")
    return threshold


def _refuse_negative(bases: Collection[int]) -> None:
    if any(base < 0 for base in bases):
        raise ValueError("a group cannot have fewer people than none")


def _refuse_unsealed(seal: object) -> None:
    if seal is not _GATE:
        raise TypeError("only the gate makes figures: see app.statistics.disclosure")
