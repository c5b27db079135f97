"""Words that may report harm are heard in every supported language, and harmless ones are not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from app.comments.machine.engine.languages import SUPPORTED
from app.comments.machine.engine.signals import FOLDER, HarmCategory, Level, signals


def kinds(text, *languages):
    return {each.category.value for each in signals(text, languages)}


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "She slapped me on the arm", "physical"),
        ("cy", "Mae arian Mam wedi diflannu o'r drôr", "financial"),
        ("pl", "Krzyczą na nią i ją popychają", "psychological"),
        ("ro", "L-au lovit peste mână", "physical"),
        ("pa", "ਮੇਰੀ ਮਾਂ ਨੂੰ ਥੱਪੜ ਮਾਰਿਆ", "physical"),
        ("ur", "وہ میری خالہ کو تھپڑ مارتی ہے", "physical"),
        ("bn", "আমার মাকে চড় মেরেছে", "physical"),
        ("gu", "મારી મમ્મીને લાફો માર્યો", "physical"),
        ("ar", "ضربوا أمي على يدها", "physical"),
        ("pt", "Roubaram o dinheiro da minha mãe", "financial"),
        ("es", "Le pegaron a mi madre", "physical"),
        ("ta", "யாரும் வரவில்லை, பசியாக இருந்தேன்", "neglect"),
        ("tr", "Anneme tokat attılar", "physical"),
        ("so", "Lacagtii jeebka iigu jirtay way maqan tahay", "financial"),
        ("zh", "护工打我奶奶", "physical"),
        ("fa", "به مادرم سیلی زدند", "physical"),
        ("uk", "Вдарили маму по руці", "physical"),
        ("hi", "मेरी दादी को थप्पड़ मारा", "physical"),
        ("fr", "On a frappé ma mère", "physical"),
        ("it", "Hanno picchiato mia madre", "physical"),
        ("lt", "Trenkė mamai per ranką", "physical"),
    ],
)
def test_it_is_heard(language, text, kind):
    assert kind in kinds(text, language)


def test_every_supported_language_has_its_phrases():
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(SUPPORTED)


@pytest.mark.parametrize(
    "text", ["yeh log meri khala ko thappar marte hain", "koi nahi aata, ghante geele pade rehte"]
)
def test_roman_letters_are_heard_whatever_the_language(text):
    assert kinds(text, "en") & {"physical", "neglect"}


@pytest.mark.parametrize(
    "text",
    ["", "😀", "They slap the table when they win at dominoes", "Not much has changed on nights",
     "We hit it off at once", "The tea is lovely and so are the staff"],
)  # fmt: skip
def test_harmless_words_raise_nothing(text):
    assert signals(text, ("en",)) == ()


def test_a_stem_of_another_language_raises_nothing():
    assert signals("They sing along since forty years", ("en",)) == ()


def test_an_unknown_language_is_tried_with_all():
    assert "physical" in kinds("Hanno picchiato mia madre")
    assert "physical" in kinds("Hanno picchiato mia madre", "de")


def test_a_signal_stands_where_the_words_stand():
    text = "Well, she sl\u200bapped me twice"
    [found] = signals(text, ("en",))
    assert text[found.start : found.end].startswith("sl\u200bapped")
    assert (found.category, found.level) == (HarmCategory.PHYSICAL, Level.HIGH)


@given(st.text(max_size=300))
def test_nothing_that_can_be_written_is_a_fault(text):
    for found in signals(text):
        assert 0 <= found.start < found.end <= len(text)


NEAR_MISSES = YAML(typ="safe").load(Path("tests/vectors/near-misses.yaml"))


def test_there_are_over_two_hundred_near_misses_in_every_supported_language():
    assert set(NEAR_MISSES) == set(SUPPORTED)
    assert sum(len(texts) for texts in NEAR_MISSES.values()) >= 200


@pytest.mark.parametrize("language", SUPPORTED)
def test_words_that_only_begin_or_sound_like_harm_raise_nothing(language):
    raised = {text: signals(text, (language,)) for text in NEAR_MISSES[language]}
    assert {text: found for text, found in raised.items() if found} == {}


@pytest.mark.parametrize(
    "text",
    [
        "Everyone would be better off if I did not wake up",
        "I hope I don't wake up tomorrow",
        "They would be happier if I was not here",
        "I have no wish to go on",
        "She has lost the will to live",
        "They treat him like a naughty child",
        "I ring the bell and nobody answers",
        "They do not answer, I ring the bell for hours",
        "She was stabbed",
        "He has given up",
    ],
)
def test_what_is_said_outright_is_heard_among_them(text):
    assert "high" in {each.level.value for each in signals(text, ("en",))}


def test_lists_apply_to_their_own_language():
    assert signals("Curat", ("ro",)) == ()
    assert signals("Obiad stał na stole", ("pl",)) == ()
    assert "financial" in kinds("Na stole, but they stole my purse", "pl")
