"""Pages about change as CSV, with what is said beside the figures."""

from collections.abc import Iterable, Iterator, Mapping

from app.disclosure import Figure, Hidden
from app.documents.spreadsheet import Line, as_csv
from app.improvement.trends.choosing import Choices, TrendChoice
from app.improvement.trends.pages import SIDES, ChangePage, ChartOf, GapsPage, SideRow
from app.improvement.trends.wording import EDITIONS, whose
from app.results.indicators.figures import ThemeFigures
from app.results.indicators.gaps import Gap
from app.statistics.rounding import ROUNDING

NOT_CAUSE = "What is marked happened in that month; it does not say that one made the other."
LIKELY = f"Likely is the 95 % Wilson interval; a difference has Newcombe's. {ROUNDING}"


def change_csv(found: ChangePage, choice: TrendChoice, offered: Choices) -> bytes:
    """Each chart's months, then what leaders did, then before and after."""
    return as_csv(_change(found, choice, offered))


def gaps_csv(found: GapsPage, choice: TrendChoice, offered: Choices) -> bytes:
    """A row for each group of each question."""
    return as_csv(_gaps(found, choice, offered))


def sides_csv(found: Iterable[SideRow], choice: TrendChoice, offered: Choices) -> bytes:
    """A row for each theme and side."""
    return as_csv(_sides(found, choice, offered))


def _head(choice: TrendChoice, offered: Choices) -> Iterator[Line]:
    yield ("Service", offered.services.get(choice.service, "All services together"))
    yield ("Who was asked", offered.audiences.get(choice.audience, "Everybody, shown separately"))
    yield ("Months", f"{choice.cut.first} to {choice.cut.last}")


def _change(found: ChangePage, choice: TrendChoice, offered: Choices) -> Iterator[Line]:
    yield ("Change over time", offered.name_of(choice.about))
    yield from _head(choice, offered)
    for chart in found.charts:
        yield ()
        yield from _chart(chart, offered.audiences)
    yield ()
    yield ("What leaders did", NOT_CAUSE)
    yield ("Day", "Kind", "What")
    yield from ((act.on.isoformat(), act.kind.value, act.title) for act in found.activities)
    if found.comparison:
        yield ()
        yield ("Before and after", found.comparison.act.title, LIKELY)
        yield ("Whose", "Before", "of", "After", "of", "Points", "from", "to", "What may be said")
        for pair in found.comparison.pairs:
            sides = [each and (each.good or each.cell) for each in (pair.before, pair.after)]
            cells = [cell for side in sides for cell in _percent(side)]
            yield (whose(pair.whose, offered.audiences), *cells, *_points(pair.gap), pair.words)


def _chart(chart: ChartOf, audiences: Mapping[str, str]) -> Iterator[Line]:
    yield (chart.series.title, chart.series.about or "Theme", whose(chart.series, audiences))
    yield (chart.series.words, ROUNDING)
    yield ("Month", "People", "Good answers", "What it shows")
    yield from ((row.period, row.base, row.value, row.shows) for row in chart.rows)


def _gaps(found: GapsPage, choice: TrendChoice, offered: Choices) -> Iterator[Line]:
    yield ("Gaps between groups", f"{found.comparisons} comparisons were made", LIKELY)
    yield ("Service", "All services together")
    yield ("Who was asked", offered.audiences.get(choice.audience, "Everybody, shown separately"))
    yield ("Months", "All months together")
    yield (
        *("Question", "Whose", "Version", "Grouping", "Group", "Good answers", "of"),
        *("Points", "from", "to", "Ratio", "What may be said"),
    )
    for each in found.figures:
        start = (each.text, whose(each, offered.audiences), each.version, each.grouping_name)
        for group in each.groups:
            ratio = group.gap.ratio if isinstance(group.gap, Gap) else None
            yield (
                *start,
                group.name,
                *_percent(group.good if group.good else group.cell),
                *_points(group.gap),
                "" if ratio is None else round(ratio, 2),
                str(group.gap) if isinstance(group.gap, Hidden) else group.gap.verdict.value,
            )


def _sides(found: Iterable[SideRow], choice: TrendChoice, offered: Choices) -> Iterator[Line]:
    yield ("Staff and people side by side", LIKELY)
    yield from _head(choice, offered)
    yield ("Theme", "Whose", "Good answers", "of", "Likely from", "to")
    for row in found:
        for side in SIDES:
            if side in row.sides:
                yield from (_side(row, offered.audiences[side], each) for each in row.sides[side])


def _side(row: SideRow, who: str, theme: ThemeFigures) -> Line:
    good = theme.good or theme.base
    bounds = (good.low, good.high) if isinstance(good, Figure) else ("", "")
    return (row.name, f"{who}, {EDITIONS[theme.edition]}", *_percent(good), *map(_cell, bounds))


def _percent(good: object) -> tuple[str | int, str | int]:
    if isinstance(good, Figure) and good.percent is not None:
        return good.percent, good.base
    return "" if good is None else str(good), ""


def _points(gap: Gap | Hidden | None) -> tuple[str | float, ...]:
    if not isinstance(gap, Gap):
        return "", "", ""
    found = gap.difference
    return tuple(round(each * 100, 1) for each in (found.difference, found.low, found.high))


def _cell(value: int | str | None) -> int | str:
    return "" if value is None else value
