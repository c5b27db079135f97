"""What all folders do with the session in the same way."""

from sqlalchemy import create_engine, insert

from app.extensions import db, keep
from app.insight.models import ReleasedFigures
from app.kernel.clock import now


def figures(base):
    return ReleasedFigures(cut="a", base=base, counts={"n": base}, as_of=now())


def test_a_row_is_kept_and_what_was_read_of_it_before_is_read_again(context):
    keep(figures(12))
    before = db.session.get(ReleasedFigures, "a")
    assert (before.base, before.counts) == (12, {"n": 12})
    keep(figures(17))
    assert (before.base, before.counts) == (17, {"n": 17})
    assert db.session.query(ReleasedFigures).count() == 1


def test_two_requests_that_keep_the_same_for_the_first_time_do_not_fail(context, settings):
    assert db.session.get(ReleasedFigures, "a") is None
    db.session.commit()
    other = create_engine(settings.database)
    row = {"cut": "a", "base": 13, "counts": {}, "as_of": now()}
    with other.begin() as connection:
        connection.execute(insert(ReleasedFigures), row)
    other.dispose()
    keep(figures(12))
    assert db.session.get(ReleasedFigures, "a").base == 12
