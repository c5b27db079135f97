"""What would be turned among words from right to left stands on a line of its own."""

import pytest

from app.documents.own_lines import on_own_lines

L, R, END = "\u2066", "\u2067", "\u2069"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"ہم {L}Rose House{END} پر", ["ہم", f"{L}Rose House{END}", "پر"]),
        (f"{L}Rose House{END} میں", [f"{L}Rose House{END}", "میں"]),
        (f"کوڈ: {L}K7Q-F2M{END}۔", ["کوڈ:", f"{L}K7Q-F2M۔{END}"]),
        (f"ہم ({L}a.org/b{END})، یا", ["ہم", f"{L}(a.org/b)،{END}", "یا"]),
        (f"{L}K7QF2M{END} یا {L}A B{END}", [f"{L}K7QF2M{END}", "یا", f"{L}A B{END}"]),
        # What readers never turn stays where it is.
        (f"فون {L}01632 960 003{END} پر", [f"فون {L}01632 960 003{END} پر"]),
        (f"زبان {L}English{END} ہے", [f"زبان {L}English{END} ہے"]),
        (f"ہم {R}ہر دن{END} پر", [f"ہم {R}ہر دن{END} پر"]),
        # With no words around it there is nothing that it could be turned with.
        (f"{L}Rose House{END}", [f"{L}Rose House{END}"]),
        (f"{L}1{END}. {L}Rose House{END}", [f"{L}1{END}. {L}Rose House{END}"]),
        ("Rose House", ["Rose House"]),
    ],
)
def test_on_own_lines(text, lines):
    assert on_own_lines(text).split("\n") == lines
