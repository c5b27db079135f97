"""Telephone and NHS numbers: in numerals, spaced as people space them, and in words.

A number of nine digits or more that is no sum of money and no list of years or times identifies
somebody, whether or not its check digit is right: who mistypes one digit is as easily found.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stdnum.gb import nhs

from app.comments.machine.engine.folding import fold
from app.comments.machine.engine.personal.tokens import Token, runs_of_numbers

Found = tuple[str, int, int]

LETTER: Final = r"[^\W\u3400-\u9fff]"
"""A letter or digit of a script that has spaces between words."""

NUMBER: Final = re.compile(
    rf"(?<!{LETTER})(?<![£$€./])(?:\+\s?)?\(?[\do](?:[ ().\-–/]{{0,2}}[\do]){{7,15}}"
    rf"(?!{LETTER}|[.,]\d)(?!\s?[£$€])"
)
CHINESE: Final = re.compile(
    r"[零〇一二两三四五六七八九幺\d](?:[\s\-]?[零〇一二两三四五六七八九幺\d]){8,12}"
)
CHINESE_DIGITS: Final = str.maketrans("零〇○一幺二两三四五六七八九", "00011223456789")
NHS: Final = re.compile(
    r"\bnhs\b|\bgig\b|" + fold("ਐਨ ?ਐਚ ?ਐਸ|این ایچ ایس|এনএইচএস|એનએચએસ|एनएचएस").text
)
NEAR: Final = 25
"""So many characters before a number are looked at for the letters NHS."""

WHOLE: Final = frozenset(
    ((10,), (3, 3, 4), (3, 4, 3), (4, 3, 3), (3, 7), (7, 3), (6, 4), (4, 6), (5, 5), (1,) * 10)
)
"""How the ten digits of an NHS number are grouped; in other groups they may be a list."""
SPOKEN: Final = 5
"""So many words at least say a telephone number: sześćset jeden dwieście trzy czterysta."""


def numbers(text: str) -> Iterator[Found]:
    """Telephone and NHS numbers in numerals of any script, the letter O among them for nought."""
    for match in NUMBER.finditer(text):
        if 3 * match[0].count("o") > len(match[0]):
            continue
        written = match[0].replace("o", "0")
        digits = re.sub(r"[^\d+]", "", written)
        kind = _kind(digits, _groups(written), _is_after_nhs(text, match.start()))
        if kind:
            yield kind, *match.span()


def spoken(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """The same in words, or in words and numerals."""
    for first, after, digits in runs_of_numbers(text, tokens, SPOKEN):
        start, end = tokens[first].start, tokens[after - 1].end
        if 9 <= len(digits) <= 15 and not _is_counting(digits):
            groups = (1,) * len(digits)
            yield _kind(digits, groups, _is_after_nhs(text, start)) or "phone", start, end


def chinese(text: str) -> Iterator[Found]:
    """The same in Chinese, where no space parts the words."""
    for match in CHINESE.finditer(text):
        digits = re.sub(r"\D", "", match[0].translate(CHINESE_DIGITS))
        if not match[0].isascii() and not _is_counting(digits):
            groups = (1,) * len(digits)
            yield (
                _kind(digits, groups, _is_after_nhs(text, match.start())) or "phone",
                *match.span(),
            )


def _groups(written: str) -> tuple[int, ...]:
    return tuple(len(group) for group in re.findall(r"\d+", written))


def _is_after_nhs(text: str, start: int) -> bool:
    return bool(NHS.search(text, max(0, start - NEAR), start))


def _kind(digits: str, groups: tuple[int, ...], is_nhs: bool) -> str | None:
    """Of which kind a number is: a valid NHS number in any spelling, others by how they look."""
    if len(digits) == 10 and nhs.is_valid(digits) and (is_nhs or digits[0] != "0"):
        return "nhs_number"
    if is_nhs and 8 <= len(digits) <= 12 and digits[0] not in "0+":
        return "nhs_number"
    if _is_phone(digits, groups):
        return "phone"
    return "nhs_number" if len(digits) == 10 and groups in WHOLE else None


def _is_phone(digits: str, groups: tuple[int, ...]) -> bool:
    """British numbers have ten or eleven digits from 0, those of other countries begin with +.

    One digit too many or too few is a slip. Without their 0, or in groups of three as in Poland and
    Portugal, they are told by their groups.
    """
    if digits.startswith(("+", "00")):
        return len(digits) >= 9
    if digits.startswith("0"):
        return 9 <= len(digits) <= 12
    if len(digits) == 9:
        return not digits.endswith("000") and groups in ((9,), (3, 3, 3), (2, 3, 2, 2))
    if len(digits) == 10:
        return digits.startswith("7") and groups in ((10,), (4, 6), (4, 3, 3))
    return len(digits) in (11, 12, 13) and max(groups) >= 5


def _is_counting(digits: str) -> bool:
    """Whether somebody counts: one, two, three; ten, twenty, thirty."""
    return any(digits in counted for counted in COUNTED)


COUNTED: Final = (
    "".join(map(str, range(31))),
    "".join(map(str, range(10, 101, 10))),
    "".join(map(str, range(5, 101, 5))),
    "".join(map(str, range(2, 101, 2))),
    "".join(map(str, range(30, -1, -1))),
)
