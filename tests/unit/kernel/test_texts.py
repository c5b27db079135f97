"""Lines, texts and addresses: tidied, bounded, and free of what cannot be seen."""

import pytest

from app.kernel.errors import Refused
from app.kernel.texts import one_line, required_line, required_text, several_lines, web_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Rose \t House\n", "Rose House"),
        ("Tŷ’r Rhos", "Tŷ’r Rhos"),
        ("گلاب گھر", "گلاب گھر"),
        ("   ", None),
        (None, None),
    ],
)
def test_spaces_are_tidied_and_letters_kept(typed, kept):
    assert one_line(typed, name="The name", limit=200) == kept


def test_a_long_line_is_refused():
    with pytest.raises(Refused) as refused:
        one_line("x" * 41, name="The phone", limit=40)
    assert str(refused.value) == "The phone is 41 characters long. Use at most 40."


@pytest.mark.parametrize("unseen", ["\x00", "\u202e", "\u2066", "\u200b", "\u200f", "\ud800"])
def test_characters_that_cannot_be_seen_or_turn_others_round_are_refused(unseen):
    with pytest.raises(Refused) as refused:
        one_line(f"Rose{unseen}House", name="The name", limit=200)
    assert (
        str(refused.value)
        == "The name holds characters that cannot be seen or turn words round. Type it again."
    )


def test_an_empty_line_is_refused_where_one_is_needed():
    for required in (required_line, required_text):
        with pytest.raises(Refused) as refused:
            required(" ", name="The name")
        assert str(refused.value) == "The name is missing. Type it."


@pytest.mark.parametrize(
    ("rule", "limit"),
    [
        (one_line, 200),
        (required_line, 200),
        (several_lines, 4000),
        (required_text, 4000),
        (web_address, 500),
    ],
)
def test_each_kind_of_text_has_its_limit(rule, limit):
    fitting = "https://a.uk/".ljust(limit, "x")
    assert rule(fitting, name="It") == fitting
    with pytest.raises(Refused) as refused:
        rule(f"{fitting}x", name="It")
    assert str(refused.value) == f"It is {limit + 1} characters long. Use at most {limit}."


def test_a_link_is_the_address_of_a_page():
    kept = "https://example.org/minutes"
    assert web_address(f" {kept} ", name="The link") == kept
    assert web_address(" ", name="The link") is None


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "example.org", "https://", "http://[x"])
def test_what_no_browser_should_follow_is_refused(bad):
    with pytest.raises(Refused, match="The link must be the address of a page"):
        web_address(bad, name="The link")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  The  hall\r\n\r\ntwo\tinterpreters \n", "The hall\n\ntwo interpreters"),
        ("\u200fگلاب\u200f", "\u200fگلاب\u200f"),
        (" \n ", None),
        (None, None),
    ],
)
def test_several_lines_keep_their_breaks(typed, kept):
    assert several_lines(typed, name="The notes", limit=200) == kept


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("abc\ndefgh", "The notes is 9 characters long. Use at most 8."),
        (
            "a\x00",
            "The notes holds characters that cannot be seen or turn words round. Type it again.",
        ),
    ],
)
def test_several_lines_that_cannot_be_kept_are_refused(typed, problem):
    with pytest.raises(Refused) as refused:
        several_lines(typed, name="The notes", limit=8)
    assert str(refused.value) == problem
