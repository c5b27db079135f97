"""Days of birth: in numerals of any script, with the month in words, and in words alone.

The names of months are those that Babel brings from Unicode's CLDR for every language that
comments are written in; own are what it lacks: Welsh after a mutation, months as they are said
by themselves, other spellings in Somali, and the months of Iran and Afghanistan.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from babel.dates import get_month_names

from app.comments.machine.engine.folding import fold
from app.comments.machine.engine.personal.numbers import CHINESE_DIGITS, Found
from app.comments.machine.engine.personal.numerals import JOINING, MULTIPLIERS, VALUES, digits_of
from app.comments.machine.engine.personal.tokens import (
    NUMERAL,
    Token,
    is_joined,
    is_number_word,
)
from app.comments.machine.engine.personal.wordlists import listed
from app.kernel.clock import today

YOUNGEST: Final = 10
"""A full date so many years ago is taken for a day of birth, a younger one for an appointment."""

NEAR: Final = 30
"""So many characters before a date, and after it, are looked at for a word such as “born”."""

BORN: Final = re.compile(
    r"born|birth|\bd\.?\s?o\.?\s?b\b|geni|ganwyd|urodz|\bur\.|nascut|nasc[iu]|nacid|naci\b|nacim"
    r"|\bnee?\b|\bnato|\bnata|gime|gimi|dogum|dogdu|dhash|dhala|народ|"
    + fold("पैदा|जन्म|জন্ম|ਜਨਮ|જન્મ|பிற|出生|生日|ولد|ولادت|ميلاد|مواليد|متولد|تولد|پیدا").text
)
LANGUAGES: Final = (
    *("en", "cy", "pl", "ro", "pa", "ur", "ar", "ar_SY", "bn", "gu", "pt", "so"),
    *("uk", "fa", "es", "ta", "tr", "hi", "fr", "it", "lt"),
)
OWN_MONTHS: Final = listed("own_months")
PERSIAN_MONTHS: Final = listed("persian_months")
OF: Final = listed("date_joining")
DATE: Final = re.compile(
    r"(?<![\w£$€.])(?:(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ])(?P<a>\d{4}|\d{2})"
    r"|(?P<b>\d{4})[\-/.]\d{1,2}[\-/.]\d{1,2})(?![\w/])"
)
CHINESE: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d|[一二][九〇零][〇零○一二三四五六七八九]{2})\s?年\s?"
    r"[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?[日号號]"
)


@cache
def _months() -> frozenset[str]:
    names = [
        name for code in LANGUAGES for name in get_month_names("wide", "format", code).values()
    ]
    words = [fold(name).text for name in names]
    # كانون الثاني and تشرين الأول are of two words; the first tells them.
    return frozenset(word.split()[0] for word in words) | OWN_MONTHS | PERSIAN_MONTHS


def written(text: str) -> Iterator[Found]:
    """Full dates in numerals, and in Chinese."""
    for match in DATE.finditer(text):
        year = match["a"] or match["b"]
        if _is_birth(text, year, match.start(), match.end(), is_persian=bool(match["b"])):
            yield "birth_date", *match.span()
    for match in CHINESE.finditer(text):
        is_old = int(match["year"].translate(CHINESE_DIGITS)) <= today().year - YOUNGEST
        if is_old or _is_near_birth(text, *match.span()):
            yield "birth_date", *match.span()


def with_month(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Dates whose month is a word: “3 Mai 1941”, “third of May nineteen forty-one”."""
    for at, token in enumerate(tokens):
        if token.text in _months():
            first, has_day = _day_before(text, tokens, at)
            after, year = _year_after(text, tokens, at)
            if not (year and has_day):
                continue
            start, end = tokens[first].start, tokens[after - 1].end
            persian = token.text in PERSIAN_MONTHS
            if _is_birth(text, year, start, end, is_persian=persian):
                yield "birth_date", start, end


def _day_before(text: str, tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    """The first token of a date, and whether it has a day before or just after the month."""
    first, found = at, False
    while first > 0 and at - first < 5 and is_joined(text, tokens[first - 1], tokens[first]):
        word = tokens[first - 1].text
        if _is_day(word):
            found = True
        elif not (word in OF or (found and word in JOINING)):
            break
        first -= 1
    while first < at and not _is_day(tokens[first].text):
        first += 1
    return first, found or _day_after(text, tokens, at) > at + 1


def _is_day(word: str) -> bool:
    numeral = NUMERAL.fullmatch(word)
    return 1 <= int(numeral[1]) <= 31 if numeral else 0 < VALUES.get(word, 0) <= 31


def _day_after(text: str, tokens: Sequence[Token], at: int) -> int:
    """The token after the day in “May 3rd” and “May the third”, or after the month."""
    after = at + 1
    while (
        after < len(tokens)
        and after - at <= 3
        and is_joined(text, tokens[after - 1], tokens[after])
    ):
        word = tokens[after].text
        if _is_day(word) and word not in ("19", "nineteen", "20", "twenty"):
            return after + 1
        if word not in OF:
            break
        after += 1
    return at + 1


def _year_after(text: str, tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """The token after a date, and the digits of its year."""
    for begin in dict.fromkeys((at + 1, _day_after(text, tokens, at), _second_word(tokens, at))):
        after = begin
        while after < len(tokens) and tokens[after].text in OF:
            after += 1
        if after >= len(tokens) or not is_joined(text, tokens[after - 1], tokens[after]):
            continue
        if len(tokens[after].text) in (2, 4) and tokens[after].text.isdecimal():
            return after + 1, tokens[after].text
        end = after
        while end < len(tokens) and _is_of_year(text, tokens, end):
            end += 1
        year = digits_of([token.text for token in tokens[after:end]])
        if len(year) >= 4:
            return _with_tail(text, tokens, end, year), year[:4]
    return at + 1, ""


def _second_word(tokens: Sequence[Token], at: int) -> int:
    """After the second word of a month such as كانون الثاني, if it has one."""
    return at + 2 if at + 1 < len(tokens) and tokens[at + 1].text.startswith("ال") else at + 1


def _is_of_year(text: str, tokens: Sequence[Token], at: int) -> bool:
    if not is_joined(text, tokens[at - 1], tokens[at]):
        return False
    word = tokens[at].text
    if is_number_word(word) or word.isdecimal():
        return True
    return word in JOINING and at + 1 < len(tokens) and is_number_word(tokens[at + 1].text)


def _with_tail(text: str, tokens: Sequence[Token], end: int, year: str) -> int:
    """After “nineteen hundred” the languages of South Asia have a word of its own for each year."""
    last = tokens[end - 1].text
    is_bare = year == "1900" and (last in MULTIPLIERS or VALUES.get(last) == 1900)
    is_there = end < len(tokens) and not tokens[end].text.isascii()
    return (
        end + 1 if is_bare and is_there and is_joined(text, tokens[end - 1], tokens[end]) else end
    )


def _is_birth(text: str, year: str, start: int, end: int, *, is_persian: bool) -> bool:
    if _is_near_birth(text, start, end):
        return True
    if len(year) != 4:
        return False
    last = today().year - YOUNGEST
    return 1900 <= int(year) <= last or (is_persian and 1279 <= int(year) <= last - 621)


def _is_near_birth(text: str, start: int, end: int) -> bool:
    return bool(BORN.search(text, max(0, start - NEAR), min(len(text), end + NEAR)))
