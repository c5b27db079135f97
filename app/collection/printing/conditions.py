"""Who is asked what, in words, for people who turn pages instead of being led by a script."""

from collections.abc import Mapping, Sequence

from babel.lists import format_list
from flask_babel import gettext

from app.collection.printing.words import Voice
from app.kernel.localised import cldr_locale
from app.surveys.parts import Question
from app.surveys.rules import AllOf, AnyOf, Condition, Not, Operator, Rule

TICKED = (Operator.IS, Operator.INCLUDES)

Numbered = Mapping[str, tuple[int, Question]]
"""The questions of the booklet by their ids, each with its number."""


def rule_in_words(rule: Rule, numbered: Numbered, voice: Voice) -> str:
    """When to answer the question that has this rule.

    What no short sentence can say is left to the person, who may leave any question out; the
    rule itself is applied when the booklet is typed in.
    """
    leaves_out = isinstance(rule, Not)
    answers = _ticked(rule.rule if isinstance(rule, Not) else rule, numbered, voice)
    text: str
    if answers is None:
        text = gettext("Leave this out if it does not fit you.")
    elif leaves_out:
        text = gettext("Leave this out if you ticked %(answers)s.", answers=answers)
    else:
        text = gettext("Answer this only if you ticked %(answers)s.", answers=answers)
    return text


def _ticked(rule: Rule, numbered: Numbered, voice: Voice) -> str | None:
    """The answers that the rule is about, such as “Yes” in question 3; None when it is not."""
    match rule:
        case Condition(question, operator, tuple(codes)) if operator in TICKED:
            return _answers(question, codes, numbered, voice)
        case AnyOf(rules):
            return _joined([_ticked(each, numbered, voice) for each in rules], "or", voice)
        case AllOf(rules):
            return _joined([_ticked(each, numbered, voice) for each in rules], "standard", voice)
    return None


def _answers(
    question_id: str, codes: Sequence[str], numbered: Numbered, voice: Voice
) -> str | None:
    if question_id not in numbered:
        return None
    number, question = numbered[question_id]
    texts = {option.code: option.text for option in question.all_options}
    quoted = [gettext("“%(answer)s”", answer=voice.named(voice.say(texts[code]))) for code in codes]
    text: str = gettext(
        "%(answers)s in question %(number)s",
        answers=_joined(quoted, "or", voice),
        number=voice.fixed(str(number)),
    )
    return text


def _joined(parts: Sequence[str | None], style: str, voice: Voice) -> str | None:
    known = [each for each in parts if each is not None]
    if len(known) != len(parts):
        return None
    return format_list(known, style=style, locale=cldr_locale(voice.language))  # type: ignore[arg-type]
