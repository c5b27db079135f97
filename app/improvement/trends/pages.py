"""What the pages about change say, put together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.collection.publishing.queries import all_current, all_published
from app.disclosure import Hidden
from app.documents.charts.lines import LineDrawing, line_drawing
from app.documents.charts.words import PeriodRow, rows
from app.improvement.trends.choosing import Choices, TrendChoice
from app.improvement.trends.comparing import (
    SPANS,
    USUAL_SPAN,
    BeforeAfter,
    Window,
    compared,
    months_of,
    window,
)
from app.improvement.trends.models import Rebase
from app.improvement.trends.providers import activities_between
from app.improvement.trends.queries import rebases
from app.kernel.activities import Activity
from app.kernel.clock import today
from app.kernel.errors import NotFound, require
from app.results.indicators.choices import rated_in
from app.results.indicators.cuts import Cut
from app.results.indicators.equity import EquityFigures
from app.results.indicators.figures import SeriesFigures, ThemeFigures
from app.results.indicators.gaps import comparisons
from app.results.indicators.monthly import MonthlySeries
from app.results.indicators.months import days_of
from app.results.indicators.operations import figures_of, gaps_of, monthly, shares_of
from app.surveys.definition import Survey
from app.surveys.parts import Edition

SIDES = ("people", "families", "partners", "staff", "auditors")
KIND_NAMES = {
    "training": "Training",
    "audit": "Audit",
    "partnership": "Partnership",
    "event": "Event",
    "policy": "Policy",
    "action": "Action",
}


@dataclass(frozen=True)
class ChartOf:
    """One series: its drawing and table; no drawing where no month can be shown."""

    series: MonthlySeries
    drawing: LineDrawing | None
    rows: tuple[PeriodRow, ...]


@dataclass(frozen=True)
class Comparison:
    """Before and after one act."""

    act: Activity
    window: Window
    span: int
    pairs: tuple[BeforeAfter, ...]


@dataclass(frozen=True)
class ChangePage:
    """One theme or measure over time, and what leaders did in that time."""

    charts: tuple[ChartOf, ...]
    activities: tuple[Activity, ...]
    rebases: Sequence[Rebase]
    comparison: Comparison | None
    months: tuple[str, ...]


@dataclass(frozen=True)
class GapsPage:
    """Groups beside everyone else. `groupings` can be chosen."""

    figures: tuple[EquityFigures, ...]
    groupings: Mapping[str, str]
    comparisons: int


@dataclass(frozen=True)
class SideRow:
    """One theme as each side sees it, in each edition that was answered, the standard one first.

    A side that was not asked, or did not answer, is not in `sides`; `asked` are those asked now.
    """

    theme: str
    name: str
    sides: Mapping[str, tuple[ThemeFigures, ...]]
    asked: frozenset[str] = frozenset()


def change_page(
    choice: TrendChoice, *, act: str | None = None, span: int = USUAL_SPAN
) -> ChangePage:
    """The charts of a choice, with activities.

    Raises:
        NotFound: when the act is not one of these months.
    """
    decided = rebases(about=choice.about, service=choice.service, audience=choice.audience)
    found = monthly(
        choice.cut,
        theme=choice.theme,
        measure=choice.measure,
        rebased=[each.month for each in decided],
    )
    days = days_of(choice.cut.first, choice.cut.last)
    activities = activities_between(*days, choice.service_id)
    return ChangePage(
        charts=tuple(_chart(series, activities, decided) for series in found),
        activities=activities,
        rebases=decided,
        comparison=_comparison(choice, _named(activities, act), span) if act else None,
        months=tuple(sorted({each.month for series in found for each in series.months})),
    )


def gaps_page(choice: TrendChoice, grouping: str | None) -> GapsPage:
    """The gaps of a choice; what cannot be grouped so has none.

    Raises:
        NotFound: when there is no such grouping.
    """
    found = gaps_of(choice.cut, measure=choice.measure)
    groupings = {each.grouping: each.grouping_name for each in found}
    if grouping and grouping not in groupings:
        raise NotFound("There is no such grouping.")
    shown = tuple(
        each
        for each in found
        if grouping in (None, "", each.grouping) and choice.theme in (None, each.theme)
    )
    return GapsPage(
        figures=shown,
        groupings=groupings,
        comparisons=comparisons(group.gap for each in shown for group in each.groups),
    )


def sides_page(choice: TrendChoice, offered: Choices) -> tuple[SideRow, ...]:
    """Each theme as people, families, partners and staff see it, of the newest version of each.

    Only what people said themselves; editions stand apart, since their scales are others.
    """
    surveys = all_published()
    sides: defaultdict[str, dict[str, dict[Edition, ThemeFigures]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    everybody = Cut(choice.cut.services, None, choice.cut.first, choice.cut.last)
    for series in sorted(figures_of(everybody), key=lambda each: each.version):
        if not (series.by_proxy or series.is_passed_on) and series.audience in SIDES:
            for theme in _themes_of(series, surveys[series.survey_id, series.version]):
                sides[theme.theme][series.audience][theme.edition] = theme
    names = {about.partition(":")[2]: name for about, name in offered.themes.items()}
    asked = _asked_themes()
    return tuple(
        SideRow(
            theme,
            names.get(theme, theme),
            {side: _in_order(of_side) for side, of_side in sides[theme].items()},
            asked[theme],
        )
        for theme in sorted(sides, key=lambda each: names.get(each, each))
    )


def _themes_of(series: SeriesFigures, survey: Survey) -> tuple[ThemeFigures, ...]:
    """The themes of a series; where all of it is hidden, those that it was asked, hidden too."""
    if not isinstance(series.whole, Hidden):
        return series.themes
    return tuple(
        ThemeFigures(theme, Edition.STANDARD, series.whole, None)
        for theme in sorted({each.theme for each in rated_in(survey) if each.theme})
    )


def _asked_themes() -> Mapping[str, frozenset[str]]:
    """The audiences that current surveys ask about each theme."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for survey in all_current():
        for question in rated_in(survey):
            if question.theme:
                found[question.theme].add(survey.audience)
    return defaultdict(frozenset, {theme: frozenset(each) for theme, each in found.items()})


