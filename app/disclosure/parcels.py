"""People are released in parcels of ten or more, and every figure is a sum of whole parcels.

A parcel is people of one place (a service in a series) in one month and those before it that were
too few. Once released, it is never parted again. So whatever is added up or subtracted, by
services, by months, by audiences, or by what was shown earlier, the result is made of whole
parcels: it is nobody, or ten people at least. There is nothing to remember of what was asked for,
and nobody is hidden because somebody looked at something else first.

Nor can it be known of anybody in a parcel that they gave one sensitive answer with everybody else
there, or with all but one: such people wait for others who answered otherwise.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from app.disclosure.groups import THRESHOLD, Reason

PARCEL: Final = THRESHOLD

Codes = Counter[str]
Base = Callable[[Codes], int]
Part = TypeVar("Part", bound=Hashable)


@dataclass(frozen=True)
class Parcel:
    """What is released now: `taken` from the months in which people answered, shown in `month`."""

    month: str
    taken: Mapping[str, Codes]

    @property
    def shown(self) -> Codes:
        """All that is taken, together."""
        return together(self.taken.values())


def ready(
    released: Mapping[str, Codes],
    waiting: Mapping[str, Codes],
    base: Base,
    sensitive: Collection[str],
    beside: Base = lambda codes: 0,
) -> Iterator[Parcel]:
    """The parcels of one place that can be released, of what waits in each month.

    A month that has too few is released with the months after it. A correction, which brings and
    takes nobody, is released at once where its people are released. People of no base, who said
    "don't know" or nothing, are no correction: they are released with the next ten.

    Args:
        released: what is released in each month.
        waiting: what is counted in each month and not released, negative where people went.
        base: how many people there are in what was counted.
        sensitive: answers that must not be pinned on everybody in a parcel.
        beside: how many people were counted, whether or not they are of the base.
    """
    taken: dict[str, Codes] = {}
    for month in sorted({*released, *waiting}):
        if any(waiting.get(month, Counter()).values()):
            taken[month] = Counter(waiting[month])
        change = together(taken.values())
        if not taken or (beside(change) and not base(change)):
            continue
        if _may_move(released.get(month, Counter()), change, base, sensitive):
            yield Parcel(month, taken)
            taken = {}


def ready_parts(
    released: Mapping[Part, Codes],
    waiting: Mapping[Part, Codes],
    whole: int | None,
    base: Base,
    sensitive: Collection[str] = (),
) -> list[Part]:
    """The groups of one whole that can be released, the largest first.

    What is left of the whole, which is released as well, is nobody or ten people at least.

    Args:
        whole: people released as a whole; None where nothing can be subtracted from.
    """
    left = None if whole is None else whole - sum(base(each) for each in released.values())
    moved: list[Part] = []
    for part in sorted(waiting, key=lambda each: (-base(waiting[each]), str(each))):
        if not _may_move(released.get(part, Counter()), waiting[part], base, sensitive):
            continue
        people = base(waiting[part])
        if left is None or not people or is_nobody_or_enough(left - people):
            left = None if left is None else left - people
            moved.append(part)
    return moved


def released_next(released: Codes, counted: Codes, base: Base, sensitive: Collection[str]) -> Codes:
    """What is released of one place from now on: as before, or with a parcel of newer answers."""
    waiting = Counter(counted)
    waiting.subtract(released)
    moved = ready({"": released}, {"": waiting}, base, sensitive)
    return together([released, *(parcel.shown for parcel in moved)])


def why_hidden(waiting: Iterable[int]) -> Reason:
    """Why nothing is released of places where so many people wait; each is released by itself."""
    people = [max(0, each) for each in waiting]
    if max(people, default=0) >= PARCEL:
        return Reason.ALIKE
    return Reason.WAITING if sum(people) >= PARCEL else Reason.TOO_FEW


def alike(codes: Mapping[str, int], base: int, sensitive: Iterable[str]) -> bool:
    """Whether everybody, or everybody but one, gave one and the same sensitive answer.

    All but one counts as well, so that whoever learns of it still does not know it of anybody.
    """
    return base > 0 and base - max((codes.get(code, 0) for code in sensitive), default=0) <= 1


def is_nobody_or_enough(people: int) -> bool:
    """Whether a number of people may be worked out."""
    return people == 0 or people >= PARCEL


def together(parts: Iterable[Codes]) -> Codes:
    """What was counted in several parts, added up."""
    whole: Codes = Counter()
    for part in parts:
        whole.update(part)
    return whole


def _may_move(released: Codes, change: Codes, base: Base, sensitive: Collection[str]) -> bool:
    people = base(change)
    after = together([released, change])
    left = base(after)
    if left and alike(after, left, sensitive):
        return False
    if not people:
        return left > 0 and any(change.values())
    if people > 0:
        return people >= PARCEL and not alike(change, people, sensitive)
    gone = Counter({code: -number for code, number in change.items()})
    return -people >= PARCEL and is_nobody_or_enough(left) and not alike(gone, -people, sensitive)
