"""What day and week it is where the services are, in winter and in summer."""

from datetime import UTC, date, datetime

import pytest

from app.kernel import clock

# The last half hour of a day in UTC is the first of the next one in British Summer Time.
MOMENTS = [
    (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1), "2026-W27"),
    (datetime(2026, 6, 28, 23, 30, tzinfo=UTC), date(2026, 6, 29), "2026-W27"),
    (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), date(2026, 6, 30), "2026-W27"),
    (datetime(2026, 11, 30, 23, 30, tzinfo=UTC), date(2026, 11, 30), "2026-W49"),
    # The clocks go back in the night of 25 October and forward in that of 28 March.
    (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25), "2026-W43"),
    (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25), "2026-W43"),
    (datetime(2027, 3, 28, 23, 30, tzinfo=UTC), date(2027, 3, 29), "2027-W13"),
]


@pytest.mark.parametrize(("moment", "day", "week"), MOMENTS)
def test_day_and_week_are_those_of_the_united_kingdom(monkeypatch, moment, day, week):
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert clock.today() == day
    assert clock.iso_week(clock.today()) == week


def test_a_moment_without_a_zone_is_in_utc_and_a_day_is_itself():
    assert clock.day_of(datetime(2026, 6, 30, 23, 30)) == date(2026, 7, 1)  # noqa: DTZ001
    assert clock.day_of(date(2026, 6, 30)) == date(2026, 6, 30)
    shown = clock.here(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert f"{shown:%d %B %Y %H:%M}" == "01 July 2026 00:30"


def test_weeks_are_said_by_their_mondays():
    assert clock.weeks_in_words("2026-W49") == "Week of 30 November 2026"
    assert clock.weeks_in_words("2026-W49", "2026-W49") == "Week of 30 November 2026"
    assert clock.weeks_in_words("2026-W53", "2027-W01") == (
        "Weeks of 28 December 2026 to 4 January 2027"
    )


def test_a_day_begins_at_midnight_of_the_united_kingdom():
    assert clock.start_of(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert clock.start_of(date(2026, 12, 1)) == datetime(2026, 12, 1, tzinfo=UTC)
