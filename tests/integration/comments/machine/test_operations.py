"""Each comment is read once by each version; what is noticed lifts and never lowers."""

import numpy as np
import pytest

from app.collection.responses.models import Comment, Response
from app.collection.responses.stray import NOT_COUNTED
from app.comments.machine.engine.own_head import OwnHead
from app.comments.machine.models import ModelVersion, OwnHeadVersion, Reading
from app.comments.machine.operations import read_batch, readers_of, switch_to
from app.comments.machine.queries import live_version, progress, sentiments_of_versions
from app.extensions import db
from app.kernel.errors import NotFound
from tests.comments import comment
from tests.engine import reader


def read_all(version="tiny-1"):
    machine, last, read = reader(version), None, 0
    while (batch := read_batch(machine, after=last)).last is not None:
        last, read = batch.last, read + batch.read
    db.session.commit()
    return read


def test_each_comment_is_read_once_however_often(context):
    for words in ("The tea is always cold here", "Everybody here is kind to me"):
        comment(words)
    assert [read_all(), read_all()] == [2, 0]
    rows = db.session.query(Reading.sentiment, Reading.model).order_by(Reading.sentiment)
    assert [tuple(row) for row in rows] == [("negative", "tiny-1"), ("positive", "tiny-1")]
    assert progress("tiny-1").left == 0


def test_a_reading_that_was_broken_off_goes_on(context):
    for number in range(3):
        comment(f"The tea is cold, number {number} of three")
    read_batch(reader())
    db.session.rollback()
    assert progress("tiny-1").left == 3
    assert read_all() == 3


def test_the_first_version_counts_and_a_later_one_waits(context):
    comment("The tea is always cold here")
    read_all()
    read_all("tiny-2")
    assert live_version() == "tiny-1"
    assert sentiments_of_versions("tiny-1", "tiny-2") == {("negative", "negative"): 1}
    switch_to(version="tiny-2", actor="admin@example.org")
    assert live_version() == "tiny-2"
    switch_to(version="tiny-1", actor="admin@example.org")
    assert db.session.query(ModelVersion).filter_by(is_live=True).count() == 1
    with pytest.raises(NotFound):
        switch_to(version="zero", actor="admin@example.org")


def test_what_may_tell_of_harm_lifts_a_comment_and_nothing_lowers_it(context):
    told, calm, lifted = (
        comment("A carer slapped my aunt"),
        comment("Everybody here is kind to me"),
        comment("Everything is fine with us", signal=2),
    )
    read_all()
    assert [each.signal for each in (told, calm, lifted)] == [2, 0, 2]
    assert db.session.get(Reading, (told.id, "tiny-1")).signals == ["physical"]


def test_phrases_are_heard_where_the_machine_cannot_read(context):
    made = comment("ایک کارکن میری خالہ کو تھپڑ مارتی ہے", locale="ur")
    read_all()
    assert made.signal == 2


def test_an_own_head_reads_beside_the_shipped_one_and_alone_once_it_counts(context):
    comment("The tea is always cold here")
    read_all()
    head = OwnHead(np.zeros((3, 5), np.float32), np.float32([0, 0, 9]))
    db.session.add(
        OwnHeadVersion(
            version="tiny-1+own50",
            base="tiny-1",
            corrections=50,
            measured_on=10,
            before=0.5,
            after=0.9,
            head=head.packed(),
        )  # fmt: skip
    )
    db.session.commit()
    both = list(readers_of(reader()))
    assert [each.version for each in both] == ["tiny-1", "tiny-1+own50"]
    read_batch(both[1])
    assert db.session.query(Reading).filter_by(model="tiny-1+own50").one().sentiment == "positive"
    switch_to(version="tiny-1+own50", actor="admin@example.org")
    assert [each.version for each in readers_of(reader())] == ["tiny-1+own50"]


def test_what_could_not_be_counted_is_read_for_harm_too(context):
    told = comment("The tea is cold")
    response = db.session.get(Response, told.response_id)
    response.stray = {"age": {"written": ["A carer slapped my aunt"], "why": "no number"}}
    told.question_id = NOT_COUNTED
    db.session.commit()
    read_all()
    assert db.session.get(Comment, told.id).signal == 2
