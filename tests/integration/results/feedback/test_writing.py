"""Telling writes what changed, and not the years that are over."""

import re

from app.extensions import db
from app.results.feedback.models import ViewSum
from app.results.feedback.releasing import release
from tests.comments import ASKED, count_views, people
from tests.counting import counted_statements
from tests.factories import link


def written() -> list[str]:
    with counted_statements() as statements:
        release()
    return [each for each in statements if re.match("INSERT INTO view_sums", each)]


def test_releasing_again_writes_nothing_where_nobody_came(context):
    at = link(ASKED)
    people(12, "positive", at=at, week="2026-W02")
    count_views()
    assert written() == []


def test_a_month_that_is_over_stays_as_it_is_stored(context):
    at = link(ASKED)
    people(12, "positive", at=at, week="2026-W02")
    count_views()
    before = {
        (each.subject, each.month, each.code): each.shown for each in db.session.query(ViewSum)
    }
    people(12, "positive", at=at, week="2026-W07")
    count_views()
    after = {
        (each.subject, each.month, each.code): each.shown for each in db.session.query(ViewSum)
    }
    assert {key: after[key] for key in before if key[1] == "2026-01"} == {
        key: shown for key, shown in before.items() if key[1] == "2026-01"
    }
    assert {month for _, month, _ in after} == {"2026-01", "2026-02"}
