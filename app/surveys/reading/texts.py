"""Reading a text: its English and its Easy Read as written here, the rest from the catalogues."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.kernel.languages import SOURCE_LANGUAGE
from app.kernel.localised import (
    CLDR_CATEGORIES,
    LocalisedText,
    Wording,
    easy_read_of,
    english_name,
    is_language,
    language_of,
)
from app.surveys.catalogues.files import SUFFIX
from app.surveys.catalogues.sources import SOURCE_LOCALES, source_locale
from app.surveys.checks.placeholders import forbidden_placeholders
from app.surveys.checks.plurals import plural_faults
from app.surveys.checks.wording import wording_faults
from app.surveys.faults import Place
from app.surveys.reading.context import Context
from app.surveys.reading.fields import FOR_TRANSLATORS, Fields, scalar_word, unknown
from app.surveys.reading.nodes import Entry, MappingNode, Node, Scalar


@dataclass(frozen=True)
class Expected:
    """What a text must be like. ``label`` names it in messages."""

    label: str
    placeholders: frozenset[str] = frozenset()
    plural: bool = False
    easy_read_only: bool = False


def read_text(node: Node, expected: Expected, context: Context) -> LocalisedText | None:
    """The text at ``node`` in every locale of the survey; None where it cannot be read at all."""
    if not isinstance(node, MappingNode):
        message = (
            f"{expected.label} must say in which language it is; write {{{SOURCE_LANGUAGE}: …}}"
        )
        context.faults.add(node.place, message)
        return None
    return _TextReader(node, expected, context).read()


class _TextReader:
    def __init__(self, node: MappingNode, expected: Expected, context: Context) -> None:
        self.node = node
        self.expected = expected
        self.context = context
        self.written: dict[str, Wording] = {}

    def read(self) -> LocalisedText | None:
        Fields(self.node, self.expected.label, self.context.faults).check_note()
        for key, entry in self.node.entries.items():
            if self._is_wanted(key, entry):
                self._take(key, entry)
        self._check_presence()
        values = dict(self._values())
        return LocalisedText(values) if values else None

    def _values(self) -> Iterator[tuple[str, Wording]]:
        """Each locale's wording, in the order in which the survey offers them."""
        for locale in self.context.locales:
            wording = self.written.get(locale)
            if language_of(locale) != SOURCE_LANGUAGE and source_locale(locale) in self.written:
                wording = self.context.shelf.wording(self.node, locale)
            if wording is not None:
                yield locale, wording

    def _is_wanted(self, key: str, entry: Entry) -> bool:
        if key in SOURCE_LOCALES:
            is_offered = key in self.context.locales
            if not is_offered and self.node.place.path == self.context.own:
                message = f"{self.expected.label} has '{key}', but the survey has no Easy Read"
                self._fault(
                    entry.key.place, f"{message} edition; write easy_read: true or remove it"
                )
            return is_offered
        if is_language(language_of(key)):
            message = (
                f"{self.expected.label} has '{key}' here; a translation belongs in the catalogue"
            )
            self._fault(entry.key.place, f"{message} {key}{SUFFIX} beside this file: move it there")
        elif key != FOR_TRANSLATORS:
            known = (*SOURCE_LOCALES, FOR_TRANSLATORS)
            self._fault(entry.key.place, unknown("key", key, known, self.expected.label))
        return False

    def _take(self, locale: str, entry: Entry) -> None:
        node, place = entry.value, entry.key.place
        if isinstance(node, Scalar):
            wording: Wording | None = self._string(locale, node)
        elif isinstance(node, MappingNode):
            wording = self._branches(locale, node, place)
        else:
            self._say(node.place, locale, "must be a text; write it in quotes")
            return
        if wording is not None:
            self.written[locale] = wording
            self._check(locale, wording, place)

    def _string(self, locale: str, node: Node) -> str | None:
        text = scalar_word(node)
        if text is None:
            empty = isinstance(node, Scalar) and node.is_null
            remedy = "is empty; write it" if empty else "must be a text; write it in quotes"
            self._say(node.place, locale, remedy)
        return text

    def _branches(self, locale: str, node: MappingNode, place: Place) -> Wording | None:
        branches: dict[str, str] = {}
        for name, entry in node.entries.items():
            if name not in CLDR_CATEGORIES:
                message = unknown("key", name, CLDR_CATEGORIES, self._name(locale))
                self._fault(entry.key.place, message)
            elif (wording := self._string(locale, entry.value)) is not None:
                branches[name] = wording
        if not branches and not any(name in node.entries for name in CLDR_CATEGORIES):
            self._say(place, locale, 'has no wording; add "…"')
        return branches or None

    def _check(self, locale: str, wording: Wording, place: Place) -> None:
        for each in wording.values() if isinstance(wording, Mapping) else (wording,):
            self._say_all(place, locale, wording_faults(each))
        plural = plural_faults(wording, language_of(locale), plural=self.expected.plural)
        self._say_all(place, locale, plural)
        forbidden = forbidden_placeholders(wording, self.expected.placeholders)
        self._say_all(place, locale, forbidden)

    def _check_presence(self) -> None:
        entries = self.node.entries
        enough = self.expected.easy_read_only and easy_read_of(SOURCE_LANGUAGE) in entries
        if SOURCE_LANGUAGE not in entries and not enough:
            message = f"{self.expected.label} has no {english_name(SOURCE_LANGUAGE)}"
            remedy = f'add {SOURCE_LANGUAGE}: "…"'
            self._fault(self.node.place, f"{message} ({SOURCE_LANGUAGE}); {remedy}")

    def _name(self, locale: str) -> str:
        return f"{self.expected.label} ({locale})"

    def _say(self, place: Place, locale: str, what: str) -> None:
        self._fault(place, f"{self._name(locale)} {what}")

    def _say_all(self, place: Place, locale: str, faults: Iterator[str]) -> None:
        for what in faults:
            self._say(place, locale, what)

    def _fault(self, place: Place, message: str) -> None:
        self.context.faults.add(place, message)
