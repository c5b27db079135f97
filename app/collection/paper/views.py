"""A booklet's answers in words, side by side where two entries differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale

from app.collection.answering.contents import Speaker, contents_of
from app.collection.answering.document import card_question
from app.collection.answering.views import AnsweringLink, QuestionView
from app.kernel.localised import cldr_locale, language_of
from app.surveys.definition import Survey


@dataclass(frozen=True)
class KeyingDifference:
    """One question that two keyers read differently, each entry in words."""

    id: str
    question: str
    first: str
    second: str


def questions_of(
    survey: Survey, locale: str, answers: Mapping[str, Any], problems: Mapping[str, str]
) -> tuple[QuestionView, ...]:
    """Every question of the booklet, filled in."""
    contents = contents_of(survey, Speaker(locale), answers, problems)
    return (*contents.questions, *contents.equality)


def card_of(
    link: AnsweringLink, locale: str, answers: Mapping[str, Any], problems: Mapping[str, str]
) -> tuple[QuestionView, ...]:
    """The question for the code of a card, where the link asks for one."""
    if not link.asks_for_card:
        return ()
    with force_locale(cldr_locale(language_of(locale))):
        return (card_question(link, answers, problems),)


def differences(
    survey: Survey, locale: str, first: Mapping[str, Any], second: Mapping[str, Any]
) -> Iterator[KeyingDifference]:
    """What differs, in the order of the booklet."""
    one, other = (questions_of(survey, locale, answers, {}) for answers in (first, second))
    for view, twin in zip(one, other, strict=True):
        if first.get(view.id) != second.get(view.id):
            yield KeyingDifference(view.id, view.heading.text, _words(view), _words(twin))


def _words(view: QuestionView) -> str:
    return ", ".join(option.text.text for option in view.chosen) or view.value or "No answer"
