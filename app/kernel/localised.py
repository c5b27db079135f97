"""Text in several languages, each optionally with an Easy Read wording.

A *locale* is a language code (``en``, ``cy``, ``zh-Hans``), or a language code followed by
``-easyread``. A text falls back from ``cy-easyread`` to ``cy``, and never from one language to
another: a person who asked for Welsh is not given English without being told.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError, parse_locale
from babel.core import get_global
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from app.kernel.isolation import isolated, without_marks

EASY_READ_SUFFIX = "-easyread"
SENTENCE_END = re.compile(r"(?<=[.!?。؟۔।])\s+")
PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*)\}")

Wording = str | Mapping[str, str]
"""One wording, or one for each CLDR plural category of its language."""


class MissingTranslation(KeyError):
    """The text has no wording in the language asked for."""

    def __init__(self, locale: str, available: tuple[str, ...]) -> None:
        super().__init__(locale)
        self.locale = locale
        self.available = available

    def __str__(self) -> str:
        return f"no wording in '{self.locale}' (there is {', '.join(self.available) or 'none'})"


class MissingValue(KeyError):
    """The text has a placeholder for which no value was given."""

    def __init__(self, placeholder: str, wording: str) -> None:
        super().__init__(placeholder)
        self.placeholder = placeholder
        self.wording = wording

    def __str__(self) -> str:
        return f"no value for '{{{self.placeholder}}}' in '{self.wording}'"


@dataclass(frozen=True)
class LocalisedText:
    """A text with its wording in each locale.

    ``values`` maps a locale to a string, or to a mapping of CLDR plural categories to strings.
    """

    values: Mapping[str, Wording]

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that have a wording of their own."""
        return tuple(self.values)

    def wording(self, locale: str) -> Wording:
        """The wording as written, for ``locale`` or for its language without Easy Read.

        Raises MissingTranslation where the language has neither.
        """
        for candidate in (locale, language_of(locale)):
            if candidate in self.values:
                return self.values[candidate]
        raise MissingTranslation(locale, self.locales)

    def in_locale(self, locale: str, *, count: int | None = None, **values: str | None) -> str:
        """The text in ``locale`` with its {placeholders} filled.

        ``count`` chooses the plural branch and fills ``{count}``. A value that is None is not known
        in this language: the text does without what speaks of it. Raises MissingTranslation for a
        language the text lacks, and MissingValue for a placeholder of which no value is given.
        """
        return _fill(self._known_part(locale, count, values), _known(locale, count, values))

    def in_html(self, locale: str, *, count: int | None = None, **values: str | None) -> Markup:
        """The same as HTML, in which every value keeps its own direction."""
        known = {
            name: value if name == "count" else isolated(value)
            for name, value in _known(locale, count, values).items()
        }
        wording = str(escape(self._known_part(locale, count, values)))
        return Markup(_fill(wording, known))  # noqa: S704 - wording and values are escaped

    def _known_part(self, locale: str, count: int | None, values: Mapping[str, str | None]) -> str:
        wording = _branch(self.wording(locale), language_of(locale), count)
        unknown = [name for name, value in values.items() if value is None]
        return _without(without_marks(wording), unknown)


def language_of(locale: str) -> str:
    """``cy`` for both ``cy`` and ``cy-easyread``."""
    return locale.removesuffix(EASY_READ_SUFFIX)


def is_easy_read(locale: str) -> bool:
    """Whether ``locale`` asks for the Easy Read wording."""
    return locale.endswith(EASY_READ_SUFFIX)


def easy_read_of(language: str) -> str:
    """``cy-easyread`` for ``cy``."""
    return language + EASY_READ_SUFFIX


def is_language(code: str) -> bool:
    """Whether CLDR knows the language, so that it has plural rules and a name."""
    try:
        cldr_locale(code)
    except (ValueError, UnknownLocaleError):
        return False
    return True


