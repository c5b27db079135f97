"""All catalogues of some surveys and shared parts: making, updating and checking them."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.kernel.languages import SOURCE_LANGUAGE
from app.kernel.localised import easy_read_of, is_language, language_of
from app.surveys.catalogues.files import (
    SUFFIX,
    Catalogue,
    catalogue_path,
    read_catalogue,
)
from app.surveys.catalogues.owners import fragment_files, owner_of, survey_files
from app.surveys.catalogues.shelf import Shelf
from app.surveys.catalogues.sources import SourceText, named_sources
from app.surveys.catalogues.update import Changes, counted, new_file, update
from app.surveys.checks.catalogues import check_catalogue, command_for
from app.surveys.faults import DefinitionFaults, FaultList, Place, printable
from app.surveys.reading.fields import mapping_or_fault
from app.surveys.reading.nodes import MappingNode, read_tree
from app.surveys.reading.survey import SurveyReader


@dataclass(frozen=True)
class Wanted:
    """A catalogue that there is or should be.

    ``is_needed`` means that somebody is to read it now: a survey is offered in its language, or
    it was asked for by name. Others may be half done.
    """

    definition: Path
    locale: str
    sources: tuple[SourceText, ...]
    is_needed: bool

    @property
    def path(self) -> Path:
        """Where it stands."""
        return catalogue_path(self.definition, self.locale)


@dataclass(frozen=True)
class CatalogueReport:
    """A catalogue after it was looked at; numbers count its texts."""

    path: Path
    texts: int
    untranslated: int
    outdated: int
    is_needed: bool
    is_new: bool = False
    changes: Changes | None = None


def wanted_catalogues(paths: Iterable[Path], language: str | None = None) -> list[Wanted]:
    """The catalogues of the definitions at ``paths``, and of the shared parts that those use.

    With ``language`` those of this language alone, which need not be offered yet.

    Raises:
        DefinitionFaults: where a definition itself cannot be read.
    """
    faults, found = FaultList(), _Collection(language)
    for path in paths:
        for survey in survey_files(path) if path.is_dir() else [path]:
            found.survey(survey, faults)
        for fragment in fragment_files(path) if path.is_dir() else []:
            found.fragment(fragment, faults)
    found.check_left_over(faults)
    faults.raise_any()
    return found.in_order()


def update_catalogues(wanted: Iterable[Wanted]) -> list[CatalogueReport]:
    """Make and bring up to date each of these; a file that is right already is not touched.

    Raises:
        DefinitionFaults: before anything is written, where a catalogue there is cannot be read.
    """
    faults = FaultList()
    pairs = [(each, _catalogue_of(each, faults)) for each in wanted]
    faults.raise_any()
    return [_updated(each, catalogue) for each, catalogue in pairs]


def check_catalogues(wanted: Iterable[Wanted]) -> list[CatalogueReport]:
    """Look at each of these; DefinitionFaults with all that is wrong where anything is."""
    faults, done = FaultList(), []
    for each in wanted:
        catalogue = _catalogue_of(each, faults)
        if catalogue is not None:
            if each.is_needed:
                owner = owner_of(each.definition)
                check_catalogue(catalogue, each.sources, owner, faults)
            done.append(CatalogueReport(each.path, *counted(catalogue), is_needed=each.is_needed))
        elif each.is_needed and not each.path.is_file():
            message = f"there is no catalogue {each.path.name}"
            remedy = f"{command_for(each.path)} --language {language_of(each.locale)}"
            faults.add(Place(each.definition, 1), f"{message}; run '{remedy}'")
    faults.raise_any()
    return done


class _Collection:
    """Collects catalogues, each once however many surveys share it."""

    def __init__(self, language: str | None) -> None:
        self.language = language
        self.needed: dict[tuple[Path, str], bool] = {}
        self.sources: dict[Path, tuple[SourceText, ...]] = {}

    def survey(self, path: Path, faults: FaultList) -> None:
        """A survey and the parts that it shares; its translations are not judged here."""
        node = _mapping(path, faults)
        if node is None:
            return
        shelf = Shelf(FaultList())
        reader = SurveyReader(node, path, shelf, faults)
        offered = reader.read().languages
        reader.read(also=sorted(self._languages_at(path, faults)))
        self.sources |= shelf.sources
        for definition, locale in shelf.opened:
            self._add(definition, locale, is_needed=language_of(locale) in offered)

    def fragment(self, path: Path, faults: FaultList) -> None:
        """A shared part, whether or not a survey uses it."""
        node = _mapping(path, faults)
        if node is not None:
            self.sources[path] = named_sources(node)
            for language in self._languages_at(path, faults):
                for locale in (language, easy_read_of(language)):
                    self._add(path, locale, is_needed=False)

    def check_left_over(self, faults: FaultList) -> None:
        """No catalogue stands beside a definition that has nothing for it to translate."""
        for definition in self.sources:
            for path in _files_beside(definition):
                language = language_of(path.stem)
                is_meant = self.language in (None, language) and _is_translated_into(language)
                if is_meant and not self._has_text(definition, path.stem):
                    message = f"{owner_of(definition)} has no text for this catalogue; remove it"
                    faults.add(Place(path, 1), message)

    def _languages_at(self, definition: Path, faults: FaultList) -> set[str]:
        asked_for = {self.language} if self.language else set()
        return asked_for | _languages_beside(definition, faults)

    def _add(self, definition: Path, locale: str, *, is_needed: bool) -> None:
        if self.language not in (None, language_of(locale)):
            return
        if not self._has_text(definition, locale):
            return
        key = (definition, locale)
        is_asked_for = self.language is not None
        self.needed[key] = self.needed.get(key, False) or is_needed or is_asked_for

    def _has_text(self, definition: Path, locale: str) -> bool:
        return any(each.of(locale) is not None for each in self.sources[definition])

    def in_order(self) -> list[Wanted]:
        return [
            Wanted(definition, locale, self.sources[definition], is_needed)
            for (definition, locale), is_needed in sorted(self.needed.items())
        ]


def _mapping(path: Path, faults: FaultList) -> MappingNode | None:
    try:
        return mapping_or_fault(read_tree(path), "the definition", faults)
    except DefinitionFaults as problem:
        faults.extend(problem.faults)
        return None


def _is_translated_into(language: str) -> bool:
    return is_language(language) and language != SOURCE_LANGUAGE


def _files_beside(definition: Path) -> list[Path]:
    return sorted(definition.parent.glob(f"*{SUFFIX}"))


def _languages_beside(definition: Path, faults: FaultList) -> set[str]:
    """The languages of the catalogues beside a definition; a file named otherwise is a fault."""
    found = set()
    for path in _files_beside(definition):
        language = language_of(path.stem)
        if _is_translated_into(language):
            found.add(language)
        else:
            message = f"'{printable(path.stem)}' is not a language to translate into"
            faults.add(Place(path, 1), f"{message}; name the file like cy.po or cy-easyread.po")
    return found


def _catalogue_of(wanted: Wanted, faults: FaultList) -> Catalogue | None:
    if not wanted.path.is_file():
        return None
    return read_catalogue(wanted.path, wanted.locale, owner_of(wanted.definition), faults)


def _updated(wanted: Wanted, catalogue: Catalogue | None) -> CatalogueReport:
    owner = owner_of(wanted.definition)
    file = new_file(owner, wanted.locale) if catalogue is None else catalogue.file
    changes = update(file, wanted.sources, owner, wanted.locale)
    text = f"{file}"
    if catalogue is None or wanted.path.read_text(encoding="utf-8") != text:
        _write(wanted.path, text)
    written = read_catalogue(wanted.path, wanted.locale, owner, FaultList())
    assert written is not None  # noqa: S101 - what was written here can be read.
    return CatalogueReport(
        wanted.path,
        *counted(written),
        is_needed=wanted.is_needed,
        is_new=catalogue is None,
        changes=changes,
    )


def _write(path: Path, text: str) -> None:
    """All or nothing, for a translator's tool that has the file open."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)
