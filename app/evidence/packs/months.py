"""Every month of every question: tables, and the same drawn."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from app.disclosure import Masked
from app.documents.charts.lines import line_drawing
from app.documents.charts.words import MEANINGS
from app.evidence.packs.content import Block, Cell, PackChart, Section, Table, Text
from app.evidence.packs.feedback import answered
from app.evidence.packs.queries import Gathered
from app.results.indicators.monthly import Month, MonthlySeries
from app.statistics.spc import Meaning, Point


def months_section(found: Gathered) -> Section:
    """Every month of every question, a table for each year."""
    lines = _month_lines(found)
    years = sorted({month[:4] for _, months in lines for month in months})
    blocks: list[Block] = [Text("No month has enough answers to show.", "gap")]
    if lines:
        blocks = [
            Text(
                "The share of good answers in each month, and in brackets of how many people. "
                "“Improvement” and “concern” follow the rules that the NHS uses for XmR charts. "
                "A month with fewer than 10 at a service is released with the months after it; "
                "where nothing is released it says “hidden”, and nothing reaches over it. At a new "
                "version of a survey the limits are recalculated.",
                "note",
            )
        ]
    blocks += [_months_table(year, lines) for year in years]
    drawn = Section("months.drawn", "The same, drawn", tuple(_pictures(found)))
    return Section("months", "Month by month", tuple(blocks), (drawn,) if drawn.blocks else ())


Line: TypeAlias = tuple[tuple[Cell, ...], dict[str, str]]
"""Question, who and version, and what each month says."""


def _month_lines(found: Gathered) -> list[Line]:
    """A line for each version of each question that may be shown."""
    lines: dict[tuple[Cell, ...], dict[str, str]] = {}
    for each in answered(found):
        series = each.months
        if series is None or series.chart is None or not each.is_shown:
            continue
        for point, month in zip(series.chart.points, series.months, strict=True):
            line = (each.words, each.who, f"{series.title}, version {month.version}")
            lines.setdefault(line, {})[month.month] = _month_in_words(month, point)
    return list(lines.items())


def _month_in_words(month: Month, point: Point) -> str:
    if isinstance(month.good, Masked):
        return str(month.good)
    if month.good is None or month.good.percent is None:
        return "hidden"
    flagged = point.meaning is not Meaning.COMMON
    meaning = f" {MEANINGS[point.meaning].lower()}" if flagged else ""
    return f"{month.good.percent} % ({month.good.base}){meaning}"


def _months_table(year: str, lines: Sequence[Line]) -> Table:
    of_year = [(line, months) for line, months in lines if any(m[:4] == year for m in months)]
    named = sorted({month for _, months in of_year for month in months if month[:4] == year})
    return Table(
        id=f"months.{year}",
        title=f"Months of {year}",
        columns=("Question", "Who", "Survey and version", *named),
        rows=tuple((*line, *(months.get(m, "") for m in named)) for line, months in of_year),
    )


def _pictures(found: Gathered) -> Iterator[PackChart]:
    """A chart of each question that has months enough for limits, in a fixed order."""
    text: dict[tuple[str, str, str], MonthlySeries] = {}
    for each in answered(found):
        if each.months is not None and each.is_shown:
            text[each.words, each.who, each.months.title] = each.months
    for number, ((words, who, title), months) in enumerate(text.items(), start=1):
        if months.chart is not None and months.chart.limits is not None:
            yield PackChart(
                id=f"months.drawn.{number}",
                title=f"{words} {who}, {title}",
                reading=months.words,
                drawing=line_drawing(months.chart, months.periods, notes=months.notes),
            )
