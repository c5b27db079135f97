"""Answers that are all alike are noted, whatever they were asked."""

import pytest

from app.collection.answering.quality import is_all_the_same
from app.surveys.parts import Kind
from tests.factories import question, survey

OF = survey(
    *(question(f"q{place}", Kind.RATING, "good", "so_so", "bad") for place in range(5)),
    question("yes", Kind.YES_NO, "yes", "no"),
)


@pytest.mark.parametrize(
    ("given", "is_alike"),
    [
        (["good"] * 5, True),
        (["bad"] * 4, True),
        (["good"] * 3, False),
        (["good", "good", "good", "so_so"], False),
        (["good", "good", "good", "dont_know"], False),
    ],
)
def test_four_ratings_or_more_in_one_place(given, is_alike):
    answers = {f"q{place}": code for place, code in enumerate(given)} | {"yes": "no"}
    assert is_all_the_same(OF, answers) == is_alike
