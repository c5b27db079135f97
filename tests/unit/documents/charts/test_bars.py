"""Where the bars of shares stand, and what has words and no bar."""

import pytest

from app.disclosure import Cell, Figure, Hidden, Masked, Released, figure, release_total
from app.documents.charts.bars import (
    Part,
    Segment,
    ShareBar,
    ShareDrawing,
    ShareRow,
    StackedRow,
    TextLine,
    Views,
    share_drawing,
    stacked_drawing,
)

LONG = "Being able to pray, celebrate and keep customs in the way that I want"


def shown(count: int, base: int) -> Figure:
    released = release_total(base, 5)
    assert isinstance(released, Released)
    return figure(count, released)


def views(*counts: int) -> dict[Part, Figure]:
    return {part: shown(count, sum(counts)) for part, count in zip(Part, counts, strict=True)}


def test_a_share_has_a_bar_its_interval_and_words() -> None:
    assert share_drawing([("Food", shown(45, 50))]) == ShareDrawing(
        rows=(
            ShareRow(
                label=(TextLine(1.25, "Food"),),
                bar=ShareBar(y=1.625, percent=90, low=79, high=96),
                said=TextLine(3.875, "90 % of 50, likely 79–96 %"),
            ),
        ),
        height=4.875,
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Hidden(), "Hidden to protect people (fewer than 10)"),
        (Masked(is_most=True), "more than 90 %"),
        (shown(3, 7), "3 of 7"),
    ],
)
def test_what_may_not_be_measured_has_no_bar(cell: Cell, words: str) -> None:
    row = share_drawing([("Food", cell)]).rows[0]

    assert (row.bar, row.said) == (None, TextLine(2.5, words))


def test_a_share_of_nobody_is_drawn_as_nought() -> None:
    assert share_drawing([("Food", shown(0, 40))]).rows[0].bar == ShareBar(1.625, 0, 0, 9)


def test_a_long_label_is_broken_and_what_follows_moves_down() -> None:
    drawing = share_drawing([(LONG, shown(45, 50)), ("Food", Hidden())])

    assert drawing.rows[0].label == (
        TextLine(1.25, "Being able to pray, celebrate and keep"),
        TextLine(2.5, "customs in the way that I want"),
    )
    assert (drawing.rows[0].bar.y, drawing.rows[0].bar.middle) == (2.875, 3.375)
    assert drawing.rows[1].label == (TextLine(7.375, "Food"),)


def test_a_label_may_be_empty() -> None:
    assert share_drawing([("", Hidden())]).rows[0].label == (TextLine(1.25, ""),)


def test_the_parts_of_a_whole_stand_side_by_side_and_fill_it() -> None:
    row = stacked_drawing([("Food", views(10, 4, 20, 6))]).rows[0]

    assert row == StackedRow(
        label=(TextLine(1.25, "Food (40 people)"),),
        segments=(
            Segment(Part.NEGATIVE, 1.625, 0, 25, "25 %"),
            Segment(Part.NEUTRAL, 1.625, 25, 10, ""),
            Segment(Part.POSITIVE, 1.625, 35, 50, "50 %"),
            Segment(Part.NOT_ASSESSED, 1.625, 85, 15, "15 %"),
        ),
        said=None,
    )
    assert [segment.middle for segment in row.segments] == [12.5, 30, 60, 92.5]


def test_parts_stand_in_their_order_and_one_without_people_is_left_out() -> None:
    told = views(0, 10, 20, 10)
    row = stacked_drawing([("Food", dict(reversed(told.items())))]).rows[0]

    assert [segment.part for segment in row.segments] == [
        Part.NEUTRAL, Part.POSITIVE, Part.NOT_ASSESSED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Hidden(), "Hidden to protect people (fewer than 10)"),
        (
            {Part.NEGATIVE: Masked(is_most=True), Part.POSITIVE: Masked(is_most=False)},
            "Negative: more than 90 %, Positive: less than 10 %",
        ),
        (
            {Part.POSITIVE: shown(4, 7), Part.NEGATIVE: shown(3, 7)},
            "Negative: 3 of 7, Positive: 4 of 7",
        ),
        (
            {Part.POSITIVE: shown(4, 40), Part.NEGATIVE: Masked(is_most=True)},
            "Negative: more than 90 %, Positive: 10 %",
        ),
    ],
)
def test_a_whole_that_may_not_be_measured_has_words(told: Views, words: str) -> None:
    row = stacked_drawing([("Food", told)]).rows[0]

    assert row == StackedRow((TextLine(1.25, "Food"),), (), TextLine(2.5, words))


def test_wholes_stand_below_each_other() -> None:
    drawing = stacked_drawing(
        [("Food", views(10, 0, 0, 0)), ("Faith", Hidden()), ("Staff", Hidden())]
    )

    assert [row.label[0].y for row in drawing.rows] == [1.25, 5.625, 9.125]
    assert drawing.height == 11.375
    assert drawing.key[1] == (Part.NEUTRAL, "Neutral or mixed")
