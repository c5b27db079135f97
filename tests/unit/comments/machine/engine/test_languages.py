"""Which language a comment is in."""

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
        ("ኣብዚ ዘለዉ ሰራሕተኛታት ጽቡቓት እዮም", "en", "ti"),
    ],
)
def test_it_is_told(text, expected, language):
    assert language_of(text, expected) == language
