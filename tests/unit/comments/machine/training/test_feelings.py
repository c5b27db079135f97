"""Each theme of a comment is felt by itself."""

from dataclasses import replace

import numpy as np
import pytest

from app.comments.machine.engine.feelings import Feelings
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.evaluation import Model
from app.comments.machine.training.feelings import Felt, feelings_figures, fit_feelings
from tests.engine import KnowsWords, heads
from tests.unit.comments.machine.training.test_shipping import EXAMPLE

FOOD, STAFF = (list(THEMES).index(each) for each in ("food", "kindness"))


def said(number, *, is_held_out=False):
    """A comment that is kind of the staff and cold of the food, or the other way round."""
    feelings = {"kindness": "positive", "food": "negative"}
    text = "kind tea"
    if number % 2:
        feelings, text = {"kindness": "negative", "food": "positive"}, "slap tea"
    return replace(
        EXAMPLE, text=text, felt=feelings, is_held_out=is_held_out, writer=f"en-{number}"
    )


def test_what_is_known_of_themes_is_in_the_order_of_the_themes():
    felt = Felt.of([said(0), EXAMPLE, said(1)])
    assert felt.themes.tolist() == sorted([FOOD, STAFF] * 2)
    assert felt.labels[felt.comments == 0].tolist() == [2, 0] if STAFF < FOOD else [0, 2]
    assert set(felt.comments.tolist()) == {0, 2}


def test_two_themes_of_a_comment_are_felt_otherwise_than_the_whole():
    examples = [said(number) for number in range(20)]
    numbers = KnowsWords().embed([each.text for each in examples])
    arrays = fit_feelings(numbers, np.zeros((20, 3), np.float32), Felt.of(examples))
    found = Feelings(arrays).scores(numbers[:2], np.zeros((2, 3), np.float32)).argmax(axis=2)
    assert found[:, [STAFF, FOOD]].tolist() == [[2, 0], [0, 2]]


def test_without_weights_a_theme_is_felt_like_the_whole():
    arrays = {
        "shared": np.zeros((3, 4)), "own": np.zeros((len(THEMES), 3, 4)),
        "bias": np.zeros((len(THEMES), 3)), "whole": np.asarray(1.0),
    }  # fmt: skip
    care = np.array([[0.1, 0.2, 0.9]], np.float32)
    scores = Feelings(arrays).scores(np.ones((1, 4), np.float32), care)
    assert scores[0] == pytest.approx(np.repeat(care, len(THEMES), axis=0))


def test_it_is_measured_beside_the_whole_on_what_is_held_out():
    examples = [said(number, is_held_out=number >= 30) for number in range(40)]
    found = feelings_figures(Model(KnowsWords(), heads()), examples)
    assert sorted(found) == ["all", "en"]
    assert (found["all"]["n"], found["all"]["accuracy"]) == (20, 1.0)
    assert found["all"]["whole_accuracy"] < 0.6
    assert found["all"]["intervals"]["accuracy"][1] == 1.0
