"""The charts as they are drawn: read as XML, so that nothing is torn or let through."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jinja2 import Environment, FileSystemLoader

from app.disclosure import Figure, Hidden, Released, figure, release_total
from app.documents.charts.bars import ViewPart, stacked_drawing
from app.documents.charts.lines import line_drawing
from app.documents.charts.words import Period, rows
from app.statistics.spc import Chart, Direction, xmr

PROJECT = Path(__file__).resolve().parents[4]
TEMPLATES = Environment(
    loader=FileSystemLoader(PROJECT / "app" / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
CLASS = re.compile(r"(?<![a-z])\.([a-z][a-z-]*)")
NASTY = "</title><script>alert(\"1 & '2'\")</script>"
VALUES = [50.0, 52, 48, 51, None, 50, 52, 48, 51, 49, 50, 50, 80, 20]


def drawn(file: str, macro: str, *arguments: object) -> ElementTree.Element:
    template = TEMPLATES.get_template(f"documents/charts/{file}.html")
    made = getattr(template.module, macro)(*arguments)
    return ElementTree.fromstring(str(made))  # noqa: S314 - our own, not from outside


def classes(part: ElementTree.Element) -> list[str]:
    return part.get("class", "").split()


def chart() -> Chart:
    return xmr(VALUES, direction=Direction.HIGHER_IS_BETTER, baseline=11)


def months(label: str = "Month") -> list[Period]:
    return [Period(f"{label} {number}", base=30) for number in range(1, len(VALUES) + 1)]


def shown(count: int, base: int) -> Figure:
    released = release_total(base)
    assert isinstance(released, Released)
    return figure(count, released)


def line_chart(text: str = "Text") -> ElementTree.Element:
    made = line_drawing(chart(), months(text), notes={3: text})
    return drawn("lines", "xmr_chart", "food", made, text, text)


def stacked_chart(text: str = "Text") -> ElementTree.Element:
    views = {part: shown(10, 40) for part in ViewPart}
    made = stacked_drawing([(text, views), ("Faith", Hidden())])
    return drawn("bars", "stacked_bars", "food", made, text, text)


CHARTS = pytest.mark.parametrize("chart", [line_chart, stacked_chart])


@CHARTS
def test_a_chart_is_one_picture_with_a_name_and_a_reading(chart) -> None:
    figure = chart()
    pictures = [svg for svg in figure.iter("svg") if svg.get("role") == "img"]

    assert (figure.tag, len(pictures)) == ("figure", 1)
    assert (pictures[0].get("aria-labelledby"), pictures[0].get("aria-describedby")) == (
        "food-title", "food-reading",
    )  # fmt: skip
    assert pictures[0].find("title").attrib == {"id": "food-title"}
    assert pictures[0].find("desc").attrib == {"id": "food-reading"}
    assert (pictures[0].findtext("title"), pictures[0].findtext("desc")) == ("Text", "Text")


@CHARTS
def test_what_comes_from_outside_stays_text(chart) -> None:
    figure = chart(NASTY)

    assert [part.tag for part in figure.iter() if part.tag == "script"] == []
    assert figure.find("svg").findtext("title") == NASTY


@CHARTS
def test_nothing_is_styled_in_line(chart) -> None:
    assert [part.tag for part in chart().iter() if "style" in part.attrib] == []


@CHARTS
def test_no_id_is_given_twice(chart) -> None:
    ids = [part.get("id") for part in chart().iter() if "id" in part.attrib]

    assert len(ids) == len(set(ids))


def test_a_chart_over_time_has_a_point_for_each_value_in_shape_and_colour() -> None:
    figure = line_chart()
    points = [svg for svg in figure.iter("svg") if svg.get("class") == "point"]
    marks = [point.find("path") for point in points]

    assert [mark.get("class") for mark in marks] == [
        *["mark common"] * 11, "mark improvement", "mark concern",
    ]  # fmt: skip
    assert [mark.get("fill") for mark in marks[-3:]] == ["#a6a6a6", "#00b0f0", "#e46c0a"]
    assert len({mark.get("d") for mark in marks}) == 3
    assert points[-1].findtext("title") == "Text 14: 20 %. Concern: below the lower limit"
    assert len([line for line in figure.iter("line") if line.get("class") == "run"]) == 11


def test_what_stands_below_a_chart_over_time() -> None:
    caption = line_chart().find("figcaption")

    assert [" ".join("".join(item.itertext()).split()) for item in caption.iter("li")] == [
        "As usual", "Improvement", "Concern", "Text 4: Text",
    ]  # fmt: skip
    assert caption.findtext("p") == (
        "Trial limits: they rest on 11 points, and 12 or more are wanted."
    )


def test_each_part_of_a_whole_has_its_own_pattern() -> None:
    figure = stacked_chart()
    parts = [rect for rect in figure.find("svg").iter("rect") if rect.get("class")]
    patterns = {f"url(#{pattern.get('id')})" for pattern in figure.iter("pattern")}

    assert [part.get("fill") for part in parts] == [
        "url(#food-negative)", "url(#food-neutral)", "url(#food-positive)",
        "url(#food-not_assessed)",
    ]  # fmt: skip
    assert {part.get("fill") for part in parts} == patterns
    assert [" ".join("".join(item.itertext()).split()) for item in figure.iter("li")] == [
        "Negative", "Neutral or mixed", "Positive", "Not assessed",
    ]  # fmt: skip


def test_the_table_below_a_chart_over_time() -> None:
    table = drawn("lines", "xmr_table", rows(chart(), months()), "Respect", "Month", "Always")
    lines = [[cell.text for cell in line] for line in table.iter("tr")]

    assert table.find("table").findtext("caption") == "Respect"
    assert lines[0] == ["Month", "People", "Always", "What it shows"]
    assert lines[5] == ["Month 5", "–", "–", "No figure"]
    assert lines[13] == ["Month 13", "30", "80 %", "Improvement: above the upper limit"]
    assert len(lines) == 15


def test_what_the_style_sheet_colours_is_drawn() -> None:
    style = (PROJECT / "static" / "css" / "charts.css").read_text(encoding="utf-8")
    charts = (line_chart(), stacked_chart())
    carried = {name for each in charts for part in each.iter() for name in classes(part)}

    assert set(CLASS.findall(style)) - carried == {"over-time"}
