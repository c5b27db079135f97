"""A cluster is named by words that many in it wrote and few others, and by nobody's name."""

import pytest

from app.results.feedback.similar.naming import Background, Said, without_names

OTHERS = [
    "The staff are kind to me and they listen.",
    "They came late in the morning and I was sad.",
    "I like the garden and the birds.",
    "My room is warm and they knock on the door.",
] * 6


def said(texts, language="en", start=0):
    return [Said(start + place, language, text) for place, text in enumerate(texts)]


def named(texts, others=OTHERS, language="en", names=()):
    inside = said(texts, language, start=1000)
    return Background([*said(others, language), *inside]).words_of(inside, names).get(language)


def test_the_words_of_a_cluster_are_those_that_are_rare_elsewhere():
    food = [
        "The food is cold.",
        "Cold food again!",
        "cold food and they are late",
        "Why cold food?",
    ]
    assert named(food) == ("cold", "food")
    assert named(["cold food", "cold food again", "cold food!"]) == ("cold food",)


@pytest.mark.parametrize(
    "texts",
    [
        ["Maria is lovely.", "Maria sings.", "I love Maria.", "Maria, always.", "With Maria"],
        ["maria sings", "maria is fun", "always Maria", "maria again"],
        ["room 12 12 12", "12 at night", "12"],
        ["[name] [phone number]", "[name]", "[name] again"],
        ["they and the", "the they and", "and they the"],
        ["Only one person says porridge", "Somebody mentions rain", "Nobody else"],
        [],
    ],
)
def test_no_name_number_mark_or_common_word_names_a_cluster(texts):
    assert named(texts) is None


def test_a_name_that_is_typed_without_a_capital_is_known_where_somebody_marked_it():
    texts = ["maria sings", "maria is fun", "maria always", "more maria"]
    assert (named(texts), named(texts, names=["Maria Lopez"])) == (("maria",), None)
    assert without_names(["maria", "cold food"], ["María"]) == ["cold food"]


def test_people_are_counted_and_not_comments():
    inside = [Said("one", "en", text) for text in ["porridge"] * 9] + said(["tea", "milk"])
    assert Background([*said(OTHERS, start=50), *inside]).words_of(inside, ()) == {}


def test_words_of_every_script_are_whole():
    others = ["मुझे बगीचा पसंद है", "कमरा गरम है", "वे दस्तक देते हैं"] * 4
    texts = ["खाना ठंडा है", "खाना ठंडा था", "ठंडा खाना", "खाना बहुत ठंडा"]
    assert named(texts, others, "hi") == ("खाना", "ठंडा")
    others = ["花园很好", "房间很暖", "他们敲门"] * 4
    assert named(["饭菜凉", "饭菜凉了", "饭菜总凉"], others, "zh") == ("饭菜",)


def test_a_cluster_has_words_in_each_language_that_several_people_wrote_in():
    welsh = said(["bwyd oer", "bwyd oer eto", "mae bwyd oer"], "cy", 200)
    english = said(["cold food", "cold food again", "cold food!"], "en", 300)
    few = said(["zimne jedzenie"], "pl", 400)
    others = [*said(OTHERS), *said(["mae'r ardd yn braf", "maen nhw'n garedig"] * 6, "cy", 500)]
    inside = [*welsh, *english, *few]
    assert Background([*others, *inside]).words_of(inside, ()) == {
        "cy": ("bwyd oer",), "en": ("cold food",),
    }  # fmt: skip
