"""The parts of a survey as documents: plain dictionaries, lists and strings, fit for JSON.

Values that are absent or have their usual value are left out.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.kernel.localised import LocalisedText
from app.surveys.parts import (
    Edition,
    Kind,
    Option,
    Part,
    Picture,
    Question,
    TranslationState,
)
from app.surveys.rules import rule_document, rule_from_document

Document = dict[str, Any]


def part_document(part: Part) -> Document:
    """A part with its questions, as JSON holds it."""
    return _without_absent(
        id=part.id,
        heading=_optional_text_document(part.heading),
        questions=[_question_document(question) for question in part.questions],
    )


def part_from_document(document: Mapping[str, Any]) -> Part:
    """The part of a document made by ``part_document``."""
    return Part(
        id=document["id"],
        heading=_optional_text(document.get("heading")),
        questions=tuple(_question(each, document["id"]) for each in document["questions"]),
    )


def _question_document(question: Question) -> Document:
    return _without_absent(
        id=question.id,
        kind=question.kind.value,
        text=text_document(question.text),
        hint=_optional_text_document(question.hint),
        picture=_picture_document(question.picture),
        options=[_option_document(each) for each in question.options] or None,
        apart=[_option_document(each) for each in question.non_substantive] or None,
        faces=question.faces or None,
        points=question.points,
        edition=question.edition.value,
        theme=question.theme,
        measure=question.measure,
        reverse=question.reverse or None,
        good=list(question.good) or None,
        practice=question.practice or None,
        opens_worried=list(question.opens_worried) or None,
        ask_if=None if question.ask_if is None else rule_document(question.ask_if),
        minimum=question.minimum,
        maximum=question.maximum,
        earliest=_date_document(question.earliest),
        latest=_date_document(question.latest),
        unit=_optional_text_document(question.unit),
        maximum_length=question.maximum_length,
    )


def _question(document: Mapping[str, Any], part: str) -> Question:
    rule = document.get("ask_if")
    return Question(
        id=document["id"],
        kind=Kind(document["kind"]),
        text=text_from_document(document["text"]),
        part=part,
        hint=_optional_text(document.get("hint")),
        picture=_picture(document.get("picture")),
        options=tuple(_option(each) for each in document.get("options", ())),
        non_substantive=tuple(_option(each) for each in document.get("apart", ())),
        faces=document.get("faces", False),
        points=document.get("points"),
        edition=Edition(document["edition"]),
        theme=document.get("theme"),
        measure=document.get("measure"),
        reverse=document.get("reverse", False),
        good=tuple(document.get("good", ())),
        practice=document.get("practice", False),
        opens_worried=tuple(document.get("opens_worried", ())),
        ask_if=None if rule is None else rule_from_document(rule),
        minimum=document.get("minimum"),
        maximum=document.get("maximum"),
        earliest=_date(document.get("earliest")),
        latest=_date(document.get("latest")),
        unit=_optional_text(document.get("unit")),
        maximum_length=document.get("maximum_length"),
    )


def _option_document(option: Option) -> Document:
    return _without_absent(
        code=option.code,
        text=text_document(option.text),
        exclusive=option.exclusive or None,
        picture=_picture_document(option.picture),
    )


def _option(document: Mapping[str, Any]) -> Option:
    return Option(
        code=document["code"],
        text=text_from_document(document["text"]),
        exclusive=document.get("exclusive", False),
        picture=_picture(document.get("picture")),
    )


def _picture_document(picture: Picture | None) -> Document | None:
    if picture is None:
        return None
    return _without_absent(name=picture.name, alt=_optional_text_document(picture.alt))


def _picture(document: Mapping[str, Any] | None) -> Picture | None:
    if document is None:
        return None
    return Picture(document["name"], _optional_text(document.get("alt")))


def state_document(state: TranslationState) -> Document:
    """How far a translation is signed off, as JSON holds it."""
    return _without_absent(state=state.state, by=state.by, on=_date_document(state.on))


def state_from_document(document: Mapping[str, Any]) -> TranslationState:
    """The state of a document made by ``state_document``."""
    return TranslationState(document["state"], document.get("by"), _date(document.get("on")))


def text_document(text: LocalisedText) -> Document:
    """A text in each locale, as JSON holds it."""
    return {
        locale: wording if isinstance(wording, str) else dict(wording)
        for locale, wording in text.values.items()
    }


def text_from_document(document: Mapping[str, Any]) -> LocalisedText:
    """The text of a document made by ``text_document``."""
    return LocalisedText(dict(document))


def _optional_text_document(text: LocalisedText | None) -> Document | None:
    return None if text is None else text_document(text)


def _optional_text(document: Mapping[str, Any] | None) -> LocalisedText | None:
    return None if document is None else text_from_document(document)


def _date_document(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _without_absent(**values: Any) -> Document:
    return {name: value for name, value in values.items() if value is not None}
