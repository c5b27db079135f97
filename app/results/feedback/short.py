"""Feedback results in a few sentences: what to say first in a meeting, with how sure it is."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.disclosure import Figure
from app.documents.charts.words import shown
from app.results.feedback.results import FeedbackResults, Group, ThemeFinding
from app.results.feedback.views import NEGATIVE, POSITIVE
from app.results.indicators.gaps import Gap, Verdict

MOST_NAMED: Final = 3
COMPARED: Final = ("audience", "language", "service_id")


def in_short(results: FeedbackResults, ratings: Iterable[str] = ()) -> tuple[str, ...]:
    """Sentences from figures that passed the gate; none of what people wrote where it is hidden.

    Args:
        ratings: what the ratings of the same people say, which comes after the whole.
    """
    if results.hidden:
        return tuple(ratings)
    found = (*_overall(results), *_over_time(results), *ratings, *_themes(results), *_gaps(results))
    return tuple(found)


def _overall(results: FeedbackResults) -> Iterator[str]:
    shares = results.everything.shares
    positive, negative = shares.get(POSITIVE), shares.get(NEGATIVE)
    if isinstance(positive, Figure) and isinstance(negative, Figure):
        yield (
            f"{positive} are positive (likely {positive.low}–{positive.high} %) and {negative}"
            f" negative (likely {negative.low}–{negative.high} %), of {positive.base} people of"
            " whom it is known how they feel."
        )
    elif shares:
        yield f"{shares[POSITIVE]} are positive and {shares[NEGATIVE]} negative."
    else:
        yield "Of too few people it is known how they feel."


def _over_time(results: FeedbackResults) -> Iterator[str]:
    trend = results.trend
    known = [
        place
        for place, point in enumerate(trend.chart.points if trend.chart else ())
        if point.value is not None
    ]
    if trend.chart and known:
        latest = known[-1]
        text = _lowered(shown(trend.chart, latest))
        month = trend.periods[latest].label
        yield f"The share who are positive in what they wrote in {month}: {text}."


def _themes(results: FeedbackResults) -> Iterator[str]:
    if not results.themes:
        return
    most = [f"{each.name} ({each.share})" for each in results.themes[:MOST_NAMED]]
    yield f"Found most often in what they wrote: {_listed(most)}."
    for movement in ("rising", "falling"):
        names = [each.name for each in results.themes if each.movement == movement]
        if names:
            what = "More" if movement == "rising" else "Fewer"
            yield f"{what} people than usual speak of {_listed(names)}."
    yield from _extremes(results.themes)


def _extremes(themes: Iterable[ThemeFinding]) -> Iterator[str]:
    """The themes on which people are most positive, and most negative."""
    for feeling in (POSITIVE, NEGATIVE):
        known = [
            (share.percent, each.name)
            for each in themes
            if isinstance(share := each.feeling.shares.get(feeling), Figure)
            and share.percent is not None
        ]
        if len(known) > 1:
            percent, name = max(known)
            yield f"They are most {feeling} about {name} ({percent} %)."


def _gaps(results: FeedbackResults) -> Iterator[str]:
    for verdict, what in ((Verdict.HIGHER, "More"), (Verdict.LOWER, "Less")):
        names = [
            f"who wrote in {group.name}" if name == "language" else group.name
            for name in COMPARED
            for group in results.groups.get(name, ())
            if _verdict(group) is verdict
        ]
        if names:
            yield f"{what} positive than everyone else: {_listed(names)}."


def _verdict(group: Group) -> Verdict | None:
    return group.gap.verdict if isinstance(group.gap, Gap) else None


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]
