"""What to know before trusting figures: how people answered, and unusual crowds.

Nothing is left out of any figure because of it, and nobody is accused.
"""

from collections.abc import Iterator
from typing import Final

from app.disclosure import Released, release_total
from app.results.feedback.counts import Counts
from app.results.feedback.cuts import month_name
from app.results.feedback.models import NOTE
from app.results.indicators.months import months_between
from app.statistics.signals import Rule, Side
from app.statistics.spc import xmr

NOTED: Final = {
    "all the same": "gave the same answer to every rating",
    "quick": "answered faster than people read",
    "many at once": "were received by a link that had unusually many answers just then",
    "hidden field filled in": "filled in a field that people do not see",
}


def quality_notes(counts: Counts) -> tuple[str, ...]:
    """Sentences about a cut that passed the gate; how many only where they are 10 or more."""
    return (*_of_answers(counts), *_of_crowds(counts))


def _of_answers(counts: Counts) -> Iterator[str]:
    for note, what in NOTED.items():
        cell = release_total(counts.spoke["theme", f"{NOTE}{note}"])
        if isinstance(cell, Released):
            yield f"{cell.base} of those who wrote {what}."
        elif ("theme", f"{NOTE}{note}") in counts.hidden:
            yield f"Some of those who wrote {what}."


def _of_crowds(counts: Counts) -> Iterator[str]:
    """Months in which more people wrote than is usual: a campaign, perhaps, or an event."""
    by_month = counts.parts["month"]
    if not by_month:
        return
    cells = {month: release_total(counts.spoke["month", month]) for month in by_month}
    months = tuple(months_between(min(by_month), max(by_month)))
    chart = xmr(
        [cell.base if isinstance(cell := cells.get(month), Released) else None for month in months]
    )
    for month, point in zip(months, chart.points if chart else (), strict=False):
        if point.signals.get(Rule.OUTSIDE) is Side.HIGH:
            yield (
                f"In {month_name(month)} far more people wrote than usual. An event may explain it,"
                " or somebody asked many to write."
            )
