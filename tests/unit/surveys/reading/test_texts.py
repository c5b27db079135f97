"""Faults of texts: languages, sources, plurals, placeholders and what may stand in a wording."""

import pytest

from app.kernel.localised import source_hash
from tests.unit.surveys.conftest import TINY, Faults

HEAD = """\
id: tiny
version: 1
audience: people
languages: [en, cy]
easy_read: {easy_read}
translations: {{cy: {{state: draft}}}}
title: {title}
introduction: {introduction}
length: {length}
next_steps: {{en: Thanks, cy: {{text: Diolch, source: {thanks}}}}}
parts:
  - id: main
    questions:
      - {{id: a, kind: number, text: {text}}}
"""


def translated(source: str, welsh: str) -> str:
    """A text in English and up-to-date Welsh, as it is written in a file."""
    return f'{{en: "{source}", cy: {{text: "{welsh}", source: {source_hash(source)}}}}}'


BRANCHES = {"one": "{count} question", "other": "{count} questions"}
ENGLISH = 'en: {one: "{count} question", other: "{count} questions"}'
WELSH = 'zero: "{count}", one: "{count}", two: "{count}", few: "{count}", many: "{count}"'
MISSPELT = WELSH.replace("few", "fwe")
SPELT_OUT = WELSH.replace("{count}", "un")
STAMP = source_hash(BRANCHES)
USUAL = {
    "easy_read": "false",
    "title": translated("Tiny", "Bach"),
    "introduction": translated("About {service}", "Am {service}"),
    "length": f'{{{ENGLISH}, cy: {{source: {STAMP}, {WELSH}, other: "{{count}}"}}}}',
    "thanks": source_hash("Thanks"),
    "text": translated("Why?", "Pam?"),
}
TINY_HASH = source_hash("Tiny")
SPEAKER = (
    "ask a speaker of Welsh to check it, then run 'ownwords survey stamp tiny/1.yaml --language cy'"
)
NEEDED = "Welsh needs zero, one, two, few, many, other"

