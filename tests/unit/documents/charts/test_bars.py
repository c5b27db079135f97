"""Where the parts of a whole stand, and what has words and no bar."""

import pytest

from app.disclosure import Figure, Hidden, Masked, Released, figure, release_total
from app.documents.charts.bars import (
    Segment,
    StackedRow,
    TextLine,
    ViewPart,
    Views,
    stacked_drawing,
)

LONG = "Being able to pray, celebrate and keep customs in the way that I want"


def shown(count: int, base: int) -> Figure:
    released = release_total(base, 5)
    assert isinstance(released, Released)
    return figure(count, released)


def views(*counts: int) -> dict[ViewPart, Figure]:
    return {part: shown(count, sum(counts)) for part, count in zip(ViewPart, counts, strict=True)}


def test_the_parts_of_a_whole_stand_side_by_side_and_fill_it() -> None:
    row = stacked_drawing([("Food", views(10, 4, 20, 6))]).rows[0]

    assert row == StackedRow(
        label=(TextLine(1.25, "Food (40 people)"),),
        segments=(
            Segment(ViewPart.NEGATIVE, 1.625, 0, 25, "25 %"),
            Segment(ViewPart.NEUTRAL, 1.625, 25, 10, ""),
            Segment(ViewPart.POSITIVE, 1.625, 35, 50, "50 %"),
            Segment(ViewPart.NOT_ASSESSED, 1.625, 85, 15, "15 %"),
        ),
        in_words=None,
    )
    assert [segment.middle for segment in row.segments] == [12.5, 30, 60, 92.5]


def test_parts_stand_in_their_order_and_one_without_people_is_left_out() -> None:
    told = views(0, 10, 20, 10)
    row = stacked_drawing([("Food", dict(reversed(told.items())))]).rows[0]

    assert [segment.part for segment in row.segments] == [
        ViewPart.NEUTRAL, ViewPart.POSITIVE, ViewPart.NOT_ASSESSED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Hidden(), "Hidden to protect people (fewer than 10)"),
        (
            {ViewPart.NEGATIVE: Masked(is_most=True), ViewPart.POSITIVE: Masked(is_most=False)},
            "Negative: more than 90 %, Positive: less than 10 %",
        ),
        (
            {ViewPart.POSITIVE: shown(4, 7), ViewPart.NEGATIVE: shown(3, 7)},
            "Negative: 3 of 7, Positive: 4 of 7",
        ),
        (
            {ViewPart.POSITIVE: shown(4, 40), ViewPart.NEGATIVE: Masked(is_most=True)},
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
    assert drawing.key[1] == (ViewPart.NEUTRAL, "Neutral or mixed")


def test_a_long_label_is_broken_and_what_follows_moves_down() -> None:
    long, short = stacked_drawing([(LONG, Hidden()), ("", Hidden())]).rows

    assert long.label == (
        TextLine(1.25, "Being able to pray, celebrate and keep"),
        TextLine(2.5, "customs in the way that I want"),
    )
    assert short.label[0].y > long.in_words.y
    assert short.label[0].text == ""
