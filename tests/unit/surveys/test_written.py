"""What was written is read as an answer or a fault, held to the vectors that the script has too."""

import json
import sys
import unicodedata
from typing import Any

import pytest

from app.surveys.parts import Kind
from app.surveys.written import Unfit, is_blank, read_written, too_many
from tests.factories import question
from tests.written import NAMES, PROJECT, VECTORS, expected, question_of


def read(vector: dict[str, Any]) -> dict[str, Any]:
    """What the reader makes of a vector, in the words of the vectors."""
    found = read_written(question_of(vector), vector["written"])
    if found is None:
        return {}
    if isinstance(found, Unfit):
        number = {} if found.number is None else {"number": found.number}
        return {"fault": found.fault.value, **number}
    return {"answer": found}


@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_vector(vector: dict[str, Any]) -> None:
    assert read(vector) == expected(vector)


def test_every_decimal_digit_of_unicode_is_read() -> None:
    digits = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isdecimal()]
    asked = question("asked", Kind.NUMBER)
    assert len(digits) > 600
    assert [read_written(asked, [f"1{each}"]) for each in digits] == [
        10 + unicodedata.decimal(each) for each in digits
    ]


def test_the_digits_that_the_script_is_held_to_are_those_of_an_old_unicode() -> None:
    """Scripts that Unicode took in later are unknown to some browsers."""
    old = unicodedata.ucd_3_2_0.category
    characters = map(chr, range(sys.maxunicode + 1))
    digits = [each for each in characters if each.isdecimal() and old(each) == "Nd"]
    vectors = json.loads((PROJECT / "tests/vectors/digits.json").read_text(encoding="utf-8"))
    assert vectors == {
        str(value): "".join(each for each in digits if unicodedata.decimal(each) == value)
        for value in range(10)
    }


def test_white_space_and_unseen_marks_are_blank() -> None:
    assert [is_blank(each) for each in ("", " \u200b", "\u2028", ".", "\u0301")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_length_is_counted_in_code_points_after_ends_of_lines_are_one() -> None:
    assert [too_many(each, 3) for each in ("a\r\nb", "a\rbc", "😀😀😀", "abcde")] == [0, 1, 0, 2]
