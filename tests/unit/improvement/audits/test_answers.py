"""The answers received by a round's link: what counts, what is missing and what does not count."""

import pytest

from app.improvement.audits.answers import RecordPart, RoundAnswers, sorted_out
from app.improvement.audits.drawing import Drawn
from tests.audits import about

DRAWN = Drawn(numbers=(3, 8, 11), doubles=(8,))


def test_nothing_came():
    received = sorted_out([], DRAWN)
    assert (received.missing, received.missing_second, received.is_clean) == (
        (3, 8, 11),
        (8,),
        True,
    )
    assert received == RoundAnswers(drawn=DRAWN)


def test_each_drawn_record_counts_once_for_each_seat():
    received = sorted_out(
        [about(8, food="yes"), about(8, "second", food="no"), about(3, food="partly")], DRAWN
    )
    assert [each.place for each in received.first] == [(3, "first"), (8, "first")]
    assert (received.missing, received.missing_second) == ((11,), ())
    assert [(one.answers["food"], other.answers["food"]) for one, other in received.pairs] == [
        ("yes", "no")
    ]
    assert received.is_clean


def test_numbers_that_were_not_drawn_are_told_and_not_counted():
    received = sorted_out([about(4), about(4, "second"), about(3, "second"), about(None)], DRAWN)
    assert received.counted == {}
    assert (received.not_drawn, received.not_doubled, received.without_number) == ((4,), (3,), 1)
    assert not received.is_clean


def test_before_a_sample_is_drawn_nothing_counts():
    assert sorted_out([about(3)], Drawn((), ())).not_drawn == (3,)


def test_whoever_does_not_say_is_read_as_the_first():
    assert list(sorted_out([about(3, None)], DRAWN).counted) == [RecordPart(3, "first")]


def test_the_same_answers_sent_twice_count_once():
    received = sorted_out([about(3, food="no"), about(3, food="no")], DRAWN)
    assert (len(received.first), received.twice) == (1, ())


def test_different_answers_wait_for_somebody_to_say_which_count():
    one, other = about(3, food="no"), about(3, food="yes")
    received = sorted_out([one, other], DRAWN)
    [twice] = received.twice
    assert twice.place == (3, "first")
    assert {each.response_id for each in twice.answers} == {one.id, other.id}
    assert (received.counted, received.missing) == ({}, (3, 8, 11))


@pytest.mark.parametrize("chosen", [0, 1])
def test_the_answer_that_was_settled_on_counts(chosen):
    both = [about(3, food="no"), about(3, food="yes")]
    received = sorted_out(both, DRAWN, {RecordPart(3, "first"): both[chosen].id})
    assert [each.answers["food"] for each in received.first] == [both[chosen].answers["food"]]
    assert received.twice == ()


def test_a_third_answer_after_settling_changes_nothing():
    both = [about(3, food="no"), about(3, food="yes"), about(3, food="partly")]
    received = sorted_out(both, DRAWN, {RecordPart(3, "first"): both[1].id})
    assert [each.answers["food"] for each in received.first] == ["yes"]


def test_two_versions_of_a_tool_are_no_pair():
    received = sorted_out([about(8), about(8, "second", version=2), about(3, version=2)], DRAWN)
    assert received.pairs == ()
    assert received.versions == (1, 2)
