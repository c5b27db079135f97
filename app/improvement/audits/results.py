"""What a round found: shares with their intervals, agreement of two auditors, and movement.

What is counted are answers about records. The threshold for people does not apply on staff pages;
docs/decisions says why, and what never leaves them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.improvement.audits.answers import RecordAnswer, RoundAnswers
from app.improvement.audits.tools import NO, NOT_APPLICABLE, PARTLY, YES, Criterion, Tool
from app.statistics.agreement import Agreement, agreement
from app.statistics.intervals import Difference, Interval, newcombe, wilson
from app.statistics.rounding import CENT, percent_of, whole_percent


@dataclass(frozen=True, slots=True)
class YesShare:
    """How many answers are "yes", of those that are yes, partly or no."""

    yes: int
    base: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded half up; None of nothing."""
        return percent_of(self.yes, self.base) if self.base else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval, which takes no account of how many records there are."""
        return wilson(self.yes, self.base)

    def __str__(self) -> str:
        interval = self.interval
        if interval is None:
            return "nothing to say"
        low, high = whole_percent(interval.low), whole_percent(interval.high)
        return f"{self.percent} % (likely {low}–{high} %)"


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How often each answer was given to one criterion; `unanswered` were left out.

    `without_evidence` counts the answers partly and no for which evidence was asked and not given.
    """

    criterion: Criterion
    yes: int
    partly: int
    no: int
    not_applicable: int
    unanswered: int
    without_evidence: int

    @property
    def share(self) -> YesShare:
        """The share of yes; what does not apply is set apart."""
        return YesShare(self.yes, self.yes + self.partly + self.no)


@dataclass(frozen=True)
class Result:
    """The results of one version of a tool in one round."""

    tool: Tool
    records: int
    criteria: tuple[CriterionResult, ...]

    @property
    def share(self) -> YesShare:
        """All criteria together, each answer counting alike."""
        shares = [each.share for each in self.criteria]
        return YesShare(sum(each.yes for each in shares), sum(each.base for each in shares))

    @property
    def without_evidence(self) -> int:
        """Answers for which evidence was asked and not given."""
        return sum(each.without_evidence for each in self.criteria)


@dataclass(frozen=True, slots=True)
class CriterionAgreement:
    """On how many records two auditors gave the same answer to one criterion, of how many."""

    criterion: Criterion
    agreed: int
    pairs: int


@dataclass(frozen=True)
class DoubleAudit:
    """How far two auditors agree who looked at the same records, over all criteria."""

    records: int
    whole: Agreement
    criteria: tuple[CriterionAgreement, ...]

    def __str__(self) -> str:
        pairs, agreed = self.whole.table.pairs, self.whole.table.agreed
        text = f"{agreed} of {pairs} answers alike"
        if self.whole.too_few:
            return f"{text}; too few to say how far two auditors agree"
        return f"{text}; {_kappa_in_words(self.whole)}"


@dataclass(frozen=True, slots=True)
class Movement:
    """The share of yes in a round, and in the round before it; `criterion` None: all together."""

    criterion: Criterion | None
    before: YesShare
    after: YesShare

    @property
    def difference(self) -> Difference | None:
        """After less before, with Newcombe's 95 % interval; None where a round has nothing."""
        return newcombe(self.after.yes, self.after.base, self.before.yes, self.before.base)

    def __str__(self) -> str:
        found = self.difference
        if found is None:
            return "Nothing to compare"
        points = (
            f"{_signed(found.difference)} points (likely {_signed(found.low)} to "
            f"{_signed(found.high)})"
        )
        if found.includes_zero:
            return f"Too few answers to say: {points}"
        return f"{'Higher' if found.difference > 0 else 'Lower'} than before: {points}"


def result_of(tool: Tool, answered: Iterable[RecordAnswer]) -> Result:
    """The results of a tool's version, of answers to that version."""
    answers = [each.answers for each in answered if each.version == tool.survey.version]
    return Result(
        tool=tool,
        records=len(answers),
        criteria=tuple(_criterion_result(each, answers) for each in tool.criteria),
    )


def double_audit(tool: Tool, received: RoundAnswers) -> DoubleAudit | None:
    """The agreement of those records that both auditors have answered for; None before any."""
    pairs = [
        (one.answers, other.answers)
        for one, other in received.pairs
        if one.version == tool.survey.version
    ]
    if not pairs:
        return None
    labels = {
        criterion: [
            (one[criterion.id], other[criterion.id])
            for one, other in pairs
            if criterion.id in one and criterion.id in other
        ]
        for criterion in tool.criteria
    }
    every = [pair for found in labels.values() for pair in found]
    return DoubleAudit(
        records=len(pairs),
        whole=agreement([one for one, _ in every], [other for _, other in every]),
        criteria=tuple(
            CriterionAgreement(criterion, sum(one == other for one, other in found), len(found))
            for criterion, found in labels.items()
        ),
    )


def movements(before: Result, after: Result) -> tuple[Movement, ...]:
    """From one round to a later one: all criteria together, then each that both have.

    Raises:
        ValueError: when they are of different versions, which are never compared.
    """
    if before.tool.survey.version != after.tool.survey.version:
        raise ValueError("rounds of different versions of a tool are not compared")
    earlier = {each.criterion.id: each.share for each in before.criteria}
    return (
        Movement(None, before.share, after.share),
        *(
            Movement(each.criterion, earlier[each.criterion.id], each.share)
            for each in after.criteria
        ),
    )


def sampling_note(audited: int, population: int) -> str:
    """What the intervals of a round leave out, since a sample is drawn from a finite number."""
    if audited == population:
        return (
            f"All {population} records were looked at, so that the shares are those of these "
            "records. The intervals say how far such shares may go up and down by chance alone."
        )
    return (
        f"{audited} of {population} records were looked at. The intervals (Wilson, 95 %) take no "
        "account of how many records there are, so that they are wider than they need be where "
        "the sample is a large part."
    )


def _criterion_result(
    criterion: Criterion, answers: Sequence[Mapping[str, Any]]
) -> CriterionResult:
    answered = [each.get(criterion.id) for each in answers]
    return CriterionResult(
        criterion=criterion,
        yes=answered.count(YES),
        partly=answered.count(PARTLY),
        no=answered.count(NO),
        not_applicable=answered.count(NOT_APPLICABLE),
        unanswered=answered.count(None),
        without_evidence=sum(criterion.lacks_evidence(each) for each in answers),
    )


def _kappa_in_words(found: Agreement) -> str:
    if found.kappa is None:
        return "both gave one and the same answer throughout, so that kappa cannot be worked out"
    text = f"Cohen's kappa {found.kappa:.2f}"
    interval = found.kappa_interval
    if interval is None:
        return f"{text} (no interval where everything is agreed)"
    return f"{text} (likely {interval.low:.2f} to {interval.high:.2f})"


def _signed(proportion: float) -> str:
    """Points with one decimal, so that a bound just beside 0 does not read as 0."""
    return f"{proportion * CENT:+.1f}"
