"""Plural forms: gettext numbers them, CLDR names them, and each language pairs the two.

Our own headers number the forms in CLDR's order. A catalogue that another tool wrote may number
them otherwise; which of its forms is which is found by asking its rule for many numbers.
"""

import gettext
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from babel.plural import to_gettext

from app.kernel.localised import cldr_locale, plural_categories

HEADER: Final = re.compile(r"\s*nplurals\s*=\s*(?P<forms>\d+)\s*;\s*plural\s*=(?P<rule>[^;]+);?\s*")
COMPACT_EXPONENT: Final = re.compile(r"\be\b")
ASKED: Final = (*range(1_001), *(million * 1_000_000 for million in range(1, 12)))
MOST_FORMS: Final = 10


class NoPluralForms(ValueError):
    """A header that is not one of gettext, or whose rule parts other numbers than CLDR's."""


@cache
def plural_forms(language: str) -> str:
    """The header ``Plural-Forms`` of a language, after CLDR."""
    # CLDR's operand e counts the zeros of "1M", which a whole number written out never has.
    return COMPACT_EXPONENT.sub("0", to_gettext(cldr_locale(language).plural_form))


@cache
def categories_of(header: str, language: str) -> tuple[str, ...]:
    """The CLDR category of each of a header's forms, in the order of their numbers.

    Raises:
        NoPluralForms: where the header cannot be read, or does not part numbers as CLDR does.
    """
    if header == plural_forms(language):
        return plural_categories(language)
    found = HEADER.fullmatch(header)
    if found is None or not 0 < int(found["forms"]) <= MOST_FORMS:
        raise NoPluralForms(header)
    paired = dict(_pairs(found["rule"], language))
    if len(set(paired.values())) < len(paired) or not paired.keys() <= set(_numbers(found)):
        raise NoPluralForms(header)
    unused = iter([name for name in plural_categories(language) if name not in paired.values()])
    for number in _numbers(found):
        if number not in paired:
            # A form for fractions alone: no whole number asks for it, on either side.
            paired[number] = next(unused, "other")
    if len(set(paired.values())) < len(paired):
        raise NoPluralForms(header)
    return tuple(paired[number] for number in _numbers(found))


def _numbers(found: re.Match[str]) -> range:
    return range(int(found["forms"]))


def _pairs(rule: str, language: str) -> Iterator[tuple[int, str]]:
    """The pairs that occur; NoPluralForms where one form stands for two categories."""
    plural_form = cldr_locale(language).plural_form
    try:
        form_of = gettext.c2py(rule.strip())
        pairs = {(form_of(number), plural_form(number)) for number in ASKED}
    except (ValueError, ArithmeticError) as problem:
        raise NoPluralForms(rule) from problem
    if len({form for form, _ in pairs}) < len(pairs):
        raise NoPluralForms(rule)
    yield from pairs
