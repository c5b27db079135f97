"""Passwords are long enough, hashed with argon2, and checked alike for people who do not exist."""

import argon2
import pytest

from app.administration.accounts import passwords
from app.administration.accounts.passwords import (
    hash_password,
    is_right,
    needs_new_hash,
    refuse_weak,
)
from app.kernel.errors import Refused

WORDS = "kettle harbour violet"


def test_a_password_is_right_for_its_own_hash_only():
    kept = hash_password(WORDS)
    assert kept.startswith("$argon2id$")
    assert [is_right(WORDS, kept), is_right("kettle harbour violets", kept)] == [True, False]


def test_a_short_password_is_refused_with_advice():
    with pytest.raises(Refused) as refused:
        hash_password("elevenchars")
    assert str(refused.value) == (
        "The password has 11 characters. Use at least 12: "
        "three or four words together are easy to remember and hard to guess."
    )


def test_an_endless_password_is_refused():
    with pytest.raises(Refused) as refused:
        hash_password("x" * 1001)
    assert str(refused.value) == ("The password is longer than 1000 characters. Use a shorter one.")


def test_nobody_has_no_password_and_takes_as_much_work(monkeypatch):
    checked: list[str] = []

    class Counting(argon2.PasswordHasher):
        def verify(self, hash, password):
            checked.append(hash)
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    passwords._nobodys_hash.cache_clear()
    assert is_right("the password of nobody", None) is False
    assert [argon2.extract_parameters(each) for each in checked] == [
        argon2.extract_parameters(argon2.PasswordHasher().hash(WORDS))
    ]


def test_a_damaged_hash_lets_nobody_in():
    assert is_right(WORDS, "not a hash") is False


def test_a_weaker_hash_is_to_be_made_again():
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(WORDS)
    assert [needs_new_hash(weak), needs_new_hash(hash_password(WORDS))] == [True, False]


ABOUT = ("anna.smith@example.org", "Anna Smith", "Meadow House", "Care for All")
GUESSED = "The password is easy to guess: "
ADVICE = "Three or four words that have nothing to do with each other are hard to guess."
REPEATS = "it repeats, or follows the alphabet, the numbers or the keyboard"
THEIRS = "it has a name, an address or a word that belongs to you or to your organisation"
COMMON = "it is one of those that many people use, or nearly"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("password1234", COMMON),
        ("P@ssw0rd1234", COMMON),
        ("letmein-letmein", COMMON),
        ("aaaaaaaaaaaa", REPEATS),
        ("abcabcabcabc", REPEATS),
        ("abcdefghijkl", REPEATS),
        ("123456789012", REPEATS),
        ("qwertyuiop[]", REPEATS),
        ("anna.smith@example.org", THEIRS),
        ("annasmith2026", THEIRS),
        ("Meadow House 2026", THEIRS),
        ("meadowhouse!!", THEIRS),
        ("htimsanna2026", THEIRS),
        ("careforall2026", THEIRS),
        ("ownwordsownwords", REPEATS),
    ],
)
def test_what_is_tried_first_is_refused(password, reason):
    with pytest.raises(Refused) as refused:
        refuse_weak(password, ABOUT)
    assert str(refused.value) == f"{GUESSED}{reason}. {ADVICE}"


@pytest.mark.parametrize(
    "password",
    [
        WORDS,
        "orchard candle meadow",
        "jS9_Fz0-AvBaQ2xk",
        "ਗੁਰਪ੍ਰੀਤ ਕੌਰ ਅੰਮ੍ਰਿਤਸਰ",
        "x7" * 3 + WORDS * 40,
    ],
)
def test_what_nobody_would_try_passes(password):
    refuse_weak(password, ABOUT)
