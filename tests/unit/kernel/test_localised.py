"""Text in several languages."""

import pytest

from app.kernel.localised import (
    LocalisedText,
    MissingTranslation,
    MissingValue,
    autonym,
    easy_read_of,
    english_locale,
    english_name,
    is_easy_read,
    is_language,
    language_of,
    numbers_in_category,
    placeholders_in,
    plural_categories,
    script_of,
)

WELSH = {"zero": "0", "one": "un", "two": "dau", "few": "tri", "many": "chwe", "other": "{count}"}
TEXT = LocalisedText(
    {
        "en": {"one": "{count} question", "other": "{count} questions"},
        "cy": WELSH,
        "ur": {"one": "{count} سوال", "other": "{count} سوالات"},
    }
)


def test_a_text_knows_its_locales() -> None:
    assert TEXT.locales == ("en", "cy", "ur")


@pytest.mark.parametrize(
    ("locale", "count", "expected"),
    [
        ("en", 0, "0 questions"),
        ("en", 1, "1 question"),
        ("en", 1200, "1,200 questions"),
        ("cy", 0, "0"),
        ("cy", 1, "un"),
        ("cy", 2, "dau"),
        ("cy", 3, "tri"),
        ("cy", 4, "4"),
        ("cy", 6, "chwe"),
        ("cy-easyread", 2, "dau"),
        ("ur", 1, "1 سوال"),
        ("ur", 5, "5 سوالات"),
    ],
)
def test_the_count_chooses_the_branch(locale: str, count: int, expected: str) -> None:
    assert TEXT.in_locale(locale, count=count) == expected


def test_a_missing_branch_gives_way_to_other() -> None:
    assert LocalisedText({"cy": {"other": "{count}!"}}).in_locale("cy", count=3) == "3!"


def test_without_a_count_other_is_taken() -> None:
    assert LocalisedText({"en": {"one": "day", "other": "days"}}).in_locale("en") == "days"


def test_easy_read_falls_back_to_its_own_language_only() -> None:
    text = LocalisedText({"en": "Why?", "en-easyread": "Tell us why", "cy": "Pam?"})
    locales = ("en", "en-easyread", "cy", "cy-easyread")
    assert [text.in_locale(each) for each in locales] == ["Why?", "Tell us why", "Pam?", "Pam?"]


def test_another_language_is_never_given_instead() -> None:
    with pytest.raises(MissingTranslation) as caught:
        TEXT.in_locale("pl-easyread")
    assert str(caught.value) == "no wording in 'pl-easyread' (there is en, cy, ur)"
    with pytest.raises(MissingTranslation) as caught:
        LocalisedText({}).in_locale("en")
    assert str(caught.value) == "no wording in 'en' (there is none)"


def test_easy_read_alone_does_not_serve_the_standard_edition() -> None:
    with pytest.raises(MissingTranslation):
        LocalisedText({"en-easyread": "Why?"}).in_locale("en")


def test_placeholders_are_filled_once() -> None:
    text = LocalisedText({"en": "{service} reads this {reading}. {Not} {this }"})
    assert text.in_locale("en", service="{reading}", reading="daily") == (
        "{reading} reads this daily. {Not} {this }"
    )


def test_a_placeholder_without_a_value_is_an_error() -> None:
    with pytest.raises(MissingValue) as caught:
        LocalisedText({"en": "About {service}"}).in_locale("en")
    assert str(caught.value) == "no value for '{service}' in 'About {service}'"


def test_a_locale_is_a_language_with_or_without_easy_read() -> None:
    assert language_of("cy-easyread") == "cy"
    assert language_of("zh-Hans") == "zh-Hans"
    assert is_easy_read("cy-easyread")
    assert not is_easy_read("cy")
    assert easy_read_of("zh-Hans") == "zh-Hans-easyread"


@pytest.mark.parametrize(
    ("code", "known"),
    [("cy", True), ("zh-Hans", True), ("zh-Hant-HK", True), ("qq", False), ("", False)]
    + [("cy_GB", False), ("Welsh", False), ("../en", False), ("e\u0301", False)],
)
def test_a_language_is_one_that_cldr_knows(code: str, known: bool) -> None:
    assert is_language(code) is known


def test_languages_need_the_plural_categories_of_cldr() -> None:
    assert plural_categories("en") == ("one", "other")
    assert plural_categories("cy") == ("zero", "one", "two", "few", "many", "other")
    assert plural_categories("ja") == ("other",)
    assert numbers_in_category("cy", "few") == (3,)
    assert numbers_in_category("ru", "one")[:3] == (1, 21, 31)


def test_languages_have_names() -> None:
    assert [english_name(each) for each in ("cy", "ur")] == ["Welsh", "Urdu"]
    assert [english_locale(each) for each in ("cy", "cy-easyread")] == ["Welsh", "Welsh Easy Read"]


def test_placeholders_are_lower_case_names_in_braces() -> None:
    assert placeholders_in("{a} {b_c} {D} { e } {}") == {"a", "b_c"}


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("Call {phone}. It is open: {hours}. Thank you.", "Call 999. Thank you."),
        ("Call {phone} ({hours}). Thank you.", "Call 999. Thank you."),
        ("فون {phone} (\u2068{hours}\u2069)۔ شکریہ۔", "فون 999۔ شکریہ۔"),
        ("فون {phone}۔ وقت: {hours}۔ شکریہ۔", "فون 999۔ شکریہ۔"),
        ("Call {phone}, {hours}, or come.", "Call 999, or come."),
        ("It is open: {hours}.", ""),
        ("Call {phone}.", "Call 999."),
    ],
)
def test_a_text_does_without_what_is_not_known_in_its_language(wording: str, said: str) -> None:
    text = LocalisedText({"ur": wording})
    assert text.in_locale("ur", phone="999", hours=None) == said
    assert text.in_html("ur", phone="999", hours=None) == said.replace("999", "<bdi>999</bdi>")


@pytest.mark.parametrize(
    ("locale", "name", "script"),
    [
        ("en", "English", "Latn"),
        ("cy-easyread", "Cymraeg", "Latn"),
        ("ur", "اردو", "Arab"),
        ("pl", "Polski", "Latn"),
        ("pa", "ਪੰਜਾਬੀ", "Guru"),
        ("zh-Hans", "简体中文", "Hans"),
    ],
)
def test_a_language_has_a_name_of_its_own_and_a_script(locale, name, script):
    assert (autonym(locale), script_of(locale)) == (name, script)


def test_a_country_may_write_a_language_in_another_script():
    assert [script_of(each) for each in ("pa-PK", "zh-TW", "pl-PL")] == ["Arab", "Hant", "Latn"]
