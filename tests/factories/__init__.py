"""Small made-up surveys, services and links for tests; each takes only what the test is about."""

import json
from typing import Any

from app.administration.organisation.models import Service
from app.collection.links.models import Link
from app.collection.publishing.operations import publish
from app.extensions import db
from app.kernel.localised import LocalisedText
from app.surveys.definition import Survey, survey_document, survey_from_document
from app.surveys.parts import (
    MAXIMUM_LENGTHS,
    SAFETY_TEXTS,
    Kind,
    Option,
    Part,
    Question,
    TranslationState,
)

LANGUAGES = ("en", "cy", "ur")
TOKEN = "K7QF2M"
CONTACTS = {
    "council": "Examplebury Council",
    "phone": "01632 960001",
    "hours": "Monday to Friday, 9 to 5",
    "out_of_hours": "01632 960002",
    "lead": "the safeguarding lead",
    "deputy": "the deputy",
    "reader": "the quality lead",
    "reading": "every working day",
}


def text(words: str) -> LocalisedText:
    """The words in each language, told apart by the language's code."""
    others = {each: f"{words} ({each})" for each in LANGUAGES[1:]}
    return LocalisedText({"en": words, **others})


def option(code: str, *, exclusive: bool = False) -> Option:
    """An option whose label is its code with a capital letter."""
    return Option(code=code, text=text(code.capitalize()), exclusive=exclusive)


def question(question_id: str, kind: Kind, *codes: str, **more: Any) -> Question:
    """A question; `codes` are its options."""
    usual = {
        "part": "main",
        "options": tuple(option(code) for code in codes),
        "maximum_length": MAXIMUM_LENGTHS.get(kind),
    }
    return Question(
        id=question_id, kind=kind, text=text(f"About {question_id}?"), **{**usual, **more}
    )


def survey(*questions: Question, survey_id: str = "tiny", version: int = 1, **more: Any) -> Survey:
    """A survey of these questions in three languages; without any, one yes/no question."""
    asked = questions or (question("happy", Kind.YES_NO, "yes", "no"),)
    parts = dict.fromkeys(each.part for each in asked)
    fields: dict[str, Any] = {
        "id": survey_id,
        "version": version,
        "audience": "public",
        "languages": LANGUAGES,
        "easy_read": False,
        "translations": {"cy": TranslationState(), "ur": TranslationState()},
        "title": text("A tiny survey"),
        "introduction": text("Tell {service} what you think."),
        "length": text("It is short."),
        "next_steps": text("Somebody at {service} reads it."),
        "safety": {each: text(f"Safety: {each}, call 999.") for each in SAFETY_TEXTS},
        "parts": tuple(
            Part(id=part, questions=tuple(q for q in asked if q.part == part)) for part in parts
        ),
    }
    return Survey(**{**fields, **more})


def in_chinese() -> Survey:
    """The tiny survey in English, in Urdu and, by a code with a hyphen, in Chinese."""
    document = json.dumps(survey_document(survey()))
    return survey_from_document(json.loads(document.replace('"cy"', '"zh-Hans"')))


def service(name: str = "The Example House", **more: Any) -> Service:
    """A stored service with complete contacts."""
    made = Service(name=name, **{**CONTACTS, **more})
    db.session.add(made)
    db.session.flush()
    return made


def link(of: Survey | None = None, *, token: str = TOKEN, **more: Any) -> Link:
    """A stored link to a survey, which is published, at a service, which is made if need be."""
    published = of or survey()
    publish(survey=published)
    service_id = more.pop("service_id", None) or service().id
    fields = {"survey_id": published.id, "service_id": service_id, "audience": "people"}
    made = Link(token=token, **{**fields, **more})
    db.session.add(made)
    db.session.commit()
    return made
