"""What the answers to one question say, in figures that passed the gate and in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.kernel.localised import LocalisedText
from app.measures.subjects import good_answers
from app.questionnaire.definition import Edition, Kind, Option, Question
from app.responses.gate import is_equality, sensitive_codes
from app.responses.tally import QuestionTally, counts_whole_scale
from app.statistics.disclosure import (
    Cell,
    Figure,
    Hidden,
    Masked,
    Released,
    figure,
    figures,
    small_counts_hidden,
)
from app.statistics.rounding import percent_of


@dataclass(frozen=True)
class Share:
    """One answer and how many gave it."""

    label: str
    cell: Cell


@dataclass(frozen=True)
class Finding:
    """One question: the sentence that sums it up, and the figures below it.

    `apart`, `unanswered` and `average` stand beside the figures and are no part of them.
    """

    question: Question
    text: str
    title: str
    hidden: Hidden | None = None
    base: int | None = None
    unanswered: int | None = None
    shares: tuple[Share, ...] = ()
    apart: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)


def finding(
    question: Question, tally: QuestionTally, cell: Released | Hidden, language: str
) -> Finding:
    """The finding of a question about the service, or that it is hidden."""
    if isinstance(cell, Hidden):
        return hidden_finding(question, cell, language)
    options = _counted_options(question)
    shares = figures(
        {option.code: tally.chosen[option.code] for option in options},
        cell,
        sensitive=sensitive_codes(question),
    )
    return Finding(
        question,
        words(question.text, language),
        _title(question, tally, cell, shares, language),
        base=cell.base,
        unanswered=tally.asked - tally.answered,
        shares=_shares(options, shares, language),
        apart=_apart(question, tally, language),
        notes=_notes(question, tally, cell, shares),
    )


def equality_finding(
    question: Question, tally: QuestionTally, language: str, threshold: int
) -> Finding:
    """The finding of a question about the person: every small answer is hidden, and every base."""
    counts = {option.code: tally.chosen[option.code] for option in question.all_options}
    # Each answer is told by itself, and one may be ahead of who answered.
    people = max([tally.answered, *counts.values()])
    cells = small_counts_hidden(counts, people, threshold)
    hidden = [cell for cell in cells.values() if isinstance(cell, Hidden)]
    if len(hidden) == len(cells):
        why = hidden[0] if hidden else Hidden(threshold)
        return hidden_finding(question, why, language)
    return Finding(
        question,
        words(question.text, language),
        "Who answered",
        base=people,
        shares=_shares(question.all_options, cells, language),
    )


def hidden_finding(question: Question, hidden: Hidden, language: str) -> Finding:
    """A question of which nothing may be told."""
    return Finding(question, words(question.text, language), str(hidden), hidden=hidden)


def words(text: LocalisedText, language: str) -> str:
    """A text of the survey as it reads on staff pages, where it stands for every service."""
    return text.in_locale(language, service="the service")


def _counted_options(question: Question) -> Sequence[Option]:
    return question.all_options if counts_whole_scale(question) else question.options


def _shares(
    options: Sequence[Option], cells: Mapping[str, Cell], language: str
) -> tuple[Share, ...]:
    return tuple(Share(words(option.text, language), cells[option.code]) for option in options)


def _apart(question: Question, tally: QuestionTally, language: str) -> tuple[tuple[str, int], ...]:
    if counts_whole_scale(question):
        return ()
    return tuple(
        (words(option.text, language), tally.chosen[option.code]) for option in question.apart
    )


def _title(
    question: Question,
    tally: QuestionTally,
    cell: Released,
    shares: Mapping[str, Figure | Masked],
    language: str,
) -> str:
    if not question.options:
        return _title_without_options(question, tally, cell)
    masked = [code for code, share in shares.items() if isinstance(share, Masked) and share.is_most]
    labels = {option.code: words(option.text, language) for option in question.all_options}
    if masked:
        return f"More than 90 % said “{labels[masked[0]]}”"
    best = _best_codes(question, tally)
    said = figure(sum(tally.chosen[code] for code in best), cell)
    answers = " or ".join(f"“{labels[code]}”" for code in best)
    return f"{said} {'chose' if question.kind is Kind.MULTIPLE_CHOICE else 'said'} {answers}"


def _title_without_options(question: Question, tally: QuestionTally, cell: Released) -> str:
    if question.is_text:
        return f"{cell.base} people wrote something"
    if question.kind is Kind.NUMBER:
        return f"On average {tally.total / cell.base:.1f}"
    return f"{cell.base} people answered"


def _best_codes(question: Question, tally: QuestionTally) -> tuple[str, ...]:
    """The good answers, else "yes", or else the answer given most often."""
    codes = [option.code for option in question.options]
    good = good_answers(question)
    if good:
        return good
    if question.kind is Kind.YES_NO:
        return (codes[0],)
    return (max(codes, key=lambda code: tally.chosen[code]),)


def _notes(
    question: Question,
    tally: QuestionTally,
    cell: Released,
    shares: Mapping[str, Figure | Masked],
) -> tuple[str, ...]:
    notes = []
    if question.edition is Edition.EASY_READ:
        notes.append("Easy Read question, never added to the one in the standard survey.")
    if question.reverse and good_answers(question):
        notes.append("Put the other way round: the sentence says how many gave the good answer.")
    if question.kind is Kind.MULTIPLE_CHOICE:
        notes.append(
            "People could choose several answers, so the shares add up to more than 100 %."
        )
    if counts_whole_scale(question):
        notes.append(_whole_scale_note(question, tally, cell, shares))
    return tuple(notes)


def _whole_scale_note(
    question: Question, tally: QuestionTally, cell: Released, shares: Mapping[str, Figure | Masked]
) -> str:
    """Positive, negative and balance of the Friends and Family Test (domain §4.2)."""
    start = "Friends and Family Test: every answer counts, “don't know” too."
    if any(isinstance(share, Masked) for share in shares.values()):
        return start
    codes = [option.code for option in question.options]
    ends = len(codes) // 2
    positive = figure(sum(tally.chosen[code] for code in codes[:ends]), cell)
    negative = figure(sum(tally.chosen[code] for code in codes[-ends:]), cell)
    if positive.percent is None or negative.percent is None:
        return start
    balance = percent_of(positive.count - negative.count, cell.base)
    return f"{start} Positive {positive}, negative {negative}, balance {balance:+d} points."


def hides_follow_ups(finding: Finding) -> bool:
    """Whether the base of a follow-up would give away an answer that is hidden here."""
    return is_equality(finding.question) and (
        finding.hidden is not None
        or any(not isinstance(share.cell, Figure) for share in finding.shares)
    )
