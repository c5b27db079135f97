"""What all folders do with the session in the same way."""

import uuid

from sqlalchemy import create_engine, insert

from app.extensions import db, upsert
from app.results.feedback.models import ViewSum

KEY = {
    "service_id": uuid.UUID(int=7),
    "audience": "people",
    "subject": "spoke:",
    "month": "2026-03",
    "code": "people",
}
NUMBERS = {"counted": 0, "taken": 0}


def kept() -> ViewSum | None:
    return db.session.get(ViewSum, tuple(KEY.values()))


def test_a_row_is_kept_and_what_was_read_of_it_before_is_read_again(context):
    upsert(ViewSum(**KEY, **NUMBERS, shown=12))
    before = kept()
    assert before.shown == 12
    upsert(ViewSum(**KEY, **NUMBERS, shown=17))
    assert before.shown == 17
    assert db.session.query(ViewSum).count() == 1


def test_two_requests_that_keep_the_same_for_the_first_time_do_not_fail(context, settings):
    assert kept() is None
    db.session.commit()
    other = create_engine(settings.database)
    with other.begin() as connection:
        connection.execute(insert(ViewSum), {**KEY, **NUMBERS, "shown": 13})
    other.dispose()
    upsert(ViewSum(**KEY, **NUMBERS, shown=12))
    assert kept().shown == 12
