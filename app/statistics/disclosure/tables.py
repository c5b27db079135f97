"""A two-way table with its totals, of which nothing that is hidden can be worked out.

Whoever sees a table knows that each row and each column adds up to its total. Counting what is
hidden in each row and column is not enough: rows and columns can be added and subtracted.

So the table is seen as water in pipes: a cell flows from its row to its column, a column total
from its column to the grand total, a row total from there back to its row. Another table that
shows the same numbers is another flow that is the same in every pipe that is shown. How far a
hidden cell could be larger or smaller is then how much water finds another way round through
pipes that are hidden. By the theorem of the least cut, what a cell could at most be is also the
size of the smallest group around it that rows and columns give away.

Cells of nobody are taken for known: staff know which group does not exist in which service.
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Final, Generic, TypeVar

from app.statistics.disclosure.groups import (
    THRESHOLD,
    Hidden,
    Released,
    checked,
    refuse_negative,
    settle,
)

SPREAD: Final = 3
_TOTAL: Final = object()
_WHOLE: Final = (_TOTAL, _TOTAL)

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)
Place = tuple[Hashable, Hashable]
Node = tuple[str, Hashable]
Step = tuple[Place, int]
Way = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class TwoWay(Generic[Row, Column]):
    """What may be shown of a two-way table and of its totals."""

    cells: dict[tuple[Row, Column], Released | Hidden]
    rows: dict[Row, Released | Hidden]
    columns: dict[Column, Released | Hidden]
    whole: Released | Hidden


def release_table(
    bases: Mapping[tuple[Row, Column], int],
    threshold: int = THRESHOLD,
    *,
    withheld: Collection[tuple[Row, Column]] = (),
) -> TwoWay[Row, Column]:
    """Which cells and totals of a two-way table may be shown together.

    Cells and totals below the threshold are hidden, then those of the fewest people without which
    a hidden one could be worked out: told to within 3 people, or told as part of a group below the
    threshold. A total is hidden only when hiding cells is not enough.

    Args:
        bases: people in each cell; a pair that is not named is nobody; nobody is in two cells.
        withheld: cells that are hidden for a reason of their own.

    Raises:
        ValueError: when the threshold is below 5 or a base is negative.
    """
    refuse_negative(bases.values())
    rows = list(dict.fromkeys(row for row, _ in bases))
    columns = list(dict.fromkeys(column for _, column in bases))
    people = _with_totals(bases)
    small = {place for place, base in people.items() if base < checked(threshold)}
    hidden = _Pipes(people, small | set(withheld) & people.keys()).hide_enough(threshold)
    places = settle(people, hidden, threshold)
    return TwoWay(
        cells={(row, column): places[row, column] for row in rows for column in columns},
        rows={row: places[row, _TOTAL] for row in rows},
        columns={column: places[_TOTAL, column] for column in columns},
        whole=places[_WHOLE],
    )


def _with_totals(bases: Mapping[tuple[Row, Column], int]) -> dict[Place, int]:
    """People in every cell, named or not, and in every total."""
    people: dict[Place, int] = {
        (row, column): 0
        for row in [*(row for row, _ in bases), _TOTAL]
        for column in [*(column for _, column in bases), _TOTAL]
    }
    for (row, column), base in bases.items():
        for place in [(row, column), (row, _TOTAL), (_TOTAL, column), _WHOLE]:
            people[place] += base
    return people


class _Pipes:
    """The populated cells and totals as pipes, and which of them are hidden."""

    def __init__(self, people: Mapping[Place, int], hidden: Collection[Place]) -> None:
        self._people = {place: base for place, base in people.items() if base}
        self._hidden = set(hidden)
        self._steps: dict[Node, list[tuple[Step, Node]]] = {}
        for place in self._people:
            start, end = _ends(place)
            self._steps.setdefault(start, []).append(((place, 1), end))
            self._steps.setdefault(end, []).append(((place, -1), start))

    def hide_enough(self, threshold: int) -> set[Place]:
        """All places to hide. Hiding one never makes another easier to work out."""
        pending = self._smallest_first(self._hidden)
        for place in pending:
            before = set(self._hidden)
            self._make_room(place, threshold)
            pending += self._smallest_first(self._hidden - before)
        return self._hidden

    def _smallest_first(self, places: Collection[Place]) -> list[Place]:
        """In one order for every process, which a set alone has not."""
        populated = [place for place in self._people if place in places]
        return sorted(populated, key=lambda place: self._people[place])

    def _make_room(self, place: Place, threshold: int) -> None:
        """Hide what is needed for a hidden place to be thought large enough and wide enough."""
        start, end = _ends(place)
        base = self._people[place]
        down = self._reroute(place, (start, end), min(SPREAD, base), may_hide=False)
        self._reroute(place, (end, start), max(threshold - base, SPREAD - down), may_hide=True)

    def _reroute(
        self, place: Place, ends: tuple[Node, Node], wanted: int, *, may_hide: bool
    ) -> int:
        """How many of the wanted people could go from end to end without the place itself."""
        trial = dict(self._people)
        moved = 0
        while moved < wanted:
            way = self._cheapest_way(ends, trial, without=place, may_hide=may_hide)
            if not way:
                break
            amount = min([wanted - moved, *(trial[each] for each, sign in way if sign < 0)])
            for each, sign in way:
                trial[each] += sign * amount
                self._hidden.add(each)
            moved += amount
        return moved

    def _cheapest_way(
        self,
        ends: tuple[Node, Node],
        trial: Mapping[Place, int],
        *,
        without: Place,
        may_hide: bool,
    ) -> Way:
        """The way from end to end that hides the fewest people more; empty where there is none."""
        order = count()
        seen: set[Node] = set()
        heap: list[tuple[int, int, Node, Way]] = [(0, next(order), ends[0], ())]
        while heap:
            cost, _, node, way = heappop(heap)
            if node == ends[1]:
                return way
            if node in seen:
                continue
            seen.add(node)
            for (each, sign), other in self._steps[node]:
                price = self._price(each)
                is_open = each != without and (sign > 0 or trial[each] > 0)
                if is_open and other not in seen and (may_hide or not price):
                    heappush(heap, (cost + price, next(order), other, (*way, (each, sign))))
        return ()

    def _price(self, place: Place) -> int:
        """People that hiding it would hide; the grand total, shown on many pages, goes last."""
        if place in self._hidden:
            return 0
        return sum(self._people.values()) if place == _WHOLE else self._people[place]


def _ends(place: Place) -> tuple[Node, Node]:
    """Where a pipe begins and ends: cells and the grand total flow from row to column."""
    row, column = place
    ends: tuple[Node, Node] = (("row", row), ("column", column))
    return ends if (row is _TOTAL) == (column is _TOTAL) else ends[::-1]
