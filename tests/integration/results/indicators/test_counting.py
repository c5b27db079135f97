"""Counting answers: the same however often, in whatever pieces, and whatever was broken off."""

import uuid

import pytest
from sqlalchemy.exc import IntegrityError

from app.collection.responses.models import Response
from app.collection.responses.operations import correct, receive
from app.collection.responses.stray import Stray
from app.extensions import db
from app.results.indicators import counting, operations
from app.results.indicators.models import AnswerSum, CountedResponse
from app.results.indicators.queries import left_to_count
from tests.counting import counted_statements
from tests.factories import link, service
from tests.given import stored
from tests.measuring import ALWAYS, MEASURED, NEVER, count


@pytest.fixture
def home(context):
    return link(MEASURED)


def sums(subject="respect", column=AnswerSum.counted):
    rows = db.session.query(AnswerSum.month, AnswerSum.code, column)
    return {(month, code): n for month, code, n in rows.filter(AnswerSum.subject == subject) if n}


def everything():
    columns = (
        AnswerSum.reporting_group, AnswerSum.service_id, AnswerSum.month, AnswerSum.subject,
        AnswerSum.code, AnswerSum.counted,
    )  # fmt: skip
    return {tuple(row) for row in db.session.query(*columns)}


def test_everybody_is_counted_once_however_often(home):
    stored(home, {"respect": ALWAYS}, times=12)
    stored(home, {"respect": NEVER}, times=3, week="2026-W41")
    for _ in range(3):
        count()
    assert sums() == {
        ("2026-10", ":asked"): 15,
        ("2026-10", ":answered"): 15,
        ("2026-10", ":placed"): 15,
        ("2026-10", ALWAYS): 12,
        ("2026-10", NEVER): 3,
    }
    assert left_to_count() == 0


@pytest.mark.parametrize("at_once", [1, 3, 50])
def test_the_pieces_make_no_difference(home, monkeypatch, at_once):
    stored(home, {"respect": ALWAYS, "religion": "hindu"}, times=7)
    stored(home, {"kind": NEVER}, times=4, locale="ur", week="2026-W20")
    count()
    whole = everything()
    for table in (AnswerSum, CountedResponse):
        db.session.query(table).delete()
    db.session.commit()
    monkeypatch.setattr(counting, "RESPONSES_AT_ONCE", at_once)
    count()
    assert everything() == whole


def test_a_worker_that_is_killed_in_the_middle_loses_and_doubles_nothing(home):
    stored(home, {"respect": ALWAYS}, times=5)
    operations.refresh_batch()
    db.session.rollback()
    assert (sums(), left_to_count()) == ({}, 5)
    count()
    assert sums()["2026-10", ALWAYS] == 5


def test_a_second_worker_that_counted_the_same_is_undone_whole(home, monkeypatch):
    stored(home, {"respect": ALWAYS}, times=5)
    rows = db.session.execute(counting._responses()).all()
    count()
    with pytest.raises(IntegrityError):
        counting._count(rows)
    db.session.rollback()
    assert sums()["2026-10", ALWAYS] == 5


def test_a_corrected_answer_is_counted_as_it_is_now(home):
    stored(home, {"respect": ALWAYS}, times=12)
    stored(home, {"kind": NEVER, "answered_by": "other_person_absent"}, week="2026-W20")
    count()
    some = db.session.query(Response).filter_by(week="2026-W40").first()
    correct(submission_id=some.id, answers={"respect": NEVER, "answered_by": "other_person_absent"})
    count()
    assert sums()["2026-10", ALWAYS] == 11
    assert sums()["2026-10", NEVER] == 1
    assert sums("kind")["2026-05", NEVER] == 1
    assert left_to_count() == 0


def test_the_sums_can_be_made_again_from_the_responses(home):
    stored(home, {"respect": ALWAYS, "religion": "hindu"}, times=7)
    stored(home, {"kind": NEVER}, times=4, week="2026-W20")
    count()
    whole = everything()
    db.session.query(AnswerSum).filter_by(subject="respect").update({"counted": 99})
    db.session.commit()
    assert list(operations.rebuild()) == [4, 7]
    db.session.commit()
    assert everything() == whole


def test_responses_that_are_gone_are_gone_from_the_sums_when_they_are_made_again(home):
    stored(home, {"respect": ALWAYS}, times=7)
    count()
    db.session.query(CountedResponse).delete()
    db.session.query(Response).delete()
    list(operations.rebuild())
    count()
    assert everything() == set()


def test_an_answer_to_a_version_that_is_not_published_is_in_no_sum(home):
    stored(home, {"respect": ALWAYS}, version=9)
    count()
    assert (everything(), left_to_count()) == (set(), 0)


def test_equality_answers_are_kept_of_all_services_together_only(home):
    stored(home, {"religion": "hindu"}, times=2)
    stored(link(MEASURED, token="M3PWQZ", service_id=service("Two").id), {"religion": "hindu"})
    count()
    assert sums("religion")["2026-10", "hindu"] == 3
    kept = db.session.query(AnswerSum.service_id).filter_by(subject="religion").distinct().all()
    assert len(kept) == 1


def test_the_statements_do_not_grow_with_the_responses(home):
    numbers = []
    for times in (2, 20):
        stored(home, {"respect": ALWAYS}, times=times)
        with counted_statements() as statements:
            operations.refresh_batch()
        db.session.commit()
        numbers.append(len(statements))
    assert numbers[0] >= numbers[1]


def test_what_could_not_be_counted_is_in_no_sum(home):
    stored(home, {"respect": ALWAYS}, times=12)
    receive(
        submission_id=uuid.uuid4(),
        link_token=home.token,
        survey_id=home.survey_id,
        version=1,
        locale="en",
        language_switches=0,
        answers={},
        stray={"respect": Stray(("perhaps",), "no such option")},
    )
    count()
    assert (set(sums().values()), left_to_count()) == ({12}, 0)
