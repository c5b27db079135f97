"""Faults of the survey's own keys: identity, languages, translations, safety, parts."""

import pytest

from tests.unit.surveys.conftest import TINY, Faults

CHANGES = [
    (
        "id: tiny",
        "id: other",
        "1: id 'other' does not match its folder 'tiny'; rename one of them",
    ),
    (
        "id: tiny",
        "id: Tiny Survey",
        "1: 'id' in the survey must be written like tiny, not 'Tiny Survey'",
    ),
    ("id: tiny\n", "", "1: 'id' is missing in the survey; add for example id: tiny"),
    (
        "version: 1",
        "version: 2",
        "2: version 2 does not match its folder '1'; rename one of them",
    ),
    ("version: 1", "version: 0", "2: version 0 is not a version; count from 1"),
    (
        "version: 1",
        "version: one",
        "2: 'version' in the survey must be a whole number; write for example version: 5",
    ),
    (
        "audience: people",
        "audience: peple",
        "3: 'audience' in the survey cannot be 'peple'; did you mean 'people'?",
    ),
    (
        "audience: people",
        "audience: [people]",
        "3: 'audience' in the survey cannot be this; use one of people, families, partners, staff,"
        " auditors, public",
    ),
    (
        "audience: people",
        "audience:",
        "3: 'audience' in the survey has no value; write one or remove the key",
    ),
    ("title: {en: Tiny}", "titel: {en: Tiny}", None),
    (
        "languages: [en]",
        "languages: [en, xx-nowhere]",
        "4: 'xx-nowhere' is not a language code; write it like cy or zh-Hans",
    ),
    ("languages: [en]", "languages: [en, en]", "4: language 'en' stands twice; remove one"),
    (
        "languages: [en]",
        "languages: en",
        "4: 'languages' in the survey must be a list of words; write for example"
        " languages: [en, cy, ur]",
    ),
    (
        "languages: [en]",
        "languages: [en]\neasy_read: perhaps",
        "5: 'easy_read' in the survey must be true or false; write easy_read: true or"
        " easy_read: false",
    ),
    (
        "next_steps: {en: Thank you}",
        "next_steps: Thank you",
        "8: the next steps must say in which language it is; write {en: …}",
    ),
    (
        "next_steps: {en: Thank you}",
        "next_steps: {en: Thank you}\nsafety: {emergency: {en: A}, report: {en: B}, urgent:"
        " {en: C}}",
        "9: 'sharing' is missing in the safety texts; add for example sharing: {en: …}",
    ),
    (
        "next_steps: {en: Thank you}",
        "next_steps: {en: Thank you}\nsafety: [1]",
        "9: 'safety' in the survey must be a mapping; write for example safety: safety@1",
    ),
    (
        "parts:\n  - id: main\n",
        "parts:\n  - id: Main Part\n",
        "10: 'id' in a part must be written like main, not 'Main Part'",
    ),
    (
        "  - id: main\n",
        "  - heading: {en: A}\n",
        "10: 'id' is missing in a part; add for example id: main",
    ),
    (
        "  - id: main\n",
        "  - id: main\n    use: answering@1\n",
        "10: part 'main' must have either 'questions' or 'use'; keep one of them",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_each_fault_has_its_line_and_remedy(
    changed: Faults, old: str, new: str, expected: str | None
) -> None:
    found = changed(old, new)
    if expected is None:
        expected_list = [
            "tiny/1/survey.yaml:1: 'title' is missing in the survey; add for example title: {en:"
            " …}",
            "tiny/1/survey.yaml:5: unknown key 'titel' in the survey; did you mean 'title'?",
        ]
    else:
        expected_list = [f"tiny/1/survey.yaml:{expected}"]
    assert [each for each in found if "edition asks no question" not in each] == expected_list


def test_the_tiny_survey_has_no_faults(faults: Faults) -> None:
    assert faults(TINY) == []


def test_every_missing_key_is_named(faults: Faults) -> None:
    assert faults("option_sets: {}\n") == [
        f"tiny/1/survey.yaml:1: '{key}' is missing in the survey; add for example {key}: {example}"
        for key, example in [
            ("id", "tiny"),
            ("version", "1"),
            ("audience", "people"),
            ("languages", "[en, cy, ur]"),
            ("title", "{en: …}"),
            ("introduction", "{en: …}"),
            ("length", "{en: …}"),
            ("next_steps", "{en: …}"),
            ("parts", "[{id: main, questions: […]}]"),
        ]
    ]


def test_english_comes_first(faults: Faults) -> None:
    assert faults(TINY.replace("[en]", "[cy]"))[1:] == [
        "tiny/1/survey.yaml:4: 'languages' must begin with en, which the shared texts are"
        " translated from; move en to the front"
    ]


def test_a_part_is_a_mapping(faults: Faults) -> None:
    assert faults(TINY + "  - main\n") == [
        "tiny/1/survey.yaml:13: a part must be a mapping of keys to values; write it as key: value"
    ]


def test_what_a_message_shows_of_a_file_fits_one_line(changed: Faults) -> None:
    assert changed("audience: people", 'audience: "a\\n' + "b" * 90 + '"') == [
        "tiny/1/survey.yaml:3: 'audience' in the survey cannot be 'a\ufffd"
        + "b" * 58
        + "…'; use one of"
        " people, families, partners, staff, auditors, public"
    ]


def test_the_folder_of_a_version_must_bear_the_version(faults: Faults) -> None:
    assert faults(TINY, "tiny/01/survey.yaml") == [
        "tiny/01/survey.yaml:2: version 1 does not match its folder '01'; rename one of them"
    ]


def test_all_faults_come_at_once_in_the_order_of_lines(faults: Faults) -> None:
    text = TINY.replace("people", "nobody").replace("{en: Hello}", "Hello").replace("age,", "link,")
    assert [each.split(" ")[0] for each in faults(text)] == [
        "tiny/1/survey.yaml:3:",
        "tiny/1/survey.yaml:6:",
        "tiny/1/survey.yaml:12:",
    ]
