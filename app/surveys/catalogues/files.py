"""Reading a catalogue: a gettext file with the translations of one definition into one locale.

``cy.po`` and ``cy-easyread.po`` stand beside the ``survey.yaml`` or ``fragment.yaml`` that they
translate. What breaks the format, or says that the file belongs elsewhere, is found here; whether
the translations are whole is a matter of `app.surveys.checks.catalogues`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polib

from app.kernel.localised import Wording, english_locale, is_easy_read, language_of
from app.surveys.catalogues.owners import Owner
from app.surveys.catalogues.plurals import NoPluralForms, categories_of, plural_forms
from app.surveys.faults import DefinitionFaults, FaultList, Place, printable
from app.surveys.parts import TranslationState
from app.surveys.reading.nodes import read_text_of

SUFFIX: Final = ".po"
EASY_READ: Final = "Easy Read"
PROJECT: Final = "Project-Id-Version"
LANGUAGE: Final = "Language"
EDITION: Final = "X-Edition"
CONTENT: Final = "Content-Type"
UTF_8: Final = "text/plain; charset=UTF-8"
PLURALS: Final = "Plural-Forms"
REVIEWED_BY: Final = "X-Reviewed-By"
REVIEWED_ON: Final = "X-Reviewed-On"
STATEMENT: Final = re.compile(
    r'\s*(?:#.*|(?:#~\s*)?(?:msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]\])?)?\s*"(?:[^"\\]|\\.)*")?\s*'
)
CONTEXT_OR_SOURCE: Final = re.compile(r"\s*(?:#~\s*)?(?:msgctxt|msgid)\b")


@dataclass(frozen=True)
class Translation:
    """One entry. ``wording`` is None where nothing is written yet, and lacks empty plural forms.

    ``previous`` is the source that a fuzzy entry was made from, where it says so.
    """

    source: Wording
    wording: Wording | None
    is_fuzzy: bool
    previous: Wording | None
    place: Place


@dataclass(frozen=True)
class Catalogue:
    """The translations of one file, by the ids of their texts."""

    path: Path
    locale: str
    owner: Owner
    translations: Mapping[str, Translation]
    state: TranslationState
    file: polib.POFile

    @property
    def place(self) -> Place:
        """The beginning of the file, for what has no line of its own."""
        return Place(self.path, 1)


def catalogue_path(definition: Path, locale: str) -> Path:
    """Where the catalogue of a definition in ``locale`` stands."""
    return definition.parent / f"{locale}{SUFFIX}"


def gettext_language(locale: str) -> str:
    """The language of a locale as gettext writes it: ``zh_Hans`` for ``zh-Hans``."""
    return language_of(locale).replace("-", "_")


def read_catalogue(path: Path, locale: str, owner: Owner, faults: FaultList) -> Catalogue | None:
    """The catalogue at ``path``; None, with its faults noted, where it cannot be used at all."""
    try:
        text = read_text_of(path)
    except DefinitionFaults as problem:
        faults.extend(problem.faults)
        return None
    return _Reader(path, locale, owner, text.split("\n"), faults).read()


class _Reader:
    def __init__(
        self, path: Path, locale: str, owner: Owner, lines: list[str], faults: FaultList
    ) -> None:
        self.path = path
        self.locale = locale
        self.owner = owner
        self.lines = lines
        self.faults = faults

    def read(self) -> Catalogue | None:
        known = len(self.faults)
        file = self._parsed()
        if file is None:
            return None
        version = self._check_header(file)
        state = self._state(file)
        categories = self._categories(file)
        translations = dict(self._translations(file, categories))
        if len(self.faults) > known:
            return None
        owner = Owner(self.owner.name, version)
        return Catalogue(self.path, self.locale, owner, translations, state, file)

    def _parsed(self) -> polib.POFile | None:
        for number, line in enumerate(self.lines, start=1):
            if not STATEMENT.fullmatch(line.removeprefix("\ufeff")):
                self._broken(number)
                return None
        try:
            return polib.pofile(str(self.path), encoding="utf-8")
        except OSError as problem:
            found = re.search(r"\(line (\d+)\)", str(problem))
            self._broken(int(found[1]) if found else 1)
            return None

    def _broken(self, line: int) -> None:
        message = "the line is not one of a gettext catalogue; correct it or the one before it"
        self._fault(line, message)

    def _check_header(self, file: polib.POFile) -> str:
        """Says what the header has wrong; gives the version that the catalogue was made for."""
        name, _, version = file.metadata.get(PROJECT, "").rpartition(" ")
        if name != self.owner.name:
            message = (
                f"the catalogue is of '{printable(name)}'" if name else f"no {PROJECT} is given"
            )
            message += f", not of '{self.owner.name}'" if name else ""
            self._header(PROJECT, f"{message}; write {PROJECT}: {self.owner} or move the file")
        wanted = {LANGUAGE: gettext_language(self.locale), CONTENT: UTF_8}
        for key, value in wanted.items():
            given = file.metadata.get(key, "")
            if given.casefold() != value.casefold():
                self._header(key, f"{key} is '{printable(given)}', but must be '{value}'")
        edition = EASY_READ if is_easy_read(self.locale) else ""
        if file.metadata.get(EDITION, "") != edition:
            remedy = f"write {EDITION}: {EASY_READ}" if edition else f"remove {EDITION}"
            name = english_locale(self.locale)
            self._header(EDITION, f"the catalogue is not marked as {name}; {remedy}")
        return version

    def _state(self, file: polib.POFile) -> TranslationState:
        by, on = (file.metadata.get(key, "") for key in (REVIEWED_BY, REVIEWED_ON))
        if not by and not on:
            return TranslationState()
        if not by:
            self._header(REVIEWED_ON, f"{REVIEWED_ON} stands without {REVIEWED_BY}; add who it was")
        try:
            return TranslationState("approved", by, date.fromisoformat(on))
        except ValueError:
            message = f"{REVIEWED_ON} must be a date; write for example {REVIEWED_ON}: 2026-11-01"
            self._header(REVIEWED_ON if on else REVIEWED_BY, message)
            return TranslationState()

    def _categories(self, file: polib.POFile) -> tuple[str, ...]:
        header, language = file.metadata.get(PLURALS, ""), language_of(self.locale)
        try:
            return categories_of(header, language)
        except NoPluralForms:
            name = english_locale(language)
            message = f"{PLURALS} does not part numbers as {name} does; write {PLURALS}: "
            self._header(PLURALS, message + plural_forms(language))
            return ()

    def _translations(
        self, file: polib.POFile, categories: tuple[str, ...]
    ) -> Iterator[tuple[str, Translation]]:
        seen: dict[str, int] = {}
        for entry in file:
            if entry.obsolete:
                continue
            line, context = self._line_of(entry), entry.msgctxt
            if not context:
                self._fault(line, "the entry has no msgctxt, so it belongs to no text; remove it")
            elif context in seen:
                message = f"'{printable(context)}' stands twice (first on line {seen[context]})"
                self._fault(line, f"{message}; keep one of them")
            else:
                seen[context] = line
                yield context, self._translation(entry, line, categories)

    def _translation(
        self, entry: polib.POEntry, line: int, categories: tuple[str, ...]
    ) -> Translation:
        previous = entry.previous_msgid
        return Translation(
            source=_source(entry.msgid, entry.msgid_plural),
            wording=self._wording(entry, line, categories),
            is_fuzzy=entry.fuzzy,
            previous=None if previous is None else _source(previous, entry.previous_msgid_plural),
            place=Place(self.path, line),
        )

    def _wording(
        self, entry: polib.POEntry, line: int, categories: tuple[str, ...]
    ) -> Wording | None:
        if not entry.msgid_plural:
            return entry.msgstr or None
        forms = sorted(entry.msgstr_plural.items())
        if categories and forms and forms[-1][0] >= len(categories):
            message = f"msgstr[{forms[-1][0]}] is one form too many; {PLURALS} has"
            self._fault(line, f"{message} {len(categories)}")
        named = zip(range(len(categories)), categories, strict=True)
        given = dict(forms)
        return {name: given[number] for number, name in named if given.get(number)} or None

    def _line_of(self, entry: polib.POEntry) -> int:
        """The line of the entry's context or source; polib gives that of its first comment."""
        begun = entry.linenum or 1
        for number in range(begun, len(self.lines) + 1):
            if CONTEXT_OR_SOURCE.match(self.lines[number - 1]):
                return number
        return begun

    def _header(self, key: str, message: str) -> None:
        starts = f'"{key}:'
        numbered = enumerate(self.lines, start=1)
        line = next((n for n, each in numbered if each.startswith(starts)), 1)
        self._fault(line, message)

    def _fault(self, line: int, message: str) -> None:
        self.faults.add(Place(self.path, line), message)


def _source(one: str, other: str | None) -> Wording:
    return {"one": one, "other": other} if other else one
