"""Before and after: whole months, the same series, and words that claim nothing more."""

from datetime import date

import pytest

from app.disclosure import Hidden, Masked, Released, figure, release_total
from app.improvement.trends.choosing import Choices, chosen
from app.improvement.trends.comparing import Window, compared, window
from app.kernel.errors import NotFound, Refused
from app.results.indicators.figures import ShareFigures
from app.surveys.parts import Edition

OFFERED = Choices(
    {"theme:respect": "Respect"}, {"measure:kind": "Kind?"}, {}, {"people": "People we support"}
)


def share(count, base, version=1, good=None):
    cell = release_total(base)
    if good is None and isinstance(cell, Released):
        good = figure(count, cell)
    return ShareFigures(
        "tiny", version, "Tiny", "people", False, Edition.STANDARD, None, cell, good
    )


def test_the_month_of_an_act_is_on_neither_side():
    assert window(date(2026, 5, 31), 3, date(2026, 11, 26)) == Window(
        ("2026-02", "2026-04"), ("2026-06", "2026-08"), True
    )


def test_months_that_are_not_over_are_left_out():
    found = window(date(2026, 9, 1), 3, date(2026, 11, 26))
    assert (found.after, found.is_over) == (("2026-10", "2026-10"), False)


def test_an_act_of_this_month_has_no_month_after_it():
    found = window(date(2026, 11, 1), 3, date(2026, 11, 26))
    assert found.after[1] < found.after[0]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((18, 25), (45, 50), "higher after than before"),
        ((45, 50), (18, 25), "lower after than before"),
        ((8, 10), (9, 10), "too few answers to say whether it changed"),
    ],
)
def test_newcombe_alone_decides_what_is_said(before, after, words):
    [pair] = compared([share(*before)], [share(*after)])
    assert pair.words == words


def test_the_difference_is_that_of_the_vectors():
    [pair] = compared([share(45, 50)], [share(18, 25)])
    found = pair.gap.difference
    assert [round(each, 4) for each in (found.difference, found.low, found.high)] == [
        -0.18, -0.3838, -0.0019,
    ]  # fmt: skip


def test_two_versions_are_not_compared():
    pairs = compared([share(9, 12)], [share(12, 12, version=2)])
    assert {pair.words for pair in pairs} == {
        "this version of the survey was asked on one side only, so nothing is compared"
    }


def test_what_is_hidden_or_masked_is_not_compared():
    [hidden] = compared([share(9, 9)], [share(9, 12)])
    [masked] = compared([share(0, 12, good=Masked(is_most=False))], [share(9, 12)])
    assert (hidden.words, hidden.gap) == (str(Hidden()), None)
    assert (masked.words, masked.gap) == (
        "not compared: a figure is masked to protect people", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"about": "theme:weather"}, NotFound, "no such theme or indicator"),
        ({"service": "x"}, NotFound, "no such service"),
        ({"audience": "martians"}, NotFound, "no such audience"),
        ({"from": "2026-03-02", "to": "2026-03-01"}, Refused, "wrong way round"),
        ({"from": "yesterday"}, Refused, "is not a day"),
        ({"to": "0000-00-00"}, Refused, "is not a day"),
    ],
)
def test_what_is_asked_for_and_is_not_there(asked, error, words):
    with pytest.raises(error, match=words):
        chosen(asked, OFFERED)


def test_two_years_of_respect_where_nothing_is_asked_for():
    choice = chosen({"to": "2026-11-26"}, OFFERED)
    assert (choice.theme, choice.measure, choice.service_id) == ("respect", None, None)
    assert (choice.cut.first, choice.cut.last) == ("2024-12", "2026-11")
