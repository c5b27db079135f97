"""How sure the machine may be of itself, from what was held out."""

from dataclasses import replace

import numpy as np
import pytest

from app.comments.machine.engine.calibration import NEVER
from app.comments.machine.engine.heads import HeadScores
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.evaluation import (
    Scored,
    best_threshold,
    coverage_at,
    cross_validated,
    theme_figures,
)
from app.comments.machine.training.examples import Example, other_examples, own_examples
from app.comments.machine.training.shipping import Right, signal, sure_from, training_data
from app.comments.machine.training.theme_figures import best_shift, moved, said_of

EXAMPLE = Example(
    kind="own", language="en", text="x", question="", rating=None, sentiment=1,
    themes=frozenset(), harm="", level=None, may_train=True, is_held_out=True,
)  # fmt: skip


def right(*answers):
    """Comments as pairs of how sure it was and whether it was right."""
    chances = np.array([[0, 1 - sure, sure] for sure, _ in answers], np.float32)
    return Right(chances, np.array([2 if is_right else 0 for _, is_right in answers]))


def test_a_few_comments_are_weighed_with_those_of_all_languages():
    alike = right(*[(0.9, True)] * 95, *[(0.6, True)] * 80, *[(0.6, False)] * 20)
    good = right(*[(0.9, True)] * 10)
    assert sure_from(good, alike) == pytest.approx(0.61)
    assert sure_from(right(*[(0.9, True)] * 8, *[(0.9, False)] * 4), alike) == NEVER


def test_where_nothing_is_right_often_enough_it_only_suggests():
    assert sure_from(right((0.9, True)), right(*[(0.9, True)] * 8, *[(0.9, False)] * 40)) == NEVER
    assert sure_from(right((0.9, True)), right(*[(0.9, True)] * 20)) == NEVER


def test_coverage_is_the_share_of_the_surest():
    chances = np.array([[0.9, 0.1, 0], [0.8, 0.2, 0], [0.7, 0.3, 0], [0.6, 0.4, 0]])
    assert coverage_at(chances, np.array([0, 0, 1, 0]), 0.95) == 0.5
    assert coverage_at(chances, np.array([1, 1, 1, 1]), 0.95) == 0.0


def test_the_f1_of_a_theme_is_measured_on_other_comments_than_chose_its_threshold():
    has = np.array([True, False] * 10)
    has[[0, 2]] = [False, False]
    chances = np.where(has, 0.8, 0.2)
    assert theme_figures(chances, has)["f1"] == 1.0
    assert cross_validated(chances, has).tolist() == has.tolist()
    assert 0.2 < best_threshold(chances, has) <= 0.8


def test_a_licence_that_forbids_training_only_measures(tmp_path):
    (tmp_path / "fa.csv").write_text(
        "id,lang,text,label,licence\n"
        "a,fa,خوب,positive,CC BY-NC-SA 4.0\n"
        "b,fa,بد,negative,CC BY 4.0\n"
        "c,fa,?,unclear,CC BY 4.0\n",
        encoding="utf-8",
    )
    [closed, open_] = other_examples(tmp_path)
    assert (closed.may_train, closed.is_held_out, open_.may_train) == (False, True, True)
    open_ = replace(open_, is_held_out=False)
    assert training_data([closed, open_]) == [
        {"kind": "public", "language": "fa", "trained": 1, "measured": 1}
    ]


def test_a_clinics_names_for_themes_are_ours_where_they_say_the_same(tmp_path):
    (tmp_path / "clinic.csv").write_text(
        "text,label,question,rating,s,themes\n"
        "Cold food,negative,What was good?,9,4.0,Food & drink provision & facilities|Parking\n",
        encoding="utf-8",
    )
    [example] = other_examples(tmp_path)
    assert (example.rating, example.level, sorted(example.our_themes)) == (None, 3, ["food"])
    assert "food" in example.known_themes
    assert "dress" not in example.known_themes


def read_as(*comments):
    """Comments of voices as pairs of the chance of food and the themes that they have."""
    number = len(comments)
    themes = np.full((number, len(THEMES)), -9.0, np.float32)
    for row, (chance, _) in enumerate(comments):
        themes[row, list(THEMES).index("food")] = np.log(chance / (1 - chance))
    nothing = np.zeros((number, 1), np.float32)
    scores = HeadScores(nothing, nothing, themes, nothing, nothing, nothing)
    return Scored([replace(EXAMPLE, themes=frozenset(has)) for _, has in comments], scores)


def plain(figures):
    """The figures without their intervals."""
    return {name: each for name, each in figures.items() if name != "intervals"}


FIGURES = {
    code: {"n": 50, "f1": 0.8, "best": 0.5, "assign": 0.5, "suggest": 0.2} for code in THEMES
}


def test_precision_and_recall_are_of_all_themes_at_once():
    read = read_as((0.9, ["food"]), (0.9, []), (0.1, ["food", "safety"]), (0.1, []))
    found = said_of(read, FIGURES)
    assert plain(found) == {"n": 4, "precision": 0.5, "recall": 0.3333, "f1": 0.4}
    assert all(low < found[name] < high for name, (low, high) in found["intervals"].items())
    never = FIGURES | {"food": FIGURES["food"] | {"assign": NEVER}}
    assert plain(said_of(read, never)) == {"n": 4, "precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_thresholds_of_a_language_move_together_to_where_themes_are_read_best():
    weak = read_as((0.42, ["food"]), (0.45, ["food"]), (0.2, []), (0.1, []))
    assert best_shift(weak, FIGURES) == pytest.approx(-0.5)
    assert best_shift(read_as((0.6, ["food"]), (0.4, [])), FIGURES) == 0.0
    lower = moved(FIGURES, -0.5)["food"]
    assert lower == {"n": 50, "f1": 0.8, "best": 0.3775, "assign": 0.3775, "suggest": 0.151}
    never = moved({"food": FIGURES["food"] | {"assign": NEVER}}, -0.5)["food"]
    assert (never["assign"], never["suggest"]) == (NEVER, 0.151)


def test_what_hints_at_harm_is_measured_apart_from_what_tells_of_it():
    harm = ["direct", "direct", "indirect", "near", "", None]
    examples = [replace(EXAMPLE, harm=each) for each in harm]
    signal_scores = np.array([[3.0], [-3.0], [3.0], [3.0], [-3.0], [3.0]], np.float32)
    nothing = np.zeros((6, 1), np.float32)
    read = Scored(examples, HeadScores(nothing, nothing, nothing, nothing, signal_scores, nothing))
    assert plain(signal(read)) == {
        "level": 0.2,
        "recall": 0.6667,
        "false_alarms": 0.5,
        "direct": 0.5,
        "indirect": 1.0,
        "near": 1.0,
    }


def test_there_are_made_up_comments_in_every_language_and_they_name_our_themes():
    examples = own_examples()
    counts = {each.language: 0 for each in examples}
    for each in examples:
        counts[each.language] += 1
        assert each.our_themes <= THEMES.keys()
    assert len(counts) == 21
    assert min(counts.values()) >= 150
