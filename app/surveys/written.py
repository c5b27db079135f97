"""What was written in the boxes of a question, read as an answer or as a fault.

There is one reader of numbers, dates and lengths. The page's script has a twin
(static/js/answering/written.js), held to the same vectors (tests/vectors/written.json), which begin
with what was written; so a page never takes an answer that the server would not count.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.surveys.answers import exclusive_clash, ordered_codes
from app.surveys.parts import CHOICE_KINDS, Kind, Question

Answer = str | int | list[str]

LINE_ENDS: Final = re.compile(r"\r\n?")
SPACE: Final = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
MARK: Final = r"\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Marks that nobody sees: of direction, of joining, of byte order. Written out, because languages
differ in what they call white space."""

UNSEEN: Final = re.compile(f"[{SPACE}{MARK}]")
MARKS: Final = re.compile(f"[{MARK}]")
ENDS: Final = re.compile(f"^[{SPACE}]+|[{SPACE}]+$")
NUMBER: Final = re.compile(r"([+-]?)([0-9]{1,15})")
THOUSANDS: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[ \xa0\u2009\u202f][0-9]{3})+")
WITH_DECIMAL_MARK: Final = re.compile(r"(?=.*[.,٫٬،．，])[+-]?[.,٫٬،．，]*[0-9][0-9.,٫٬،．，]*")
DATE: Final = re.compile(r"([1-9][0-9]{3})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
SIGNS: Final = str.maketrans("‐‑‒–−﹣－＋／．", "-------+/.")


class AnswerFault(StrEnum):
    """Why what was written is no answer to its question."""

    SEVERAL = "several"
    NO_SUCH_OPTION = "no such option"
    CLASH = "clash"
    NO_NUMBER = "no number"
    DECIMAL = "decimal"
    TOO_SMALL = "too small"
    TOO_LARGE = "too large"
    NO_DATE = "no date"
    OUTSIDE = "outside"
    TOO_LONG = "too long"


@dataclass(frozen=True)
class Unfit:
    """What was written is no answer.

    `number` is the least or the most that is taken, or how many characters are too many.
    """

    fault: AnswerFault
    number: int | None = None


def read_written(question: Question, values: Sequence[str]) -> Answer | Unfit | None:
    """The canonical answer that stands in the boxes of a question; None where they are blank."""
    written = [each for each in map(with_one_line_end, values) if not is_blank(each)]
    if not written:
        return None
    if question.kind is Kind.MULTIPLE_CHOICE:
        return _codes(question, written)
    if len(written) > 1:
        return Unfit(AnswerFault.SEVERAL)
    [text] = written
    if question.kind in CHOICE_KINDS:
        is_offered = text in {option.code for option in question.all_options}
        return text if is_offered else Unfit(AnswerFault.NO_SUCH_OPTION)
    if question.kind is Kind.NUMBER:
        return _number(question, text)
    return _date(question, text) if question.kind is Kind.DATE else _text(question, text)


def with_one_line_end(text: str) -> str:
    """The text with every end of a line written as one character, as it is counted and stored."""
    return LINE_ENDS.sub("\n", text)


def is_blank(text: str) -> bool:
    """Whether there is nothing in it that anybody would see."""
    return not UNSEEN.sub("", text)


def too_many(text: str, most: int) -> int:
    """How many characters (code points, an end of a line being one) are more than `most`."""
    return max(0, len(with_one_line_end(text)) - most)


def _codes(question: Question, written: list[str]) -> Answer | Unfit:
    if not {option.code for option in question.all_options}.issuperset(written):
        return Unfit(AnswerFault.NO_SUCH_OPTION)
    if exclusive_clash(question, written):
        return Unfit(AnswerFault.CLASH)
    return ordered_codes(question, written)


def whole_number(text: str) -> int | None:
    """The whole number that somebody wrote, in digits of any language; None where it is none."""
    plain = _plain(text)
    if THOUSANDS.fullmatch(plain):
        plain = UNSEEN.sub("", plain)
    found = NUMBER.fullmatch(plain)
    return int("".join(found.groups())) if found else None


def _number(question: Question, text: str) -> int | Unfit:
    number = whole_number(text)
    if number is None:
        is_decimal = WITH_DECIMAL_MARK.fullmatch(_plain(text))
        return Unfit(AnswerFault.DECIMAL if is_decimal else AnswerFault.NO_NUMBER)
    least, most = question.minimum, question.maximum
    if least is not None and number < least:
        return Unfit(AnswerFault.TOO_SMALL, least)
    if most is not None and number > most:
        return Unfit(AnswerFault.TOO_LARGE, most)
    return number


def _date(question: Question, text: str) -> str | Unfit:
    found = DATE.fullmatch(_plain(text))
    if not found:
        return Unfit(AnswerFault.NO_DATE)
    try:
        day = date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return Unfit(AnswerFault.NO_DATE)
    earliest, latest = question.earliest, question.latest
    if (earliest and day < earliest) or (latest and day > latest):
        return Unfit(AnswerFault.OUTSIDE)
    return day.isoformat()


def _text(question: Question, text: str) -> str | Unfit:
    over = too_many(text, question.maximum_length or 0)
    return Unfit(AnswerFault.TOO_LONG, over) if over else text


def _plain(text: str) -> str:
    """Digits of any script as 0 to 9, one sign for minus, no marks, no white space at the ends."""
    digits = "".join(map(_digit, MARKS.sub("", text)))
    return ENDS.sub("", digits).translate(SIGNS)


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
