"""Words that may be names are suggested, in every script."""

from pathlib import Path

import pytest

from app.comments.machine.engine.personal.names import MOST, likely_names

VECTORS = [
    line.split("|", 2)
    for line in Path("tests/vectors/personal-details.txt").read_text(encoding="utf-8").splitlines()
    if line.startswith(("name", "noname"))
]
NOT_FOUND = ["nie lubię Wojciecha"]
"""Languages that bend names need their forms, which no list has."""
WRONG = ["In May and June we will visit"]


def test_names_in_many_languages_are_suggested():
    named = [text.replace("›", "‹").split("‹") for kind, _, text in VECTORS if kind == "name"]
    missed = [
        "".join(parts)
        for parts in named
        if not any(name in parts[1] for name in likely_names("".join(parts)))
    ]
    others = [text for kind, _, text in VECTORS if kind == "noname" and likely_names(text)]
    assert (len(named), missed, others) == (35, NOT_FOUND, WRONG)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("Mr", ()),
        ("Mrs. Pugh and Mr Evans-Jones", ("Mrs. Pugh", "Mr Evans-Jones")),
        ("DILYS WAS RUDE", ("DILYS",)),
        ("Thank Dilys. Dilys's tea!", ("Dilys",)),
        ("Yes sir. Catherine came", ("Catherine",)),
        ("diolch Siân Prydderch", ("Siân Prydderch",)),
    ],
)
def test_a_name_is_given_as_it_stands(text, names):
    assert likely_names(text) == names


def test_a_list_of_names_is_cut():
    assert (
        len(likely_names(", ".join(f"Dilys Pugh{letter}" for letter in "abcdefghijklmno"))) == MOST
    )
