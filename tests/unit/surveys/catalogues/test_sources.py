"""The ids by which translations know the texts of a definition."""

from pathlib import Path

from app.surveys.catalogues.owners import owner_of, survey_files
from app.surveys.catalogues.sources import named_sources
from app.surveys.reading.nodes import read_tree

SURVEY = """\
title: {en: Title, for_translators: Short}
option_sets:
  who:
    for_translators: People
    options: [{code: me, text: {en: Me}}]
    apart: [{code: nobody, text: {en-easyread: Nobody}}]
parts:
  - id: main
    heading: {en: Heading}
    questions:
      - id: food
        text: {en: "Do you like {service}?", en-easyread: Good?}
        hint: {en: Hint}
        picture: {name: food, alt: {en: A bowl}}
        options: [{code: yes, text: {en: Yes}}]
length: {en: {other: "{count} days", one: "{count} day"}}
"""


def sources(folder: Path, text: str = SURVEY):
    path = folder / "f.yaml"
    path.write_text(text, encoding="utf-8")
    return named_sources(read_tree(path))


def test_every_text_is_named_by_ids_and_codes(tmp_path):
    assert [(each.id, each.place.line) for each in sources(tmp_path)] == [
        ("title", 1),
        ("option_sets.who.me.text", 5),
        ("option_sets.who.nobody.text", 6),
        ("parts.main.heading", 9),
        ("questions.food.text", 12),
        ("questions.food.hint", 13),
        ("questions.food.picture.alt", 14),
        ("questions.food.yes.text", 15),
        ("length", 16),
    ]


def test_a_question_and_an_answer_keep_their_names_wherever_they_move(tmp_path):
    before = {each.id for each in sources(tmp_path)}
    moved = SURVEY.replace("  - id: main\n", "  - id: other\n").replace("apart:", "options: []#")
    after = {each.id for each in sources(tmp_path, moved.replace("options: []#", "apart:"))}
    assert before - after == {"parts.main.heading"}
    set_apart = SURVEY.replace("    options: [{code: me", "    apart: [{code: me").replace(
        "    apart: [{code: nobody", "    options: [{code: nobody"
    )
    assert {each.id for each in sources(tmp_path, set_apart)} == before


def test_each_edition_has_its_source(tmp_path):
    found = {each.id: each for each in sources(tmp_path)}
    food = found["questions.food.text"]
    assert (food.of("cy"), food.of("cy-easyread")) == ("Do you like {service}?", "Good?")
    assert found["title"].of("cy-easyread") is None
    assert found["option_sets.who.nobody.text"].of("ur") is None
    assert found["length"].of("ur") == {"one": "{count} day", "other": "{count} days"}


def test_translators_are_told_what_is_said_to_them_here_and_above(tmp_path):
    notes = {each.id: each.notes for each in sources(tmp_path)}
    asked = "Of the question: Do you like {service}?"
    assert {text_id: said for text_id, said in notes.items() if said} == {
        "title": ("Short",),
        "option_sets.who.me.text": ("People",),
        "option_sets.who.nobody.text": ("People",),
        "questions.food.hint": (asked,),
        "questions.food.picture.alt": (asked,),
        "questions.food.yes.text": (asked,),
    }


def test_a_catalogue_belongs_to_what_it_stands_beside():
    assert f"{owner_of(Path('surveys/tiny/2/survey.yaml'))}" == "tiny 2"
    shared = Path("/a/shared/option-sets/yes-no/1/fragment.yaml")
    assert f"{owner_of(shared)}" == "option-sets/yes-no 1"


def test_versions_come_in_the_order_of_their_numbers(tmp_path):
    for version in ("10", "9", "2"):
        path = tmp_path / "tiny" / version / "survey.yaml"
        path.parent.mkdir(parents=True)
        path.touch()
    assert [each.parent.name for each in survey_files(tmp_path)] == ["2", "9", "10"]
