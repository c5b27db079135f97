"""Somebody with a reader's account and every page and file, who adds and subtracts.

Everything that is released by services and months is collected as numbers of people in sets of
cells, a cell being one service in one month; then whatever can be worked out of them is.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from math import gcd
from typing import NamedTuple

from app.administration.organisation.queries import all_services
from app.disclosure import Figure, Released
from app.results.feedback.choosing import chosen_cut, names
from app.results.feedback.queries import counts_of
from app.results.feedback.results import results_of
from app.results.indicators.cuts import Cut
from app.results.indicators.months import month_after, months_between
from app.results.indicators.operations import figures_of, monthly, shares_of

FEWEST = 10


class Times(NamedTuple):
    """The months that an intruder looks at, one by one, by quarters, and together."""

    months: tuple[str, ...]
    quarters: Mapping[str, tuple[str, str]]

    @property
    def spans(self) -> dict[str, tuple[str, str]]:
        """Each span with its first month and its last."""
        alone = {month: (month, month) for month in self.months}
        return {"": (self.months[0], self.months[-1]), **self.quarters, **alone}


def times_of(first: str, last: str) -> Times:
    """All months from one to another, and the quarters that are whole."""
    months = tuple(months_between(first, last))
    starts = [month for month in months if int(month[-2:]) % 3 == 1]
    quarters = {
        f"{month[:4]}-Q{(int(month[-2:]) + 2) // 3}": (month, month_after(month, 2))
        for month in starts
        if month_after(month, 2) <= last
    }
    return Times(months, quarters)


HALF_A_YEAR = times_of("2026-01", "2026-06")
Cells = frozenset[tuple[str, str]]
Known = defaultdict[Hashable, dict[Cells, Counter[str]]]
"""By what is counted, how many people there are in each set of cells, and how they answered."""


def everything_released(times: Times = HALF_A_YEAR, most_services: int = 2) -> Known:
    """All that figures of answers and reviews of comments tell, in every cut."""
    known: Known = defaultdict(dict)
    services = {str(each.id): each.id for each in all_services()}
    for size in range(most_services + 1):
        for chosen in combinations(services, size):
            ids = frozenset(services[each] for each in chosen)
            for first, last in times.spans.values():
                _add_answers(known, times, chosen or tuple(services), Cut(ids, None, first, last))
            _add_months(known, times, chosen or tuple(services), Cut(ids))
    for service in (None, *services):
        for audience in (None, "people", "families"):
            for period in ("", *times.quarters):
                _add_review(known, times, tuple(services), service, audience, period)
    return known


def _cells(times: Times, services: tuple[str, ...], first: str, last: str) -> Cells:
    return frozenset(
        (each, month) for each in services for month in times.months if first <= month <= last
    )


def _add_answers(known: Known, times: Times, services: tuple[str, ...], cut: Cut) -> None:
    cells = _cells(times, services, cut.first, cut.last)
    for series in figures_of(cut):
        passed_on = series.is_passed_on
        whose = (series.survey_id, series.version, series.audience, series.by_proxy, passed_on)
        if isinstance(series.whole, Released):
            known[whose, "people"][cells] = Counter(people=series.whole.base)
        for question in series.questions:
            if isinstance(question.base, Released) and not question.is_about_the_person:
                released = Counter(people=question.base.base)
                released.update(
                    {e.code: e.cell.count for e in question.shares if isinstance(e.cell, Figure)}
                )
                known[whose, question.id][cells] = released
        for theme in series.themes:
            if isinstance(theme.base, Released) and isinstance(theme.good, Figure):
                known[whose, "theme", theme.theme, theme.edition][cells] = Counter(
                    people=theme.base.base, good=theme.good.count
                )
    for share in shares_of(cut, theme="respect"):
        if isinstance(share.good, Figure):
            of = (share.survey_id, share.version, share.audience, share.by_proxy)
            released = Counter(people=share.good.base, good=share.good.count)
            assert known[of, share.edition, "respect theme"].setdefault(cells, released) == released


def _add_months(known: Known, times: Times, services: tuple[str, ...], cut: Cut) -> None:
    for series in monthly(cut, theme="respect"):
        for month in series.months:
            if isinstance(month.good, Figure) and month.month in times.months:
                whose = (series.survey_id, month.version, series.audience, series.by_proxy)
                released = Counter(people=month.good.base, good=month.good.count)
                cells = _cells(times, services, month.month, month.month)
                before = known[whose, series.edition, "respect theme"].setdefault(cells, released)
                assert before == released, "two pages tell otherwise of the same people"


def _add_review(
    known: Known,
    times: Times,
    services: tuple[str, ...],
    service: str | None,
    audience: str | None,
    period: str,
) -> None:
    named = {each: each for each in services}
    results = results_of(counts_of(chosen_cut(service, audience, period, named)), names(named))
    chosen = (service,) if service else services
    cells = _cells(times, chosen, *times.spans[period])
    if results.everything.spoke:
        known["comments", audience, "spoke"][cells] = Counter(people=results.everything.spoke)
    if results.everything.base:
        known["comments", audience, "felt"][cells] = Counter(people=results.everything.base)
    for theme in results.themes:
        known["comments", audience, theme.code][cells] = Counter(people=theme.feeling.spoke)
    for month, released in zip(results.trend.months, results.trend.periods, strict=True):
        if released.base and month in times.months:
            at = _cells(times, chosen, month, month)
            known["comments", audience, "felt"][at] = Counter(people=released.base)
    for group in results.groups.get("service_id", ()):
        if group.feeling.base:
            at = _cells(times, (group.code,), *times.spans[period])
            known["comments", audience, "felt"][at] = Counter(people=group.feeling.base)
    for group in results.groups.get("audience", ()):
        if group.feeling.base:
            known["comments", group.code, "felt"].setdefault(
                cells, Counter(people=group.feeling.base)
            )


def worked_out(known: Known) -> Iterator[tuple[Hashable, object, Counter[str]]]:
    """What is left of each set without one or two others in it, and each cell that follows."""
    for what, released in known.items():
        for whole, people in released.items():
            yield what, whole, people
            inside = {cells: _less(people, n) for cells, n in released.items() if cells < whole}
            for one, left in inside.items():
                yield what, (whole, one), left
            for one, other in combinations(inside, 2):
                if one.isdisjoint(other):
                    yield what, (whole, one, other), _less(inside[one], released[other])
        for cell, number in determined(
            {cells: n["people"] for cells, n in released.items()}
        ).items():
            yield what, cell, Counter(people=number)


def left_of_parts(known: Known) -> Iterator[tuple[Hashable, object, int]]:
    """What is left of each set without another in it, and without all services or months in it.

    Less than `worked_out`, for organisations of which far more is released.
    """
    for what, released in known.items():
        for whole, people in released.items():
            inside = {cells: n["people"] for cells, n in released.items() if cells < whole}
            for one, number in inside.items():
                yield what, (whole, one), people["people"] - number
            for place in (0, 1):
                # All sets of one service over the same months, or of one month over the same.
                parts = [
                    cells
                    for cells in inside
                    if len({cell[place] for cell in cells}) == 1
                    and {cell[1 - place] for cell in cells} == {cell[1 - place] for cell in whole}
                ]
                yield what, (whole, *parts), people["people"] - sum(inside[each] for each in parts)


def _less(whole: Counter[str], part: Counter[str]) -> Counter[str]:
    """What is left, of the numbers that both tell; negative where a cell is counted elsewhere."""
    return Counter({code: whole[code] - part[code] for code in whole if code in part})


def determined(sums: dict[Cells, int]) -> dict[tuple[str, str], int]:
    """The cells whose number follows from the sums by algebra, each exactly."""
    cells = sorted({cell for each in sums for cell in each})
    rows = [[int(cell in each) for cell in cells] + [n] for each, n in sums.items()]
    done = 0
    for column in range(len(cells)):
        pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        for r, row in enumerate(rows):
            if r != done and row[column]:
                rows[r] = _without(row, rows[done], column)
        done += 1
    found = {}
    for row in rows[:done]:
        named = [each for each in zip(cells, row, strict=False) if each[1]]
        if len(named) == 1:
            [(cell, factor)] = named
            found[cell] = int(Fraction(row[-1], factor))
    return found


def _without(row: list[int], other: list[int], column: int) -> list[int]:
    """A row less so much of another that a column has nothing, in the smallest whole numbers."""
    times, less = other[column], row[column]
    left = [times * a - less * b for a, b in zip(row, other, strict=True)]
    shared = gcd(*left) or 1
    return [each // shared for each in left]


def is_few(people: int) -> bool:
    """Whether a number of people is a handful."""
    return 0 < abs(people) < FEWEST


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
