"""What people wrote, all in all: positive comments and themes, as they passed the gate."""

from collections.abc import Iterator
from typing import Final

from app.collection.links.audiences import AUDIENCES
from app.evidence.packs.comments import CommentCut, period_words
from app.evidence.packs.feedback import counted, share_cells
from app.evidence.returns.lines import ReturnLine, hidden, sentences, to_fill
from app.evidence.returns.queries import ReturnEvidence
from app.kernel.clock import today
from app.results.feedback.results import ThemeFinding
from app.results.feedback.shares import IN_SHORT
from app.results.feedback.views import NEGATIVE, POSITIVE

MOST_THEMES: Final = 8
MACHINE: Final = "Read by a machine on this server; a person's correction wins."
NO_COMMENT: Final = "Nobody wrote a comment in the periods that are counted."


def compliment_lines(found: ReturnEvidence) -> Iterator[ReturnLine]:
    """Compliments are not recorded as such; how many wrote well of the service is known."""
    yield to_fill("Compliments received, in all", "Own Words does not record compliments.")
    text = [each for each in found.comments if each.has_anybody]
    if not text:
        yield ReturnLine("Positive comments, %", note=NO_COMMENT)
        yield ReturnLine("Themes of comments", note=NO_COMMENT)
    for cut in text:
        yield _positive_line(cut)
        yield _theme_line(cut)


def _positive_line(cut: CommentCut) -> ReturnLine:
    asked, feeling = f"Positive comments, %: {_whose(cut)}", cut.results.everything
    if cut.results.hidden is not None:
        return hidden(asked, cut.results.hidden)
    if feeling.too_few:
        return ReturnLine(asked, note="Too few comments were read surely enough to say.")
    positive, likely = share_cells(feeling.shares[POSITIVE])
    return ReturnLine(
        asked,
        positive,
        feeling.base or "",
        sentences(MACHINE, f"95 % interval {likely}." if likely else ""),
        sentences(
            f"People who wrote something: {feeling.spoke}.",
            f"Positive: {counted(feeling.shares[POSITIVE])}.",
            f"Negative: {counted(feeling.shares[NEGATIVE])}.",
        ),
    )


def _theme_line(cut: CommentCut) -> ReturnLine:
    asked, results = f"Themes of comments: {_whose(cut)}", cut.results
    if results.hidden is not None:
        return hidden(asked, results.hidden)
    if results.hidden_themes and not results.themes:
        return hidden(asked, next(iter(results.hidden_themes.values())))
    themes = [f"{each.name} {_spoke(each)}" for each in results.themes[:MOST_THEMES]]
    left = len(results.themes) - len(themes)
    return ReturnLine(
        asked,
        "; ".join(themes) or "None",
        results.everything.spoke or "",
        sentences("People found to write of each, read in the same way.", IN_SHORT),
        sentences(
            f"{left} more are in the evidence pack." if left else "",
            "Other themes are hidden; the evidence pack says why." if results.hidden_themes else "",
        ),
    )


def _spoke(theme: ThemeFinding) -> str:
    feeling = theme.feeling
    found = f"{feeling.spoke} ({theme.share})" if theme.share else str(feeling.spoke)
    if feeling.too_few:
        return found
    return f"{found}, negative {counted(feeling.shares[NEGATIVE])}"


def _whose(cut: CommentCut) -> str:
    service = f", {cut.service}" if cut.service else ""
    return f"{AUDIENCES[cut.audience]}{service}, {period_words(cut.period, today())}"
