"""Which language a comment is in."""

from collections import Counter
from pathlib import Path

import pytest

from app.comments.machine.engine.languages import language_of


@pytest.mark.parametrize(
    ("text", "expected", "language"),
    [
        ("The staff are kind and the food is hot.", None, "en"),
        ("Mae'r staff yn garedig iawn ac mae'r bwyd yn dda.", "en", "cy"),
        ("ਸਟਾਫ਼ ਬਹੁਤ ਚੰਗਾ ਹੈ ਤੇ ਰੋਟੀ ਗਰਮ ਮਿਲਦੀ ਹੈ", "en", "pa"),
        ("کھانا بہت اچھا ہے اور عملہ مہربان ہے", None, "ur"),
        ("khana bohat acha hai aur sab log ache hain", "en", "ur"),
        ("khana bohat acha hai aur sab log ache hain", "hi", "hi"),
        ("I challenged a remark at handover and it went well.", "en", "en"),
        ("ok", "cy", "cy"),
        ("😀 12", "en", "und"),
        ("", "en", "und"),
        ("good food", None, "und"),
        ("he hit me", None, "und"),
        ("good food", "en", "en"),
        ("Mulțumesc", None, "ro"),
        ("Curată și bună", "en", "ro"),
        ("Sunt mulțumit de serviciile oferite", None, "ro"),
        ("Personalul știe ce îmi place", None, "ro"),
        ("Dziękuję łoś", None, "pl"),
        ("Ačiū, gražų", None, "lt"),
        ("ਚੰਗਾ ਹੈ", None, "pa"),
        ("很好", None, "zh"),
        ("سڑک", None, "ur"),
        ("አመሰግናለሁ በጣም ጥሩ ነው", "en", "am"),
        ("የቐንየለይ", "en", "und"),
        ("Ma'aikatan suna da kirki", None, "ha"),
        ("Ndị ọrụ na-elekọta m", "en", "ig"),
        ("Hojjettoonni gaarii dha", "en", "om"),
        ("din dahare daka khutba", "ur", "ur"),
        ("good food", "ur", "ur"),
        ("the food is good and hot", "ur", "en"),
        ("很好", "ur", "zh"),
        ("بہت اچھا", "en", "und"),
        ("Dilys said بہت اچھا کھانا ہے جی", "en", "ur"),
        ("I am \x00 very \ud800 happy \ufffe here today", None, "en"),
        ("ኣብዚ ዘለዉ ሰራሕተኛታት ጽቡቓት እዮም", "en", "ti"),
    ],
)
def test_it_is_told(text, expected, language):
    assert language_of(text, expected) == language


PHRASES = [
    line.split("|", 1)
    for line in Path("tests/vectors/short-phrases.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def outcomes(expected):
    """How many phrases are told, left alone, taken for what was expected, and claimed wrongly."""
    count: Counter[str] = Counter()
    for language, words in PHRASES:
        found = language_of(words, expected)
        known = {language: "right", "und": "none", expected: "expected"}
        count["right" if found == language else known.get(found, "wrong")] += 1
    return tuple(count[each] for each in ("right", "none", "expected", "wrong"))


def test_a_few_words_are_of_the_language_that_the_page_has():
    assert [words for language, words in PHRASES if language_of(words, language) != language] == []


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        (None, (151, 93, 0, 0)),
        ("en", (150, 29, 65, 0)),
        ("so", (152, 29, 63, 0)),
        ("ur", (147, 0, 97, 0)),
    ],
)
def test_nothing_else_is_claimed_of_a_few_words(expected, told):
    assert outcomes(expected) == told