CASES = [
    (
        "title",
        "{en: Tiny}",
        f'7: the title has no Welsh (cy); add cy: {{text: "…", source: {TINY_HASH}}}',
    ),
    (
        "title",
        "{cy: Bach}",
        [
            "7: the title (cy) has no 'en' to be a translation of; add that or remove it",
            '7: the title has no English (en); add en: "…"',
        ],
    ),
    (
        "title",
        "Tiny",
        "7: the title must be given for each language; write en: and the words, then each"
        " translation",
    ),
    (
        "title",
        "{en: Tiny, cy: Bach}",
        f"7: the title (cy) does not say which source it was made from; {SPEAKER}"
        f" (which adds source: {TINY_HASH})",
    ),
    (
        "title",
        "{en: Tiny, cy: {text: Bach, source: 00000000}}",
        f"7: the title (cy) was made from an older source (00000000, now {TINY_HASH}); {SPEAKER}",
    ),
    (
        "title",
        f"{{en: Tiny, cy: {{text: Bach, source: {TINY_HASH}}}, cz: {{text: x}}}}",
        "7: unknown language 'cz' in the title; use one of en, cy",
    ),
    (
        "title",
        f"{{en: Tiny, cy: {{text: Bach, source: {TINY_HASH}}}, pl: {{text: x}}}}",
        "7: the title has 'pl', but the survey is not offered in Polish; add it to 'languages' or"
        " remove it",
    ),
    (
        "title",
        f"{{en: Tiny, en-easyread: Small, cy: {{text: Bach, source: {TINY_HASH}}}}}",
        "7: the title has 'en-easyread', but the survey has no Easy Read edition; write"
        " easy_read: true or remove it",
    ),
    (
        "title",
        f"{{en: Tiny, cy: {{txt: Bach, text: Bach, source: {TINY_HASH}}}}}",
        "7: unknown key 'txt' in the title (cy); did you mean 'text'?",
    ),
    (
        "title",
        f"{{en: Tiny, cy: {{text: Bach, other: Bach, source: {TINY_HASH}}}}}",
        "7: the title (cy) has both 'text' and plural branches; keep one of them",
    ),
    (
        "title",
        f"{{en: Tiny, cy: {{source: {TINY_HASH}}}}}",
        '7: the title (cy) has no wording; add text: "…"',
    ),
    ("title", "{en: Tiny, cy: {}}", '7: the title (cy) has no wording; add text: "…"'),
    ("title", "{en: Tiny, cy: [Bach]}", "7: the title (cy) must be a text; write it in quotes"),
    (
        "title",
        "{en: true, cy: {text: x, source: x}}",
        "7: the title (en) must be a text; write it in quotes",
    ),
    ("title", "{en: , cy: {text: x, source: x}}", "7: the title (en) is empty; write it"),
    ("title", translated(" ", "Bach"), "7: the title (en) is empty; write it"),
    ("title", translated("Tiny", " "), "7: the title (cy) is empty; write it"),
    (
        "title",
        translated("<b>Tiny</b>", "Bach"),
        "7: the title (en) has a leftover of HTML, '<b>'; write plain words",
    ),
    (
        "title",
        translated("Tiny", "Bach&nbsp;iawn"),
        "7: the title (cy) has a leftover of HTML, '&nbsp;'; write plain words",
    ),
    ("title", translated("2 < 3 & 4 > 1", "2 < 3"), []),
    (
        "title",
        translated("Tiny", "\u202eBach"),
        "7: the title (cy) has bidirectional control characters that are not closed; remove or"
        " close them",
    ),
    ("title", translated("Tiny", "\u2068Bach\u2069"), []),
    (
        "title",
        translated("Tiny", "Ba\\ach"),
        "7: the title (cy) has the control character U+0007; remove it",
    ),
    (
        "title",
        translated("Tiny {", "Bach {"),
        [
            "7: the title (en) has a brace that is not part of a placeholder such as {service};"
            " remove it",
            "7: the title (cy) has a brace that is not part of a placeholder such as {service};"
            " remove it",
        ],
    ),
    (
        "title",
        translated("Tiny {service}", "Bach {service}"),
        "7: the title (en) has the placeholder {service}, which cannot be filled here; remove it",
    ),
    (
        "title",
        "{en: {one: Tiny, other: Tinies}, cy: {text: Bach, source: "
        + source_hash({"one": "Tiny", "other": "Tinies"})
        + "}}",
        "7: the title (en) takes one wording and no plural branches; write one text",
    ),
    (
        "introduction",
        translated("About {servce}", "Am {servce}"),
        "8: the introduction (en) has the placeholder {servce}, which cannot be filled here; use"
        " only {service}",
    ),
    (
        "introduction",
        translated("About {service}", "Am y gwasanaeth"),
        "8: the introduction (cy) lost the placeholder {service}; put it back",
    ),
    (
        "introduction",
        translated("About us", "Am {service}"),
        "8: the introduction (cy) has the placeholder {service}, which its source does not have;"
        " remove it",
    ),
    (
        "length",
        f"{{{ENGLISH}, cy: {{text: x, source: {STAMP}}}}}",
        [
            "9: the length (cy) needs plural branches; write one for each of zero, one, two, few,"
            " many, other",
            "9: the length (cy) lost the placeholder {count}; put it back",
        ],
    ),
    (
        "length",
        f'{{{ENGLISH}, cy: {{source: {STAMP}, one: "{{count}}", other: "{{count}}"}}}}',
        f"9: the length (cy) lacks the plural branches zero, two, few, many; {NEEDED}",
    ),
    (
        "length",
        f"{{{ENGLISH}, cy: {{source: {STAMP}, {WELSH}}}}}",
        f"9: the length (cy) lacks the plural branch other; {NEEDED}",
    ),
    (
        "length",
        f'{{{ENGLISH}, cy: {{source: {STAMP}, {MISSPELT}, other: "{{count}}"}}}}',
        [
            "9: unknown key 'fwe' in the length (cy); did you mean 'few'?",
            f"9: the length (cy) lacks the plural branch few; {NEEDED}",
        ],
    ),
    (
        "length",
        f'{{{ENGLISH}, cy: {{source: {STAMP}, {WELSH}, other: "llawer"}}}}',
        "9: the length (cy) lost the placeholder {count} in its branch 'other'; put it back",
    ),
    (
        "length",
        f'{{{ENGLISH}, cy: {{source: {STAMP}, {SPELT_OUT}, other: "{{count}}"}}}}',
        [],
    ),
]


