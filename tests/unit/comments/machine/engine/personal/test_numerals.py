"""What numbers in words say, in every language that has them."""

import pytest

from app.comments.machine.engine.folding import fold
from app.comments.machine.engine.personal.numerals import digits_of
from app.comments.machine.engine.personal.wordlists import WORDS

LANGUAGES = 20


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("oh seven seven double oh", "07700"),
        ("nineteen forty one", "1941"),
        ("nineteen hundred and forty one", "1941"),
        ("six hundred and one two hundred", "601200"),
        ("triple seven 12", "77712"),
        ("mil naw pedwar un", "1941"),
        ("un deg dau", "12"),
        ("tysiac dziewiecset czterdziestego pierwszego", "1941"),
        ("o mie nouă sute patruzeci și unu", "1941"),
        ("انیس سو", "1900"),
        ("ألف وتسعمئة وواحد وأربعين", "1941"),
        ("اثنا عشر", "12"),
        ("mil novecentos e quarenta e um", "1941"),
        ("kun sagaal boqol afartan iyo kow", "1941"),
        ("laba iyo toban", "12"),
        ("тисяча дев'ятсот сорок першого", "1941"),
        ("هزار و سیصد و بیست", "1320"),
    ],
)
def test_words_say_digits(words, digits):
    assert digits_of(fold(words).text.split()) == digits


def test_every_language_says_all_ten_digits():
    rows = [fold(row).text.split() for row in WORDS["ones"].splitlines()]
    said = [digits_of([word.split("/")[0] for word in row]) for row in rows]
    assert said == ["0123456789"] * LANGUAGES
