"""The parts of a whole as bars.

Only what the gate made can be drawn. A group that is hidden, masked or of fewer than 10 people has
words and no bar, since the length of a bar is a number. Heights and vertical places are in rem, so
that they grow with the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from textwrap import wrap
from typing import Final

from app.disclosure import Figure, Hidden, Masked

LETTERS_IN_LINE: Final = 38
LINE: Final = 1.25
GAP: Final = 0.375
THICK: Final = 1.75
BETWEEN: Final = 1.0
ROOM_FOR_WORDS: Final = 11.0


class ViewPart(StrEnum):
    """What a person's view is, in the order of the bar."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"
    NOT_ASSESSED = "not_assessed"


PARTS: Final = {
    ViewPart.NEGATIVE: "Negative",
    ViewPart.NEUTRAL: "Neutral or mixed",
    ViewPart.POSITIVE: "Positive",
    ViewPart.NOT_ASSESSED: "Not assessed",
}


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words whose foot stands at `y`."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar, in per cent of its length; `words` is empty where there is no room."""

    part: ViewPart
    y: float
    x: float
    width: float
    words: str

    @property
    def middle(self) -> float:
        """Where its words stand, in per cent."""
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True, slots=True)
class StackedRow:
    """A label with its parts, or with what is said in their place."""

    label: tuple[TextLine, ...]
    segments: tuple[Segment, ...]
    in_words: TextLine | None


@dataclass(frozen=True, slots=True)
class StackedDrawing:
    """Wholes below each other; `height` in rem."""

    rows: tuple[StackedRow, ...]
    height: float

    @property
    def key(self) -> tuple[tuple[ViewPart, str], ...]:
        """The parts, and what they are called."""
        return tuple(PARTS.items())


Views = Mapping[ViewPart, Figure | Masked] | Hidden


def stacked_drawing(wholes: Sequence[tuple[str, Views]]) -> StackedDrawing:
    """A bar for each label and the people's views of it, in the order given."""
    drawn, top = [], 0.0
    for label, views in wholes:
        row = _stacked(label, views, top)
        top = (row.in_words.y if row.in_words else _below(row.label) + THICK) + BETWEEN
        drawn.append(row)
    return StackedDrawing(tuple(drawn), height=top)


def _lines(label: str, top: float) -> tuple[TextLine, ...]:
    """Broken where a narrow screen has no more room: SVG does not break lines."""
    texts = wrap(label, LETTERS_IN_LINE) or [""]
    return tuple(TextLine(top + LINE * number, text) for number, text in enumerate(texts, start=1))


def _below(lines: Sequence[TextLine]) -> float:
    return lines[-1].y + GAP


def _stacked(label: str, views: Views, top: float) -> StackedRow:
    figures = _figures(views)
    if not figures:
        lines = _lines(label, top)
        return StackedRow(lines, (), TextLine(lines[-1].y + LINE, _in_words(views)))
    base = next(iter(figures.values())).base
    lines = _lines(f"{label} ({base} people)", top)
    return StackedRow(lines, tuple(_segments(figures, _below(lines))), None)


def _figures(views: Views) -> dict[ViewPart, Figure]:
    """The parts in their order, or nothing unless every one of them may be drawn."""
    if isinstance(views, Hidden):
        return {}
    cells = {part: views[part] for part in ViewPart if part in views}
    figures = {part: cell for part, cell in cells.items() if isinstance(cell, Figure)}
    is_drawn = all(figure.percent is not None for figure in figures.values())
    return figures if is_drawn and figures == cells else {}


def _in_words(views: Views) -> str:
    if isinstance(views, Hidden):
        return str(views)
    return ", ".join(f"{PARTS[part]}: {views[part]}" for part in ViewPart if part in views)


def _segments(figures: Mapping[ViewPart, Figure], top: float) -> Iterator[Segment]:
    """By the counts, which add up to the whole; rounded percentages may not."""
    start = 0.0
    for part, figure in figures.items():
        width = 100 * figure.count / figure.base
        words = str(figure) if width >= ROOM_FOR_WORDS else ""
        if figure.count:
            yield Segment(part, top, round(start, 2), round(width, 2), words)
        start += width
