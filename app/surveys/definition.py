"""A survey, fully resolved and immutable, and the document that it is kept as.

The document is complete (fragments and option sets are written out), so a published version
needs no file to be read again. ``survey_from_document(survey_document(s)) == s`` for every survey.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.kernel.localised import LocalisedText, canonical_json, easy_read_of
from app.surveys.document import (
    Document,
    part_document,
    part_from_document,
    state_document,
    state_from_document,
    text_document,
    text_from_document,
)
from app.surveys.parts import Edition, Part, Question, TranslationState

PRACTICE_BEFORE_IT_COULD_BE_SAID = {
    ("people-supported", version): frozenset({"tea_easy"}) for version in (1, 2)
}
"""Practice questions of versions that were published without ``practice``, and never change."""


@dataclass(frozen=True)
class Survey:
    """One version of a survey. The first of ``languages`` is the one it was written in."""

    id: str
    version: int
    audience: str
    languages: tuple[str, ...]
    easy_read: bool
    translations: Mapping[str, TranslationState]
    title: LocalisedText
    introduction: LocalisedText
    length: LocalisedText
    next_steps: LocalisedText
    safety: Mapping[str, LocalisedText]
    parts: tuple[Part, ...]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question of both editions, in order."""
        return tuple(question for part in self.parts for question in part.questions)

    def questions_in(self, edition: Edition) -> tuple[Question, ...]:
        """The questions shown in ``edition``, in order."""
        return tuple(each for each in self.questions if each.edition.includes(edition))

    @cached_property
    def counted(self) -> tuple[Question, ...]:
        """The questions whose answers are counted: those with an answer, but for practice."""
        practice = PRACTICE_BEFORE_IT_COULD_BE_SAID.get((self.id, self.version), frozenset())
        return tuple(
            each
            for each in self.questions
            if each.is_answerable and not each.practice and each.id not in practice
        )

    def question(self, question_id: str) -> Question:
        """The question with this id; KeyError where there is none."""
        return self._by_id[question_id]

    @cached_property
    def locales(self) -> tuple[str, ...]:
        """Every locale offered, each language's Easy Read edition after its standard one."""
        if not self.easy_read:
            return self.languages
        return tuple(locale for each in self.languages for locale in (each, easy_read_of(each)))

    @cached_property
    def has_text(self) -> bool:
        """Whether any question is answered in the person's own words."""
        return any(question.is_text for question in self.questions)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 (hexadecimal) of the canonical JSON of the survey's document."""
        return hashlib.sha256(canonical_json(survey_document(self)).encode("utf-8")).hexdigest()

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}


def survey_document(survey: Survey) -> Document:
    """The survey as a document that JSON can hold."""
    return {
        "id": survey.id,
        "version": survey.version,
        "audience": survey.audience,
        "languages": list(survey.languages),
        "easy_read": survey.easy_read,
        "translations": {
            language: state_document(state) for language, state in survey.translations.items()
        },
        "title": text_document(survey.title),
        "introduction": text_document(survey.introduction),
        "length": text_document(survey.length),
        "next_steps": text_document(survey.next_steps),
        "safety": {name: text_document(text) for name, text in survey.safety.items()},
        "parts": [part_document(part) for part in survey.parts],
    }


def survey_from_document(document: Mapping[str, Any]) -> Survey:
    """The survey of a document made by ``survey_document``; KeyError or ValueError otherwise."""
    return Survey(
        id=document["id"],
        version=document["version"],
        audience=document["audience"],
        languages=tuple(document["languages"]),
        easy_read=document["easy_read"],
        translations={
            language: state_from_document(state)
            for language, state in document["translations"].items()
        },
        title=text_from_document(document["title"]),
        introduction=text_from_document(document["introduction"]),
        length=text_from_document(document["length"]),
        next_steps=text_from_document(document["next_steps"]),
        safety={name: text_from_document(text) for name, text in document["safety"].items()},
        parts=tuple(part_from_document(part) for part in document["parts"]),
    )
