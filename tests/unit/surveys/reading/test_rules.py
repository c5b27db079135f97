"""Faults of rules."""

import pytest

from tests.unit.surveys.conftest import TINY, Faults

EARLIER = (
    "{id: who, kind: yes_no, text: {en: Who?}}",
    "{id: many, kind: multiple_choice, text: {en: Which?}, options: [{code: x, text: {en: X}},"
    " {code: y, text: {en: Y}}]}",
    "{id: days, kind: number, text: {en: How long?}}",
    "{id: note, kind: information, text: {en: Read this}}",
)
SHAPE = "is, is_not, includes, at_least, at_most, answered"

CASES = [
    ("{question: who, is: [yes]}", None),
    ("{question: who, is_not: [yes]}", None),
    ("{question: many, includes: [x]}", None),
    ("{question: many, is_not: [x]}", None),
    ("{question: days, at_least: 1}", None),
    ("{question: days, at_most: -1}", None),
    ("{question: who, answered: false}", None),
    ("{all: [{question: who, is: [not_sure]}, {not: {question: days, at_least: 1}}]}", None),
    (
        "{question: asked_here, answered: true}",
        "looks at the question itself; name an earlier question",
    ),
    ("{question: later, answered: true}", "looks forward to 'later'; move that question before it"),
    (
        "{question: whom, is: [yes]}",
        "unknown question 'whom' in the rule of question 'asked_here'; did you mean 'who'?",
    ),
    (
        "{question: who, is: [yse]}",
        "unknown code 'yse' in the rule of question 'asked_here', which looks at 'who';"
        " did you mean 'yes'?",
    ),
    (
        "{question: many, includes: [q]}",
        "unknown code 'q' in the rule of question 'asked_here', which looks at 'many';"
        " use one of x, y",
    ),
    (
        "{question: many, is: [x]}",
        "uses 'is', but 'many' is multiple_choice; use is_not or includes or answered",
    ),
    (
        "{question: who, includes: [yes]}",
        "uses 'includes', but 'who' is yes_no; use is or is_not or answered",
    ),
    (
        "{question: who, at_least: 1}",
        "uses 'at_least', but 'who' is yes_no; use is or is_not or answered",
    ),
    (
        "{question: days, is: [yes]}",
        "uses 'is', but 'days' is number; use at_least or at_most or answered",
    ),
    (
        "{question: note, answered: true}",
        "uses 'answered', but 'note' is information; name a question that is answered",
    ),
    (
        "{question: who, is: yes}",
        "'is' in the rule of question 'asked_here' must be a list of words; write for example"
        " is: [yes, no]",
    ),
    (
        "{question: who, is: []}",
        "'is' in the rule of question 'asked_here' must be a list of words; write for example"
        " is: [yes, no]",
    ),
    (
        "{question: days, at_least: three}",
        "'at_least' in the rule of question 'asked_here' must be a whole number; write for example"
        " at_least: 5",
    ),
    (
        "{question: who, answered: [true]}",
        "'answered' in the rule of question 'asked_here' must be true or false; write"
        " answered: true or answered: false",
    ),
    (
        "{question: who}",
        f"needs exactly one of {SHAPE}; write it like {{question: who, is: [other]}}",
    ),
    (
        "{question: who, is: [yes], is_not: [no]}",
        f"needs exactly one of {SHAPE}; write it like {{question: who, is: [other]}}",
    ),
    (
        "{is: [yes]}",
        "'question' is missing in the rule of question 'asked_here'; add for example question: who",
    ),
    (
        "{question: who, iss: [yes], is: [yes]}",
        "unknown key 'iss' in the rule of question 'asked_here'; did you mean 'is'?",
    ),
    (
        "{all: []}",
        "'all' in the rule of question 'asked_here' must be a list of rules;"
        " write [{question: who, is: [other]}, …]",
    ),
    (
        "{any: {question: who, is: [yes]}}",
        "'any' in the rule of question 'asked_here' must be a list of rules;"
        " write [{question: who, is: [other]}, …]",
    ),
    (
        "{all: [{question: who, is: [yes]}], any: [{question: who, is: [no]}]}",
        "'all' in the rule of question 'asked_here' must stand alone; put rules beside it inside",
    ),
    ("who", "must be a mapping of keys to values; write it as key: value"),
    ("{not: who}", "must be a mapping of keys to values; write it as key: value"),
]


