"""A review in a few sentences: only what passed the gate, and the surest things first."""

from collections import Counter

from app.results.feedback.counts import Counts
from app.results.feedback.results import results_of
from app.results.feedback.short import in_short

NAMES = {
    "audience": {"families": "Families", "staff": "Staff"},
    "language": {"en": "English", "ur": "Urdu"},
    "helper": {},
    "service_id": {},
    "theme": {"food": "Food", "dress": "Dress"},
}


def views(people: int, **themes: int) -> Counts:
    """Counts of which so many wrote, and of each theme."""
    counts = Counts()
    counts.spoke["theme", ""] = people
    for theme, number in themes.items():
        counts.spoke["theme", theme] = number
    return counts


def test_a_hidden_review_says_nothing():
    counts = views(9)
    counts.parts["theme"][""] = Counter(positive=4, negative=5)
    assert in_short(results_of(counts, NAMES)) == ()


def test_shares_themes_and_who_differs():
    counts = views(100, food=40, dress=20)
    counts.parts["theme"] |= {
        "": Counter(positive=60, negative=40),
        "food": Counter(positive=30, negative=10),
        "dress": Counter(positive=5, negative=15),
    }
    counts.parts["month"]["2026-03"] = Counter(positive=60, negative=40)
    counts.parts["audience"] |= {
        "families": Counter(positive=45, negative=5),
        "staff": Counter(positive=15, negative=35),
    }
    counts.parts["language"] |= {
        "en": Counter(positive=30, negative=20),
        "ur": Counter(positive=30, negative=20),
    }
    assert in_short(results_of(counts, NAMES)) == (
        "60 % are positive (likely 50–69 %) and 40 % negative (likely 31–50 %), of 100 people of"
        " whom it is known how they feel.",
        "The share who are positive in what they wrote in Mar 2026: too few points to say.",
        "Found most often in what they wrote: Food (40 % as the machine found) and Dress (20 %"
        " as the machine found).",
        "They are most positive about Food (75 %).",
        "They are most negative about Dress (75 %).",
        "More positive than everyone else: Families.",
        "Less positive than everyone else: Staff.",
    )


def test_all_of_one_mind_are_masked_here_too():
    counts = views(20)
    counts.parts["theme"][""] = Counter(negative=20)
    counts.parts["language"] |= {"en": Counter(negative=20)}
    assert in_short(results_of(counts, NAMES)) == (
        "less than 10 % are positive and more than 90 % negative.",
    )


def test_where_too_few_were_read_surely_it_says_so():
    counts = views(22)
    counts.parts["theme"][""] = Counter(positive=2)
    assert in_short(results_of(counts, NAMES)) == ("Of too few people it is known how they feel.",)
