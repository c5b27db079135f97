"""How fast a link may receive."""

import pytest

from app.collection.answering.rate_limit import MANY_IN_A_WINDOW, WINDOW_SECONDS, RateLimit


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_burst_is_taken_and_what_goes_beyond_waits(clock):
    rate_limit = RateLimit((0.5, 3), clock)
    assert [rate_limit.wait("A") for _ in range(4)] == [0, 0, 0, 2]


def test_the_wait_is_over_when_it_was_said_to_be(clock):
    rate_limit = RateLimit((0.5, 1), clock)
    assert [rate_limit.wait("A"), rate_limit.wait("A")] == [0, 2]
    clock.seconds = 2
    assert rate_limit.wait("A") == 0


def test_one_link_never_slows_another(clock):
    rate_limit = RateLimit((0.5, 1), clock)
    assert [rate_limit.wait("A"), rate_limit.wait("A"), rate_limit.wait("B")] == [0, 2, 0]


def test_a_care_home_of_sixty_answering_in_one_minute_never_waits(clock):
    rate_limit = RateLimit((2.0, 600), clock)
    waits = []
    for _ in range(60):
        waits.append(rate_limit.wait("A"))
        clock.seconds += 1
    assert waits == [0] * 60


def test_without_a_limit_nothing_waits(clock):
    rate_limit = RateLimit(None, clock)
    assert [rate_limit.wait("A") for _ in range(2000)] == [0] * 2000


def test_many_within_ten_minutes_is_noted(clock):
    rate_limit = RateLimit(None, clock)
    assert [rate_limit.is_many("A") for _ in range(MANY_IN_A_WINDOW + 1)] == [
        *[False] * MANY_IN_A_WINDOW,
        True,
    ]


def test_the_count_begins_again_after_ten_minutes(clock):
    rate_limit = RateLimit(None, clock)
    for _ in range(MANY_IN_A_WINDOW + 1):
        rate_limit.is_many("A")
    clock.seconds = WINDOW_SECONDS + 1
    assert rate_limit.is_many("A") is False
