"""Short codes survive being read out, typed on any keyboard, and mistyped."""

import re

import pytest
from stdnum import luhn

from app.collection.links.codes import (
    ALPHABET,
    address,
    is_mistyped,
    new_token,
    normalise,
    short_code,
)


def test_a_token_is_six_characters_of_the_alphabet_with_its_check_character():
    tokens = [new_token() for _ in range(500)]
    pattern = re.compile(r"[0-9A-HJKMNP-TV-Z]{6}")
    assert [token for token in tokens if not pattern.fullmatch(token)] == []
    assert [token for token in tokens if is_mistyped(token)] == []
    assert len(set(tokens)) > 490


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("K7QF2M", "K7QF2M"),
        ("k7q-f2m", "K7QF2M"),
        (" k7q f2m ", "K7QF2M"),
        ("K7Q–F2M", "K7QF2M"),
        ("OoIiLl", "001111"),
        ("Ｋ７ｑＦ２Ｍ", "K7QF2M"),
        ("K۷QF۲M", "K7QF2M"),
        ("K٧QF२M", "K7QF2M"),
        ("K7\x00QF\u202e2M", "K7QF2M"),
        ("é", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_as_it_was_meant(typed, meant):
    assert normalise(typed) == meant


def test_a_very_long_code_is_cut():
    assert normalise("A" * 1_000_000) == "A" * 100


def test_every_single_wrong_character_is_noticed():
    token = new_token()
    wrong = [
        token[:place] + other + token[place + 1 :]
        for place in range(len(token))
        for other in ALPHABET
        if other != token[place]
    ]
    assert len(wrong) == 6 * 31
    assert [each for each in wrong if not is_mistyped(each)] == []


@pytest.mark.parametrize("code", ["", "K7QF2", "K7QF2MM", "UUUUUU", "../../", "k7q"])
def test_what_no_link_can_have_is_mistyped(code):
    assert is_mistyped(code) is True


def test_a_right_code_is_not_mistyped_however_it_is_written():
    body = "K7QF2"
    token = body + luhn.calc_check_digit(body, ALPHABET)
    assert [is_mistyped(each) for each in (token, token.lower(), short_code(token))] == [False] * 3


def test_the_short_code_is_printed_in_two_halves():
    assert short_code("K7QF2M") == "K7Q-F2M"


def test_the_address_fits_a_small_qr_code():
    url = address(new_token(), base_url="https://fb.example.org")
    assert (url[:-6], len(url)) == ("https://fb.example.org/s/", 31)
