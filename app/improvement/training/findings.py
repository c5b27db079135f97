"""What a programme's results page says: words before numbers, and nothing that the gate withholds.

Nobody is told that a change was caused by the training: it came after it. A fall is not called a
failure, because people who learn more about something often rate themselves more strictly.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.collection.matched.time_points import TimePoint
from app.disclosure import (
    THRESHOLD,
    Figure,
    Hidden,
    Masked,
    Released,
    figure,
    figures,
    release_total,
)
from app.improvement.training.models import ShownFigures
from app.improvement.training.shown import (
    EVERYBODY,
    LATE,
    PAIRS,
    THEN,
    UNMATCHED,
    Counts,
    Numbers,
    Shown,
)
from app.statistics.intervals import Difference, newcombe, points
from app.statistics.paired import Paired, PairedYesNo, holm, mcnemar, paired
from app.surveys.parts import Kind, Question

SURE: Final = 0.05
WHEN: Final = {
    TimePoint.BEFORE: "before",
    TimePoint.AFTER: "just after",
    TimePoint.LATER: "some weeks later",
}
HIGHER, LOWER, SAME = "higher", "lower", "same"
GOOD, NOT_GOOD = "good", "not good"
EVERYBODY_ALIKE: Final = "Nearly all gave the same answer. No more is shown, to protect people."
SHIFT: Final = (
    "Lower does not mean that the training failed. People who learn more about something often "
    "rate themselves more strictly than before."
)


@dataclass(frozen=True)
class PairedFinding:
    """One question of the same people twice. `test` is None where no figure may be released.

    `adjusted` is the p by Holm's method among all of the comparison.
    """

    question: str
    words: str
    test: Paired | PairedYesNo | None = None
    adjusted: float | None = None
    is_lower: bool = False

    @property
    def p(self) -> float | None:
        """The p of the test by itself; None where nothing could be tested."""
        if isinstance(self.test, Paired):
            return self.test.ranks.p
        return None if self.test is None else self.test.p

    @property
    def verdict(self) -> str:
        """Whether chance alone could have done it, in words."""
        if isinstance(self.test, PairedYesNo) and self.test.p is None:
            return "Too few changed their answer to test it."
        if self.adjusted is None:
            return ""
        if self.adjusted < SURE:
            return "More changed in one direction than chance alone would usually bring about."
        return "Chance alone could bring about as much."

    @property
    def numbers(self) -> tuple[str, ...]:
        """The test and the sizes of the effect, each by its name."""
        if isinstance(self.test, Paired):
            return tuple(_numbers_of_ratings(self.test, self.adjusted))
        if self.test is None or self.p is None:
            return ()
        return (
            f"McNemar's exact test: p = {_p(self.p)}; "
            f"{_p(self.adjusted)} among all questions (Holm)",
        )


@dataclass(frozen=True)
class UnmatchedFinding:
    """One question of people who are not the same: shares of good answers, and their difference."""

    question: str
    early: Figure | Masked | Hidden
    late: Figure | Masked | Hidden
    difference: Difference | None

    @property
    def verdict(self) -> str:
        """The difference in words, with its interval."""
        if self.difference is None:
            return "Not compared, to protect people."
        found = self.difference
        interval = (
            f"{points(found.difference)} percentage points (95 % interval {points(found.low)} to "
            f"{points(found.high)})"
        )
        if found.includes_zero:
            return f"Too few answers to say: {interval}"
        return f"{'Higher' if found.difference > 0 else 'Lower'} after: {interval}"


@dataclass(frozen=True)
class TrainingComparison:
    """Before beside one later time point.

    `linked` is how many could be paired, of `late_answers`; `paired`, `then` and `unmatched` are
    empty where they are withheld, and `why` says so. `unmatched_who` says of whom the last are.
    """

    late: TimePoint
    early_answers: int
    late_answers: int
    linked: int
    share: Figure | None
    why: str
    paired: tuple[PairedFinding, ...]
    as_of: datetime | None
    then: tuple[PairedFinding, ...]
    then_people: int | None
    unmatched: tuple[UnmatchedFinding, ...]
    unmatched_who: str

    @property
    def when(self) -> str:
        """The later time point in words."""
        return WHEN[self.late]

    @property
    def has_fall(self) -> bool:
        """Whether more rated themselves lower than higher on a question."""
        return any(finding.is_lower for finding in (*self.paired, *self.then))

    @property
    def headline(self) -> str:
        """How many could be linked, in words."""
        return (
            f"{self.early_answers} answered before, {self.late_answers} {self.when}, "
            f"{self.linked} could be linked by their cards"
        )


def comparisons_of(
    shown: Shown, questions: Mapping[str, Question]
) -> tuple[TrainingComparison, ...]:
    """Every comparison of a programme, as far as the gate lets it be released.

    Args:
        shown: what may be shown now.
        questions: the survey's questions by id, for their words.
    """
    return tuple(_comparison(late, shown, questions) for late in LATE)


def facts_of(
    figures: Mapping[str, ShownFigures], questions: Mapping[str, Question]
) -> Iterator[str]:
    """What was last shown of the same people twice, a sentence for each question."""
    for late in LATE:
        row = figures.get(f"{PAIRS}-{late.value}")
        for finding in _paired_findings(row, questions, "linked staff", "themselves"):
            yield f"Before, and {WHEN[late]}: “{finding.question}” {finding.words}"


def _comparison(
    late: TimePoint, shown: Shown, questions: Mapping[str, Question]
) -> TrainingComparison:
    numbers, rows = shown.numbers, shown.figures
    pairs, then = (rows.get(f"{name}-{late.value}") for name in (PAIRS, THEN))
    is_unmatched = f"{UNMATCHED}-{late.value}" in rows
    unmatched = rows.get(f"{UNMATCHED if is_unmatched else EVERYBODY}-{late.value}")
    return TrainingComparison(
        late=late,
        early_answers=numbers.answers[TimePoint.BEFORE],
        late_answers=numbers.answers[late],
        linked=numbers.linked[late],
        share=_share(numbers, late),
        why="" if pairs else _why(numbers, late),
        paired=_paired_findings(pairs, questions, "linked staff", "themselves"),
        as_of=pairs.as_of if pairs else None,
        then=_paired_findings(then, questions, "staff", "themselves now"),
        then_people=then.counts["bases"][0] if then else None,
        unmatched=_unmatched_findings(unmatched, questions),
        unmatched_who="whom no card links" if is_unmatched else "who answered, linked or not",
    )


def _share(numbers: Numbers, late: TimePoint) -> Figure | None:
    """How many of those who answered later could be linked; no percentage of fewer than ten."""
    whole = release_total(numbers.answers[late])
    return None if isinstance(whole, Hidden) else figure(numbers.linked[late], whole)


def _why(numbers: Numbers, late: TimePoint) -> str:
    if not numbers.answers[late]:
        return f"Nobody has answered {WHEN[late]} yet."
    linked = numbers.linked[late]
    return (
        f"{linked} could be linked. Below {THRESHOLD} no figures are shown: of so few, somebody "
        "could work out what a colleague said, and chance alone moves the numbers a lot."
        if linked < THRESHOLD
        else "The figures are released once, when the links of both time points are closed, so "
        "that nobody can be worked out by looking twice."
    )


def _paired_findings(
    row: ShownFigures | None, questions: Mapping[str, Question], who: str, whom: str
) -> tuple[PairedFinding, ...]:
    if row is None:
        return ()
    found = [
        _paired_finding(questions[each], table, who, whom)
        for each, table in _in_order(row.counts, questions)
        if sum(count for *_, count in table) >= THRESHOLD
    ]
    tested = [finding.p for finding in found if finding.p is not None]
    adjusted = iter(holm(tested))
    return tuple(
        finding if finding.p is None else replace(finding, adjusted=next(adjusted))
        for finding in found
    )


def _in_order(
    counts: Counts, questions: Mapping[str, Question]
) -> list[tuple[str, list[list[int]]]]:
    """The tables in the order of the survey; those of questions that are gone are left out."""
    return [(each, counts["questions"][each]) for each in questions if each in counts["questions"]]


def _paired_finding(
    question: Question, table: list[list[int]], who: str, whom: str
) -> PairedFinding:
    text = question.text.in_locale("en")
    moves = {
        HIGHER: sum(count for early, late, count in table if late > early),
        LOWER: sum(count for early, late, count in table if late < early),
        SAME: sum(count for early, late, count in table if late == early),
    }
    whole = release_total(sum(moves.values()))
    if isinstance(whole, Hidden):
        return PairedFinding(text, str(whole))
    if any(isinstance(each, Masked) for each in figures(moves, whole, sensitive=[LOWER]).values()):
        return PairedFinding(text, EVERYBODY_ALIKE)
    if question.kind is Kind.YES_NO:
        return _yes_no_finding(text, moves, whole, who)
    spread = [(early, late) for early, late, count in table for _ in range(count)]
    return PairedFinding(
        question=text,
        words=(
            f"{whole.base} {who}: {moves[HIGHER]} rated {whom} higher, {moves[LOWER]} lower, "
            f"{moves[SAME]} the same."
        ),
        test=paired([early for early, _ in spread], [late for _, late in spread]),
        is_lower=moves[LOWER] > moves[HIGHER],
    )


def _yes_no_finding(
    text: str, moves: Mapping[str, int], whole: Released, who: str
) -> PairedFinding:
    return PairedFinding(
        question=text,
        words=(
            f"{whole.base} {who}: {moves[HIGHER]} went over to yes, {moves[LOWER]} to no, "
            f"{moves[SAME]} said the same twice."
        ),
        test=mcnemar(moves[HIGHER], moves[LOWER], moves[SAME]),
        is_lower=moves[LOWER] > moves[HIGHER],
    )


def _unmatched_findings(
    row: ShownFigures | None, questions: Mapping[str, Question]
) -> tuple[UnmatchedFinding, ...]:
    if row is None:
        return ()
    return tuple(
        _unmatched_finding(questions[each].text.in_locale("en"), *row.counts["questions"][each])
        for each in questions
        if each in row.counts["questions"]
    )


def _unmatched_finding(
    text: str, good_early: int, early: int, good_late: int, late: int
) -> UnmatchedFinding:
    cells = (_good(good_early, early), _good(good_late, late))
    is_told = all(isinstance(each, Figure) for each in cells)
    difference = newcombe(good_late, late, good_early, early) if is_told else None
    return UnmatchedFinding(text, *cells, difference)


def _good(good: int, base: int) -> Figure | Masked | Hidden:
    whole = release_total(base)
    if isinstance(whole, Hidden):
        return whole
    return figures({GOOD: good, NOT_GOOD: base - good}, whole, sensitive=[NOT_GOOD])[GOOD]


def _numbers_of_ratings(test: Paired, adjusted: float | None) -> Iterable[str]:
    ranks = test.ranks
    if ranks.p is not None and ranks.rank_biserial is not None:
        kind = "exact" if ranks.is_exact else "normal approximation"
        yield (
            f"Wilcoxon signed-rank ({kind}, {ranks.differing} pairs that differ): "
            f"p = {_p(ranks.p)}; {_p(adjusted)} among all questions (Holm)"
        )
        yield f"Rank-biserial correlation: {ranks.rank_biserial:+.2f}"
    if test.d_av is not None:
        corrected = ", with Hedges' correction" if test.is_corrected else ""
        yield f"Cohen's d by the average spread (d_av{corrected}): {test.d_av:+.2f}"


def _p(p: float | None) -> str:
    if p is None:
        return "not tested"
    return "less than 0.001" if p < 0.001 else f"{p:.3f}"
