"""The security checklist names tests that are there, and says of each section how it stands."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CHECKLIST = (PROJECT / "docs" / "security-checklist.md").read_text(encoding="utf-8")
STATES = {"held", "in part", "not done", "operator", "does not apply"}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in CHECKLIST.splitlines()
    if re.match(r"\| \d", line)
]


def test_every_test_that_it_names_is_there():
    named = set(re.findall(r"`(tests/[^`]+)`", CHECKLIST))
    assert {path for path in named if not (PROJECT / path).is_file()} == set()
    assert "tests/integration/test_access.py" in named


def test_every_section_says_how_it_stands():
    assert {state for _, state, _ in ROWS} == STATES


def test_what_is_held_is_held_by_a_test():
    bare = [name for name, state, by in ROWS if state in {"held", "in part"} and "tests/" not in by]
    assert bare == ["11.1 Inventory"]
