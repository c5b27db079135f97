"""What is said of how people answered, and of crowds: some, and how many only where many."""

from collections import Counter

import pytest

from app.disclosure import THRESHOLD, Hidden
from app.results.feedback.counts import Counts
from app.results.feedback.quality import quality_notes


def noted(note: str, people: int) -> Counts:
    made = Counts()
    if people >= THRESHOLD:
        made.spoke["theme", f"~{note}"] = people
    elif people:
        made.hidden["theme", f"~{note}"] = Hidden()
    return made


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (0, ()),
        (1, ("Some of those who wrote answered faster than people read.",)),
        (9, ("Some of those who wrote answered faster than people read.",)),
        (10, ("10 of those who wrote answered faster than people read.",)),
    ],
)
def test_how_many_is_released_only_where_they_are_many(people, words):
    assert quality_notes(noted("quick", people)) == words


def months(*numbers: int) -> Counts:
    made = Counts()
    for place, number in enumerate(numbers, start=1):
        made.parts["month"][f"2026-{place:02d}"] = Counter(positive=number)
        made.spoke["month", f"2026-{place:02d}"] = number
    return made


def test_a_month_of_far_more_people_is_named():
    [words] = quality_notes(months(20, 22, 19, 21, 20, 23, 310))
    assert words.startswith("In Jul 2026 far more people wrote than usual.")


def test_usual_ups_and_downs_and_months_of_few_are_not():
    assert quality_notes(months(20, 22, 19, 21, 20, 23, 24)) == ()
    assert quality_notes(months(1, 2, 1, 1, 2, 1, 9)) == ()


def test_notes_are_no_themes():
    assert noted("quick", 12).themes() == {}
