"""The words of a subject in each language: a draft, signed off by a named person, or out of date.

The English is the source. A translation carries the hash of the English it was made from, so that
a change of the English is a change of all: what was signed before is out of date, and stays away
from the public until somebody who speaks the language has looked at it again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from app.kernel.localised import canonical_json

SOURCE_LANGUAGE: Final = "en"


class Standing(StrEnum):
    """How far a wording is."""

    MISSING = "missing"
    DRAFT = "draft"
    SIGNED = "signed"
    OUT_OF_DATE = "out of date"


@dataclass(frozen=True)
class SignedWording:
    """A wording as it is stored. `signed_by` is None for a draft; `seen` distinguishes two."""

    language: str
    texts: Mapping[str, str]
    source: str
    written_by: str
    written_on: date
    signed_by: str | None
    signed_on: date | None

    @property
    def seen(self) -> str:
        """What changes when the texts change."""
        return hash_of(self.texts)


@dataclass(frozen=True)
class Sheet:
    """All wordings of one subject, by language."""

    words: Mapping[str, SignedWording] = field(default_factory=dict)

    def standing(self, language: str) -> Standing:
        """How far the wording in a language is."""
        found = self.words.get(language)
        if found is None:
            return Standing.MISSING
        if found.source != self._source:
            return Standing.OUT_OF_DATE
        return Standing.DRAFT if found.signed_by is None else Standing.SIGNED

    @property
    def _source(self) -> str | None:
        source = self.words.get(SOURCE_LANGUAGE)
        return source.seen if source else None

    @property
    def is_publishable(self) -> bool:
        """Whether there is something to publish: the English, signed off."""
        return self.standing(SOURCE_LANGUAGE) is Standing.SIGNED

    @property
    def signed_languages(self) -> tuple[str, ...]:
        """Languages in which it can be read."""
        return tuple(each for each in self.words if self.standing(each) is Standing.SIGNED)

    def in_language(self, language: str) -> SignedWording:
        """What somebody reads who asks for a language: its wording when signed, or the English."""
        chosen = language if self.standing(language) is Standing.SIGNED else SOURCE_LANGUAGE
        return self.words[chosen]


def hash_of(texts: Mapping[str, str]) -> str:
    """What distinguishes two wordings: SHA-256 of their canonical JSON."""
    return hashlib.sha256(canonical_json(dict(texts)).encode()).hexdigest()
