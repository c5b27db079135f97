"""Where the parts of a chart over time stand."""

import pytest

from app.documents.charts.lines import Label, LineDrawing, Mark, Stroke, line_drawing
from app.documents.charts.scales import Measure
from app.documents.charts.words import Period
from app.statistics.spc import Chart, Direction, Meaning, xmr

USUAL = [50.0, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 50]


def drawn(chart: Chart, **options: object) -> LineDrawing:
    periods = [Period(f"M{number}") for number in range(1, len(chart.points) + 1)]
    return line_drawing(chart, periods, **options)


def of_kind(drawing: LineDrawing, kind: str) -> list[Stroke]:
    return [line for line in drawing.lines if line.kind == kind]


def test_a_short_chart_is_a_line_between_marks() -> None:
    drawing = drawn(xmr([50, 52, 48]))

    assert of_kind(drawing, "run") == [
        Stroke("run", 23.5, 49, 44.5, 41),
        Stroke("run", 44.5, 41, 65.5, 57),
    ]
    assert drawing.marks == (
        Mark(23.5, 49, Meaning.COMMON, "M1: 50 %. Too few points to say"),
        Mark(44.5, 41, Meaning.COMMON, "M2: 52 %. Too few points to say"),
        Mark(65.5, 57, Meaning.COMMON, "M3: 48 %. Too few points to say"),
    )
    assert [label.text for label in drawing.values] == ["40 %", "45 %", "50 %", "55 %", "60 %"]
    assert of_kind(drawing, "grid")[0] == Stroke("grid", 13, 89, 76, 89)
    assert (drawing.levels, drawing.note_numbers) == ((), ())
    assert drawing.remarks == ("Too few points for limits: only the line is drawn.",)
    assert of_kind(drawing, "mean") + of_kind(drawing, "limit") + of_kind(drawing, "near") == []


def test_a_gap_stays_open() -> None:
    drawing = drawn(xmr([50, 52, None, 48, 50]))

    assert [(line.x1, line.x2) for line in of_kind(drawing, "run")] == [(19.3, 31.9), (57.1, 69.7)]
    assert [mark.x for mark in drawing.marks] == [19.3, 31.9, 57.1, 69.7]


def test_what_is_usual_is_drawn_and_named() -> None:
    drawing = drawn(xmr([80.0, 84] * 6))

    assert drawing.levels == (
        Label(77, 50.6, "Mean 82 %"),
        Label(77, 16.55, "Upper 93 %"),
        Label(77, 84.65, "Lower 71 %"),
    )
    assert [(line.kind, line.y1, line.y2) for line in drawing.lines if line.x1 == 13.26] == [
        ("limit", 16.55, 16.55),
        ("near", 27.9, 27.9),
        ("mean", 50.6, 50.6),
        ("near", 73.3, 73.3),
        ("limit", 84.65, 84.65),
    ]
    assert drawing.remarks == ()


def test_a_limit_that_no_value_can_reach_is_left_out_of_the_drawing() -> None:
    drawing = drawn(xmr([60, 100, 60, 100, 60]))

    assert [label.text for label in drawing.levels] == ["Mean 76 %"]
    assert (len(of_kind(drawing, "limit")), len(of_kind(drawing, "near"))) == (0, 1)
    assert drawing.remarks == ("Trial limits: they rest on 5 points, and 12 or more are wanted.",)


def test_levels_close_together_keep_their_words_apart() -> None:
    drawing = drawn(xmr([50.0] * 11 + [80], baseline=11))

    middle, upper, lower = (label.y for label in drawing.levels)
    assert (middle - upper, lower - middle) == (6, 6)


def test_every_line_breaks_at_a_rebase() -> None:
    drawing = drawn(xmr([*USUAL, *[value + 20 for value in USUAL]], rebased=[12]))

    assert len(of_kind(drawing, "run")) == 22
    assert [(line.x1, line.x2) for line in of_kind(drawing, "mean")] == [
        (13.13, 44.37), (44.63, 75.87),
    ]  # fmt: skip
    assert [label.text for label in drawing.levels] == ["Mean 70 %", "Upper 76 %", "Lower 64 %"]


def test_what_happened_is_numbered_and_told() -> None:
    drawing = drawn(xmr([50, 52, 48]), notes={2: "new menu", 0: "training"})

    assert of_kind(drawing, "note") == [
        Stroke("note", 23.5, 9, 23.5, 89),
        Stroke("note", 65.5, 9, 65.5, 89),
    ]
    assert drawing.note_numbers == (Label(23.5, 9, "1"), Label(65.5, 9, "2"))
    assert drawing.notes == ("M1: training", "M3: new menu")


@pytest.mark.parametrize(
    ("points", "wide", "narrow"),
    [
        (1, ["M1"], ["M1"]),
        (4, ["M1", "M2", "M3", "M4"], ["M1", "M2", "M3", "M4"]),
        (8, [f"M{number}" for number in range(1, 9)], ["M2", "M5", "M8"]),
        (24, ["M3", "M6", "M9", "M12", "M15", "M18", "M21", "M24"], ["M6", "M15", "M24"]),
    ],
)
def test_as_many_periods_are_named_as_there_is_room_for(
    points: int, wide: list[str], narrow: list[str]
) -> None:
    labels = drawn(xmr([50.0] * points)).periods

    assert [label.text for label in labels] == wide
    assert [label.text for label in labels if label.is_main] == narrow


def test_the_key_names_the_kinds_of_mark_that_occur() -> None:
    chart = xmr([*USUAL, 60, 40], direction=Direction.LOWER_IS_BETTER, baseline=12)

    assert drawn(chart).key == (
        (Meaning.COMMON, "As usual"),
        (Meaning.IMPROVEMENT, "Improvement"),
        (Meaning.CONCERN, "Concern"),
    )


def test_a_measure_of_another_unit_is_drawn_in_it() -> None:
    drawing = drawn(xmr([2.5, 3.5]), measure=Measure(" days", floor=0, decimals=1))

    assert [label.text for label in drawing.values] == ["2.5 days", "3.0 days", "3.5 days"]


def test_each_point_needs_its_period() -> None:
    with pytest.raises(ValueError, match="longer"):
        line_drawing(xmr([1, 2]), [Period("May"), Period("June"), Period("July")])
