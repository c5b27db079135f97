"""What the answers to one question say, in figures that passed the gate and in a sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.collection.responses.tally import counts_whole_scale
from app.disclosure import TO_LOOK_AT, Cell, Figure, Hidden, Masked, Released, figure
from app.kernel.localised import LocalisedText
from app.results.indicators.figures import QuestionFigures
from app.results.indicators.subjects import EQUALITY_WANTED, good_answers
from app.statistics.rounding import percent_of
from app.surveys.parts import Edition, Kind, Question


@dataclass(frozen=True)
class AnswerShare:
    """One answer and how many gave it."""

    label: str
    cell: Cell


@dataclass(frozen=True)
class Finding:
    """One question: the sentence that sums it up, and the figures below it.

    `non_substantive`, `unanswered` and `average` stand beside the figures and are no part of them.
    """

    question: Question
    text: str
    title: str
    hidden: Hidden | None = None
    base: int | None = None
    unanswered: int | None = None
    shares: tuple[AnswerShare, ...] = ()
    non_substantive: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)


def finding(question: Question, of: QuestionFigures, language: str) -> Finding:
    """The finding of a question, or that it is hidden."""
    if isinstance(of.base, Hidden):
        return hidden_finding(question, of.base, language)
    shares = tuple(AnswerShare(each.label, each.cell) for each in of.shares)
    text = words(question.text, language)
    if of.is_about_the_person and question.id != EQUALITY_WANTED:
        return Finding(question, text, "Who answered", base=of.base.base, shares=shares)
    return Finding(
        question,
        text,
        _title(question, of, of.base, language),
        base=of.base.base,
        unanswered=of.not_answered,
        shares=shares,
        non_substantive=of.non_substantive,
        notes=tuple(_notes(question, of, of.base)),
    )


def hidden_finding(question: Question, hidden: Hidden, language: str) -> Finding:
    """A question of which nothing may be released."""
    return Finding(question, words(question.text, language), str(hidden), hidden=hidden)


def words(text: LocalisedText, language: str) -> str:
    """A text of the survey as it reads on staff pages, where it stands for every service."""
    return text.in_locale(language, service="the service")


def _title(question: Question, of: QuestionFigures, base: Released, language: str) -> str:
    if not question.options:
        return _title_without_options(question, of, base)
    masked = [each for each in of.shares if isinstance(each.cell, Masked) and each.cell.is_most]
    if masked:
        return f"More than 90 % said “{masked[0].label}”"
    counts = _counts(of)
    best = _best_codes(question, counts)
    labels = {option.code: words(option.text, language) for option in question.options}
    text = figure(sum(counts[code] for code in best), base)
    answers = " or ".join(f"“{labels[code]}”" for code in best)
    return f"{text} {'chose' if question.kind is Kind.MULTIPLE_CHOICE else 'said'} {answers}"


def _counts(of: QuestionFigures) -> dict[str, int]:
    return {each.code: each.cell.count for each in of.shares if isinstance(each.cell, Figure)}


def _title_without_options(question: Question, of: QuestionFigures, base: Released) -> str:
    if question.is_text:
        return f"{base.base} people wrote something"
    if of.average is not None:
        return f"On average {of.average:.1f}"
    return f"{base.base} people answered"


def _best_codes(question: Question, counts: Mapping[str, int]) -> tuple[str, ...]:
    """The good answers, else "yes", or else the answer given most often."""
    codes = [option.code for option in question.options]
    good = good_answers(question)
    if good:
        return good
    if question.kind is Kind.YES_NO:
        return (codes[0],)
    return (max(codes, key=lambda code: counts[code]),)


def _notes(question: Question, of: QuestionFigures, base: Released) -> Iterator[str]:
    if question.edition is Edition.EASY_READ:
        yield "Easy Read question, never added to the one in the standard survey."
    if question.reverse and good_answers(question):
        yield "Put the other way round: the sentence says how many gave the good answer."
    if question.kind is Kind.MULTIPLE_CHOICE:
        yield "People could choose several answers, so the shares add up to more than 100 %."
    if counts_whole_scale(question):
        yield _whole_scale_note(question, of, base)
    if of.has_alike:
        yield TO_LOOK_AT


def _whole_scale_note(question: Question, of: QuestionFigures, base: Released) -> str:
    """Positive, negative and balance of the Friends and Family Test (NHS England)."""
    start = "Friends and Family Test: every answer counts, “don't know” too."
    if any(isinstance(share.cell, Masked) for share in of.shares):
        return start
    counts = _counts(of)
    codes = [option.code for option in question.options]
    ends = len(codes) // 2
    positive = figure(sum(counts[code] for code in codes[:ends]), base)
    negative = figure(sum(counts[code] for code in codes[-ends:]), base)
    if positive.percent is None or negative.percent is None:
        return start
    balance = percent_of(positive.count - negative.count, base.base)
    return f"{start} Positive {positive}, negative {negative}, balance {balance:+d} points."
