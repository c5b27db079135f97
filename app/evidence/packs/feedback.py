"""What was said about one place of a framework: rows of tables, and what of it is hidden."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

from app.collection.links.audiences import AUDIENCES
from app.comments.machine.engine.themes import theme_of
from app.disclosure import TO_LOOK_AT, Figure, Hidden, Masked
from app.evidence.frameworks.definition import ThemeMap
from app.evidence.packs.comments import CommentCut, period_words
from app.evidence.packs.content import Cell, PackQuote
from app.evidence.packs.queries import Gathered, months_key
from app.kernel.clock import today
from app.kernel.localised import english_name
from app.results.feedback.counts import ASSESSED
from app.results.feedback.results import Feeling, ThemeFinding
from app.results.indicators.figures import QuestionFigures, SeriesFigures, ShareCell
from app.results.indicators.monthly import MonthlySeries
from app.results.indicators.subjects import good_answers
from app.surveys.definition import Survey
from app.surveys.parts import Edition

PEOPLE, STAFF, PARTNERS = "people", "staff", "partners"
OBSERVATION, PROCESSES, OUTCOMES = "observation", "processes", "outcomes"
UNKNOWN: Final = "apart"
"""Answers of which nobody knows who gave them."""

CATEGORIES: Final = {
    "people": PEOPLE,
    "families": PEOPLE,
    "staff": STAFF,
    "partners": PARTNERS,
    "auditors": PROCESSES,
    "public": UNKNOWN,
}
"""The kind of evidence that an audience gives (CQC's evidence categories)."""

WHO_ORDER: Final = ("people", "families", "staff", "partners", "auditors", "public")
PASSED_ON: Final = "What people told community partners, passed on by them"
FORMS: Final = {
    Edition.STANDARD: "Standard",
    Edition.EASY_READ: "Easy Read",
    Edition.BOTH: "Standard and Easy Read",
}
QUESTION_COLUMNS: Final = (
    "Question",
    "Who",
    "Survey, form and version",
    "n",
    "Good answers",
    "Good answers, %",
    "95 % interval",
    "All answers",
    "Set apart",
    "Not answered",
)
COMMENT_COLUMNS: Final = (
    "Theme",
    "Who",
    "When",
    "People found to write of it",
    "Share of all who wrote",
    "How many were read surely",
    "Negative",
    "Negative, %",
    "95 % interval of negative",
    "Positive",
    "Positive, %",
    "95 % interval of positive",
    "Beside other months",
)
ALL_IN_ALL_COLUMNS: Final = ("Who", "When", "People who wrote something", *COMMENT_COLUMNS[5:12])
CHANGE_COLUMNS: Final = ("Question", "Who", "Survey", "What the months show")


@dataclass(frozen=True)
class AnsweredQuestion:
    """One question of one series, with where it belongs."""

    series: SeriesFigures
    question: QuestionFigures
    who: str
    form: str
    good_named: str
    months: MonthlySeries | None

    @property
    def is_shown(self) -> bool:
        """Whether there is a figure."""
        return self.question.hidden is None

    @property
    def is_own_view(self) -> bool:
        """Whether who answered spoke for themselves."""
        return not self.series.by_proxy and self.who != PASSED_ON

    @property
    def row(self) -> tuple[Cell, ...]:
        """A row of the table of questions."""
        base = self.question.base
        return (
            self.words,
            self.who,
            self.form,
            str(base) if isinstance(base, Hidden) else base.base,
            *counted_cells(self.question.good),
            "; ".join(self._all_answers()),
            "; ".join(f"{label} {number}" for label, number in self.question.non_substantive),
            "" if self.question.not_answered is None else self.question.not_answered,
        )

    def _all_answers(self) -> Iterator[str]:
        for each in self.question.shares:
            yield f"{each.label} {counted(each.cell)}"
        if self.question.average is not None:
            yield f"average {self.question.average:.1f}"
        if self.question.has_alike:
            yield TO_LOOK_AT

    @property
    def words(self) -> str:
        """The question, with which answers are good where it is put the other way round."""
        if not self.question.is_reversed:
            return self.question.text
        return f"{self.question.text} (put the other way round; good: {self.good_named})"


@dataclass(frozen=True)
class CommentTheme:
    """One theme in the comments of one cut."""

    cut: CommentCut
    code: str
    name: str
    who: str
    finding: ThemeFinding | None
    hidden: Hidden | None = None

    @property
    def row(self) -> tuple[Cell, ...]:
        """A row of the table of comments."""
        period = period_words(self.cut.period, today())
        who = f"{self.who}, {self.cut.service}" if self.cut.service else self.who
        if self.finding is None:
            return (self.name, who, period, str(self.hidden), *[""] * 9)
        feeling = self.finding.feeling
        return (
            self.name,
            who,
            period,
            feeling.spoke or "",
            str(self.finding.share or ""),
            *feeling_cells(feeling),
            self.finding.movement,
        )


@dataclass
class Feedback:
    """What was said about one place, in one kind of evidence."""

    answered: list[AnsweredQuestion] = field(default_factory=list)
    themes: list[CommentTheme] = field(default_factory=list)
    quotes: list[PackQuote] = field(default_factory=list)

    @property
    def shown(self) -> list[AnsweredQuestion]:
        """Questions with a figure."""
        return [each for each in self.answered if each.is_shown]

    @property
    def shown_themes(self) -> list[CommentTheme]:
        """Themes with a figure."""
        return [each for each in self.themes if each.finding is not None]

    @property
    def hidden(self) -> tuple[str, ...]:
        """What is there and may not be shown, each once."""
        questions = [
            f"“{each.question.text}” ({each.who}, {each.form})"
            for each in self.answered
            if not each.is_shown
        ]
        themes = [
            f"comments on {each.name} ({each.who})" for each in self.themes if each.finding is None
        ]
        return tuple(dict.fromkeys([*questions, *themes]))

    @property
    def is_shown(self) -> bool:
        """Whether anything may be shown."""
        return bool(self.shown or self.shown_themes or self.quotes)


def answered(found: Gathered) -> tuple[AnsweredQuestion, ...]:
    """Every closed question about the service, whoever answered, in a fixed order."""
    return tuple(
        _answered(found, series, question)
        for series in _ordered(found.series)
        for question in series.questions
        if not question.is_about_the_person and (question.theme or question.measure)
    )


def themes(found: Gathered) -> tuple[CommentTheme, ...]:
    """Every theme of the comments, shown or hidden."""
    return tuple(each for cut in found.comments for each in _themes_of(found, cut))


def quoted(found: Gathered) -> tuple[tuple[str, str, PackQuote], ...]:
    """Approved quotes with their theme and audience."""
    return tuple(
        (
            each.theme,
            each.audience,
            PackQuote(
                text=each.text,
                language=each.language,
                language_name=english_name(each.language) if each.language else "",
                translation=each.translation or "",
                who=AUDIENCES.get(each.audience, each.audience),
            ),
        )
        for each in found.quotes
    )


def places_of(each: AnsweredQuestion, theme_map: ThemeMap, audience: str) -> tuple[str, ...]:
    """Where a question belongs, by what it asks and of whom it was meant to be asked."""
    return theme_map.places(
        theme=theme_of(each.question.theme or ""),
        audience=audience,
        measure=each.question.measure or "",
    )


class ReportedSeries(Protocol):
    """Figures of answers with their reporting group."""

    @property
    def audience(self) -> str:
        """Their reporting group."""
        ...

    @property
    def by_proxy(self) -> bool:
        """Whether a proxy respondent answered for the person."""
        ...


def respondents_of(series: ReportedSeries, asked: str) -> str:
    """Who gave the answers of a series, in words. `asked`: the audience that the survey is for."""
    if asked == PARTNERS and series.audience == PEOPLE:
        return PASSED_ON
    who = AUDIENCES.get(series.audience, series.audience)
    return f"{who}, answered for them by somebody else" if series.by_proxy else who


def good_named(survey: Survey, question: QuestionFigures) -> str:
    """Which answers to a question are good, in words."""
    labels = {share.code: share.label for share in question.shares}
    good = good_answers(survey.question(question.id))
    return " and ".join(f"“{labels[code]}”" for code in good if code in labels)


def form_of(survey: Survey, question: QuestionFigures) -> str:
    """The form in which a question was asked, in words."""
    return FORMS[question.edition if survey.easy_read else Edition.STANDARD]


def share_cells(share: Figure | Masked | None) -> tuple[Cell, Cell]:
    """A share and its interval."""
    if share is None:
        return "", ""
    if isinstance(share, Masked) or share.percent is None:
        return str(share), ""
    return share.percent, f"{share.low}–{share.high}"


def counted_cells(share: Figure | Masked | None) -> tuple[Cell, Cell, Cell]:
    """How many they are, their share and its interval."""
    return share.count if isinstance(share, Figure) else "", *share_cells(share)


def counted(cell: ShareCell) -> str:
    """A share with its count in words, for example `12 (71 %)`, or why there is none."""
    if not isinstance(cell, Figure) or cell.percent is None:
        return str(cell)
    return f"{cell.count} ({cell})"


def feeling_cells(feeling: Feeling) -> tuple[Cell, ...]:
    """How many were read surely, and the negative and positive shares with their intervals."""
    if feeling.too_few:
        return ("Too few to say", *[""] * 6)
    negative, _, positive = (counted_cells(feeling.shares[name]) for name in ASSESSED)
    return (feeling.base or "", *negative, *positive)


def _answered(
    found: Gathered, series: SeriesFigures, question: QuestionFigures
) -> AnsweredQuestion:
    survey = found.surveys[series.survey_id, series.version]
    key = months_key(
        series.survey_id,
        series.audience,
        question.edition.value,
        question.text,
        by_proxy=series.by_proxy,
    )
    form = form_of(survey, question)
    return AnsweredQuestion(
        series=series,
        question=question,
        who=respondents_of(series, survey.audience),
        form=f"{series.title}: {form}, version {series.version}",
        good_named=good_named(survey, question),
        months=found.months.get(key),
    )


def _ordered(series: Iterable[SeriesFigures]) -> list[SeriesFigures]:
    return sorted(
        series,
        key=lambda each: (
            WHO_ORDER.index(each.audience),
            each.by_proxy,
            each.survey_id,
            each.version,
        ),
    )


def _themes_of(found: Gathered, cut: CommentCut) -> Iterator[CommentTheme]:
    who = AUDIENCES[cut.audience]
    for finding in cut.results.themes:
        yield CommentTheme(cut, finding.code, finding.name, who, finding)
    codes = {name: code for code, name in found.themes.items()}
    for name, hidden in cut.results.hidden_themes.items():
        yield CommentTheme(cut, codes.get(name, name), name, who, None, hidden)
