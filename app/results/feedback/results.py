"""What a quality report says of one cut: figures that passed the gate, and words for them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.disclosure import (
    Figure,
    Hidden,
    Masked,
    Released,
    figure,
    figures,
    release_total,
)
from app.documents.charts.words import Period, reading
from app.results.feedback.counts import ASSESSED, Counts, Sentiments
from app.results.feedback.cuts import month_name
from app.results.feedback.models import EVERYTHING
from app.results.feedback.quality import quality_notes
from app.results.feedback.shares import NOT_MEASURED, ThemeShare, theme_share
from app.results.feedback.views import NEGATIVE, POSITIVE
from app.results.indicators.gaps import Gap, comparisons, gaps
from app.results.indicators.months import months_between
from app.statistics.signals import Side
from app.statistics.spc import Chart, Direction, xmr

Cell = Released | Hidden
NO_MONTH: Final = "No month has enough people to show."
NOBODY: Final = "Nobody wrote anything"
GROUPED_BY: Final = ("audience", "language", "helper", "service_id")
LATEST: Final = 3
"""A theme rises or falls when one of its latest months is flagged."""


@dataclass(frozen=True)
class Feeling:
    """How people feel about something. `shares` has negative, neutral and positive.

    `spoke`: people who wrote of it; `base`: those of whom it is known how they feel. `hidden` or
    `too_few` stand where there are no shares, and `why_not` says why there are none.
    """

    spoke: int | None
    base: int | None
    shares: Mapping[str, Figure | Masked]
    hidden: Hidden | None = None
    why_not: Hidden | None = None

    @property
    def too_few(self) -> bool:
        """Whether people spoke of it, but too few were read surely enough to count them."""
        return self.hidden is None and not self.shares


@dataclass(frozen=True)
class ThemeFinding:
    """One theme: how many spoke of it, how they feel, and whether that changes."""

    code: str
    name: str
    feeling: Feeling
    share: ThemeShare | None
    movement: str


@dataclass(frozen=True)
class ThemeInLanguage:
    """How many of those who wrote in a language spoke of a theme."""

    theme: str
    language: str
    share: ThemeShare


@dataclass(frozen=True)
class Group:
    """People of one kind beside everyone else: the gap is of the share who are positive."""

    code: str
    name: str
    feeling: Feeling
    gap: Gap | Hidden | None


@dataclass(frozen=True)
class Trend:
    """A share by month as an XmR chart; `months` are such as `2026-03`."""

    months: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    chart: Chart | None = None

    @property
    def words(self) -> str:
        """What the chart shows, for who does not see it."""
        return reading(self.chart, self.periods) if self.chart else NO_MONTH


@dataclass(frozen=True)
class FeedbackResults:
    """Everything that results page, its print and its files say."""

    whole: Cell
    everything: Feeling
    themes: tuple[ThemeFinding, ...]
    hidden_themes: Mapping[str, Hidden]
    theme_languages: tuple[ThemeInLanguage, ...]
    trend: Trend
    groups: Mapping[str, tuple[Group, ...]]
    comparisons: int
    helped_by_staff: Figure | Masked | None
    notes: tuple[str, ...]

    @property
    def hidden(self) -> Hidden | None:
        """The words for a page that may show nothing."""
        return self.whole if isinstance(self.whole, Hidden) else None


def results_of(counts: Counts, names: Mapping[str, Mapping[str, str]]) -> FeedbackResults:
    """The results of one cut.

    Args:
        counts: the numbers before the gate.
        names: for each breakdown what its groups are called.
    """
    whole = counts.whole
    if isinstance(whole, Hidden):
        # Not even what they spoke of, or in which languages.
        counts = Counts()
    found = sorted(
        (
            _theme(code, each, counts, whole, names["theme"])
            for code, each in counts.themes().items()
        ),
        key=lambda theme: -(theme.feeling.spoke or 0),
    )
    groups = {
        name: _groups(counts, name, names[name])
        for name in GROUPED_BY
        if len(counts.parts[name]) > 1
    }
    return FeedbackResults(
        whole=whole,
        everything=_feeling(counts.everything, whole, counts.hidden.get(("felt", EVERYTHING))),
        themes=tuple(theme for theme in found if not theme.feeling.hidden),
        hidden_themes={each.name: each.feeling.hidden for each in found if each.feeling.hidden},
        theme_languages=tuple(_themes_in_languages(counts, found, names["language"])),
        trend=trend_of(counts, whole),
        groups=groups,
        comparisons=comparisons(
            group.gap for part in groups.values() for group in part if group.gap is not None
        ),
        helped_by_staff=_helped(counts, whole),
        notes=quality_notes(counts),
    )


def cell_of(counts: Counts, breakdown: str, key: str) -> Cell:
    """One group of a breakdown, as it is shown beside the others."""
    if isinstance(counts.whole, Hidden):
        return counts.whole
    return counts.cell(breakdown, key, counts.parts[breakdown].get(key, Counter()).total())


def trend_of(counts: Counts, whole: Cell) -> Trend:
    """The share who are positive, month by month; months that are released later are gaps."""
    by_month = counts.parts["month"]
    if isinstance(whole, Hidden) or not by_month:
        return Trend()
    cells = {month: counts.cell("month", month, each.total()) for month, each in by_month.items()}
    shares = {
        month: figure(by_month[month][POSITIVE], cell)
        for month, cell in cells.items()
        if isinstance(cell, Released)
    }
    months = tuple(months_between(min(by_month), max(by_month)))
    chart = xmr(
        [shares[month].percent if month in shares else None for month in months],
        direction=Direction.HIGHER_IS_BETTER,
    )
    periods = tuple(
        Period(
            month_name(month),
            base=shares[month].base if month in shares else None,
            why_not=str(cells.get(month, NOBODY)),
        )
        for month in months
    )
    return Trend(months, periods, chart)


def _theme(
    code: str, each: Sentiments, counts: Counts, whole: Cell, names: Mapping[str, str]
) -> ThemeFinding:
    cell = (
        whole
        if isinstance(whole, Hidden)
        else counts.cell("theme", code, counts.spoke["theme", code])
    )
    is_shown = isinstance(cell, Released) and isinstance(whole, Released)
    return ThemeFinding(
        code=code,
        name=names.get(code, code),
        feeling=_feeling(each, cell, counts.hidden.get(("felt", code))),
        share=_share_of_theme(code, counts, whole) if is_shown else None,
        movement=movement_of(counts, code) if is_shown else "",
    )


def _share_of_theme(code: str, counts: Counts, whole: Cell) -> ThemeShare | None:
    found = _share(counts.spoke["theme", code], whole)
    known = counts.measured.of_all.get(code, NOT_MEASURED)
    return theme_share(code, found, known) if found else None


def _themes_in_languages(
    counts: Counts, themes: Sequence[ThemeFinding], languages: Mapping[str, str]
) -> Iterator[ThemeInLanguage]:
    """Each theme by language, where ten or more spoke of it in it; the others are not named."""
    for theme in themes:
        for language, people in sorted(counts.theme_languages[theme.code].items()):
            wrote = release_total(counts.spoke["language", language])
            found = _share(people, wrote) if people else None
            if found is not None and not theme.feeling.hidden:
                known = counts.measured.of_language.get((theme.code, language), NOT_MEASURED)
                called = languages.get(language, language)
                yield ThemeInLanguage(theme.name, called, theme_share(theme.code, found, known))


def _share(people: int, whole: Cell) -> Figure | None:
    """How many of the whole; a part that is released a few people ahead of it is all of it."""
    return figure(min(people, whole.base), whole) if isinstance(whole, Released) else None


def _feeling(each: Sentiments, cell: Cell, why: Hidden | None) -> Feeling:
    if isinstance(cell, Hidden):
        return Feeling(None, None, {}, hidden=cell)
    known = release_total(each.total())
    if isinstance(known, Hidden):
        return Feeling(cell.base, None, {}, why_not=why)
    shares = figures({name: each[name] for name in ASSESSED}, known, sensitive=[NEGATIVE])
    return Feeling(cell.base, known.base, shares)


def movement_of(counts: Counts, theme: str) -> str:
    """Whether more or fewer people speak of a theme than is usual, by the rules of XmR charts.

    Gives `rising`, `falling`, `as usual` or `too few months to say`.
    """
    by_month = counts.parts["month"]
    values = [
        wrote.percent
        if (
            wrote := _share(
                counts.theme_months[theme][month], release_total(counts.spoke["month", month])
            )
        )
        else None
        for month in months_between(min(by_month), max(by_month))
    ]
    chart = xmr(values)
    if chart is None or chart.limits is None:
        return "too few months to say"
    side = latest_side(chart)
    if side is None:
        return "as usual"
    return "rising" if side is Side.HIGH else "falling"


def latest_side(chart: Chart) -> Side | None:
    """On which side the latest flagged point lies, where one of the latest three is flagged."""
    sides = [side for point in chart.points[-LATEST:] for side in point.signals.values()]
    return sides[-1] if sides else None


def _groups(counts: Counts, name: str, names: Mapping[str, str]) -> tuple[Group, ...]:
    part = counts.parts[name]
    bases = {key: each.total() for key, each in part.items()}
    cells = {key: counts.cell(name, key, base) for key, base in bases.items()}
    positive = {key: each[POSITIVE] for key, each in part.items()}
    feelings = {key: _feeling_of_group(part[key], cells[key]) for key in part}
    comparable = {
        key: Hidden() if _is_masked(feelings[key]) else cell for key, cell in cells.items()
    }
    found = gaps(positive, bases, comparable)
    return tuple(
        Group(key, names.get(key, key), feelings[key], found[key])
        for key in sorted(part, key=lambda each: names.get(each, each))
    )


def _feeling_of_group(each: Sentiments, cell: Cell) -> Feeling:
    if isinstance(cell, Hidden):
        return Feeling(None, None, {}, hidden=cell)
    shares = figures({name: each[name] for name in ASSESSED}, cell, sensitive=[NEGATIVE])
    return Feeling(None, cell.base, shares)


def _is_masked(feeling: Feeling) -> bool:
    return any(isinstance(share, Masked) for share in feeling.shares.values())


def _helped(counts: Counts, whole: Cell) -> Figure | Masked | None:
    if set(counts.parts["helper"]) <= {"unknown"}:
        return None
    staff = counts.spoke["helper", "staff"]
    return _share(staff, whole) if isinstance(release_total(staff), Released) else None
