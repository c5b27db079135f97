"""How groups of people fare beside everyone else, of all services together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.collection.responses.tally import QuestionTally
from app.disclosure import (
    Figure,
    Hidden,
    Masked,
    Reason,
    Released,
    figures,
    release_total,
)
from app.kernel.localised import english_name
from app.results.indicators.cuts import Shape
from app.results.indicators.figures import words
from app.results.indicators.gaps import Gap, gaps
from app.results.indicators.gate import Cell
from app.results.indicators.queries import ReleasedSeries
from app.results.indicators.subjects import GOOD, GROUP, LANGUAGE, NOT_GOOD, group_subject
from app.surveys.definition import Survey
from app.surveys.parts import Edition

LANGUAGE_ANSWERED: Final = "The language somebody answered in"


@dataclass(frozen=True)
class GroupFigures:
    """One group: the share of good answers, and the gap to everyone else who said theirs."""

    code: str
    name: str
    cell: Cell
    good: Figure | Masked | None
    gap: Gap | Hidden


@dataclass(frozen=True)
class EquityFigures:
    """One question by one grouping, of people or of the language that they answered in."""

    survey_id: str
    version: int
    title: str
    audience: str
    by_proxy: bool
    question_id: str
    text: str
    theme: str | None
    measure: str | None
    edition: Edition
    grouping: str
    grouping_name: str
    groups: tuple[GroupFigures, ...]


def equity_figures(
    released: ReleasedSeries,
    shape: Shape,
    grouping: str,
    tallies: dict[str, QuestionTally],
    measure: str | None,
) -> Iterator[EquityFigures]:
    """Every question that some of the groups of a grouping answered."""
    survey = released.survey
    by_question = _by_question(tallies, f"{GROUP}:{grouping}")
    for question in survey.counted:
        of_groups = by_question.get(question.id, {})
        if not of_groups or measure not in (None, question.measure):
            continue
        yield EquityFigures(
            survey_id=survey.id,
            version=survey.version,
            title=words(survey.title, survey),
            audience=shape.reporting_group,
            by_proxy=released.series.by_proxy,
            question_id=question.id,
            text=words(question.text, survey),
            theme=question.theme,
            measure=question.measure,
            edition=question.edition,
            grouping=grouping,
            grouping_name=grouping_name(survey, grouping),
            groups=group_figures(
                survey,
                grouping,
                of_groups,
                _cells(released, shape, grouping, question.id, of_groups),
            ),
        )


def group_figures(
    survey: Survey,
    grouping: str,
    tallies: Mapping[str, QuestionTally],
    cells: Mapping[str, Cell],
) -> tuple[GroupFigures, ...]:
    """The groups of one question, in the order of the survey.

    Args:
        tallies: people of each group by whether their answer is good, as they are released.
        cells: which groups are released.
    """
    bases = {code: tally.valid_base for code, tally in tallies.items()}
    good = {code: _good(tallies[code], cell) for code, cell in cells.items()}
    counts = {code: tally.chosen[GOOD] for code, tally in tallies.items()}
    found = gaps(counts, bases, cells)
    names = group_names(survey, grouping)
    order = [*names, *sorted(code for code in tallies if code not in names)]
    return tuple(
        GroupFigures(
            code, names.get(code) or english_name(code), cells[code], good[code], found[code]
        )
        for code in order
        if code in tallies
    )


def _cells(
    released: ReleasedSeries,
    shape: Shape,
    grouping: str,
    question_id: str,
    tallies: Mapping[str, QuestionTally],
) -> dict[str, Cell]:
    """Which groups are released. All others give one reason, but those whose answers are alike."""
    found: dict[str, Cell] = {}
    for code, tally in tallies.items():
        cell = release_total(max(0, tally.valid_base))
        if isinstance(cell, Hidden):
            group = (shape.reporting_group, group_subject(grouping, code, question_id))
            cell = Hidden(reason=Reason.ALIKE if group in released.alike else Reason.BESIDE)
        found[code] = cell
    return found


def grouping_name(survey: Survey, grouping: str) -> str:
    """What a grouping is called: the question that was asked."""
    if grouping == LANGUAGE:
        return LANGUAGE_ANSWERED
    return words(survey.question(grouping).text, survey)


def group_names(survey: Survey, grouping: str) -> dict[str, str]:
    """What the groups of an equality question are called; languages have names of their own."""
    if grouping == LANGUAGE:
        return {}
    options = survey.question(grouping).all_options
    return {option.code: words(option.text, survey) for option in options}


def _by_question(
    tallies: dict[str, QuestionTally], scope: str
) -> defaultdict[str, dict[str, QuestionTally]]:
    """The groups of one grouping that answered each question."""
    found: defaultdict[str, dict[str, QuestionTally]] = defaultdict(dict)
    for subject, tally in tallies.items():
        if subject.startswith(f"{scope}:"):
            group, question_id = subject.removeprefix(f"{scope}:").rsplit(":", 1)
            found[question_id][group] = tally
    return found


def _good(tally: QuestionTally, cell: Cell) -> Figure | Masked | None:
    if not isinstance(cell, Released):
        return None
    counts = {code: tally.chosen[code] for code in (GOOD, NOT_GOOD)}
    return figures(counts, cell, sensitive=[NOT_GOOD])[GOOD]
