"""What a public page has, in each language: only what was published and signed off."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.improvement.publication.sheets import SOURCE_LANGUAGE, Sheet
from app.web.language import interface_languages

Shown = TypeVar("Shown", covariant=True)


class Published(Protocol[Shown]):
    """Something published, with its words in every language."""

    @property
    def sheet(self) -> Sheet:
        """Its words."""

    def in_language(self, language: str) -> Shown:
        """What somebody reads who asks for a language."""


@dataclass(frozen=True)
class PublicPage(Generic[Shown]):
    """All that a public page has, in its order. `name` is whose page it is."""

    token: str
    name: str
    published: tuple[Published[Shown], ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it can be read in: the interface's, then others with a signature."""
        interface = interface_languages()
        return (*interface, *sorted(self.signed_languages - set(interface)))

    @property
    def signed_languages(self) -> frozenset[str]:
        """The languages in which anything is signed off."""
        return frozenset(code for each in self.published for code in each.sheet.signed_languages)

    def in_language(self, language: str) -> tuple[Shown, ...]:
        """What it says in a language."""
        return tuple(each.in_language(language) for each in self.published)


def interface_for(language: str) -> str:
    """The language of the page's own words: this one, or English where there is no catalogue."""
    return language if language in interface_languages() else SOURCE_LANGUAGE
