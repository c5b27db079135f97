"""Which characters can be stored, and what becomes of the others."""

import unicodedata

import pytest

from app.kernel.storable import all_storable, first_unstorable, is_storable, storable

HALVES = ("\ud800", "\udbff", "\udc00", "\udfff")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("They\x00 hit me", "They hit me"),
        ("one\r\ntwo\rthree\x0bfour\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("don\x92t \x93shout\x94 \x85 \x81", "don’t “shout” … "),
        ("\ud83d\ude00 and half \ud83d of one", "😀 and half \ufffd of one"),
        ("not a character \uffff \ufdd0", "not a character  "),
        ("پنجابی ਪੰਜਾਬੀ \u200d\u2067", "پنجابی ਪੰਜਾਬੀ \u200d\u2067"),
    ],
)
def test_nothing_goes_but_what_cannot_be_kept(written, kept):
    assert storable(written) == kept
    assert is_storable(kept)


def test_every_control_character_and_half_is_found_and_mended():
    every = [chr(code) for code in range(0x100) if unicodedata.category(chr(code)) == "Cc"]
    wanted = {*every, *HALVES} - {"\t", "\n", "\r"}
    assert {each for each in (*every, *HALVES) if not is_storable(each)} == wanted
    assert all(is_storable(storable(f"a{each}b")) for each in wanted)
    assert all(storable(f"a{each}b").startswith("a") for each in wanted)


def test_keys_and_lists_are_looked_at_too():
    value = {"a\x00": ["b", {"c": "d\x01"}], "n": 3, "none": None}
    assert all_storable(value) == {"a": ["b", {"c": "d"}], "n": 3, "none": None}
    assert first_unstorable(value) == "a\x00"
    assert first_unstorable({"n": ["x", {"y": "z\x07"}]}) == "z\x07"
    assert first_unstorable(all_storable(value)) is None
