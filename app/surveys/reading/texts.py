"""Reading a text: its wording in every language, held to its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.kernel.localised import (
    CLDR_CATEGORIES,
    LocalisedText,
    Wording,
    easy_read_of,
    english_name,
    is_easy_read,
    is_language,
    language_of,
    source_hash,
)
from app.surveys.checks.placeholders import (
    changed_placeholders,
    forbidden_placeholders,
    lost_placeholders,
)
from app.surveys.checks.plurals import plural_faults
from app.surveys.checks.sources import source_fault
from app.surveys.checks.wording import wording_faults
from app.surveys.faults import Place
from app.surveys.reading.context import Context
from app.surveys.reading.fields import scalar_word, unknown
from app.surveys.reading.nodes import Entry, MappingNode, Node, Scalar

TEXT_KEY = "text"
SOURCE_KEY = "source"


@dataclass(frozen=True)
class Expected:
    """What a text must be like. ``label`` names it in messages."""

    label: str
    placeholders: frozenset[str] = frozenset()
    plural: bool = False
    easy_read_only: bool = False
    never_falls_back: bool = False


@dataclass(frozen=True)
class _Written:
    """One locale's wording as it stands in the file."""

    wording: Wording
    source: str | None
    place: Place
    source_place: Place


def read_text(node: Node, expected: Expected, context: Context) -> LocalisedText | None:
    """The text at ``node`` in every locale of the survey; None where it cannot be read at all."""
    if not isinstance(node, MappingNode):
        message = (
            f"{expected.label} must be given for each language;"
            f" write {context.source}: and the words, then each translation"
        )
        context.faults.add(node.place, message)
        return None
    return _TextReader(node, expected, context).read()


