"""How the machine reads those whom people read blind, language by language, through the gate."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from app.comments.machine.engine.themes import THEMES
from app.comments.machine.models import ModelVersion
from app.comments.sample.queries import people_read
from app.disclosure import Figure, Hidden, Released, figure, release, release_total
from app.extensions import db
from app.kernel.localised import english_name
from app.results.feedback.cuts import CLOSE, VIEWS
from app.results.feedback.models import (
    ALIKE,
    COUNTED,
    EVERYTHING,
    FOUND_BY,
    MACHINE,
    MeasuredReading,
    ViewSum,
)
from app.results.feedback.releasing import ALL_SERVICES, SPOKE, grouped
from app.results.feedback.shares import Measurements, measured_in
from app.results.feedback.views import NOT_ASSESSED
from app.statistics.prevalence import Readings

Cell = Figure | Hidden


@dataclass(frozen=True)
class ThemeAccuracy:
    """How one theme is found: of those who spoke of it, of those who did not, of those found."""

    name: str
    sensitivity: Cell
    specificity: Cell
    precision: Cell


@dataclass(frozen=True)
class LanguageAccuracy:
    """One language: how many were read, how often the machine says alike how they feel, themes.

    `sentiment` is of those of whom the machine was sure.
    """

    name: str
    people: Released
    sentiment: Cell
    themes: tuple[ThemeAccuracy, ...]


@dataclass(frozen=True)
class AccuracyPage:
    """The languages measured, most people first, and whether others were read and wait for more."""

    languages: tuple[LanguageAccuracy, ...]
    is_waiting: bool


def accuracy_page() -> AccuracyPage:
    """What the page shows."""
    counts = _counts(MACHINE)
    themes = _by_theme(counts)
    feelings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (language, theme, outcome), people in counts.items():
        if theme == EVERYTHING:
            feelings[language][outcome] += people
    largest_first = sorted(feelings, key=lambda each: (-feelings[each].total(), each))
    return AccuracyPage(
        tuple(
            _language(language, feelings[language], whole, themes)
            for language in largest_first
            if isinstance(whole := release_total(feelings[language].total()), Released)
        ),
        is_waiting=len(people_read()) > sum(each.total() for each in feelings.values()),
    )


def measured_themes() -> dict[str, dict[str, Readings]]:
    """How what is counted errs, by theme and language, as far as it is shown.

    Where too few spoke of a theme, or too few did not, it is in no estimate either.
    """
    return {
        theme: {language: found for language, found in languages.items() if is_shown(found)}
        for theme, languages in _by_theme(_counts(COUNTED)).items()
    }


def measurements(*, is_whole: bool) -> Measurements:
    """How each theme is found in a cut of all languages and in each language, in two queries."""
    people, everybody = _released_people()
    themes = measured_themes()
    return Measurements(
        {
            theme: measured_in(languages, people, everybody, is_whole=is_whole)
            for theme, languages in themes.items()
        },
        {
            (theme, language): measured_in(
                {language: readings}, people, people.get(language, 0), is_whole=True
            )
            for theme, languages in themes.items()
            for language, readings in languages.items()
        },
    )


def _released_people() -> tuple[dict[str, int], int]:
    """How many people are shown to have written in each language, and in all.

    Only what is released weighs the languages, so that no estimate tells of anybody else.
    """
    start = grouped("language", SPOKE, "")
    found = (
        select(ViewSum.subject, func.sum(ViewSum.shown))
        .where(
            ((ViewSum.service_id == ALL_SERVICES) & ViewSum.subject.startswith(start))
            | ((ViewSum.subject == f"{SPOKE}{EVERYTHING}") & ViewSum.audience.in_(VIEWS[CLOSE]))
        )
        .group_by(ViewSum.subject)
    )
    shown = {subject: int(people) for subject, people in db.session.execute(found)}
    everybody = shown.pop(f"{SPOKE}{EVERYTHING}", 0)
    return {subject.removeprefix(start): people for subject, people in shown.items()}, everybody


def is_shown(found: Readings) -> bool:
    """Whether both those who spoke of a theme and those who did not may be shown."""
    return all(isinstance(cell, Released) for cell in _cells(found))


Counts = Mapping[tuple[str, str, str], int]


def _counts(source: str) -> Counts:
    rows = db.session.execute(
        select(
            MeasuredReading.language,
            MeasuredReading.theme,
            MeasuredReading.outcome,
            MeasuredReading.people,
        )
        .join(ModelVersion, ModelVersion.version == MeasuredReading.model)
        .where(ModelVersion.is_live, MeasuredReading.source == source)
    )
    return {(language, theme, outcome): people for language, theme, outcome, people in rows}


def _by_theme(counts: Counts) -> dict[str, dict[str, Readings]]:
    languages = {language for language, _, _ in counts}
    found: defaultdict[str, dict[str, Readings]] = defaultdict(dict)
    for theme in THEMES:
        for language in languages:
            found[theme][language] = Readings(
                **{name: counts.get((language, theme, name), 0) for name in FOUND_BY.values()}
            )
    return found


def _language(
    language: str,
    feels: Counter[str],
    whole: Released,
    themes: Mapping[str, Mapping[str, Readings]],
) -> LanguageAccuracy:
    return LanguageAccuracy(
        english_name(language),
        whole,
        _share(feels[ALIKE], release_total(whole.base - feels[NOT_ASSESSED])),
        tuple(_theme(THEMES[code], found[language]) for code, found in themes.items()),
    )


def _theme(name: str, found: Readings) -> ThemeAccuracy:
    spoke, did_not = _cells(found)
    both = Hidden() if isinstance(spoke, Hidden) else release_total(found.found)
    return ThemeAccuracy(
        name,
        sensitivity=_share(found.both, spoke),
        specificity=_share(found.neither, did_not),
        precision=_share(found.both, both),
    )


def _cells(found: Readings) -> tuple[Released | Hidden, Released | Hidden]:
    """Who spoke of a theme and who did not, neither to be worked out beside the whole."""
    cells = release({True: found.spoke, False: found.did_not})
    return cells[True], cells[False]


def _share(count: int, cell: Released | Hidden) -> Cell:
    return cell if isinstance(cell, Hidden) else figure(count, cell)
