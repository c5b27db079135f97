"""Making a catalogue, and bringing one up to date with the source it translates.

Nothing is dropped in silence: a translation whose source changed stays, marked fuzzy beside the
source that it was made from; one whose text is gone stays as obsolete, at the end of the file.
Doing it again changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polib

from app.kernel.clock import now
from app.kernel.localised import (
    Wording,
    english_locale,
    english_name,
    is_easy_read,
    language_of,
    numbers_in_category,
    placeholders_in,
    plural_categories,
)
from app.surveys.catalogues.files import (
    CONTENT,
    EASY_READ,
    EDITION,
    LANGUAGE,
    PLURALS,
    PROJECT,
    REVIEWED_BY,
    REVIEWED_ON,
    UTF_8,
    Catalogue,
    gettext_language,
)
from app.surveys.catalogues.owners import Owner
from app.surveys.catalogues.plurals import categories_of, plural_forms
from app.surveys.catalogues.sources import SourceText, placeholder_notes

BRACES: Final = "python-brace-format"
"""The flag that has gettext, Poedit and Weblate hold the placeholders of a translation."""
FUZZY: Final = "fuzzy"
NOBODY: Final = "Nobody yet"
SHOWN_NUMBERS: Final = 6


@dataclass
class Changes:
    """What an update did: the ids of texts that are new, out of date and so on."""

    new: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    obsolete: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unsigned: str = ""

    @property
    def unsettling(self) -> bool:
        """Whether what was signed off is no longer all there is."""
        return bool(self.new or self.outdated)


def new_file(owner: Owner, locale: str) -> polib.POFile:
    """A catalogue without entries."""
    file = polib.POFile()
    file.header = (
        f" {english_locale(locale)} of {owner.name}, a survey or shared part of Own Words."
    )
    file.metadata = {
        "PO-Revision-Date": f"{now():%Y-%m-%d %H:%M}+0000",
        "Last-Translator": NOBODY,
        "Language-Team": english_name(language_of(locale)),
        "MIME-Version": "1.0",
        "Content-Transfer-Encoding": "8bit",
        REVIEWED_BY: "",
        REVIEWED_ON: "",
    }
    return file


def update(file: polib.POFile, sources: Sequence[SourceText], owner: Owner, locale: str) -> Changes:
    """Give ``file`` the entries that ``locale`` needs, and say what that changed."""
    return _Update(file, owner, locale).run(sources)


def counted(catalogue: Catalogue) -> tuple[int, int, int]:
    """How many translations there are, and how many of them are missing and out of date."""
    found = catalogue.translations.values()
    missing = sum(each.wording is None for each in found)
    return len(found), missing, sum(each.is_fuzzy and each.wording is not None for each in found)


class _Update:
    def __init__(self, file: polib.POFile, owner: Owner, locale: str) -> None:
        self.file = file
        self.owner = owner
        self.locale = locale
        self.language = language_of(locale)
        self.changes = Changes()

    def run(self, sources: Iterable[SourceText]) -> Changes:
        self._set_header()
        active = {each.msgctxt: each for each in self.file if not each.obsolete}
        resting = [each for each in self.file if each.obsolete]
        kept: list[polib.POEntry] = []
        for source in sources:
            wording = source.of(self.locale)
            if wording is not None:
                entry = active.pop(source.id, None) or _back(resting, source.id)
                kept.append(self._entry(entry, source, wording))
        self.file[:] = [*kept, *self._left_over(active), *resting]
        if self.changes.unsettling and self.file.metadata.get(REVIEWED_BY):
            self._take_back_the_signature()
        return self.changes

    def _set_header(self) -> None:
        metadata = self.file.metadata
        forms = plural_forms(self.language)
        if (given := metadata.get(PLURALS, forms)) != forms:
            self._renumber(categories_of(given, self.language))
        metadata |= {
            PROJECT: str(self.owner),
            LANGUAGE: gettext_language(self.locale),
            CONTENT: UTF_8,
            PLURALS: forms,
        }
        if is_easy_read(self.locale):
            metadata[EDITION] = EASY_READ

    def _renumber(self, categories: Sequence[str]) -> None:
        """Put the forms of a catalogue that numbers them otherwise into CLDR's order."""
        order = plural_categories(self.language)
        for entry in self.file:
            forms = entry.msgstr_plural
            if forms:
                named = {categories[number]: text for number, text in forms.items()}
                entry.msgstr_plural = {n: named.get(name, "") for n, name in enumerate(order)}

    def _entry(
        self, entry: polib.POEntry | None, source: SourceText, wording: Wording
    ) -> polib.POEntry:
        one, other = _pair(wording)
        if entry is None:
            entry = polib.POEntry(msgctxt=source.id, msgid=one, msgid_plural=other)
            self.changes.new.append(source.id)
        elif (entry.msgid, entry.msgid_plural or "") != (one, other):
            self._change_source(entry, source.id, one, other)
        entry.obsolete = False
        if other:
            forms = len(plural_categories(self.language))
            entry.msgstr_plural = {n: entry.msgstr_plural.get(n, "") for n in range(forms)}
        entry.comment = "\n".join(self._notes(source, wording))
        _set_flag(entry, BRACES, is_set=bool(_placeholders(wording)))
        return entry

    def _change_source(self, entry: polib.POEntry, text_id: str, one: str, other: str) -> None:
        self._change_shape(entry, other)
        if _has_translation(entry):
            if not entry.fuzzy or entry.previous_msgid is None:
                entry.previous_msgid = entry.msgid
                entry.previous_msgid_plural = entry.msgid_plural or None
            is_back = (entry.previous_msgid, entry.previous_msgid_plural or "") == (one, other)
            if is_back:
                _set_flag(entry, FUZZY, is_set=False)
                entry.previous_msgid = entry.previous_msgid_plural = None
            else:
                _set_flag(entry, FUZZY, is_set=True)
                self.changes.outdated.append(text_id)
        entry.msgid, entry.msgid_plural = one, other

    def _change_shape(self, entry: polib.POEntry, other: str) -> None:
        """A text that began or ceased to have plural forms keeps its words in the new ones."""
        if other and not entry.msgid_plural:
            forms = range(len(plural_categories(self.language)))
            entry.msgstr_plural, entry.msgstr = dict.fromkeys(forms, entry.msgstr), ""
        elif entry.msgid_plural and not other:
            last = max(entry.msgstr_plural, default=0)
            entry.msgstr, entry.msgstr_plural = entry.msgstr_plural.get(last, ""), {}

    def _left_over(self, active: Mapping[str, polib.POEntry]) -> list[polib.POEntry]:
        """The entries whose text is gone, as obsolete; those that nobody translated go."""
        left = []
        for text_id, entry in active.items():
            if not _has_translation(entry) and not entry.tcomment:
                self.changes.removed.append(text_id or "")
                continue
            if entry.previous_msgid is not None:
                # A gettext file keeps no previous source here, so it gets its own one back.
                entry.msgid = entry.previous_msgid
                entry.msgid_plural = entry.previous_msgid_plural or ""
                entry.previous_msgid = entry.previous_msgid_plural = None
                _set_flag(entry, FUZZY, is_set=False)
            entry.obsolete = True
            entry.comment = ""
            left.append(entry)
            self.changes.obsolete.append(text_id or "")
        return left

    def _take_back_the_signature(self) -> None:
        metadata = self.file.metadata
        self.changes.unsigned = f"{metadata[REVIEWED_BY]}, {metadata.get(REVIEWED_ON, '')}"
        metadata |= {REVIEWED_BY: "", REVIEWED_ON: ""}

    def _notes(self, source: SourceText, wording: Wording) -> Iterable[str]:
        yield from source.notes
        yield from placeholder_notes(wording)
        if not isinstance(wording, str):
            for form, category in enumerate(plural_categories(self.language)):
                numbers = numbers_in_category(self.language, category)
                shown = ", ".join(map(str, numbers[:SHOWN_NUMBERS])) or "no whole number below 200"
                more = " …" if len(numbers) > SHOWN_NUMBERS else ""
                yield f"msgstr[{form}] ({category}): {shown}{more}"


def _back(resting: list[polib.POEntry], text_id: str) -> polib.POEntry | None:
    """The obsolete entry of a text that is there again, taken out of the others."""
    found = next((each for each in resting if each.msgctxt == text_id), None)
    resting[:] = [each for each in resting if each is not found]
    return found


def _pair(wording: Wording) -> tuple[str, str]:
    return (wording, "") if isinstance(wording, str) else (wording["one"], wording["other"])


def _placeholders(wording: Wording) -> frozenset[str]:
    return frozenset().union(*(placeholders_in(each) for each in _pair(wording)))


def _set_flag(entry: polib.POEntry, flag: str, *, is_set: bool) -> None:
    """With or without the flag; "fuzzy" comes first, as everybody's tools write it."""
    others = [each for each in entry.flags if each != flag]
    first = [flag] if is_set and flag == FUZZY else []
    last = [flag] if is_set and flag != FUZZY else []
    entry.flags[:] = [*first, *others, *last]


def _has_translation(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr) or any(entry.msgstr_plural.values())
