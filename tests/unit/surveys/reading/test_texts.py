"""Faults of texts: languages, plurals, placeholders and what may stand in a wording."""

import pytest

from tests.unit.surveys.conftest import TINY, Faults

HEAD = """\
id: tiny
version: 1
audience: people
languages: [en]
easy_read: {easy_read}
title: {title}
introduction: {introduction}
length: {length}
next_steps: {{en: Thanks}}
parts:
  - id: main
    questions:
      - {{id: a, kind: number, text: {text}}}
"""
USUAL = {
    "easy_read": "false",
    "title": "{en: Tiny}",
    "introduction": "{en: 'About {service}'}",
    "length": '{en: {one: "{count} question", other: "{count} questions"}}',
    "text": "{en: Why?}",
}
PLURAL = "{{en: {{{}}}}}"

CASES = [
    ("title", "Tiny", "6: the title must say in which language it is; write {en: …}"),
    ("title", "{for_translators: Be brief}", '6: the title has no English (en); add en: "…"'),
    (
        "title",
        "{en: Tiny, for_translators: [Be brief]}",
        "6: 'for_translators' in the title must be written like Welsh has no single word for yes",
    ),
    ("title", "{en: Tiny, for_translators: Be brief}", []),
    (
        "title",
        "{en: Tiny, cy: Bach}",
        "6: the title has 'cy' here; a translation belongs in the catalogue cy.po beside this file:"
        " move it there",
    ),
    (
        "title",
        "{en: Tiny, cy-easyread: {text: Bach, source: 37616f64}}",
        "6: the title has 'cy-easyread' here; a translation belongs in the catalogue"
        " cy-easyread.po beside this file: move it there",
    ),
    (
        "title",
        "{en: Tiny, cz: Malý}",
        "6: unknown key 'cz' in the title; use one of en, en-easyread, for_translators",
    ),
    (
        "title",
        "{en: Tiny, en-easyread: Small}",
        "6: the title has 'en-easyread', but the survey has no Easy Read edition; write"
        " easy_read: true or remove it",
    ),
    ("title", "{en: {}}", '6: the title (en) has no wording; add "…"'),
    ("title", "{en: [Tiny]}", "6: the title (en) must be a text; write it in quotes"),
    ("title", "{en: true}", "6: the title (en) must be a text; write it in quotes"),
    ("title", "{en: }", "6: the title (en) is empty; write it"),
    ("title", '{en: " "}', "6: the title (en) is empty; write it"),
    (
        "title",
        '{en: "<b>Tiny</b>"}',
        "6: the title (en) has a leftover of HTML, '<b>'; write plain words",
    ),
    (
        "title",
        '{en: "Tiny&nbsp;one"}',
        "6: the title (en) has a leftover of HTML, '&nbsp;'; write plain words",
    ),
    ("title", '{en: "2 < 3 & 4 > 1"}', []),
    (
        "title",
        '{en: "\u202eTiny"}',
        "6: the title (en) has bidirectional control characters that are not closed; remove or"
        " close them",
    ),
    ("title", '{en: "\u2068Tiny\u2069"}', []),
    (
        "title",
        '{en: "\u2068Tiny\u202c"}',
        "6: the title (en) has bidirectional control characters that are not closed; remove or"
        " close them",
    ),
    (
        "title",
        '{en: "Ti\\any"}',
        "6: the title (en) has the control character U+0007; remove it",
    ),
    (
        "title",
        '{en: "Tiny {"}',
        "6: the title (en) has a brace that is not part of a placeholder such as {service};"
        " remove it",
    ),
    (
        "title",
        '{en: "Tiny {service}"}',
        "6: the title (en) has the placeholder {service}, which cannot be filled here; remove it",
    ),
    (
        "title",
        PLURAL.format("one: Tiny, other: Tinies"),
        "6: the title (en) takes one wording and no plural branches; write one text",
    ),
    (
        "introduction",
        '{en: "About {servce}"}',
        "7: the introduction (en) has the placeholder {servce}, which cannot be filled here; use"
        " only {service}",
    ),
    (
        "length",
        "{en: Some questions}",
        "8: the length (en) needs plural branches; write one for each of one, other",
    ),
    (
        "length",
        PLURAL.format('other: "{count}"'),
        "8: the length (en) lacks the plural branch one; English needs one, other",
    ),
    (
        "length",
        PLURAL.format('one: "{count}", two: "{count}", other: "{count}"'),
        "8: the length (en) has the plural branch two, which English does not use;"
        " keep only one, other",
    ),
    (
        "length",
        PLURAL.format('one: "{count}", otter: "{count}", other: "{count}"'),
        "8: unknown key 'otter' in the length (en); did you mean 'other'?",
    ),
]


@pytest.mark.parametrize(("key", "written", "expected"), CASES)
def test_each_fault_has_its_line_and_remedy(
    faults: Faults, key: str, written: str, expected: str | list[str]
) -> None:
    wanted = [expected] if isinstance(expected, str) else expected
    found = faults(HEAD.format(**{**USUAL, key: written}))
    assert found == [f"tiny/1/survey.yaml:{each}" for each in wanted]


def test_the_usual_texts_have_no_faults(faults: Faults) -> None:
    assert faults(HEAD.format(**USUAL)) == []


def test_easy_read_stands_beside_the_plain_wording(faults: Faults) -> None:
    text = HEAD.format(**{**USUAL, "easy_read": "true", "text": "{en: Why?, en-easyread: '{x}'}"})
    assert faults(text) == [
        "tiny/1/survey.yaml:13: the text of question 'a' (en-easyread) has the placeholder {x},"
        " which cannot be filled here; remove it"
    ]


def test_only_a_question_of_easy_read_does_without_the_plain_wording(faults: Faults) -> None:
    text = HEAD.format(**{**USUAL, "easy_read": "true", "text": "{en-easyread: Why?}"})
    assert faults(text) == [
        "tiny/1/survey.yaml:13: the text of question 'a' has no English (en); add en: \"…\""
    ]


def test_a_block_of_lines_is_told_by_the_line_of_its_language(faults: Faults) -> None:
    assert faults(TINY.replace("{en: Tiny}", "\n  en:\n    <i>Tiny</i>")) == [
        "tiny/1/survey.yaml:6: the title (en) has a leftover of HTML, '<i>'; write plain words"
    ]
