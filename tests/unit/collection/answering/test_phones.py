"""Telephone numbers as links, and nothing else as one."""

import pytest

from app.collection.answering.phones import phone_links


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call 999.", ["999"]),
        ("Call 0161 496 0123 (8.30am to 5pm)", ["01614960123"]),
        ("+44 161 496 0123 or 18001 0161 496 0123", ["+441614960123", "1800101614960123"]),
        ("at \u20660800 1111\u2069", ["08001111"]),
        ("in 2026, at 08:30, 9 to 5, flat 1234, NG1 999A", []),
        ("on 31 12 2026, account 12345678", []),
    ],
)
def test_numbers_that_can_be_called_are_links(text, numbers):
    assert [part.split('"')[0] for part in phone_links(text).split('href="tel:')[1:]] == numbers


def test_everything_else_is_escaped():
    assert phone_links("<b> & 999") == ('&lt;b&gt; &amp; <a href="tel:999" dir="ltr">999</a>')
