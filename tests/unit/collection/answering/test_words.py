"""The script says what cannot be sent in the forms that each language has for a number."""

import pytest
from babel import Locale
from flask_babel import force_locale

from app.collection.answering.words import words_of_limits
from app.surveys.written import AnswerFault

FORMS = {
    "en": ["one", "other"],
    "cy": ["few", "many", "one", "other", "two", "zero"],
    "ur": ["one", "other"],
}


@pytest.mark.parametrize("language", FORMS)
def test_a_sentence_with_a_number_has_every_form_of_the_language(page_context, language):
    with force_locale(language):
        words = words_of_limits()
    assert sorted(Locale.parse(language).plural_form.tags | {"other"}) == FORMS[language]
    for name in ("left", "over"):
        assert sorted(words[name]) == FORMS[language]
        assert [each for each in words[name].values() if "{n}" not in each] == []


def test_the_forms_differ_where_the_language_wants_it(page_context):
    with force_locale("en"):
        english = words_of_limits()["over"]
    with force_locale("cy"):
        welsh = words_of_limits()["left"]
    assert english == {
        "one": "These words are too long to send. Please take out {n} letter.",
        "other": "These words are too long to send. Please take out {n} letters.",
    }
    assert (welsh["two"], welsh["one"]) == (
        "Gallwch ysgrifennu {n} lythyren arall.",
        "Gallwch ysgrifennu {n} llythyren arall.",
    )


def test_every_fault_has_its_sentence(page_context):
    with force_locale("en"):
        words = words_of_limits()
    assert {*words["faults"], AnswerFault.TOO_LONG.value} == {fault.value for fault in AnswerFault}
