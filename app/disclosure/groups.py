"""Which groups of people may be shown: the threshold, and the complement beside a total."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import InitVar, dataclass
from enum import Enum
from typing import Final, TypeVar

THRESHOLD: Final = 10
LOWEST_THRESHOLD: Final = 5
GATE: Final = object()

Group = TypeVar("Group", bound=Hashable)


TO_LOOK_AT: Final = (
    "Ten or more people are not in these figures: nearly all of them gave the same answer, and it "
    "is not a good one. Something needs your attention: read the comments."
)
"""Stands beside figures from which such people are left out."""


class Reason(Enum):
    """Why nothing is said of a group. The words stand here for every page and file.

    No reason gives away how large a group is beyond what the rule itself does: `BESIDE` is said
    alike of every hidden group of a whole, `ALIKE` of groups in which one may have answered
    otherwise.
    """

    TOO_FEW = "fewer than {threshold}"
    ALIKE = "nearly everybody gave the same answer, and it is not a good one"
    BESIDE = "fewer than {threshold}, or it would give away a group that has fewer"
    WAITING = "released together with later answers, {threshold} or more at a time"


@dataclass(frozen=True, slots=True)
class Hidden:
    """Nothing is said of a group, because people in it could be found."""

    threshold: int = THRESHOLD
    reason: Reason = Reason.TOO_FEW

    def __str__(self) -> str:
        return f"Hidden to protect people ({self.why})"

    @property
    def why(self) -> str:
        """The reason in words."""
        return self.reason.value.format(threshold=self.threshold)

    @property
    def is_to_look_at(self) -> bool:
        """Whether those who may read the comments should do so: it is hidden, and it is bad."""
        return self.reason is Reason.ALIKE


@dataclass(frozen=True, slots=True)
class Released:
    """A group that may be shown, and how many people are in it."""

    base: int
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        refuse_unsealed(seal)


def is_safe_size(base: int, threshold: int = THRESHOLD) -> bool:
    """Whether a group of `base` people may be shown, as far as its own size goes."""
    return base >= checked(threshold)


def release(
    bases: Mapping[Group, int],
    threshold: int = THRESHOLD,
    *,
    withheld: Collection[Group] = (),
) -> dict[Group, Released | Hidden]:
    """Which groups of one whole may be shown beside the total of that whole.

    Args:
        bases: people in each group; no person is in two groups.
        withheld: groups that are hidden for a reason of their own.

    Raises:
        ValueError: when the threshold is below 5 or a base is negative.
    """
    refuse_negative(bases.values())
    hidden = {group for group, base in bases.items() if base < checked(threshold)}
    hidden |= set(withheld) & bases.keys()
    small = frozenset(hidden)
    smallest_first = sorted(bases, key=lambda group: bases[group])
    for group in smallest_first:
        if not _can_be_worked_out(bases, hidden, threshold):
            break
        hidden.add(group)
    # All hidden groups of a whole give one reason: it does not give away which of them is large.
    reason = Reason.TOO_FEW if hidden == small else Reason.BESIDE
    return released_or_hidden(bases, hidden, threshold, reason)


def release_total(base: int, threshold: int = THRESHOLD) -> Released | Hidden:
    """Whether the whole may be shown.

    Raises:
        ValueError: when the threshold is below 5 or the base is negative.
    """
    refuse_negative([base])
    return Released(base, seal=GATE) if is_safe_size(base, threshold) else Hidden(threshold)


def released_or_hidden(
    bases: Mapping[Group, int],
    hidden: Collection[Group],
    threshold: int,
    reason: Reason = Reason.TOO_FEW,
) -> dict[Group, Released | Hidden]:
    """What a rule of the gate decided: these hidden, all others released."""
    return {
        group: Hidden(threshold, reason) if group in hidden else Released(base, seal=GATE)
        for group, base in bases.items()
    }


def checked(threshold: int) -> int:
    """The threshold, when it is one that protects.

    Raises:
        ValueError: when it is below 5.
    """
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(f"the threshold may not be below {LOWEST_THRESHOLD}, {threshold} is")
    return threshold


def refuse_negative(bases: Collection[int]) -> None:
    """Raise ValueError when a group is smaller than nobody."""
    if any(base < 0 for base in bases):
        raise ValueError("a group cannot have fewer people than none")


def refuse_unsealed(seal: object) -> None:
    """Raise TypeError when something else than the gate makes a figure."""
    if seal is not GATE:
        raise TypeError("only the gate makes figures: see app.disclosure")


def _can_be_worked_out(
    bases: Mapping[Group, int], hidden: Collection[Group], threshold: int
) -> bool:
    populated = [bases[group] for group in hidden if bases[group]]
    if not populated:
        return False
    return len(populated) == 1 or sum(populated) < threshold