class _TextReader:
    def __init__(self, node: MappingNode, expected: Expected, context: Context) -> None:
        self.node = node
        self.expected = expected
        self.context = context
        self.written: dict[str, _Written] = {}

    def read(self) -> LocalisedText | None:
        for locale, entry in self.node.entries.items():
            if self._is_wanted(locale, entry):
                self._take(locale, entry)
        for locale in self.written:
            self._check(locale)
        self._check_presence()
        values = {each: self.written[each].wording for each in self._in_order()}
        return LocalisedText(values) if values else None

    def _in_order(self) -> Iterator[str]:
        return (locale for locale in self.context.locales if locale in self.written)

    def _is_wanted(self, locale: str, entry: Entry) -> bool:
        if locale in self.context.locales:
            return True
        language = language_of(locale)
        if not is_language(language):
            known = self.context.locales
            self._fault(entry.key.place, unknown("language", locale, known, self.expected.label))
        elif self.node.place.path == self.context.own:
            self._fault(entry.key.place, self._not_offered(locale, language))
        return False

    def _not_offered(self, locale: str, language: str) -> str:
        if language in self.context.languages:
            return (
                f"{self.expected.label} has '{locale}', but the survey has no Easy Read edition;"
                " write easy_read: true or remove it"
            )
        return (
            f"{self.expected.label} has '{locale}', but the survey is not offered in"
            f" {english_name(language)}; add it to 'languages' or remove it"
        )

    def _take(self, locale: str, entry: Entry) -> None:
        node, place = entry.value, entry.key.place
        is_source = language_of(locale) == self.context.source
        if isinstance(node, Scalar):
            wording = self._string(locale, node)
            written = None if wording is None else _Written(wording, None, place, place)
        elif isinstance(node, MappingNode):
            written = self._mapping(locale, node, place, is_source=is_source)
        else:
            self._say(node.place, locale, "must be a text; write it in quotes")
            return
        if written is not None:
            self.written[locale] = written

    def _string(self, locale: str, node: Node) -> str | None:
        text = scalar_word(node)
        if text is None:
            empty = isinstance(node, Scalar) and node.is_null
            remedy = "is empty; write it" if empty else "must be a text; write it in quotes"
            self._say(node.place, locale, remedy)
        return text

    def _mapping(
        self, locale: str, node: MappingNode, place: Place, *, is_source: bool
    ) -> _Written | None:
        known = CLDR_CATEGORIES if is_source else (TEXT_KEY, SOURCE_KEY, *CLDR_CATEGORIES)
        branches: dict[str, str] = {}
        for name, entry in node.entries.items():
            if name not in known:
                self._fault(entry.key.place, unknown("key", name, known, self._name(locale)))
            elif name != SOURCE_KEY:
                wording = self._string(locale, entry.value)
                if wording is not None:
                    branches[name] = wording
        if not branches:
            if not any(name in node.entries for name in (TEXT_KEY, *CLDR_CATEGORIES)):
                remedy = '"…"' if is_source else f'{TEXT_KEY}: "…"'
                self._say(place, locale, f"has no wording; add {remedy}")
            return None
        source, source_place = self._source_of(node, place)
        text = branches.pop(TEXT_KEY, None)
        if text is not None and branches:
            self._say(node.place, locale, "has both 'text' and plural branches; keep one of them")
        return _Written(branches if text is None else text, source, place, source_place)

    def _source_of(self, node: MappingNode, place: Place) -> tuple[str | None, Place]:
        entry = node.entries.get(SOURCE_KEY)
        if entry is None:
            return None, place
        given = scalar_word(entry.value)
        return given, entry.key.place

    def _check(self, locale: str) -> None:
        written, language = self.written[locale], language_of(locale)
        branches = written.wording
        singles = branches.values() if isinstance(branches, Mapping) else (branches,)
        for each in singles:
            self._say_all(written.place, locale, wording_faults(each))
        plural = plural_faults(written.wording, language, plural=self.expected.plural)
        self._say_all(written.place, locale, plural)
        if language == self.context.source:
            forbidden = forbidden_placeholders(written.wording, self.expected.placeholders)
            self._say_all(written.place, locale, forbidden)
        else:
            self._check_against_source(locale, written)

    def _check_against_source(self, locale: str, written: _Written) -> None:
        source_locale = self._source_locale(locale)
        source = self.written.get(source_locale)
        if source is None:
            if source_locale not in self.node.entries:
                message = f"has no '{source_locale}' to be a translation of; add that or remove it"
                self._say(written.place, locale, message)
            return
        language = language_of(locale)
        self._say_all(written.place, locale, changed_placeholders(written.wording, source.wording))
        lost = lost_placeholders(written.wording, source.wording, language)
        self._say_all(written.place, locale, lost)
        path = written.place.path
        stale = source_fault(written.source, source.wording, language, path)
        if stale is not None:
            self._say(written.source_place, locale, stale)

    def _source_locale(self, locale: str) -> str:
        source = self.context.source
        return easy_read_of(source) if is_easy_read(locale) else source

    def _check_presence(self) -> None:
        entries = self.node.entries
        for language in self.context.languages:
            easy = easy_read_of(language)
            enough = self.expected.easy_read_only and easy in entries
            if language not in entries and not enough:
                self._missing(language)
        if self.context.easy_read and easy_read_of(self.context.source) in entries:
            for language in self.context.languages[1:]:
                if easy_read_of(language) not in entries:
                    self._missing(easy_read_of(language))

    def _missing(self, locale: str) -> None:
        language = language_of(locale)
        edition = " in Easy Read" if is_easy_read(locale) else ""
        never = ": safety text must never fall back" if self.expected.never_falls_back else ""
        self._fault(
            self.node.place,
            f"{self.expected.label} has no {english_name(language)}{edition} ({locale}){never};"
            f" add {locale}: {self._example(locale)}",
        )

    def _example(self, locale: str) -> str:
        source = self.written.get(self._source_locale(locale))
        if source is None or language_of(locale) == self.context.source:
            return '"…"'
        return f'{{text: "…", source: {source_hash(source.wording)}}}'

    def _name(self, locale: str) -> str:
        return f"{self.expected.label} ({locale})"

    def _say(self, place: Place, locale: str, what: str) -> None:
        self._fault(place, f"{self._name(locale)} {what}")

    def _say_all(self, place: Place, locale: str, faults: Iterator[str]) -> None:
        for what in faults:
            self._say(place, locale, what)

    def _fault(self, place: Place, message: str) -> None:
        self.context.faults.add(place, message)
