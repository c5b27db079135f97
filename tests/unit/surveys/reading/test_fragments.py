"""Fragments: found, shared, and their faults told by their own file and line, once."""

import os
from pathlib import Path

from app.surveys.loader import load_survey
from tests.unit.surveys.conftest import TINY, YES_NO, Faults, Write

NEXT = "next_steps: {en: Thank you}\n"
ABOUT = """\
heading: {en: About you}
questions:
  - {id: home, kind: yes_no, text: {en: Do you live here?}}
"""
USE = "  - {id: about, use: about@1}\n"


def test_a_part_comes_from_a_fragment(write: Write) -> None:
    survey = load_survey(write(TINY + USE, about=ABOUT))
    assert [part.id for part in survey.parts] == ["main", "about"]
    assert [question.part for question in survey.questions] == ["main", "about"]
    assert survey.question("home").non_substantive[0].code == "not_sure"


def test_the_paths_of_a_fragment_are_as_the_survey_was_named(write: Write, folder: Path) -> None:
    path = write(TINY + USE, about=ABOUT)
    assert load_survey(path.absolute()) == load_survey(path)
    os.chdir(folder / "tiny" / "1")
    assert load_survey(Path("survey.yaml")).id == "tiny"


def test_a_missing_fragment_suggests_the_nearest(faults: Faults) -> None:
    assert faults(TINY + "  - {id: about, use: abuot@1}\n", about=ABOUT) == [
        "tiny/1/survey.yaml:13: there is no fragment 'abuot@1' (shared/abuot/1/fragment.yaml); did"
        " you mean 'about@1'?"
    ]


def test_a_fragment_is_named_with_its_version_and_inside_the_shared_folder(faults: Faults) -> None:
    assert faults(TINY + "  - {id: about, use: about}\n  - {id: up, use: ../tiny@1}\n") == [
        "tiny/1/survey.yaml:13: 'about' does not name a fragment; write it like safety@1",
        "tiny/1/survey.yaml:14: '../tiny' does not name a fragment; write it like safety@1".replace(
            "../tiny'", "../tiny@1'"
        ),
    ]


def test_the_faults_of_a_fragment_bear_its_own_path_and_come_once(faults: Faults) -> None:
    broken = ABOUT.replace("yes_no", "yes_no, hint: {en-easyread: Here?}")
    twice = USE + USE.replace("id: about", "id: again")
    found = faults(TINY + twice, about=broken)
    assert [each for each in found if "stands twice" not in each] == [
        "shared/about/1/fragment.yaml:3: the hint of question 'home' has no English (en); add en:"
        ' "…"'
    ]


def test_a_broken_fragment_is_told_once(faults: Faults) -> None:
    found = faults(TINY + USE + USE.replace("id: about", "id: again"), about="a: b: c\n")
    assert found == [
        "shared/about/1/fragment.yaml:1: the YAML is broken (mapping values are not allowed here);"
        " correct the line or the one before it"
    ]


def test_a_fragment_that_is_a_list_is_refused(faults: Faults) -> None:
    assert faults(TINY + USE, about="- a\n") == [
        "shared/about/1/fragment.yaml:1: the fragment must be a mapping of keys to values; write"
        " it as key: value"
    ]


def test_a_fragment_without_questions_is_no_part(faults: Faults) -> None:
    assert faults(TINY + USE, about="heading: {en: A}\nqestions: []\n") == [
        "shared/about/1/fragment.yaml:1: 'questions' is missing in fragment 'about@1'; add for"
        " example questions: [{id: …, kind: …, text: {en: …}}]",
        "shared/about/1/fragment.yaml:2: unknown key 'qestions' in fragment 'about@1'; did you"
        " mean 'questions'?",
    ]


def test_a_fragment_may_have_an_edition_that_the_survey_has_not(write: Write) -> None:
    richer = YES_NO.replace("{en: Yes}", "{en: Yes, en-easyread: Y}")
    survey = load_survey(write(TINY + USE, about=ABOUT, **{"option-sets/yes-no": richer}))
    assert survey.question("home").options[0].text.values == {"en": "Yes"}


def test_safety_comes_from_a_fragment(faults: Faults) -> None:
    safety = "emergency: {en: A}\nreport: {en: '{phone}'}\nurgent: {en: C}\nshering: {en: D}\n"
    assert faults(TINY.replace(NEXT, NEXT + "safety: safety@1\n"), safety=safety) == [
        "shared/safety/1/fragment.yaml:1: 'sharing' is missing in the safety texts; add for"
        " example sharing: {en: …}",
        "shared/safety/1/fragment.yaml:4: unknown key 'shering' in the safety texts; did you mean"
        " 'sharing'?",
    ]


def test_option_sets_are_named_used_and_written_out(faults: Faults) -> None:
    sets = "option_sets:\n  a: option-sets/yes-no@1\n  b: {use: option-sets/yes-no@1}\n"
    question = "      - {id: NAME, kind: single_choice, text: {en: B}, options: NAME}\n"
    questions = question.replace("NAME", "a") + question.replace("NAME", "b")
    assert faults(TINY.replace(NEXT, NEXT + sets) + questions) == []


def test_an_option_set_that_no_question_uses_is_checked_too(faults: Faults) -> None:
    sets = "option_sets:\n  a: {options: [{code: A b, text: {en: B}}], apart: 3}\n  b: {use: 1}\n"
    sets += "  c: {use: [x]}\n  d: true\n"
    assert faults(TINY.replace(NEXT, NEXT + sets)) == [
        "tiny/1/survey.yaml:10: 'code' in an option of option set 'a' must be written like yes,"
        " not 'A b'",
        "tiny/1/survey.yaml:10: 'apart' in option set 'a' must be a list with at least one item;"
        " write for example apart: [{code: …, text: {en: …}}]",
        "tiny/1/survey.yaml:11: '1' does not name a fragment; write it like safety@1",
        "tiny/1/survey.yaml:12: 'use' in option set 'c' must be written like"
        " option-sets/frequency@1",
        "tiny/1/survey.yaml:13: option set 'd' must be a mapping of keys to values; write it as"
        " key: value",
    ]
