"""Languages as forms name them."""

import pytest

from app.surveys.xlsform.languages import locale_of, name_of


@pytest.mark.parametrize(
    ("name", "locale"),
    [
        ("default", "en"), ("English (en)", "en"), ("EN", "en"), ("eng", "en"), ("en-GB", "en"),
        ("English", "en"), ("Welsh (cy)", "cy"), ("welsh", "cy"), ("Cymraeg", "cy"),
        ("Urdu", "ur"), ("Chinese (zh_hans)", "zh-Hans"), ("Panjabi (pa)", "pa"),
        ("Welsh Easy Read (cy-easyread)", "cy-easyread"), ("Klingonish", None), ("q", None),
    ],
)  # fmt: skip
def test_a_name_says_which_language_it_is(name, locale):
    assert locale_of(name) == locale


@pytest.mark.parametrize("locale", ["en", "cy", "ur-easyread", "zh-Hans", "en-easyread"])
def test_the_name_of_a_language_is_read_as_that_language(locale):
    assert locale_of(name_of(locale)) == locale
