"""Figures of a released group: they carry base and interval, and nobody is pinned to an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disclosure import (
    Figure,
    Hidden,
    Masked,
    Reason,
    Released,
    figure,
    figures,
    release_total,
    small_counts_hidden,
)


def released(base: int) -> Released:
    cell = release_total(base)
    assert isinstance(cell, Released)
    return cell


def test_a_figure_cannot_be_made_outside_the_gate() -> None:
    with pytest.raises(TypeError, match="only the gate makes figures"):
        Figure(count=1, base=2, percent=50, low=1, high=99, seal=None)
    with pytest.raises(TypeError, match="only the gate makes figures"):
        Released(base=2, seal=object())


def test_a_figure_carries_its_base_and_interval() -> None:
    found = figure(45, released(50))

    assert (found.count, found.base, found.percent, found.low, found.high, str(found)) == (
        45, 50, 90, 79, 96, "90 %",
    )  # fmt: skip


def test_a_percentage_is_rounded_half_up() -> None:
    assert figure(5, released(40)).percent == 13


def test_no_percentage_is_shown_on_fewer_than_ten() -> None:
    cell = release_total(7, 5)
    assert isinstance(cell, Released)
    found = figure(3, cell)

    assert (found.percent, found.low, found.high, str(found)) == (None, None, None, "3 of 7")


def test_the_same_sensitive_answer_from_everybody_is_masked() -> None:
    found = figures({"never": 12, "always": 0}, released(12), sensitive={"never"})

    assert found == {"never": Masked(is_most=True), "always": Masked(is_most=False)}
    assert [str(each) for each in found.values()] == ["more than 90 %", "less than 10 %"]


def test_the_same_harmless_answer_from_everybody_is_shown() -> None:
    found = figures({"never": 0, "always": 12}, released(12), sensitive={"never"})

    assert [str(each) for each in found.values()] == ["0 %", "100 %"]


BESIDE = str(Hidden(reason=Reason.BESIDE))


def test_small_equality_counts_are_hidden() -> None:
    found = small_counts_hidden({"a": 40, "b": 3, "c": 12, "d": 0, "e": 30}, 85)

    assert {code: str(cell) for code, cell in found.items()} == {
        "a": "47 %",
        "b": BESIDE,
        "c": BESIDE,
        "d": BESIDE,
        "e": "35 %",
    }


def test_equality_answers_given_several_at_once_are_hidden_each_by_itself() -> None:
    found = small_counts_hidden({"a": 40, "b": 3, "c": 12}, 45)

    assert {code: str(cell) for code, cell in found.items()} == {
        "a": "89 %",
        "b": BESIDE,
        "c": "27 %",
    }


def test_an_equality_answer_that_everybody_gave_is_masked() -> None:
    assert small_counts_hidden({"a": 40, "b": 0}, 40) == {
        "a": Masked(is_most=True),
        "b": Masked(is_most=False),
    }


def test_equality_answers_of_a_small_group_are_all_hidden() -> None:
    assert small_counts_hidden({"a": 4, "b": 5}, 9) == {"a": Hidden(10), "b": Hidden(10)}


@given(base=st.integers(10, 400), sensitive=st.sampled_from(["never", "always"]))
def test_a_mask_says_the_same_of_every_group_that_agrees(base: int, sensitive: str) -> None:
    """The attacker reads the figures of a group of known size that all said the same."""
    counts = {"never": 0, "always": 0, sensitive: base}
    found = figures(counts, released(base), sensitive={"never", "always"})

    assert {code: each for code, each in found.items() if isinstance(each, Figure)} == {}
    assert str(found[sensitive]) == "more than 90 %"
