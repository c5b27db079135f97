"""Stamping: only the hashes change, to the character."""

from pathlib import Path

import pytest

from app.kernel.localised import source_hash
from app.surveys.faults import DefinitionFaults
from app.surveys.stamping import NotATranslation, stamp

WHY = source_hash("Why?")
EASY = source_hash("Tell us why")
PLURAL = source_hash({"one": "{count} day", "other": "{count} days"})

CASES = [
    ("t: {en: Why?, cy: {text: Pam?, source: 00000000}}", f"source: 00000000->source: {WHY}"),
    ("t: {en: Why?, cy: {text: Pam?, source: '0'}}", f"'0'->'{WHY}'"),
    ("t: {en: Why?, cy: {text: Pam?, source: }}", f"source: }}->source: {WHY} }}"),
    ("t: {en: Why?, cy: {text: Pam?}}", f"{{text->{{source: {WHY}, text"),
    ('t: {en: Why?, cy: "Pam?"}', f'"Pam?"->{{text: "Pam?", source: {WHY}}}'),
    ("t: {en: Why?, cy: Pam?}", f'Pam?->{{text: "Pam?", source: {WHY}}}'),
    ("t: {en: Why?, cy: 'It''s?'}", f"'It''s?'->{{text: 'It''s?', source: {WHY}}}"),
    ("t:\n  en: Why?\n  cy: Pam?  # really\n", f'Pam?->{{text: "Pam?", source: {WHY}}}'),
    (
        "t:\n  en: Why?\n  cy:\n    # checked by ear\n    text: Pam?\n    source:   abc\n",
        f"  abc->  {WHY}",
    ),
    ("t:\n  en: Why?\n  cy:\n    text: Pam?\n", f"    text->    source: {WHY}\n    text"),
    (
        "t:\n  en: Why?\n  cy: >-\n    Pam\n    hynny?\nu: 1\n",
        f'>-\n    Pam\n    hynny?\n->{{text: "Pam hynny?", source: {WHY}}}\n',
    ),
    ("t:\r\n  en: Why?\r\n  cy: Pam?\r\n", f'Pam?->{{text: "Pam?", source: {WHY}}}'),
    (
        "t: {en-easyread: Tell us why, cy-easyread: {text: Pam?, source: 0}}",
        f"source: 0->source: {EASY}",
    ),
    (
        "- {text: {en: Why?, cy: {text: Pam?, source: 0}, ur: {text: ؟, source: 0}}}",
        f"Pam?, source: 0->Pam?, source: {WHY}",
    ),
    (
        "length:\n  en: {one: '{count} day', other: '{count} days'}\n  cy:\n    one: un\n"
        "    other: '{count}'\n    source: 0\n",
        f"source: 0->source: {PLURAL}",
    ),
]


@pytest.mark.parametrize(("before", "change"), CASES)
def test_only_the_hash_is_written(tmp_path: Path, before: str, change: str) -> None:
    path = tmp_path / "1.yaml"
    path.write_bytes(before.encode())
    old, new = change.split("->")
    after = before.replace(old, new)
    assert (stamp(path, "cy"), path.read_bytes().decode()) == (1, after)
    assert (stamp(path, "cy"), path.read_bytes().decode()) == (0, after)


@pytest.mark.parametrize(
    "content",
    [
        "t: {en: Why?, ur: {text: ؟, source: 0}}\n",
        "t: {cy: {text: Pam?, source: 0}}\n",
        "t: {en: Why?, code: x, cy: {text: Pam?, source: 0}}\n",
        "t: {en: [1], cy: {text: Pam?, source: 0}}\n",
        "t: {en: Why?, cy: {text: Pam?, source: [0]}}\n",
        "t: {en: Why?, cy: {}}\n",
        "t: {en: Why?, cy: }\n",
        "t: {en: Why?, cy-easyread: {text: Pam?, source: 0}}\n",
        "translations: {cy: {state: draft}}\n",
    ],
)
def test_what_is_no_translation_stays(tmp_path: Path, content: str) -> None:
    path = tmp_path / "1.yaml"
    path.write_text(content, encoding="utf-8")
    assert (stamp(path, "cy"), path.read_text("utf-8")) == (0, content)


def test_all_translations_of_one_language_are_stamped_at_once(tmp_path: Path) -> None:
    one = "{en: Why?, cy: {text: Pam?, source: 0}, en-easyread: Tell us why, cy-easyread: Pam?}"
    path = tmp_path / "1.yaml"
    path.write_text(f"a: {one}\nb:\n  - c: {one}\n", encoding="utf-8")
    assert stamp(path, "cy") == 4
    done = one.replace("source: 0", f"source: {WHY}").replace(
        "easyread: Pam?", f'easyread: {{text: "Pam?", source: {EASY}}}'
    )
    assert path.read_text("utf-8") == f"a: {done}\nb:\n  - c: {done}\n"


def test_a_hash_that_reads_like_a_number_is_put_in_quotes(tmp_path: Path) -> None:
    wording = next(word for word in map(str, range(10_000)) if source_hash(word).isdigit())
    path = tmp_path / "1.yaml"
    path.write_text(f"t: {{en: '{wording}', cy: {{text: x, source: 0}}}}\n", encoding="utf-8")
    stamp(path, "cy")
    expected = f"t: {{en: '{wording}', cy: {{text: x, source: \"{source_hash(wording)}\"}}}}\n"
    assert path.read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (
            "en",
            "English (en) is what the others are translated from; name the language that was"
            " checked",
        ),
        ("qq", "'qq' is not a language code; write it like cy or zh-Hans"),
    ],
)
def test_only_a_translation_can_be_stamped(tmp_path: Path, language: str, message: str) -> None:
    with pytest.raises(NotATranslation) as caught:
        stamp(tmp_path / "1.yaml", language)
    assert str(caught.value) == message


def test_a_broken_file_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "1.yaml"
    path.write_text("a: b: c\n", encoding="utf-8")
    with pytest.raises(DefinitionFaults):
        stamp(path, "cy")
    assert path.read_text("utf-8") == "a: b: c\n"
