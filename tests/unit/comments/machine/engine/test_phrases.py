"""How phrases are written, and what each form finds."""

import pytest

from app.comments.machine.engine.folding import fold
from app.comments.machine.engine.phrases import Phrases, tokens_of


def found(phrase: str, text: str) -> list[str]:
    phrases: Phrases[str] = Phrases()
    phrases.add(phrase, "it")
    folded = fold(text)
    return [
        text[slice(*folded.span(each.start, each.end))]
        for each in phrases.find(tokens_of(folded.text))
    ]


@pytest.mark.parametrize(
    ("phrase", "text", "finds"),
    [
        ("slap", "A slap, then", ["slap"]),
        ("slap", "slapped", []),
        ("slap*", "slapped", ["slapped"]),
        ("~harm", "unharmed", ["unharmed"]),
        ("hit me", "hit me", ["hit me"]),
        ("hit me", "hit and me", []),
        ("hit/slap me", "slap me", ["slap me"]),
        ("no_one came", "no one came", ["no one came"]),
        ("lost ... ring", "lost her gold ring", ["lost her gold ring"]),
        ("lost ... ring", "lost one two three four five ring", []),
        ("lost ... ring", "lost it. The ring is nice", []),
        ("ring & gone", "gone is the ring", ["gone is the ring"]),
        ("i am <age>", "i am 14", ["i am 14"]),
        ("i am <age>", "i am 81", []),
        ("打", "护工打我", ["打"]),
        ("José", "JOSÉ came", ["JOSÉ"]),
    ],
)
def test_a_phrase_finds_what_it_says(phrase, text, finds):
    assert found(phrase, text) == finds
