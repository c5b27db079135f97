"""Files that are not the YAML of a survey: refused with a line, never a crash."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.surveys.faults import DefinitionFaults, Fault
from app.surveys.loader import load_survey
from app.surveys.reading.nodes import MAXIMUM_BYTES, MappingNode, Scalar, read_tree
from tests.unit.surveys.conftest import TINY, Faults

# Options, rules and ranges, without fragments, whose paths would be others.
SEVERAL = """\
id: tiny
version: 1
audience: people
languages: [en, cy]
easy_read: true
title: {en: Tiny, en-easyread: Small, for_translators: The name}
option_sets: {who: {options: [{code: me, text: {en: Me}}, {code: you, text: {en: You}}]}}
parts:
  - id: main
    heading: {en: A}
    questions:
      - {id: a, kind: single_choice, text: {en: A}, options: who, opens_worried: [me]}
      - {id: b, kind: number, text: {en: B}, minimum: 1, maximum: 3, unit: {en: days}}
      - id: c
        kind: date
        text: {en: C}
        picture: {name: food, alt: {en: A plate}}
        latest: 2026-11-01
        ask_if: {any: [{question: a, is: [me]}, {not: {question: b, at_least: 2}}]}
"""
BROKEN = "correct the line or the one before it"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "1: the file is empty; write the definition into it"),
        ("# only a remark\n", "1: the file is empty; write the definition into it"),
        ("~\n", "1: the file is empty; write the definition into it"),
        (
            "- a\n- b\n",
            "1: the survey must be a mapping of keys to values; write it as key: value",
        ),
        (
            "just words\n",
            "1: the survey must be a mapping of keys to values; write it as key: value",
        ),
        (b"id: a\ntitle: \xff\n", "2: the file is not UTF-8; save it as UTF-8"),
        (b"\xff\xfei\x00d\x00", "1: the file is not UTF-8; save it as UTF-8"),
        ("id: a\nb: \x07\n", "2: the character U+0007 may not stand in a file; remove it"),
        (
            "id: a\ntitle: 'open\n",
            "3: the YAML is broken (while scanning a quoted scalar, found unexpected end of stream,"
            f" begun on line 2); {BROKEN}",
        ),
        ("a: b: c\n", f"1: the YAML is broken (mapping values are not allowed here); {BROKEN}"),
        ("a: 1\n b: 2\n", f"2: the YAML is broken (mapping values are not allowed here); {BROKEN}"),
        (
            "a:\n\t- b\n",
            "2: the YAML is broken (while scanning for the next token, found character '\\t' that"
            f" cannot start any token); {BROKEN}",
        ),
        ("a: &x [1]\nb: *x\n", "2: the alias '*x' is not accepted; write the value out"),
        ("a: 1\n---\nb: 2\n", "2: a second document begins here; keep one survey in each file"),
        ("a: 1\na: 2\n", "2: the key 'a' stands twice (first on line 1); remove one"),
        ("? [a]\n: b\n", "1: a list or mapping cannot be a key; write a word as the key"),
        (
            "a: !!python/object:os.system {}\n",
            "1: the tag 'tag:yaml.org,2002:python/object:os.system' is not accepted; remove it",
        ),
        (
            'a: "\\ud800"\n',
            "1: half a character (a lone surrogate) stands here; write the whole character",
        ),
        ("[" * 5000, "1: values are nested deeper than 30 levels; write it more simply"),
        ("{a: " * 5000, "1: values are nested deeper than 30 levels; write it more simply"),
        ("- " * 5000, "1: values are nested deeper than 30 levels; write it more simply"),
        (
            "a" * (MAXIMUM_BYTES + 1),
            "1: the file is larger than 2,000,000 bytes; split it or shorten it",
        ),
    ],
)
def test_a_file_that_is_no_survey_is_refused_with_its_line(
    faults: Faults, content: str | bytes, expected: str
) -> None:
    assert faults(content) == [f"tiny/1/survey.yaml:{expected}"]


def test_a_missing_file_is_a_fault(folder: Path) -> None:
    with pytest.raises(DefinitionFaults) as caught:
        load_survey(Path("tiny/2/survey.yaml"))
    assert str(caught.value) == "tiny/2/survey.yaml:1: there is no such file; check the path"


def test_a_folder_is_not_a_survey(folder: Path) -> None:
    with pytest.raises(DefinitionFaults) as caught:
        load_survey(folder)
    assert str(caught.value) == f"{folder}:1: the file cannot be read (Is a directory)"


def test_a_billion_laughs_are_cut_short(faults: Faults) -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    assert faults("a0: &a0 [lol]\n" + levels) == [
        "tiny/1/survey.yaml:2: the alias '*a0' is not accepted; write the value out"
    ]


def test_words_of_yaml_1_1_stay_words(folder: Path) -> None:
    path = folder / "f"
    path.write_text("a: no\nb: 12345678\nc: true\nd: 2026-11-01\ne: 0x1F\nf:\n")
    tree = read_tree(path)
    assert isinstance(tree, MappingNode)
    values = [entry.value for entry in tree.entries.values() if isinstance(entry.value, Scalar)]
    assert [value.is_null for value in values] == [False] * 5 + [True]
    assert [value.as_boolean for value in values] == [None, None, True, None, None, None]
    assert [value.as_integer for value in values] == [None, 12345678, None, None, None, None]


def _faults_of(read: Callable[[], object]) -> list[Fault]:
    try:
        read()
    except DefinitionFaults as problem:
        return problem.faults
    return []


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.text(alphabet=st.sampled_from("abc \n:-[]{}'\"|>&*!%#?@,~\t\\u0\ud800é‮"), max_size=60)
)
def test_no_text_raises_anything_but_faults(text: str, tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    faults = _faults_of(lambda: read_tree(path))
    assert [fault for fault in faults if fault.line < 1] == []


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_damage_to_a_survey_raises_anything_but_faults(
    data: st.DataObject, tmp_path: Path
) -> None:
    whole = data.draw(st.sampled_from([TINY, SEVERAL]))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 30, len(whole))))
    patch = data.draw(st.sampled_from(["", "[", "{", "}", "a: ", "\n", "- ", "''", "~", "[[1]]"]))
    path = tmp_path / "tiny" / "1" / "survey.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(whole[:start] + patch + whole[end:], encoding="utf-8")
    faults = _faults_of(lambda: load_survey(path))
    assert [fault for fault in faults if fault.path != path or fault.line < 1] == []
