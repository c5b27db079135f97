"""Feedback results as plain tables, from which the files are made; as on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.disclosure import Figure, Masked
from app.documents.charts.words import rows
from app.kernel.clock import day_of
from app.results.feedback.counts import ASSESSED
from app.results.feedback.pages import FeedbackPage
from app.results.feedback.results import Feeling, Group, ThemeFinding
from app.results.feedback.shares import HOW_SHARES_ARE_SAID
from app.results.indicators.gaps import Gap
from app.statistics.intervals import points
from app.statistics.rounding import ROUNDING, percent_of

TOO_FEW: Final = "too few answers to say"
BREAKDOWN_NAMES: Final = {
    "audience": "Who was asked",
    "language": "Language",
    "helper": "Who helped",
    "service_id": "Service",
}

Row = Sequence[str | int | float]


@dataclass(frozen=True)
class FileTable:
    """One table: its name, what its columns are, its rows, and what must be known to read it."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


def tables_of(found: FeedbackPage) -> tuple[FileTable, ...]:
    """Every table of results."""
    of_all = (_about(found), _themes(found), *_theme_languages(found))
    return (*of_all, _months(found), *_groups(found))


def _about(found: FeedbackPage) -> FileTable:
    results = found.results
    facts: list[Row] = [("What", found.title)]
    if found.as_of is not None:
        facts.append(("Figures as of", day_of(found.as_of).isoformat()))
    if results.hidden:
        facts.append(("People", str(results.hidden)))
    else:
        facts.append(("People who wrote something", _number(results.everything.spoke)))
        facts += [("In short", sentence) for sentence in found.short]
        facts += [("Before you rely on it", note) for note in results.notes]
        facts += [(f"All in all {name}", text) for name, text in _shares(results.everything)]
        facts.append(("Comparisons made", results.comparisons))
        facts.append(("Month by month", results.trend.words))
    facts.append(("Intervals", "95 %, Wilson; gaps 95 %, Newcombe"))
    facts.append(("Rounding", ROUNDING))
    facts.append(("Hidden", "Each says why; new answers are shown ten or more at a time"))
    return FileTable("About", ("Fact", "Value"), tuple(facts))


def _themes(found: FeedbackPage) -> FileTable:
    columns = ("Theme", "People found", "Share of all", "Movement", *_share_columns())
    lines = [(*_theme(each), *_cells(each.feeling)) for each in found.results.themes]
    lines += [(name, str(hidden)) for name, hidden in found.results.hidden_themes.items()]
    note = f"A person may speak of several themes. {HOW_SHARES_ARE_SAID}"
    return FileTable("Themes", columns, tuple(lines), note)


def _theme_languages(found: FeedbackPage) -> Iterator[FileTable]:
    rows = tuple(
        (each.theme, each.language, each.share.found.count, each.share.found.base, str(each.share))
        for each in found.results.theme_languages
    )
    if rows:
        columns = ("Theme", "Language", "People found", "Who wrote in it", "Share of them")
        yield FileTable("Themes by language", columns, rows, HOW_SHARES_ARE_SAID)


def _theme(each: ThemeFinding) -> Row:
    return each.name, _number(each.feeling.spoke), str(each.share or ""), each.movement


def _months(found: FeedbackPage) -> FileTable:
    trend = found.results.trend
    shown = rows(trend.chart, trend.periods) if trend.chart else ()
    return FileTable(
        "Months",
        ("Month", "People", "Positive", "What it shows"),
        tuple((each.period, each.base, each.value, each.shows) for each in shown),
        trend.words,
    )


def _groups(found: FeedbackPage) -> Iterator[FileTable]:
    for name, groups in found.results.groups.items():
        columns = (BREAKDOWN_NAMES[name], *_share_columns(), "Beside everyone else", "Gap, points")
        rows = tuple((each.name, *_cells(each.feeling), *_gap(each)) for each in groups)
        if name == "language":
            columns = (*columns, "Machine right, of those checked")
            rows = tuple(
                (*row, _checked(found, each)) for row, each in zip(rows, groups, strict=True)
            )
        yield FileTable(
            BREAKDOWN_NAMES[name], columns, rows, "The gap is of the share who are positive."
        )


def _checked(found: FeedbackPage, group: Group) -> str:
    """How far the machine's reading of a language was checked by people."""
    agreed = found.agreements.get(group.name)
    if group.feeling.hidden or agreed is None or agreed.too_few or agreed.accuracy is None:
        return "too few checked to say"
    return f"{percent_of(agreed.table.agreed, agreed.table.pairs)} % of {agreed.table.pairs}"


def _share_columns() -> tuple[str, ...]:
    return (
        "Base",
        *(f"{name.capitalize()}, {what}" for name in ASSESSED for what in ("%", "95 %")),
    )


def _cells(feeling: Feeling) -> Row:
    instead = feeling.hidden or (TOO_FEW if feeling.too_few else None)
    if instead:
        return (str(instead), *[""] * (len(_share_columns()) - 1))
    cells: list[str | int | float] = [_number(feeling.base)]
    for name in ASSESSED:
        share = feeling.shares[name]
        if isinstance(share, Masked) or share.percent is None:
            cells += [str(share), ""]
        else:
            cells += [share.percent, f"{share.low}–{share.high}"]
    return cells


def _shares(feeling: Feeling) -> list[tuple[str, str]]:
    return [(name, _share(share)) for name, share in feeling.shares.items()]


def _share(share: Figure | Masked) -> str:
    if isinstance(share, Masked) or share.percent is None:
        return str(share)
    return f"{share.count} of {share.base}, {share.percent} % (likely {share.low}–{share.high} %)"


def _gap(group: Group) -> Row:
    if not isinstance(group.gap, Gap):
        return ("" if group.gap is None else str(group.gap), "")
    difference = group.gap.difference
    return (
        str(group.gap.verdict),
        f"{points(difference.difference)} ({points(difference.low)} to {points(difference.high)})",
    )


def _number(value: int | None) -> int | str:
    return "" if value is None else value
