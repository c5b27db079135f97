"""What somebody can do with the numbers of a two-way table: algebra, and bounds.

They know every number that is shown, that rows and columns add up, that there are no fewer people
than none, and which cells are of nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import inf

from app.statistics.disclosure import Released, TwoWay

Place = tuple[str, str]
Bases = Mapping[Place, int]
ALL = "all"


@dataclass(frozen=True)
class Equation:
    """The hidden places, each times its factor, sum to `total`."""

    factors: Mapping[Place, int]
    total: int


@dataclass(frozen=True)
class View:
    """A table as it is seen, and the truth for the judge."""

    truth: Mapping[Place, int]
    shown: Mapping[Place, int]

    @property
    def hidden(self) -> list[Place]:
        """The populated places that are not shown."""
        return [place for place, base in self.truth.items() if base and place not in self.shown]

    def lines(self) -> list[Equation]:
        """One equation for each row and column, with those of the totals."""
        rows = list(dict.fromkeys(row for row, _ in self.truth))
        columns = list(dict.fromkeys(column for _, column in self.truth))
        across = [{(row, column): _sign(column) for column in columns} for row in rows]
        along = [{(row, column): _sign(row) for row in rows} for column in columns]
        return [self._seen(line) for line in across + along]

    def _seen(self, line: Mapping[Place, int]) -> Equation:
        return Equation(
            {place: sign for place, sign in line.items() if place in self.hidden},
            -sum(sign * self.shown.get(place, 0) for place, sign in line.items()),
        )


def view_of(bases: Bases, table: TwoWay[str, str]) -> View:
    """The table with its totals."""
    places = {
        **table.cells,
        **{(row, ALL): cell for row, cell in table.rows.items()},
        **{(ALL, column): cell for column, cell in table.columns.items()},
        (ALL, ALL): table.whole,
    }
    truth = {
        (row, column): sum(
            base for (r, c), base in bases.items() if row in (r, ALL) and column in (c, ALL)
        )
        for row, column in places
    }
    shown = {place: cell.base for place, cell in places.items() if isinstance(cell, Released)}
    return View(truth, shown)


def solved(view: View) -> dict[Place, Fraction]:
    """The hidden places whose value follows from the equations, by elimination."""
    places = view.hidden
    rows = [
        [*(Fraction(line.factors.get(place, 0)) for place in places), Fraction(line.total)]
        for line in view.lines()
    ]
    done = 0
    for column in range(len(places)):
        pivot = next((row for row in rows[done:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        rows = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        rows.insert(done, pivot)
        done += 1
    return {
        places[index]: row[-1]
        for row in rows
        if len(found := [i for i, value in enumerate(row[:-1]) if value]) == 1
        for index in found
    }


def combined(view: View) -> Iterator[Equation]:
    """Every way to add and subtract the lines."""
    lines = view.lines()
    for signs in product((-1, 0, 1), repeat=len(lines)):
        factors: dict[Place, int] = {}
        for sign, line in zip(signs, lines, strict=True):
            for place, factor in line.factors.items():
                factors[place] = factors.get(place, 0) + sign * factor
        present = {place: factor for place, factor in factors.items() if factor}
        total = sum(sign * line.total for sign, line in zip(signs, lines, strict=True))
        if present:
            yield Equation(present, total)


def isolated(view: View) -> list[int]:
    """How many people are in each group that the lines give away, of populated places."""
    return [equation.total for equation in combined(view) if set(equation.factors.values()) == {1}]


def bounds(view: View) -> dict[Place, tuple[float, float]]:
    """The fewest and the most people that each hidden place could be, narrowed until it holds."""
    found: dict[Place, tuple[float, float]] = dict.fromkeys(view.hidden, (0, inf))
    equations = list(combined(view))
    while True:
        before = dict(found)
        for equation in equations:
            _narrow(found, equation)
        if found == before:
            return found


def _narrow(found: dict[Place, tuple[float, float]], equation: Equation) -> None:
    for place, factor in equation.factors.items():
        if abs(factor) != 1:
            continue
        others = [(f, *found[p]) for p, f in equation.factors.items() if p != place]
        least = sum(f * (low if f > 0 else high) for f, low, high in others)
        most = sum(f * (high if f > 0 else low) for f, low, high in others)
        ends = sorted((factor * (equation.total - most), factor * (equation.total - least)))
        low, high = found[place]
        found[place] = max(low, ends[0]), min(high, ends[1])


def _sign(label: str) -> int:
    return -1 if label == ALL else 1
