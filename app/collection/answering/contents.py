"""A survey's questions as a page shows them, in one language or in two."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.collection.answering.views import (
    BilingualText,
    Contents,
    OptionView,
    PictureView,
    Problem,
    QuestionView,
    ServiceView,
)
from app.kernel.localised import (
    LocalisedText,
    canonical_json,
    easy_read_of,
    is_easy_read,
    language_of,
)
from app.surveys.definition import Survey
from app.surveys.parts import EQUALITY_PART, Edition, Option, Part, Picture, Question
from app.surveys.rules import asked, rule_document


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says a text in the page's locale, and in a second language where the page shows two."""

    locale: str
    second: str | None = None

    def say(
        self, text: LocalisedText, *, count: int | None = None, about: ServiceView | None = None
    ) -> BilingualText:
        """The text with its placeholders filled; MissingTranslation where it has no wording.

        What is said about a service comes as HTML, in which names and numbers are isolated.
        """
        first = _in_locale(text, self.locale, count, about)
        if self.second is None or self.second == language_of(self.locale):
            return BilingualText(first)
        return BilingualText(first, _in_locale(text, self._second_locale, count, about))

    def perhaps(self, text: LocalisedText | None) -> BilingualText | None:
        """The same for a text that may be absent."""
        return None if text is None else self.say(text)

    @property
    def edition(self) -> Edition:
        """The edition of the survey that is shown."""
        return Edition.EASY_READ if is_easy_read(self.locale) else Edition.STANDARD

    @property
    def _second_locale(self) -> str:
        second = self.second or self.locale
        return easy_read_of(second) if is_easy_read(self.locale) else second


def _in_locale(
    text: LocalisedText, locale: str, count: int | None, about: ServiceView | None
) -> str:
    if about is None:
        return text.in_locale(locale, count=count)
    return text.in_html(locale, count=count, **about.placeholders_in(locale))


def contents_of(
    survey: Survey,
    speaker: Speaker,
    answers: Mapping[str, Any],
    problems: Mapping[str, str],
    *,
    first: tuple[QuestionView, ...] = (),
) -> Contents:
    """The questions of the edition, filled in, with the equality part by itself.

    ``first`` are asked before the survey's own, for example for the code of a card.
    """
    parts = [
        (part.id == EQUALITY_PART, _part_views(part, speaker, answers, problems))
        for part in survey.parts
    ]
    shown = survey.questions_in(speaker.edition)
    counted = {each.id for each in asked(shown, answers) if each.is_answerable}
    own = tuple(view for equality, views in parts if not equality for view in views)
    questions = (*first, *own)
    equality = tuple(view for equality, views in parts if equality for view in views)
    return Contents(
        questions=questions,
        equality=equality,
        asked=(*first, *(each for each in own if each.id in counted)),
        problems=tuple(_problem_lines((*questions, *equality), problems)),
    )


def _part_views(
    part: Part, speaker: Speaker, answers: Mapping[str, Any], problems: Mapping[str, str]
) -> list[QuestionView]:
    shown = [each for each in part.questions if each.edition.includes(speaker.edition)]
    heading = speaker.perhaps(part.heading)
    return [
        question_view(
            each, speaker, answers.get(each.id), problems.get(each.id), None if place else heading
        )
        for place, each in enumerate(shown)
    ]


def question_view(
    question: Question,
    speaker: Speaker,
    answer: Any,
    problem: str | None,
    part: BilingualText | None,
) -> QuestionView:
    """One question, filled in; ``part`` is the heading that stands above a part's first one."""
    values = values_of(answer)
    rule = question.ask_if
    return QuestionView(
        id=question.id,
        kind=question.kind.value,
        heading=speaker.say(question.text),
        part=part,
        hint=speaker.perhaps(question.hint),
        picture=_picture(question.picture, speaker),
        options=_options(question, question.options, question.face_numbers, speaker, values),
        non_substantive=_options(question, question.non_substantive, (), speaker, values),
        rule=None if rule is None else canonical_json(rule_document(rule)),
        minimum=question.minimum,
        maximum=question.maximum,
        earliest=question.earliest.isoformat() if question.earliest else None,
        latest=question.latest.isoformat() if question.latest else None,
        unit=speaker.perhaps(question.unit),
        most=question.maximum_length,
        values=values,
        problem=problem,
    )


def values_of(answer: Any) -> tuple[str, ...]:
    """An answer as the values of a form's field: none, one, or several for a list."""
    if answer is None or answer == "":
        return ()
    if isinstance(answer, list | tuple):
        return tuple(str(each) for each in answer)
    return (str(answer),)


def _options(
    question: Question,
    options: Sequence[Option],
    faces: Sequence[int],
    speaker: Speaker,
    values: tuple[str, ...],
) -> tuple[OptionView, ...]:
    return tuple(
        OptionView(
            code=option.code,
            text=speaker.say(option.text),
            is_chosen=option.code in values,
            alone=option.exclusive,
            worried=option.code in question.opens_worried,
            face=faces[place] if faces else None,
            picture=_picture(option.picture, speaker),
        )
        for place, option in enumerate(options)
    )


def _picture(picture: Picture | None, speaker: Speaker) -> PictureView | None:
    if picture is None:
        return None
    alt = picture.alt.in_locale(speaker.locale) if picture.alt else ""
    return PictureView(picture.name, alt)


def _problem_lines(
    questions: Iterable[QuestionView], problems: Mapping[str, str]
) -> Iterable[Problem]:
    known = {question.id for question in questions}
    for name, message in problems.items():
        yield Problem(message, f"{name}-1" if name in known else None)
