"""What moved by the end of a quarter, by the rules that hold over all the months before it.

The three months of a quarter alone are too few for a chart to say what is usual.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.results.feedback.counts import Counts
from app.results.feedback.results import latest_side, movement_of, trend_of
from app.statistics.signals import Side


@dataclass(frozen=True)
class Moved:
    """What is unlike the months before, in one of the last three months of a span.

    `positive`: on which side the share who are positive lies, None where it is as usual. `themes`:
    `rising` or `falling` by the code of a theme.
    """

    positive: Side | None
    themes: Mapping[str, str]


def moved_until(counts: Counts, last: str) -> Moved:
    """What moved in the last three months of a span.

    Args:
        counts: what is released of all months.
        last: the last month of the span, such as `2026-06`.
    """
    seen = _until(counts, last)
    chart = trend_of(seen, counts.whole).chart
    movements = {theme: movement_of(seen, theme) for theme in counts.themes()}
    return Moved(
        positive=latest_side(chart) if chart else None,
        themes={code: each for code, each in movements.items() if each in ("rising", "falling")},
    )


def _until(counts: Counts, last: str) -> Counts:
    seen = Counts(spoke=counts.spoke, hidden=counts.hidden)
    for month, feelings in counts.parts["month"].items():
        if month <= last:
            seen.parts["month"][month].update(feelings)
    # Nobody may have written in the last month; the months before it are not the latest then.
    seen.parts["month"][last].update({})
    for theme, months in counts.theme_months.items():
        seen.theme_months[theme].update({each: n for each, n in months.items() if each <= last})
    return seen
