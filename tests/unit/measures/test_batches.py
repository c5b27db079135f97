"""New answers are told in batches, and no batch is a handful of people."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.measures.batches import Batch, ready, ready_by_code
from app.measures.subjects import ANSWERED, ASKED, PLACED, RESPONSES

FRESH = 5


def answers(**codes: int) -> Counter[str]:
    people = sum(codes.values())
    return Counter({ASKED: people, ANSWERED: people, PLACED: people, **codes})


def test_five_new_people_are_told():
    waiting = {"2026-04": answers(always=3, never=2)}
    assert list(ready("respect", waiting, {"never"})) == [Batch("2026-04", waiting)]


def test_four_wait():
    assert list(ready("respect", {"2026-04": answers(always=4)}, ())) == []


def test_a_month_with_too_few_is_told_with_the_next():
    waiting = {"2026-04": answers(always=2), "2026-05": answers(always=1, never=2)}
    [batch] = ready("respect", waiting, {"never"})
    assert (batch.month, batch.shown) == ("2026-05", answers(always=3, never=2))
    assert batch.taken == waiting


def test_what_is_left_after_a_batch_waits_for_another_one():
    waiting = {"2026-04": answers(always=6), "2026-05": answers(always=4)}
    [batch] = ready("respect", waiting, ())
    assert (batch.month, set(batch.taken)) == ("2026-04", {"2026-04"})


def test_a_batch_in_which_all_said_the_same_bad_thing_waits():
    assert list(ready("respect", {"2026-04": answers(never=7)}, {"never"})) == []


def test_who_was_asked_waits_for_who_answered():
    waiting = {"2026-04": Counter({ASKED: 6, ANSWERED: 1, PLACED: 1, "always": 1})}
    assert list(ready("respect", waiting, ())) == []


def test_a_correction_is_told_at_once():
    waiting = {"2026-04": Counter({ASKED: 0, "always": -1, "never": 1})}
    [batch] = ready("respect", waiting, {"never"})
    assert batch.shown == Counter({ASKED: 0, "always": -1, "never": 1})


def test_responses_are_told_by_their_number_over_all_weeks():
    waiting = {"2026-04": Counter({"2026-W15": 2, "2026-W16": 3})}
    assert len(list(ready(RESPONSES, waiting, ()))) == 1
    assert list(ready(RESPONSES, {"2026-04": Counter({"2026-W15": 4})}, ())) == []


def test_groups_of_people_are_told_each_by_itself():
    waiting = {"2026-04": Counter(en=9, ur=5)}
    assert {batch.shown.total() for batch in ready_by_code(waiting, Counter(), 14)} == {9, 5}


@pytest.mark.parametrize(("whole", "told"), [(10, True), (13, False), (15, True)])
def test_no_group_is_told_that_leaves_a_few_of_the_whole(whole, told):
    waiting = {"2026-04": Counter(en=10, ur=3)}
    assert bool(ready_by_code(waiting, Counter(), whole)) == told


months = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=8
)


@given(months)
def test_every_batch_is_five_people_and_nobody_is_told_twice(found):
    waiting = {
        f"2026-{number:02d}": Counter({ASKED: a + b + c, PLACED: a + b, "always": a, "never": b})
        for number, (a, b, c) in enumerate(found, start=1)
    }
    batches = list(ready("respect", waiting, {"never"}))
    assert all(batch.shown[PLACED] == 0 or batch.shown[PLACED] >= FRESH for batch in batches)
    assert all(
        batch.shown["never"] < batch.shown[PLACED] or not batch.shown[PLACED] for batch in batches
    )
    taken = [month for batch in batches for month in batch.taken]
    assert len(taken) == len(set(taken))
    assert all(batch.month == max(batch.taken) for batch in batches)
