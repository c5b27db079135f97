"""The catalogues that one survey's words come from, its own and those of the parts it shares."""

from collections.abc import Iterator
from pathlib import Path

from app.kernel.localised import Wording, english_locale, language_of
from app.surveys.catalogues.files import Catalogue, catalogue_path, read_catalogue
from app.surveys.catalogues.owners import owner_of
from app.surveys.catalogues.sources import SourceText, named_sources
from app.surveys.checks.catalogues import check_catalogue, command_for
from app.surveys.faults import FaultList, Place
from app.surveys.parts import TranslationState
from app.surveys.reading.nodes import MappingNode, Node


class Shelf:
    """Opens each catalogue when the first of its texts is wanted, and checks it whole, once."""

    def __init__(self, faults: FaultList) -> None:
        self.faults = faults
        self.sources: dict[Path, tuple[SourceText, ...]] = {}
        self.opened: dict[tuple[Path, str], Catalogue | None] = {}

    def name_texts(self, definition: Path, root: Node) -> None:
        """Give the texts of a definition's tree the ids that its catalogues know them by."""
        self.sources[definition] = named_sources(root)

    def wording(self, node: MappingNode, locale: str) -> Wording | None:
        """The translation of the text at ``node``; None, with a fault noted, without one."""
        definition = node.place.path
        if (definition, locale) not in self.opened:
            self.opened[definition, locale] = self._open(definition, locale)
        catalogue = self.opened[definition, locale]
        if catalogue is None or node.text_id is None:
            return None
        found = catalogue.translations.get(node.text_id)
        return None if found is None else found.wording

    def state_of(self, language: str) -> TranslationState:
        """Whether named people signed off all that the survey says in a language.

        One catalogue that nobody signed off makes it a draft. Of several names and days it gives
        every name, and the last day.
        """
        states = [each.state for each in self._in(language)]
        if not states or any(each.is_draft for each in states):
            return TranslationState()
        names = dict.fromkeys(each.by for each in states if each.by)
        return TranslationState(
            "approved", ", ".join(names), max(each.on for each in states if each.on)
        )

    def _in(self, language: str) -> Iterator[Catalogue]:
        for (_, locale), catalogue in self.opened.items():
            if catalogue is not None and language_of(locale) == language:
                yield catalogue

    def _open(self, definition: Path, locale: str) -> Catalogue | None:
        path = catalogue_path(definition, locale)
        if not path.is_file():
            message = f"there is no {english_locale(locale)} catalogue ({path.name}) beside it"
            remedy = f"run '{command_for(path)} --language {language_of(locale)}'"
            self.faults.add(Place(definition, 1), f"{message}; {remedy}")
            return None
        catalogue = read_catalogue(path, locale, owner_of(definition), self.faults)
        if catalogue is not None:
            check_catalogue(catalogue, self.sources[definition], owner_of(definition), self.faults)
        return catalogue