@pytest.mark.parametrize(("rule", "expected"), CASES)
def test_each_fault_has_its_line_and_remedy(
    asking: Faults, rule: str, expected: str | None
) -> None:
    found = asking(
        *EARLIER,
        f"{{id: asked_here, kind: number, text: {{en: A}}, ask_if: {rule}}}",
        "{id: later, kind: number, text: {en: Later}}",
    )
    own = (
        ""
        if expected and " the rule of question 'asked_here'" in expected
        else ("the rule of question 'asked_here' ")
    )
    assert found == ([] if expected is None else [f"tiny/1/survey.yaml:16: {own}{expected}"])


def test_rules_that_go_in_a_circle_show_the_circle(asking: Faults) -> None:
    found = asking(
        "{id: a, kind: number, text: {en: A}, ask_if: {question: c, answered: true}}",
        "{id: b, kind: number, text: {en: B}, ask_if: {question: a, answered: true}}",
        "{id: c, kind: number, text: {en: C}, ask_if: {question: b, answered: true}}",
    )
    assert found == [
        "tiny/1/survey.yaml:12: the rule of question 'a' goes in a circle (a → c → b → a); let it"
        " look only at earlier questions"
    ]


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("standard", "standard", []),
        ("both", "easy_read", []),
        ("both", "standard", []),
        ("easy_read", "standard", ["standard"]),
        ("easy_read", "both", ["standard"]),
        ("standard", "both", ["Easy Read"]),
        ("standard", "easy_read", ["Easy Read"]),
    ],
)
def test_a_rule_looks_only_at_questions_of_its_own_editions(
    faults: Faults, first: str, second: str, names: list[str]
) -> None:
    head = TINY.replace("[en]", "[en]\neasy_read: true").replace(
        "number,", f"number, edition: {first},"
    )
    extra = "      - {id: all, kind: number, text: {en: All}}\n"
    rule = f"edition: {second}, ask_if: {{question: age, answered: true}}"
    found = faults(head + extra + f"      - {{id: b, kind: number, text: {{en: B}}, {rule}}}\n")
    assert found == [
        f"tiny/1/survey.yaml:15: the rule of question 'b' names 'age', which the {name} edition"
        " does not"
        " ask; name a question of the same edition"
        for name in names
    ]


NEVER = "can never be true, so that nobody would ever be asked it; correct the rule or remove it"
BOUNDED = "{id: some, kind: number, text: {en: Some?}, minimum: 1, maximum: 10}"
ALONE = (
    "{id: alone, kind: multiple_choice, text: {en: Alone?}, options: [{code: a, text: {en: A}},"
    " {code: none, text: {en: None}, exclusive: true}]}"
)
REACHED = {
    "{question: some, at_least: 11}": False,
    "{question: some, at_most: 0}": False,
    "{question: some, at_least: 10}": True,
    "{all: [{question: who, is: [yes]}, {question: who, is: [no]}]}": False,
    "{all: [{question: who, is: [yes, no]}, {question: who, is_not: [yes]}]}": True,
    "{all: [{question: days, at_least: 5}, {question: days, at_most: 4}]}": False,
    "{all: [{question: days, at_least: 5}, {question: days, at_most: 5}]}": True,
    "{all: [{question: who, answered: false}, {question: who, is: [no]}]}": False,
    "{all: [{question: who, is: [no]}, {not: {question: who, is: [no]}}]}": False,
    "{not: {any: [{question: who, is: [no]}, {question: who, is_not: [no]}]}}": True,
    "{all: [{question: alone, includes: [a]}, {question: alone, includes: [none]}]}": False,
    "{all: [{question: many, includes: [x]}, {question: many, is_not: [x]}]}": False,
}


@pytest.mark.parametrize("rule", REACHED)
def test_a_rule_that_nobody_can_meet_is_a_fault(asking: Faults, rule: str) -> None:
    found = asking(
        *EARLIER[:3], BOUNDED, ALONE,
        f"{{id: asked_here, kind: number, text: {{en: A}}, ask_if: {rule}}}",
    )  # fmt: skip
    message = f"tiny/1/survey.yaml:17: the rule of question 'asked_here' {NEVER}"
    assert found == ([] if REACHED[rule] else [message])


def test_a_question_that_hangs_on_one_nobody_is_asked_is_a_fault_too(asking: Faults) -> None:
    found = asking(
        BOUNDED,
        "{id: a, kind: comment, text: {en: A}, ask_if: {question: some, at_least: 11}}",
        "{id: b, kind: comment, text: {en: B}, ask_if: {question: a, answered: true}}",
        "{id: c, kind: comment, text: {en: C}, ask_if: {question: a, answered: false}}",
    )
    assert [each for each in found if NEVER in each] == [
        f"tiny/1/survey.yaml:13: the rule of question 'a' {NEVER}",
        f"tiny/1/survey.yaml:14: the rule of question 'b' {NEVER}",
    ]
