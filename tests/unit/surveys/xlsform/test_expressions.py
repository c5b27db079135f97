"""Conditions of forms as rules, and rules as conditions."""

import pytest

from app.surveys.xlsform.expressions import Asked, Untranslatable, expression_of, rule_of

KNOWN = {
    "one": Asked("one", "single_choice", {"Yes": "yes", "No": "no", "maybe": "maybe"}),
    "many": Asked("many", "multiple_choice", {"a": "a", "b": "b"}),
    "age": Asked("age", "number"),
    "why": Asked("why", "comment"),
    ".": Asked(".", "number"),
}
YES = {"question": "one", "is": ["yes"]}
SOME_AGE = {"question": "age", "at_least": 10}


def age(**limit):
    return {"question": "age", **limit}


@pytest.mark.parametrize(
    ("expression", "rule"),
    [
        ("${one} = 'Yes'", YES),
        ("'Yes' = ${one}", YES),
        ("${one}=“Yes”", YES),
        ("selected(${one}, 'Yes')", YES),
        ("selected(../one, 'Yes')", YES),
        ("/data/one = 'Yes'", YES),
        ("((${one} = 'Yes'))", YES),
        ("${one} = 'Yes' or ${one} = 'No'", {"question": "one", "is": ["yes", "no"]}),
        ("${one} != 'Yes'", {"not": YES}),
        ("${one} != ''", {"question": "one", "answered": True}),
        ("${why} = ''", {"question": "why", "answered": False}),
        ("selected(${many}, 'a')", {"question": "many", "includes": ["a"]}),
        (
            "${many} = 'a'",
            {"all": [
                {"question": "many", "includes": ["a"]},
                {"not": {"question": "many", "includes": ["b"]}},
            ]},
        ),
        ("${age} >= 10", SOME_AGE),
        ("10 <= ${age}", SOME_AGE),
        ("${age} > '9'", SOME_AGE),
        ("${age} < 10", {"question": "age", "at_most": 9}),
        ("${age} = 3", {"all": [age(at_least=3), age(at_most=3)]}),
        ("not(${one} = 'Yes') and ${age} >= 10", {"all": [{"not": YES}, SOME_AGE]}),
        (
            "${age} >= 10 or ${one} = 'Yes' and ${why} != ''",
            {"any": [SOME_AGE, {"all": [YES, {"question": "why", "answered": True}]}]},
        ),
        ("${age} >= 1 and ${age} <= 7", {"all": [age(at_least=1), age(at_most=7)]}),
        (". >= 1", {"question": ".", "at_least": 1}),
    ],
)  # fmt: skip
def test_a_condition_is_the_rule_that_says_the_same(expression, rule):
    assert rule_of(expression, KNOWN) == rule


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("${later} = 'x'", "'later' is no earlier question here"),
        ("${one} = 'Perhaps'", "'Perhaps' is no answer to 'one'"),
        ("${age} > 1.5", "1.5 is no whole number"),
        ("${age} > ${age}", "two questions are compared with each other"),
        ("${why} = 'cold'", "an answer of the kind comment cannot be compared with 'cold'"),
        ("count(${many}) > 2", "'count' has no equal"),
        ("regex(., '[0-9]+')", "'regex' has no equal"),
        ("${one} =", "it ends too soon"),
        ("${one}", "it ends too soon"),
        ("(${one} = 'Yes'", "a ')' is missing"),
        ("${one} = 'Yes' 'No'", "''No'' is not understood there"),
        ("1 = 1", "it looks at no question"),
        ("${age} + 1 = 2", "'+ 1 = 2' has no equal"),
        ("selected(${age}, 'a')", "selected() needs a question with options, and a code"),
    ],
)
def test_what_no_rule_can_say_is_said_with_the_reason(expression, why):
    with pytest.raises(Untranslatable) as refused:
        rule_of(expression, KNOWN)
    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("rule", "expression"),
    [
        (YES, "${one} = 'yes'"),
        ({"question": "one", "is": ["yes", "no"]}, "(${one} = 'yes' or ${one} = 'no')"),
        ({"question": "one", "is_not": ["yes"]}, "(${one} != '' and not(${one} = 'yes'))"),
        ({"question": "many", "includes": ["a"]}, "selected(${many}, 'a')"),
        ({"question": "many", "is_not": ["a"]}, "(${many} != '' and not(selected(${many}, 'a')))"),
        (SOME_AGE, "${age} >= 10"),
        ({"question": "age", "at_most": 9}, "${age} <= 9"),
        ({"question": "why", "answered": False}, "${why} = ''"),
        ({"all": [YES, {"not": SOME_AGE}]}, "(${one} = 'yes' and not(${age} >= 10))"),
        ({"any": [YES, SOME_AGE]}, "(${one} = 'yes' or ${age} >= 10)"),
    ],
)
def test_a_rule_is_written_as_forms_write_it(rule, expression):
    assert expression_of(rule, frozenset({"many"})) == expression
