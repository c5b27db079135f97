"""What is shown moves by nobody or by five people at least, group by group and as a whole."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.insight.batches import DISJOINT, next_counts
from app.insight.counts import Counts

FEWEST = 5


def counts(**languages: int) -> Counts:
    made = Counts()
    made.parts["theme"][""] = Counter(positive=sum(languages.values()))
    for name in DISJOINT:
        for key, number in languages.items():
            made.parts[name][key] = Counter(positive=number)
    return made


def shown(found: Counts) -> dict[str, int]:
    return {key: each.total() for key, each in found.parts["language"].items()}


def test_what_nobody_saw_is_shown_as_it_is():
    assert shown(next_counts(None, counts(en=20))) == {"en": 20}


def test_one_more_changes_nothing():
    before = counts(en=20, ur=12)
    assert next_counts(before, counts(en=21, ur=12)) is before


def test_five_more_change_it_where_the_groups_give_nobody_away():
    before = counts(en=20, ur=12)
    assert shown(next_counts(before, counts(en=25, ur=12))) == {"en": 25, "ur": 12}


def test_the_whole_may_move_while_its_groups_stand_still():
    found = next_counts(counts(en=20, ur=12), counts(en=24, ur=13))
    assert (found.people, shown(found)) == (37, {"en": 20, "ur": 12})


def test_a_period_that_is_over_is_shown_as_it_ended():
    assert shown(next_counts(counts(en=20), counts(en=21), is_final=True)) == {"en": 21}


@given(
    before=st.fixed_dictionaries({"en": st.integers(0, 40), "ur": st.integers(0, 40)}),
    more=st.fixed_dictionaries({"en": st.integers(0, 9), "ur": st.integers(0, 9)}),
)
def test_no_two_looks_differ_by_one_to_four_anywhere(before, more):
    first = counts(**before)
    second = next_counts(first, counts(**{key: before[key] + more[key] for key in before}))
    changes = [second.people - first.people]
    changes += [shown(second)[key] - shown(first)[key] for key in before]
    changes.append(second.people - sum(shown(second).values()))
    changes[-1] -= first.people - sum(shown(first).values())
    assert all(change == 0 or change >= FEWEST for change in changes)
