"""Figures are refreshed in batches, so that two looks at one figure do not give one person away.

Somebody who looks before and after one answer came in could subtract. A figure that was shown
therefore stays until enough people are new in it. Groups that are shown beside their total move
by the same rule, and the total is counted from what is shown of them: if it counted everybody, it
would move by the one person whose group stood still.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NewType

FRESH: Final = 5

Cut = NewType("Cut", str)


@dataclass(frozen=True, slots=True)
class ReleasedCut:
    """What is shown of one cut: `base` people, `counts` of them by answer, at one moment.

    The key is opaque here; whoever makes the cut decides how it names it.
    """

    key: Cut
    base: int
    counts: Mapping[str, int]
    as_of: datetime


def may_follow(bases: Iterable[int], before: Iterable[int]) -> bool:
    """Whether figures may be brought up to date: each number of people moved by none or by 5.

    Raises:
        ValueError: when the two have not as many numbers.
    """
    moves = (abs(now - then) for now, then in zip(bases, before, strict=True))
    return all(move == 0 or move >= FRESH for move in moves)


def next_release(previous: ReleasedCut | None, current: ReleasedCut) -> ReleasedCut:
    """What to show of a cut now: the earlier figures while 1 to 4 people joined or left.

    With as many people as before the current figures are shown, so that a correction counts at
    once.

    Raises:
        ValueError: when the two are not of one cut.
    """
    if previous is None:
        return current
    if previous.key != current.key:
        raise ValueError(f"{current.key!r} cannot follow {previous.key!r}: they are two cuts")
    is_too_fresh = 0 < abs(current.base - previous.base) < FRESH
    return previous if is_too_fresh else current


def next_releases(
    previous: Mapping[Cut, ReleasedCut], current: Mapping[Cut, ReleasedCut]
) -> dict[Cut, ReleasedCut]:
    """What to show now of groups that add up to one whole; show the whole `together` with them.

    A group that is new among groups shown before had nobody in it then, so it also waits for 5.
    A group of which nothing is left is let go in the same way.

    Raises:
        ValueError: when a cut stands under a key that is not its own.
    """
    if not previous:
        return dict(current)
    released = {
        cut: next_release(previous.get(cut, _nobody(now)), now) for cut, now in current.items()
    }
    left = {cut: next_release(then, _nobody(then)) for cut, then in previous.items()}
    return left | released


def together(key: Cut, groups: Iterable[ReleasedCut]) -> ReleasedCut:
    """The whole of groups that share nobody, counted from what is shown of each.

    Raises:
        ValueError: when there is no group.
    """
    parts = list(groups)
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part.counts)
    return ReleasedCut(
        key=key,
        base=sum(part.base for part in parts),
        counts=dict(counts),
        as_of=max(part.as_of for part in parts),
    )


def _nobody(cut: ReleasedCut) -> ReleasedCut:
    return ReleasedCut(cut.key, 0, dict.fromkeys(cut.counts, 0), cut.as_of)
