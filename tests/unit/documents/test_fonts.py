"""What can be printed: everything shipped can, and what cannot is said."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.comments.machine.training.examples import OWN
from app.documents.fonts import drawn, printable, undrawn
from app.kernel.errors import Refused
from app.kernel.languages import catalogue_folder
from app.kernel.localised import LocalisedText, autonym
from app.surveys.catalogues.owners import owner_of
from app.surveys.loader import load_survey, survey_files
from app.web.language import interface_languages

PROJECT = Path(__file__).resolve().parents[3]
SURVEYS = survey_files(PROJECT / "surveys")


def texts_of(value):
    """Every wording inside a survey, whatever it is made of."""
    if isinstance(value, LocalisedText):
        for wording in value.values.values():
            yield from [wording] if isinstance(wording, str) else wording.values()
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts_of(getattr(value, name))


@pytest.mark.parametrize("path", SURVEYS, ids=lambda path: str(owner_of(path)))
def test_every_shipped_survey_has_a_drawing_for_every_character(path):
    survey = load_survey(path)
    texts = list(texts_of(survey))
    assert len(texts) > len(survey.questions) * len(survey.languages)
    assert undrawn("".join(texts)) == []
    assert undrawn("".join(map(autonym, survey.languages))) == []


@pytest.mark.parametrize("language", interface_languages()[1:])
def test_every_word_of_the_interface_can_be_printed(language):
    path = catalogue_folder(language) / "messages.po"
    with path.open("rb") as file:
        words = [str(message.string) + str(message.id) for message in read_po(file)]
    assert undrawn("".join(words)) == []


def test_welsh_and_urdu_are_drawn():
    assert {ord(each) for each in "ŵŷŴŶâêîôû ہمیںے۔،؟0123456789“”"} - drawn() == set()


@pytest.mark.parametrize("path", sorted(OWN.glob("*.csv")), ids=lambda path: path.stem)
def test_comments_can_be_printed_in_every_language(path):
    letters = {each for each in path.read_text(encoding="utf-8") if each.isalpha()}
    assert {each for each in letters if each in undrawn(each)} == set()


def test_directions_joiners_and_spaces_need_no_drawing():
    assert undrawn("a\u2066b\u2069\u200c\u200d\u00a0\u200b\ufe0f") == []


def test_a_pictograph_is_left_out_of_a_name():
    assert printable("Rose 🌹 House 👨‍👩‍👧") == "Rose House \u200d\u200d"


def test_a_letter_without_a_font_is_refused_with_its_script():
    with pytest.raises(Refused) as refused:
        printable("บ้าน House")
    assert str(refused.value) == (
        "There is no font here to print these letters of 'บ้าน House': น บ า ้ (thai). Run "
        "'make assets' if it was never run, install a font package from PyPI such as "
        "fontpkg-noto-sans-thai for that script, or write the text in another script."
    )


def test_without_its_font_urdu_is_refused_and_not_printed_as_boxes(monkeypatch):
    monkeypatch.setattr("app.documents.fonts.drawn", lambda: frozenset(range(0x250)))
    with pytest.raises(Refused, match=r"these letters of 'ہمیں': م ں ہ ی \(arabic\)\. Run 'make"):
        printable("ہمیں")
    assert printable("Dŵr") == "Dŵr"
