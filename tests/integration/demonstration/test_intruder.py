"""The intruder in the demonstration, at two dates, with everything that is told of answers."""

import pytest
from sqlalchemy import select

from app.collection.links.models import Link
from app.collection.responses.models import Response
from app.extensions import db
from app.kernel.clock import today
from app.results.indicators.months import month_before
from tests.given import stored
from tests.integration.disclosure.intruder import (
    everything_released,
    is_few,
    left_of_parts,
    times_of,
)
from tests.measuring import count


@pytest.fixture
def settings(loaded_settings):
    """The demonstration, loaded once for each kind of database."""
    return loaded_settings


def test_nothing_of_the_demonstration_less_anything_else_is_a_handful(context, printed):
    this = f"{today():%Y-%m}"
    times = times_of(month_before(this, 12), this)
    earlier = {}
    for _ in range(2):
        count()
        known = everything_released(times, most_services=1)
        assert len(known) > 50
        few = [(what, how) for what, how, left in left_of_parts(known) if is_few(left)]
        assert few == []
        for what, told in earlier.items():
            for cells in told.keys() & known[what].keys():
                assert not is_few(known[what][cells]["people"] - told[cells]["people"]), what
        earlier = known
        some_more_answer()


def some_more_answer():
    """Three by each link, who give the answers that somebody gave there."""
    for at in db.session.execute(select(Link)).scalars():
        rows = answers_at(at)
        for version, answers, week, locale in rows:
            stored(at, answers, week=week, locale=locale, version=version)


def answers_at(at):
    """The last three answers by a link."""
    columns = (Response.version, Response.answers, Response.week, Response.locale)
    found = select(*columns).where(Response.link_token == at.token)
    return db.session.execute(found.order_by(Response.week.desc(), Response.id).limit(3)).all()
