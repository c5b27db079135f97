"""Labelled comments: those of made-up writers are held out writer by writer."""

import csv
from collections import defaultdict

import pytest

from app.comments.machine.engine.heads import SENTIMENTS
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.examples import VOICES, other_examples, own_examples
from app.comments.machine.training.readings import readings

HARM = ("", "direct", "indirect", "near")
LANGUAGES = sorted(path.stem for path in VOICES.glob("*.csv"))


def rows_of(language):
    with (VOICES / f"{language}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def written(tmp_path):
    """Writes comments of voices in English, and reads them as examples."""

    def examples(*rows):
        header = "voice,topic,question,text,sentiment,themes,harm"
        (tmp_path / "en.csv").write_text("\n".join((header, *rows)), encoding="utf-8")
        return own_examples(tmp_path / "none", tmp_path)

    return examples


def test_a_comment_of_a_voice_has_its_themes_and_what_it_says_of_harm(written):
    [one] = written(
        "person-1,tea,What is good?,Weak tea,negative,food:negative;safety:neutral,near"
    )
    assert (one.kind, one.language, one.question, one.text) == (
        "own", "en", "What is good?", "Weak tea",
    )  # fmt: skip
    assert (one.our_themes, one.harm, one.is_signal) == ({"food", "safety"}, "near", False)
    assert one.known_themes == frozenset(THEMES)


@pytest.mark.parametrize(("harm", "is_signal"), [("direct", True), ("indirect", True), ("", False)])
def test_a_hint_of_harm_is_to_be_found_as_well(written, harm, is_signal):
    [one] = written(f"person-1,bruise,,A mark,negative,,{harm}")
    assert one.is_signal is is_signal


def test_a_voice_is_held_out_whole_or_not_at_all(written):
    examples = written(
        *(
            f"person-{voice},tea,,comment {number} of {voice},neutral,,"
            for voice in range(40)
            for number in range(4)
        )
    )
    held_out = defaultdict(set)
    for each in examples:
        held_out[each.text.rpartition(" ")[2]].add(each.is_held_out)
    assert all(len(each) == 1 for each in held_out.values())
    assert {True} in held_out.values()
    assert {False} in held_out.values()


def test_what_was_read_in_a_clinics_comment_says_which_of_our_themes_it_has(tmp_path):
    comment_id = next(known for known, labels in readings().items() if "food" in labels.themes)
    (tmp_path / "clinic.csv").write_text(
        "id,text,label,question,themes\n"
        f"{comment_id},Cold food,negative,What was good?,Parking\n"
        "unread,Cold food,negative,What was good?,Parking\n",
        encoding="utf-8",
    )
    read, unread = other_examples(tmp_path)
    assert "food" in read.our_themes
    assert (read.known_themes, read.themes) == (frozenset(THEMES), frozenset(["Parking"]))
    assert (unread.our_themes, unread.is_signal) == (frozenset(), None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_comments_of_voices_are_labelled_in_our_words(language):
    rows = rows_of(language)
    assert len(rows) >= 200
    for row in rows:
        themes = dict(each.split(":") for each in row["themes"].split(";") if each)
        assert themes.keys() <= THEMES.keys(), row
        assert set(themes.values()) <= set(SENTIMENTS), row
        assert (row["sentiment"] in SENTIMENTS, row["harm"] in HARM) == (True, True), row
        assert row["text"].strip()
    assert len({(row["question"], row["text"]) for row in rows}) == len(rows)


def test_there_are_voices_in_every_language_that_surveys_are_made_in():
    assert len(LANGUAGES) == 21
