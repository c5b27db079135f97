"""Languages as forms name them: `Welsh (cy)`, `cy`, `Welsh`, `Cymraeg`."""

import re
from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global

from app.kernel.localised import (
    EASY_READ_SUFFIX,
    easy_read_of,
    is_easy_read,
    is_language,
    language_of,
)

IN_BRACKETS: Final = re.compile(r"\(([A-Za-z][\w-]*)\)\s*$")
UNNAMED: Final = "default"
"""What pyxform calls the language of a column that names none."""


def locale_of(name: str) -> str | None:
    """The locale of a column's language, None where nobody could know it.

    A column without a language is taken to be English.
    """
    if name.casefold() == UNNAMED:
        return "en"
    bracketed = IN_BRACKETS.search(name)
    code = (bracketed[1] if bracketed else name).strip()
    if code.casefold().endswith(EASY_READ_SUFFIX):
        language = locale_of(code[: -len(EASY_READ_SUFFIX)])
        return None if language is None else easy_read_of(language)
    return _coded(code) or _names().get(name.strip().casefold())


def name_of(locale: str) -> str:
    """`Welsh (cy)`, `Welsh Easy Read (cy-easyread)`."""
    name = Locale("en").languages.get(language_of(locale).partition("-")[0], language_of(locale))
    return f"{name} Easy Read ({locale})" if is_easy_read(locale) else f"{name} ({locale})"


def _coded(code: str) -> str | None:
    """A language code without its region; scripts stay, as in `zh-Hans`; `eng` is `en`."""
    language, *others = code.replace("_", "-").casefold().split("-")
    language = get_global("language_aliases").get(language, language)
    found = "-".join([language, *(each.title() for each in others if len(each) == len("Hans"))])
    return found if len(language) in (2, 3) and is_language(found) else None


@cache
def _names() -> dict[str, str]:
    """English names and own names of languages, each with its code."""
    english = {name.casefold(): code for code, name in Locale("en").languages.items()}
    short = [code for code in english.values() if len(code) in (2, 3) and is_language(code)]
    own = {(Locale.parse(code).get_display_name() or "").casefold(): code for code in short}
    return own | {name: code for name, code in english.items() if code in short}
