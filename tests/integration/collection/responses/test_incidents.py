"""What staff would want to know of: forty answers of one link that say exactly the same."""

import pytest

from app.collection.responses.incidents import MANY_THE_SAME, same_answers
from app.kernel.clock import iso_week, today
from tests.factories import link
from tests.given import stored
from tests.staff import signed_in


@pytest.fixture
def made(context):
    """A link."""
    return link()


def give(made, number, word="yes", week=None):
    """Store so many answers that all say the same."""
    stored(made, {"happy": word}, times=number, week=week or iso_week(today()))


def test_forty_that_say_the_same_are_told_to_staff(app, made):
    give(made, MANY_THE_SAME)
    assert same_answers(today()) == [(made.token, MANY_THE_SAME)]
    page = signed_in(app, "reader").get("/staff/")
    assert "40 answers say exactly the same. Was it one person, or a tablet?" in page.text


def test_fewer_other_and_older_ones_are_not(made):
    give(made, MANY_THE_SAME - 1)
    give(made, MANY_THE_SAME - 1, word="no")
    give(made, MANY_THE_SAME, week="2020-W01")
    assert same_answers(today()) == []
