"""Faults of single questions and of ids across the survey."""

import pytest

from tests.unit.surveys.conftest import TINY, Faults

TEXT = "text: {en: Why?}"
FIVE = "[" + ", ".join(f"{{code: c{n}, text: {{en: Word {n}}}}}" for n in range(5)) + "]"
TWO = "[{code: c0, text: {en: A}}, {code: c1, text: {en: B}}]"

CASES = [
    (
        f"{{kind: number, {TEXT}}}",
        "'id' is missing in a question of part 'main'; add for example id: food_choice",
    ),
    (
        f"{{id: 9Lives, kind: number, {TEXT}}}",
        "'id' in a question of part 'main' must be written like food_choice, not '9Lives'",
    ),
    (
        f"{{id: csrf_token, kind: number, {TEXT}}}",
        "'csrf_token' is a name the page uses itself; choose another id",
    ),
    (
        f"{{id: week, kind: number, {TEXT}}}",
        "'week' is a column of every export; choose another id",
    ),
    (
        f"{{id: a, {TEXT}}}",
        "'kind' is missing in question 'a'; add for example kind: single_choice",
    ),
    (
        f"{{id: a, kind: numbr, {TEXT}}}",
        "'kind' in question 'a' cannot be 'numbr'; did you mean 'number'?",
    ),
    (
        f"{{id: a, kind: slider, {TEXT}}}",
        "'kind' in question 'a' cannot be 'slider'; use one of single_choice, multiple_choice,"
        " rating, yes_no, number, date, short_text, comment, information",
    ),
    ("{id: a, kind: number}", "'text' is missing in question 'a'; add for example text: {en: …}"),
    (
        "words",
        "a question of part 'main' must be a mapping of keys to values; write it as key: value",
    ),
    (
        f"{{id: a, kind: number, {TEXT}, hnit: {{en: x}}}}",
        "unknown key 'hnit' in question 'a'; did you mean 'hint'?",
    ),
    (
        f"{{id: a, kind: number, {TEXT}, points: 5}}",
        "'points' in question 'a' means nothing for kind number; remove it",
    ),
    (
        f"{{id: a, kind: date, {TEXT}, options: {TWO}}}",
        "'options' in question 'a' means nothing for kind date; remove it",
    ),
    (
        f"{{id: a, kind: number, {TEXT}, minimum: 9, maximum: 3}}",
        "'minimum' (9) in question 'a' is above 'maximum' (3); swap or correct them",
    ),
    (
        f"{{id: a, kind: number, {TEXT}, minimum: '9'}}",
        "'minimum' in question 'a' must be a whole number; write for example minimum: 5",
    ),
    (
        f"{{id: a, kind: date, {TEXT}, earliest: 2026-12-01, latest: 2026-01-01}}",
        "'earliest' (2026-12-01) in question 'a' is after 'latest' (2026-01-01); swap or correct"
        " them",
    ),
    (
        f"{{id: a, kind: date, {TEXT}, earliest: yesterday}}",
        "'earliest' in question 'a' must be a date; write for example earliest: 2026-11-01",
    ),
    (
        f"{{id: a, kind: number, {TEXT}, edition: hard}}",
        "'edition' in question 'a' cannot be 'hard'; use one of standard, easy_read, both",
    ),
    (
        f"{{id: a, kind: number, {TEXT}, picture: ../food.svg}}",
        "'picture' in question 'a' must be written like food (a name in static/pictures),"
        " not '../food.svg'",
    ),
    (
        f"{{id: a, kind: number, {TEXT}, picture: {{alt: {{en: A plate}}}}}}",
        "'name' is missing in the picture of question 'a'; add for example"
        " name: food (a name in static/pictures)",
    ),
    (
        f"{{id: a, kind: number, {TEXT}, theme: Our Theme}}",
        "'theme' in question 'a' must be written like respect, not 'Our Theme'",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}}}",
        "'options' is missing in question 'a'; add for example options: frequency",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: []}}",
        "the options of question 'a' must not be empty; write [{code: …, text: {en: …}}]",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: [{{code: x, text: {{en: A}}}}]}}",
        "question 'a' has too few options (1); add what can be chosen",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: ~}}",
        "'options' in question 'a' has no value; write one or remove the key",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: {{optoins: {TWO}}}}}",
        [
            "'options' is missing in the options of question 'a'; add for example"
            " options: [{code: …, text: {en: …}}]",
            "unknown key 'optoins' in the options of question 'a'; did you mean 'options'?",
        ],
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: [c0, {{text: {{en: A}}}}]}}",
        [
            "'code' is missing in an option of the options of question 'a'; add for example"
            " code: yes",
            "an option of the options of question 'a' must be a mapping of keys to values; write it"
            " as key: value",
        ],
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: frequncy}}",
        "option set 'frequncy' of question 'a' does not exist; add it under 'option_sets'",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: shared-set@1}}",
        "there is no fragment 'shared-set@1' (shared/shared-set/1/fragment.yaml); correct the"
        " name or write"
        " that file",
    ),
    (
        f"{{id: a, kind: rating, {TEXT}, options: {FIVE}}}",
        "'points' is missing in question 'a'; add for example points: 5",
    ),
    (
        f"{{id: a, kind: rating, {TEXT}, options: {FIVE}, points: 4}}",
        "'points' in question 'a' must be 5 or 3, not 4; use one of the two scales",
    ),
    (
        f"{{id: a, kind: rating, {TEXT}, options: {FIVE}, points: 3}}",
        "question 'a' is a scale of 3 points, but has 5 options; use an option set of that length"
        " or change 'points'",
    ),
    (
        f"{{id: a, kind: rating, {TEXT}, options: {FIVE}, points: 5, faces: maybe}}",
        "'faces' in question 'a' must be true or false; write faces: true or faces: false",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: [{{code: x, text: {{en: A}}}},"
        " {code: y, text: {en: B}, exclusive: true}]}",
        "option 'y' is exclusive, but question 'a' is single_choice; remove 'exclusive' or make it"
        " multiple_choice",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: [{{code: x, text: {{en: A}}}},"
        " {code: x, text: {en: B}}]}",
        "code 'x' stands twice in the options of question 'a' (first on line 12); give each option"
        " its own code",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: {{options: {TWO},"
        " apart: [{code: c1, text: {en: C}}]}}",
        "code 'c1' stands twice in the options of question 'a' (first on line 12); give each option"
        " its own code",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: [{{code: x, text: {{en: Often}}}},"
        " {code: y, text: {en: often}}]}",
        "'x' and 'y' of the options of question 'a' read the same in en ('often');"
        " make them differ",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: {TWO}, opens_worried: [c0, c9]}}",
        "unknown code 'c9' in 'opens_worried' of question 'a'; use one of c0, c1",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: {TWO}, opens_worried: c0}}",
        "'opens_worried' in question 'a' must be a list of words; write for example"
        " opens_worried: [no]",
    ),
    (
        f"{{id: a, kind: single_choice, {TEXT}, options: {TWO}, good: [c0, c9]}}",
        "unknown code 'c9' in 'good' of question 'a'; use one of c0, c1",
    ),
    (
        f"{{id: a, kind: comment, {TEXT}}}",
        "question 'a' is answered in own words, but the survey has no safety texts; add"
        " safety: safety@1",
    ),
    (
        f"{{id: a, kind: yes_no, {TEXT}, opens_worried: [no]}}",
        "question 'a' opens 'I am worried', but the survey has no safety texts; add"
        " safety: safety@1",
    ),
    (
        f"{{id: a, kind: number, {TEXT}, edition: easy_read}}",
        "question 'a' is for Easy Read only, but the survey has no such edition; write"
        " easy_read: true or remove it",
    ),
]


