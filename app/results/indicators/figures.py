"""The figures of one series in one cut, as they may be shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.collection.responses.gate import is_equality, sensitive_codes
from app.collection.responses.tally import ANSWERED_BY, QuestionTally, counts_whole_scale
from app.disclosure import (
    THRESHOLD,
    Figure,
    Hidden,
    Masked,
    Reason,
    Released,
    figure,
    figures,
    is_safe_size,
    release_total,
    small_counts_hidden,
    unanimous,
)
from app.kernel.localised import LocalisedText, english_locale
from app.results.indicators.cuts import Shape
from app.results.indicators.gate import Cell, Seen
from app.results.indicators.subjects import (
    EQUALITY_WANTED,
    GOOD,
    HELPED_BY_STAFF,
    HELPER_ROLE,
    THEME,
    good_answers,
    sensitive_in,
)
from app.surveys.definition import Survey
from app.surveys.parts import Edition, Kind, Option, Question
from app.surveys.rules import questions_named

ShareCell = Figure | Masked | Hidden


@dataclass(frozen=True)
class AnswerFigure:
    """One answer and how many gave it. Several answers each may sum to more than everybody."""

    code: str
    label: str
    cell: ShareCell


@dataclass(frozen=True)
class QuestionFigures:
    """One question. `base` are people whose answer is substantive.

    `shares` are in the order of the scale. `good` is the share of good answers: the better end of a
    scale, very good and good of the Friends and Family Test among all its answers, "yes" of a
    question that measures something; None where a question does not say which answers are good.
    `non_substantive` ("don't know") and `not_answered` are people beside the base, None where
    hidden. `average` is of a number. `is_reversed`: the scale begins with the worst answer.
    `has_alike`: people are left out since nearly all of them gave one answer that is not good.
    """

    id: str
    text: str
    theme: str | None
    measure: str | None
    edition: Edition
    is_about_the_person: bool
    is_reversed: bool
    base: Cell
    shares: tuple[AnswerFigure, ...] = ()
    good: Figure | Masked | None = None
    non_substantive: tuple[tuple[str, int], ...] = ()
    not_answered: int | None = None
    average: float | None = None
    has_alike: bool = False

    @property
    def hidden(self) -> Hidden | None:
        """The words for a question that may show nothing."""
        return self.base if isinstance(self.base, Hidden) else None


@dataclass(frozen=True)
class ThemeFigures:
    """One theme in one edition: people all of whose answers to its questions are good.

    `base` are people who answered at least one of them.
    """

    theme: str
    edition: Edition
    base: Cell
    good: Figure | Masked | None


@dataclass(frozen=True)
class ShareFigures:
    """The share of good answers to one question, or on one theme (`about` is None), in a series."""

    survey_id: str
    version: int
    title: str
    audience: str
    by_proxy: bool
    edition: Edition
    about: str | None
    cell: Cell
    good: Figure | Masked | None

    @property
    def series(self) -> tuple[str, int, str, bool, Edition, str | None]:
        """What it may be compared within."""
        return (
            self.survey_id,
            self.version,
            self.audience,
            self.by_proxy,
            self.edition,
            self.about,
        )


@dataclass(frozen=True)
class SeriesFigures:
    """Answers that may be released together: one version of a survey, one audience, by whom given.

    `audience` is the reporting group of the answers; `is_passed_on` where partners pass on what
    people said. `languages` have how many answered in them, of all services together only; they are
    of all months.
    `weeks` are the first and the last ISO week of an answer.
    """

    survey_id: str
    version: int
    title: str
    audience: str
    by_proxy: bool
    is_passed_on: bool
    whole: Cell
    weeks: tuple[str, str] | None = None
    languages: tuple[tuple[str, int | None], ...] = ()
    helped_by_staff: Figure | Hidden | None = None
    notes: frozenset[str] = frozenset()
    questions: tuple[QuestionFigures, ...] = ()
    themes: tuple[ThemeFigures, ...] = ()

    @property
    def hidden(self) -> Hidden | None:
        """The words for a series that may show nothing."""
        return self.whole if isinstance(self.whole, Hidden) else None

    def question(self, question_id: str) -> QuestionFigures:
        """The figures of one question; KeyError where there are none."""
        return {each.id: each for each in self.questions}[question_id]


def figures_of_series(
    survey: Survey, seen: Seen, shape: Shape, *, by_proxy: bool, is_passed_on: bool = False
) -> SeriesFigures:
    """The figures of what was seen through the gate."""
    empty = SeriesFigures(
        survey_id=survey.id,
        version=survey.version,
        title=words(survey.title, survey),
        audience=shape.reporting_group,
        by_proxy=by_proxy,
        is_passed_on=is_passed_on,
        whole=seen.whole,
    )
    if empty.hidden:
        return empty
    return replace(
        empty,
        weeks=seen.tally.weeks,
        languages=_languages(seen.tally.locales, with_counts=not shape.services),
        helped_by_staff=_helped_by_staff(survey, seen),
        notes=frozenset(seen.tally.notes),
        questions=tuple(_questions(survey, seen, shape)),
        themes=tuple(_themes(survey, seen)),
    )


def good_share(
    survey: Survey, subject: str, tally: QuestionTally, cell: Cell
) -> Figure | Masked | None:
    """The share of good answers; None where it is hidden, or no answer is called good.

    Where everybody gave one sensitive answer, it is masked, as that answer is.
    """
    good = _good_codes(survey, subject)
    if isinstance(cell, Hidden) or not good:
        return None
    count = sum(tally.chosen[code] for code in good)
    if unanimous(tally.chosen, cell.base, sensitive_in(survey, subject)):
        alike = next(code for code, people in tally.chosen.items() if people == cell.base)
        return Masked(is_most=alike in good)
    if not count:
        return Masked(is_most=False)
    return figure(count, cell)


def words(text: LocalisedText, survey: Survey) -> str:
    """A text of the survey as it reads on staff pages, where it stands for every service."""
    return text.in_locale(survey.languages[0], service="the service")


def _good_codes(survey: Survey, subject: str) -> tuple[str, ...]:
    return (GOOD,) if subject.startswith(":") else good_answers(survey.question(subject))


def _languages(
    people: Mapping[str, int], *, with_counts: bool
) -> tuple[tuple[str, int | None], ...]:
    """Languages that enough people answered in, the most first; of some services the names only."""
    released = {locale: number for locale, number in people.items() if is_safe_size(number)}
    return tuple(
        (english_locale(locale), number if with_counts else None)
        for locale, number in sorted(released.items(), key=lambda each: (-each[1], each[0]))
    )


def _helped_by_staff(survey: Survey, seen: Seen) -> Figure | Hidden | None:
    """The share of answers that our own staff helped with, or None where nobody was asked."""
    if not {ANSWERED_BY, HELPER_ROLE} <= {question.id for question in survey.questions}:
        return None
    cell = seen.cell(ANSWERED_BY)
    if isinstance(cell, Hidden):
        return cell
    return figure(helped_by_staff(seen, cell), cell)


def helped_by_staff(seen: Seen, cell: Released) -> int:
    """People whom our own staff helped, of those who said who answered."""
    return min(seen.tally.questions[ANSWERED_BY].chosen[HELPED_BY_STAFF], cell.base)


def _questions(survey: Survey, seen: Seen, shape: Shape) -> Iterator[QuestionFigures]:
    guarded: set[str] = set()
    for question in survey.counted:
        if not is_equality(question) or question.id == EQUALITY_WANTED:
            if not (shape.services and is_equality(question)):
                yield _of_service(survey, question, seen)
        elif not shape.services and not question.is_text:
            found = _of_person(survey, question, seen, guarded)
            if any(not isinstance(share.cell, Figure) for share in found.shares) or found.hidden:
                guarded.add(question.id)
            yield found


def _of_service(survey: Survey, question: Question, seen: Seen) -> QuestionFigures:
    cell = seen.cell(question.id)
    tally = seen.tally.questions[question.id]
    if isinstance(cell, Hidden):
        return _figures_of(survey, question, cell)
    whole_scale = counts_whole_scale(question)
    options = question.all_options if whole_scale else question.options
    shares = figures(
        {option.code: tally.chosen[option.code] for option in options},
        cell,
        sensitive=sensitive_codes(question),
    )
    return _figures_of(
        survey,
        question,
        cell,
        shares=_shares(survey, options, shares),
        good=good_share(survey, question.id, tally, cell),
        non_substantive=tuple(
            (words(option.text, survey), tally.chosen[option.code])
            for option in (() if whole_scale else question.non_substantive)
        ),
        not_answered=tally.asked - tally.answered,
        average=tally.total / cell.base if question.kind is Kind.NUMBER else None,
        has_alike=question.id in seen.alike,
    )


def _of_person(
    survey: Survey, question: Question, seen: Seen, guarded: set[str]
) -> QuestionFigures:
    """A question about the person: every small answer is hidden, and every base.

    The base of a follow-up would give away an answer that is hidden.
    """
    tally = seen.tally.questions[question.id]
    cell = seen.cell(question.id)
    counts = {option.code: tally.chosen[option.code] for option in question.all_options}
    # Of several answers each is released by itself, and one may be ahead of who answered.
    people = max([tally.answered, *counts.values()])
    if isinstance(cell, Hidden):
        return _figures_of(survey, question, cell)
    if question.ask_if and guarded & set(questions_named(question.ask_if)):
        return _figures_of(survey, question, Hidden(THRESHOLD, Reason.BESIDE))
    cells = small_counts_hidden(counts, people, THRESHOLD)
    if all(isinstance(each, Hidden) for each in cells.values()):
        return _figures_of(survey, question, Hidden(THRESHOLD, Reason.BESIDE))
    shares = _shares(survey, question.all_options, cells)
    return _figures_of(survey, question, release_total(people), shares=shares)


def _figures_of(survey: Survey, question: Question, base: Cell, **more: object) -> QuestionFigures:
    return QuestionFigures(
        id=question.id,
        text=words(question.text, survey),
        theme=question.theme,
        measure=question.measure,
        edition=question.edition,
        is_about_the_person=is_equality(question),
        is_reversed=question.reverse,
        base=base,
        **more,  # type: ignore[arg-type]
    )


def _shares(
    survey: Survey, options: tuple[Option, ...], cells: Mapping[str, ShareCell]
) -> tuple[AnswerFigure, ...]:
    return tuple(
        AnswerFigure(option.code, words(option.text, survey), cells[option.code])
        for option in options
    )


def _themes(survey: Survey, seen: Seen) -> Iterator[ThemeFigures]:
    for subject in sorted(seen.cells):
        if subject.startswith(f"{THEME}:"):
            _, _, theme, edition = subject.split(":")
            cell = seen.cell(subject)
            good = good_share(survey, subject, seen.tally.questions[subject], cell)
            yield ThemeFigures(theme, Edition(edition), cell, good)
