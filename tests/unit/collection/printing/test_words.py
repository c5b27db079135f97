"""Numbers, codes and addresses in text of either direction, and very long words."""

import pytest
from flask_babel import gettext

from app.administration.organisation.queries import Contacts
from app.collection.printing.words import address_to_type, setting_of
from tests.factories import CONTACTS, text
from tests.unit.collection.printing.conftest import BASE_URL


def test_numbers_stand_from_left_to_right_in_urdu(voice):
    said = "فون \u0660 01632 960 001 یا +44 (0)1632 960001 یا 999"
    assert voice("ur").numbers(said) == (
        "فون \u0660 \u206601632 960 001\u2069 یا \u2066+44 (0)1632 960001\u2069 یا \u2066999\u2069"
    )


def test_other_languages_need_no_marks(voice):
    assert voice("cy").numbers("Ffoniwch 01632 960 001") == "Ffoniwch 01632 960 001"
    assert (voice("cy").fixed("K7Q-F2M"), voice("cy").named("Rose")) == ("K7Q-F2M", "Rose")


def test_codes_and_names_keep_their_direction_in_urdu(voice):
    assert voice("ur").fixed("K7Q-F2M") == "\u2066K7Q-F2M\u2069"
    assert voice("ur").named("Rose") == "\u2066Rose\u2069"
    assert voice("ur").named("گلاب") == "گلاب"
    assert voice("cy").named("گلاب") == "\u2067گلاب\u2069"


def test_a_number_in_a_name_is_not_marked_twice(voice):
    assert voice("ur").numbers("\u2066Flat 12\u2069 12") == "\u2066Flat 12\u2069 \u206612\u2069"


def test_the_surveys_texts_are_filled_for_the_service(voice):
    said = text("{service} in {council}: {phone}, {hours}, {reading}")
    assert voice("en").say(said) == (
        "Rose House in Examplebury Council: 01632 960001, Monday to Friday, 9 to 5, "
        "every working day"
    )


def test_english_words_of_the_service_never_stand_in_another_language(voice):
    said = text("{council}, {phone} ({hours}). We read them: {reading}. Thank you")
    assert voice("cy").say(said) == "Examplebury Council, 01632 960001. Thank you (cy)"
    welsh = Contacts(**CONTACTS, translations=(("reading_cy", "bob dydd"),))
    assert voice("cy", contacts=welsh).say(said) == (
        "Examplebury Council, 01632 960001. We read them: bob dydd. Thank you (cy)"
    )


def test_the_interface_speaks_the_language(voice, application):
    with voice("cy").in_language():
        assert gettext("Continue") == "Ymlaen"


@pytest.mark.parametrize(
    ("base_url", "typed"),
    [
        (BASE_URL, "fb.example.org"),
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("https://example.org/feedback", "example.org/feedback"),
    ],
)
def test_what_people_type_is_the_address_without_the_rest(base_url, typed):
    assert address_to_type(base_url) == typed


def test_the_typesetter_is_told_of_the_language():
    assert setting_of("ur-easyread") == {"tag": "ur", "rtl": True, "nastaliq": True}
    assert setting_of("zh-Hans") == {"tag": "zh", "rtl": False, "nastaliq": False}