def plural_categories(language: str) -> tuple[str, ...]:
    """The CLDR plural categories a wording in ``language`` needs, in CLDR's order."""
    needed = {*cldr_locale(language).plural_form.tags, "other"}
    return tuple(name for name in CLDR_CATEGORIES if name in needed)


CLDR_CATEGORIES = ("zero", "one", "two", "few", "many", "other")


@cache
def numbers_in_category(language: str, category: str) -> tuple[int, ...]:
    """The whole numbers below 200 that take ``category``.

    A branch for one number only (English *one*, Welsh *few*) may spell that number out.
    """
    plural_form = cldr_locale(language).plural_form
    return tuple(number for number in range(200) if plural_form(number) == category)


def autonym(locale: str) -> str:
    """What a language calls itself, for example `Cymraeg` or `简体中文`."""
    known = cldr_locale(language_of(locale))
    name = known.languages.get(str(known)) or known.get_display_name() or language_of(locale)
    return name[:1].upper() + name[1:]


@cache
def english_name(language: str) -> str:
    """The language's name in English, such as ``Welsh``."""
    return cldr_locale(language).get_display_name("en") or language


def english_locale(locale: str) -> str:
    """The same for a locale, such as ``Welsh Easy Read``."""
    name = english_name(language_of(locale))
    return f"{name} Easy Read" if is_easy_read(locale) else name


@cache
def script_of(locale: str) -> str | None:
    """The ISO 15924 code of the script that a language is usually written in.

    A country counts: Panjabi is written in Gurmukhi, and in Pakistan (`pa-PK`) in Arabic letters.
    """
    language, territory, script, *_ = parse_locale(language_of(locale), sep="-")
    if script:
        return script
    subtags = get_global("likely_subtags")
    likely = subtags.get(f"{language}_{territory}") or subtags.get(language)
    return likely.split("_")[1] if likely else None


def placeholders_in(wording: str) -> frozenset[str]:
    """The names of the {placeholders} in one wording."""
    return frozenset(PLACEHOLDER.findall(wording))


def canonical_json(value: object) -> str:
    """JSON with sorted keys and without needless spaces, so that equal values hash alike."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@cache
def cldr_locale(language: str) -> Locale:
    """Babel's data of ``language``; UnknownLocaleError or ValueError where there is none."""
    return Locale.parse(language, sep="-")


def _branch(wording: Wording, language: str, count: int | None) -> str:
    if isinstance(wording, str):
        return wording
    category = "other" if count is None else cldr_locale(language).plural_form(count)
    return wording.get(category, wording["other"])


def _known(locale: str, count: int | None, values: Mapping[str, str | None]) -> dict[str, str]:
    known = {name: value for name, value in values.items() if value is not None}
    if count is None:
        return known
    return {"count": format_decimal(count, locale=cldr_locale(language_of(locale))), **known}


def _without(wording: str, unknown: Iterable[str]) -> str:
    """The wording without what speaks of a value that is not known in its language.

    What stands in brackets goes with them, and a sentence that says nothing else goes whole. From
    a sentence with other values, a telephone number for example, only the placeholder goes.
    """
    for name in unknown:
        placeholder = f"{{{name}}}"
        if placeholder in wording:
            bracketed = re.compile(rf"\s*[(（]{re.escape(placeholder)}[)）]")
            kept = (
                _sentence_without(each, placeholder)
                for each in SENTENCE_END.split(bracketed.sub("", wording))
            )
            wording = " ".join(each for each in kept if each)
    return wording


def _sentence_without(sentence: str, placeholder: str) -> str:
    if placeholder not in sentence:
        return sentence
    if len(placeholders_in(sentence)) == 1:
        return ""
    return re.sub(rf"[,،]?\s*{re.escape(placeholder)}", "", sentence)


def _fill(wording: str, values: Mapping[str, str]) -> str:
    def value_of(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise MissingValue(found[1], wording)
        return values[found[1]]

    return PLACEHOLDER.sub(value_of, wording)
