"""Whether one more filter, beside those already shown, would single out a few people.

Filters overlap (a service; a month; a service in a month), so their figures can be subtracted. A
filter is seen as the set of base cells that it covers. Cells share nobody, so a set that is got by
adding and subtracting filters is a group of people. A filter that is refused is hidden.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import Final

from app.statistics.disclosure.groups import THRESHOLD, checked
from app.statistics.disclosure.tilings import Tilings

Cell = Hashable
Cells = frozenset[Hashable]
SAMPLE: Final = 64


def conflicts(
    candidate: Cells,
    released: Sequence[Cells],
    sizes: Mapping[Cell, int],
    threshold: int = THRESHOLD,
) -> bool:
    """Whether showing the candidate beside the released filters could isolate a few people.

    That is so when 1 to `threshold` - 1 people are the candidate itself, its difference from one
    released filter, what it and two released filters leave when added and subtracted, or what is
    left of it, or of the rest of a released filter around it, without any number of released
    filters that share nobody. Where trying them all would take too long, it is taken to be so.

    Args:
        sizes: people in each base cell; a cell that is not named is nobody.

    Raises:
        ValueError: when the threshold is below 5.
    """
    populated = frozenset(cell for cell, people in sizes.items() if people)
    return _Comparison(
        candidate & populated, released, populated, sizes, checked(threshold)
    ).isolates()


class _Comparison:
    """One asked filter among those shown. Cells of nobody are left out of every group."""

    def __init__(
        self,
        asked: Cells,
        released: Sequence[Cells],
        populated: Cells,
        sizes: Mapping[Cell, int],
        threshold: int,
    ) -> None:
        self._asked = asked
        self._released = released
        self._populated = populated
        self._sizes = sizes
        self._threshold = threshold
        self._some_asked = frozenset(islice(asked, SAMPLE))

    @cached_property
    def _near(self) -> list[Cells]:
        """The released filters that may hold, or lie in, all but a few people of the asked one.

        Of most filters a sample tells that they do not, which saves comparing them whole.
        """
        return self._without_nobody(cut for cut in self._released if self._may_nest(cut))

    @cached_property
    def _shown(self) -> list[Cells]:
        return self._without_nobody(self._released)

    @cached_property
    def _by_length(self) -> Mapping[int, Sequence[Cells]]:
        lengths: defaultdict[int, list[Cells]] = defaultdict(list)
        for cut in self._shown:
            lengths[len(cut)].append(cut)
        return lengths

    def _without_nobody(self, cuts: Iterable[Cells]) -> list[Cells]:
        """The filters without empty cells, the largest first, and not the asked one itself."""
        populated = (cut & self._populated for cut in cuts)
        return sorted(
            (cut for cut in populated if cut and cut != self._asked), key=len, reverse=True
        )

    def _may_nest(self, cut: Cells) -> bool:
        beyond = frozenset(islice(cut, SAMPLE)) - self._asked
        return (
            len(self._some_asked - cut) < self._threshold
            or len(beyond & self._populated) < self._threshold
        )

    def isolates(self) -> bool:
        groups = chain([self._asked], self._of_two(), self._of_three())
        return any(self._is_few(group) for group in groups) or self._tilings_isolate()

    def _is_few(self, group: Cells) -> bool:
        """Whether a group is somebody, but too few. Each cell holds somebody."""
        return bool(group) and self._is_small(group)

    def _is_small(self, group: Cells) -> bool:
        if len(group) >= self._threshold:
            return False
        return sum(self._sizes[cell] for cell in group) < self._threshold

    def _of_two(self) -> Iterator[Cells]:
        for cut in self._near:
            if cut < self._asked:
                yield self._asked - cut
            elif cut > self._asked:
                yield cut - self._asked

    def _of_three(self) -> Iterator[Cells]:
        """Groups that are one filter and a second without a third, or one without two."""
        for cut in self._near:
            if self._is_small(self._asked - cut):
                yield from self._completed(self._asked, cut)
            if self._is_small(cut - self._asked):
                yield from self._completed(cut, self._asked)

    def _completed(self, one: Cells, whole: Cells) -> Iterator[Cells]:
        """What one filter and any second leave without a third: all people counted 0 or 1 times.

        Only a second filter that holds the rest of the third, and few more, can leave a few.
        """
        rest = whole - one
        for length in range(len(rest), len(rest) + self._threshold):
            for other in self._by_length.get(length, ()):
                if rest <= other and one & other <= whole:
                    yield (other - whole) | (one - whole) | (one & other)

    def _tilings_isolate(self) -> bool:
        tilings = Tilings(self._sizes, self._threshold)
        inside = [cut for cut in self._near if cut < self._asked]
        around = (cut - self._asked for cut in self._near if cut > self._asked)
        return tilings.leave_few(self._asked, inside) or any(
            tilings.leave_few(group, self._inside(group)) for group in around
        )

    def _inside(self, group: Cells) -> list[Cells]:
        return [cut for cut in self._shown if cut < group]
