"""Skip rules in words."""

import pytest

from app.collection.printing.conditions import rule_in_words
from app.surveys.parts import Kind
from app.surveys.rules import AllOf, AnyOf, Condition, Not, Operator
from tests.factories import question

FIRST = question("first", Kind.SINGLE_CHOICE, "tea", "milk", "water")
SECOND = question("second", Kind.MULTIPLE_CHOICE, "sun", "rain")
NUMBERED = {"first": (1, FIRST), "second": (2, SECOND)}
FALLBACK = "Leave this out if it does not fit you."
TEA = Condition("first", Operator.IS, ("tea",))
DRINKS = Condition("first", Operator.IS, ("tea", "milk", "water"))
SUN = Condition("second", Operator.INCLUDES, ("sun",))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (TEA, "Answer this only if you ticked “Tea” in question 1."),
        (DRINKS, "Answer this only if you ticked “Tea”, “Milk”, or “Water” in question 1."),
        (SUN, "Answer this only if you ticked “Sun” in question 2."),
        (Not(TEA), "Leave this out if you ticked “Tea” in question 1."),
        (
            AnyOf((TEA, SUN)),
            "Answer this only if you ticked “Tea” in question 1 or “Sun” in question 2.",
        ),
        (
            AllOf((TEA, SUN)),
            "Answer this only if you ticked “Tea” in question 1 and “Sun” in question 2.",
        ),
        (
            Not(AnyOf((TEA, SUN))),
            "Leave this out if you ticked “Tea” in question 1 or “Sun” in question 2.",
        ),
        (AllOf((TEA, Not(SUN))), FALLBACK),
        (Not(Not(TEA)), FALLBACK),
        (Condition("first", Operator.IS_NOT, ("tea",)), FALLBACK),
        (Condition("first", Operator.ANSWERED, value=True), FALLBACK),
        (Condition("first", Operator.AT_LEAST, 3), FALLBACK),
        (Condition("elsewhere", Operator.IS, ("tea",)), FALLBACK),
    ],
)
def test_a_rule_is_said_or_left_to_the_person(rule, said, voice):
    speaking = voice("en")
    with speaking.in_language():
        assert rule_in_words(rule, NUMBERED, speaking) == said


def test_the_same_in_welsh_and_urdu(voice):
    said = {}
    for locale in ("cy", "ur"):
        speaking = voice(locale)
        with speaking.in_language():
            said[locale] = rule_in_words(TEA, NUMBERED, speaking)
    assert said == {
        "cy": "Atebwch hwn dim ond os gwnaethoch chi dicio “Tea (cy)” yng nghwestiwn 1.",
        "ur": "اس کا جواب صرف تب دیں جب آپ نے سوال \u20661\u2069 میں ”\u2066Tea (ur)\u2069“ "
        "پر نشان لگایا ہو۔",
    }
