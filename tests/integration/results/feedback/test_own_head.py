"""An own head: trained on what people corrected, kept where it reads better, once."""

import pytest

from app.comments.machine.models import OwnHeadVersion
from app.comments.queue.corrections import correct_sentiment
from app.extensions import db
from app.results.feedback.operations import train_own_head
from app.worker.jobs import read_all
from tests.comments import comment
from tests.engine import reader
from tests.staff import user

ENOUGH = 60


@pytest.fixture
def amal(context):
    return user("reader", name="Amal", email="amal@example.org")


def corrected(amal, number, sentiment):
    for _ in range(number):
        made = comment("It is fine here")
        correct_sentiment(comment_id=made.id, sentiment=sentiment, reader=amal.id)
    db.session.commit()
    assert read_all(reader()) == number


def test_it_is_kept_where_the_frozen_fold_is_read_better(amal):
    corrected(amal, ENOUGH, "positive")
    version = f"tiny-1+own{ENOUGH}"
    assert [train_own_head(reader()), train_own_head(reader())] == [version, None]
    kept = db.session.get(OwnHeadVersion, version)
    assert (kept.corrections, kept.before, kept.after) == (ENOUGH, 0.0, 1.0)


def test_what_is_read_rightly_already_needs_none(amal):
    corrected(amal, ENOUGH, "neutral")
    assert train_own_head(reader()) is None


def test_a_few_corrections_train_nothing(amal):
    corrected(amal, 3, "positive")
    assert train_own_head(reader()) is None