@pytest.mark.parametrize(("question", "expected"), CASES)
def test_each_fault_has_its_line_and_remedy(
    asking: Faults, question: str, expected: str | list[str]
) -> None:
    found = asking(question, "{id: last, kind: number, text: {en: How many?}}")
    wanted = [expected] if isinstance(expected, str) else expected
    if "has no safety" not in wanted[0]:
        found = [each for each in found if "has no safety" not in each]
    assert sorted(found) == [f"tiny/1/survey.yaml:12: {each}" for each in wanted]


def test_a_question_id_stands_once_in_the_survey(asking: Faults) -> None:
    question = f"{{id: a, kind: number, {TEXT}}}"
    assert asking(question, question) == [
        "tiny/1/survey.yaml:13: question id 'a' stands twice (first in tiny/1/survey.yaml, line"
        " 12); choose another id"
    ]


def test_a_part_id_stands_once(faults: Faults) -> None:
    part = "  - {id: main, questions: [{id: b, kind: number, text: {en: B}}]}\n"
    assert faults(TINY + part) == [
        "tiny/1/survey.yaml:13: part id 'main' stands twice (first in tiny/1/survey.yaml, line"
        " 10); choose another id"
    ]


def test_the_equality_part_is_last(faults: Faults) -> None:
    part = "  - {id: other, questions: [{id: b, kind: number, text: {en: B}}]}\n"
    assert faults(TINY.replace("id: main", "id: equality") + part) == [
        "tiny/1/survey.yaml:10: the part 'equality' must be the last; move it to the end"
    ]


def test_information_alone_is_no_survey(asking: Faults) -> None:
    assert asking(f"{{id: a, kind: information, {TEXT}}}") == [
        "tiny/1/survey.yaml:9: the standard edition asks no question; add one"
    ]


def test_each_edition_that_is_offered_asks_something(faults: Faults) -> None:
    text = TINY.replace("[en]", "[en]\neasy_read: true").replace(
        "number,", "number, edition: standard,"
    )
    assert faults(text) == [
        "tiny/1/survey.yaml:10: the Easy Read edition asks no question; add one"
    ]