def _in_order(found: Mapping[Edition, ThemeFigures]) -> tuple[ThemeFigures, ...]:
    return tuple(found[each] for each in Edition if each in found)


def _chart(
    series: MonthlySeries, activities: Sequence[Activity], decided: Sequence[Rebase]
) -> ChartOf:
    if series.chart is None:
        return ChartOf(series, None, ())
    notes = _notes(series, activities, decided)
    drawing = line_drawing(series.chart, series.periods, notes=notes)
    return ChartOf(series, drawing, rows(series.chart, series.periods))


def _notes(
    series: MonthlySeries, activities: Sequence[Activity], decided: Sequence[Rebase]
) -> dict[int, str]:
    """What happened, by the place of the month on the chart."""
    places = {each.month: place for place, each in enumerate(series.months)}
    notes: defaultdict[int, list[str]] = defaultdict(list)
    for place, words in series.notes.items():
        notes[place].append(words)
    for each in decided:
        if each.month in places:
            notes[places[each.month]].append(f"limits are recalculated: {each.reason}")
    for act in activities:
        month = f"{act.on:%Y-%m}"
        if month in places:
            notes[places[month]].append(f"{KIND_NAMES[act.kind.value]}: {act.title}")
    return {place: "; ".join(words) for place, words in notes.items()}


def _comparison(choice: TrendChoice, act: Activity, span: int) -> Comparison:
    span = span if span in SPANS else USUAL_SPAN
    found = window(act.on, span, today())
    asked = {"theme": choice.theme, "measure": choice.measure}
    before = shares_of(months_of(choice.cut, found.before), **asked)
    after = shares_of(months_of(choice.cut, found.after), **asked)
    return Comparison(act, found, span, compared(before, after))


def _named(activities: Sequence[Activity], act_id: str) -> Activity:
    return require(
        next((act for act in activities if str(act.id) == act_id), None),
        "There is no such activity in these months.",
    )
