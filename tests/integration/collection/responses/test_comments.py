"""Comments are laid before readers when they are stored, and what was stored before, later."""

import uuid

from sqlalchemy import select

from app.collection.responses.comments import lay_all_before_readers, questions_with_comments
from app.collection.responses.models import Comment
from app.collection.responses.operations import receive
from app.extensions import db
from app.kernel.clock import today
from app.surveys.parts import EQUALITY_PART, Kind
from tests.factories import link, question, survey
from tests.given import stored

COMMENT = question("why", Kind.COMMENT)
ABOUT_ME = question("faith_other", Kind.SHORT_TEXT, part=EQUALITY_PART)


def comments():
    """Every comment: its question, the day its clock began, and whether it was read."""
    rows = db.session.execute(select(Comment).order_by(Comment.question_id)).scalars()
    return [(row.question_id, row.received_on, row.is_read, row.signal) for row in rows]


def give(made, **more):
    fields = {
        "submission_id": uuid.uuid4(), "link_token": made.token, "survey_id": "tiny", "version": 1,
        "locale": "en", "language_switches": 0, "answers": {"why": "Cold tea"},
        "comments": ["why"],
    }  # fmt: skip
    return receive(**{**fields, **more})


def test_a_comment_waits_unread_from_the_day_it_came(context):
    made = link(survey(COMMENT))
    give(made)
    assert comments() == [("why", today(), False, 0)]


def test_the_same_answer_again_lays_nothing_again(context):
    made = link(survey(COMMENT))
    submission_id = uuid.uuid4()
    give(made, submission_id=submission_id)
    give(made, submission_id=submission_id)
    assert len(comments()) == 1


def test_what_people_write_about_themselves_is_no_comment():
    answers = {"why": "Cold tea", "faith_other": "Jain"}
    assert questions_with_comments(survey(COMMENT, ABOUT_ME), answers) == ("why",)


def test_what_was_stored_before_there_was_a_queue_is_laid_before_readers_once(context):
    made = link(survey(COMMENT))
    stored(made, {"why": "Cold tea"}, times=2)
    stored(made, {}, times=1)
    assert (lay_all_before_readers(), lay_all_before_readers()) == (2, 0)
    assert len(comments()) == 2
