"""The review knows what the ratings of the same people say, and where one stands out."""

from datetime import date

import pytest

from app.results.feedback.cuts import FeedbackCut
from app.results.feedback.ratings import ratings_in_words
from tests.counting import counted_statements
from tests.factories import link, service
from tests.given import stored
from tests.measuring import ALWAYS, MEASURED, NEVER, count

TODAY = date(2026, 12, 1)
WEEKS = ("2026-W02", "2026-W06", "2026-W10", "2026-W15", "2026-W19", "2026-W24", "2026-W28",
         "2026-W32", "2026-W37", "2026-W41")  # fmt: skip
STANDS_OUT_IN_NONE = ("In their ratings no question stands out in the last month released.",)


@pytest.fixture
def home(context):
    return link(MEASURED)


def rated(home, good, week):
    """Twenty people in a month, so many of whom say always."""
    stored(home, {"respect": ALWAYS}, times=good, week=week)
    stored(home, {"respect": NEVER}, times=20 - good, week=week)


def year(home, *last):
    for place, week in enumerate(WEEKS):
        rated(home, (18 if place % 2 else 19), week)
    for good, week in zip(last, ("2026-W45",), strict=False):
        rated(home, good, week)
    count()


def words(**cut):
    return ratings_in_words(FeedbackCut(**cut), TODAY)


def test_nothing_is_said_where_nothing_is_rated(context):
    assert words() == ()


def test_a_year_as_usual_says_so(home):
    year(home, 18)
    assert words() == STANDS_OUT_IN_NONE


def test_a_fall_below_the_lower_limit_is_said_and_not_called_usual(home):
    year(home, 9)
    [fell] = words()
    assert "(People we support): 45 % good answers in Nov 2026." in fell
    assert fell.endswith("Concern: below the lower limit.")


def test_a_rise_is_said_as_such(home):
    for week in WEEKS:
        rated(home, 10, week)
    rated(home, 19, "2026-W45")
    count()
    [rose] = words()
    assert rose.endswith("95 % good answers in Nov 2026. Improvement: above the upper limit.")


def test_a_fall_outside_the_months_or_the_view_is_not_said(home):
    year(home, 9)
    assert words(period="2026-Q3") == STANDS_OUT_IN_NONE
    assert words(audience="staff") == ()


def test_only_the_service_that_is_asked_for_speaks(home):
    year(home, 9)
    other = link(MEASURED, token="Q7K2F9", service_id=service("Oak House").id)
    assert words(service_id=other.service_id) == ()
    assert len(words(service_id=home.service_id)) == 1


def test_more_answers_ask_no_more_queries(home):
    year(home)

    def asked():
        with counted_statements() as statements:
            words()
        return len(statements)

    before = asked()
    rated(home, 18, "2026-W45")
    count()
    assert asked() == before
