"""Feedback results as drawings, of figures that passed the gate."""

from collections.abc import Mapping

from app.disclosure import Figure, Hidden, Masked
from app.documents.charts.bars import StackedDrawing, ViewPart, stacked_drawing
from app.documents.charts.lines import LineDrawing, line_drawing
from app.documents.charts.words import PeriodRow, rows
from app.results.feedback.results import FeedbackResults, Feeling, Trend

MOST_THEMES = 10


def drawn(trend: Trend) -> tuple[LineDrawing, tuple[PeriodRow, ...]] | None:
    """The share who are positive by month: the chart and its table, or None without a month."""
    if trend.chart is None:
        return None
    return line_drawing(trend.chart, trend.periods), rows(trend.chart, trend.periods)


def feelings_drawn(results: FeedbackResults) -> StackedDrawing:
    """Everything people said and the themes most spoke of, a bar each."""
    wholes = [("All in all", _views(results.everything))]
    wholes += [(theme.name, _views(theme.feeling)) for theme in results.themes[:MOST_THEMES]]
    return stacked_drawing([(name, views) for name, views in wholes if views])


def _views(feeling: Feeling) -> Mapping[ViewPart, Figure | Masked] | Hidden:
    if feeling.hidden:
        return feeling.hidden
    return {ViewPart(name): share for name, share in feeling.shares.items()}