@pytest.mark.parametrize(("key", "written", "expected"), CASES)
def test_each_fault_has_its_line_and_remedy(
    faults: Faults, key: str, written: str, expected: str | list[str]
) -> None:
    wanted = [expected] if isinstance(expected, str) else expected
    found = faults(HEAD.format(**{**USUAL, key: written}))
    assert found == [f"tiny/1.yaml:{each}" for each in wanted]


def test_the_usual_texts_have_no_faults(faults: Faults) -> None:
    assert faults(HEAD.format(**USUAL)) == []


def test_english_has_no_branch_for_two(faults: Faults) -> None:
    assert faults(TINY.replace("other:", 'two: "{count}", other:')) == [
        "tiny/1.yaml:7: the length (en) has the plural branch two, which English does not use;"
        " keep only one, other"
    ]


def test_easy_read_is_translated_from_easy_read(faults: Faults) -> None:
    pieces = "en: Why?, cy: {text: Pam?, source: WHY}, en-easyread: Why is it?, cy-easyread: EASY"
    pieces = pieces.replace("WHY", source_hash("Why?"))
    easy = source_hash("Why is it?")
    text = "{" + pieces.replace("EASY", f"{{text: Pam mae?, source: {source_hash('Why?')}}}") + "}"
    assert faults(HEAD.format(**{**USUAL, "easy_read": "true", "text": text})) == [
        "tiny/1.yaml:14: the text of question 'a' (cy-easyread) was made from an older source"
        f" ({source_hash('Why?')}, now {easy}); {SPEAKER}"
    ]


def test_easy_read_wording_is_wanted_in_every_language(faults: Faults) -> None:
    easy = source_hash("Why is it?")
    text = USUAL["text"].replace("{en:", "{en-easyread: Why is it?, en:")
    assert faults(HEAD.format(**{**USUAL, "easy_read": "true", "text": text})) == [
        "tiny/1.yaml:14: the text of question 'a' has no Welsh in Easy Read (cy-easyread); add"
        f' cy-easyread: {{text: "…", source: {easy}}}'
    ]


def test_welsh_easy_read_needs_english_easy_read(faults: Faults) -> None:
    text = USUAL["text"].replace("{en:", "{cy-easyread: {text: Pam?, source: 0}, en:")
    assert faults(HEAD.format(**{**USUAL, "easy_read": "true", "text": text})) == [
        "tiny/1.yaml:14: the text of question 'a' (cy-easyread) has no 'en-easyread' to be a"
        " translation of; add that or remove it"
    ]


def test_safety_texts_never_fall_back(faults: Faults) -> None:
    texts = "".join(f"  {each}: {{en: Why?}}\n" for each in ("emergency", "report", "urgent"))
    text = HEAD.format(**USUAL) + "safety:\n" + texts + f"  sharing: {USUAL['text']}\n"
    example = f'add cy: {{text: "…", source: {source_hash("Why?")}}}'
    assert faults(text) == [
        f"tiny/1.yaml:{line}: safety text '{name}' has no Welsh (cy): safety text must never fall"
        f" back; {example}"
        for line, name in ((16, "emergency"), (17, "report"), (18, "urgent"))
    ]


def test_a_block_of_lines_is_told_by_the_line_of_its_language(faults: Faults) -> None:
    title = f"\n  en: Tiny\n  cy:\n    text: <i>Bach</i>\n    source: {TINY_HASH}"
    assert faults(HEAD.format(**{**USUAL, "title": title})) == [
        "tiny/1.yaml:9: the title (cy) has a leftover of HTML, '<i>'; write plain words"
    ]


def test_a_hash_of_digits_alone_needs_no_quotes(faults: Faults) -> None:
    # The hash of this wording has no letters, so YAML alone would take it for a number.
    wording = next(w for w in map(str, range(10_000)) if source_hash(w).isdigit())
    assert faults(HEAD.format(**{**USUAL, "title": translated(wording, "Rhif")})) == []


def test_half_of_a_pair_of_marks_may_not_close_the_other(faults: Faults) -> None:
    assert faults(HEAD.format(**{**USUAL, "title": translated("Tiny", "\u2068Bach\u202c")})) == [
        "tiny/1.yaml:7: the title (cy) has bidirectional control characters that are not closed;"
        " remove or close them"
    ]
