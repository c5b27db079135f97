"""Deciding: reasons, the second person, languages, conflicts, and a record that cannot change."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from app.comments.queue.access import NotForYou
from app.comments.queue.cases import add_step, cases
from app.comments.queue.decisions import (
    Assessment,
    confirm,
    decide,
    mark_conflict,
    waiting_decision,
)
from app.comments.queue.models import CaseStep, Correction, Decision
from app.comments.queue.queries import decisions_standing
from app.comments.queue.speaking import translate
from app.extensions import db
from app.kernel.errors import Conflict, NotFound, Refused
from tests.comments import comment, reads
from tests.staff import recorded, user


@pytest.fixture
def amal(context):
    return user("reader", name="Amal", email="amal@example.org")


@pytest.fixture
def bea(context):
    return user("reader", name="Bea", email="bea@example.org")


def no_concern(made, by, reason="Praise"):
    return decide(comment_id=made.id, found=Assessment("no_concern", reason), reader=by.id)


def concern(made, by, **more):
    found = Assessment("safeguarding", "A slap", categories=["physical", "discriminatory"], **more)
    return decide(comment_id=made.id, found=found, reader=by.id)


def held(made):
    return decisions_standing([made.id])[made.id].disposition


def test_a_decision_with_a_reason_counts_as_reading(amal):
    made = comment()
    no_concern(made, amal, "  Praise ")
    assert (made.is_read, made.received_on) == (True, None)
    [decision] = db.session.query(Decision)
    assert (decision.by, decision.reason) == ("amal@example.org", "Praise")
    assert recorded("comment-decide") == [
        ("amal@example.org", "comment-decide", str(made.id),
         {"disposition": "no_concern", "waits": False}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Assessment("no_concern", "  "), "Give a reason"),
        (Assessment("", "x"), "Choose what needs to happen"),
        (Assessment("fine", "x"), "Choose what needs to happen"),
        (Assessment("safeguarding", "A slap"), "at least one kind of abuse"),
        (Assessment("safeguarding", "A slap", categories=["rude"]), "at least one kind of abuse"),
        (Assessment("quality", "x" * 4001), "at most 4000 characters"),
    ],
)
def test_a_decision_without_its_reason_or_kind_is_refused(amal, found, said):
    made = comment()
    with pytest.raises(Refused, match=said):
        decide(comment_id=made.id, found=found, reader=amal.id)
    assert not made.is_read


def test_more_than_one_kind_the_wishes_and_the_prompts_are_kept(amal):
    made = comment()
    decision = concern(made, amal, wishes="Wants it to stop", prompts=["cqc", "council", "?"])
    assert decision.categories == ["discriminatory", "physical"]
    assert (decision.wishes, decision.prompts) == ("Wants it to stop", ["council", "cqc"])


def test_a_concern_is_taken_lower_only_by_two(amal, bea):
    made = comment()
    concern(made, amal)
    first = no_concern(made, amal, "A joke at dominoes")
    assert (first.waits_for_second, held(made)) == (True, "safeguarding")
    with pytest.raises(Refused, match="somebody other than who decided"):
        confirm(decision_id=first.id, reason="Yes", reader=amal.id)
    with pytest.raises(Refused, match="Give a reason"):
        confirm(decision_id=first.id, reason=" ", reader=bea.id)
    confirm(decision_id=first.id, reason="I read it too", reader=bea.id)
    assert (held(made), waiting_decision(made.id)) == ("no_concern", None)


def test_a_strong_signal_is_closed_only_by_two(amal, bea):
    made = comment(signal=2)
    first = no_concern(made, amal)
    assert (made.is_read, waiting_decision(made.id)) == (False, first)
    confirm(decision_id=first.id, reason="I read it too", reader=bea.id)
    assert (made.is_read, made.received_on) == (True, None)


def test_a_strong_signal_that_is_a_concern_needs_nobody_else(amal):
    made = comment(signal=2)
    assert not concern(made, amal).waits_for_second
    assert made.is_read


def test_what_was_decided_meanwhile_is_not_confirmed(amal, bea):
    made = comment()
    concern(made, amal)
    first = no_concern(made, amal)
    concern(made, bea)
    with pytest.raises(Conflict, match="meanwhile"):
        confirm(decision_id=first.id, reason="Yes", reader=bea.id)
    with pytest.raises(NotFound):
        confirm(decision_id=made.id, reason="Yes", reader=bea.id)


def test_a_comment_in_a_language_its_reader_lacks_stays_unread(amal, bea):
    made = comment("چائے ٹھنڈی ہے", locale="ur")
    with pytest.raises(Refused, match="You do not read this language"):
        no_concern(made, amal)
    concern(made, amal)
    assert (held(made), made.is_read) == ("safeguarding", False)
    reads(bea, languages=["ur"])
    translate(comment_id=made.id, english="The tea is cold.", reader=bea.id)
    assert no_concern(made, amal).waits_for_second


def test_who_is_named_cannot_read_or_decide(amal, bea):
    reads(bea, called=["the deputy manager"])
    made = comment("The Deputy Manager laughed at my prayers")
    with pytest.raises(NotForYou):
        concern(made, bea)
    no_concern(made, amal, "Praise of her")
    assert concern(made, bea).disposition == "safeguarding"


def test_a_reader_keeps_it_from_a_colleague_without_a_name(amal, bea):
    made = comment("The one who comes at night pinches me")
    with pytest.raises(Refused, match="in a few words"):
        mark_conflict(comment_id=made.id, about=bea.id, reason="", reader=amal.id)
    mark_conflict(comment_id=made.id, about=bea.id, reason="Bea works nights", reader=amal.id)
    mark_conflict(comment_id=made.id, about=bea.id, reason="Bea works nights", reader=amal.id)
    with pytest.raises(NotForYou):
        no_concern(made, bea)
    assert [entry[1] for entry in recorded("conflict-mark")] == ["conflict-mark"] * 2


def test_a_case_is_followed_to_its_outcome(amal, bea):
    made = comment()
    concern(made, amal)
    assert made.received_on is not None
    told = {"whom": "Council", "reference": "SG-1", "note": ""}
    add_step(comment_id=made.id, kind="referred", **told, reader=amal.id)
    assert [(case.is_open, case.last.kind) for case in cases(amal.id)] == [(True, "referred")]
    done = {"whom": "", "reference": "", "note": "The carer was moved, the family was told."}
    add_step(comment_id=made.id, kind="outcome", **done, reader=bea.id)
    assert [case.is_open for case in cases(amal.id)] == [False]
    assert made.received_on is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "nothing"}, "Choose what was done"),
        ({"whom": " ", "note": ""}, "Say whom you notified"),
        ({"reference": "x" * 201}, "At most 200"),
    ],
)
def test_a_step_that_says_nothing_is_refused(amal, fields, said):
    made = comment()
    usual = {"kind": "told", "whom": "Council", "reference": "", "note": ""}
    with pytest.raises(Refused, match=said):
        add_step(comment_id=made.id, **{**usual, **fields}, reader=amal.id)


def test_no_outcome_while_a_second_person_is_awaited(amal):
    made = comment()
    concern(made, amal)
    no_concern(made, amal)
    with pytest.raises(Refused, match="second person"):
        add_step(
            comment_id=made.id, kind="outcome", whom="", reference="", note="x", reader=amal.id
        )


def test_cases_are_kept_from_whom_they_are_about(amal, bea):
    made = comment("Bea slapped me")
    concern(made, amal)
    assert [len(cases(each.id)) for each in (amal, bea)] == [1, 0]


@pytest.mark.parametrize("table", [Decision, CaseStep, Correction])
@pytest.mark.parametrize("deed", ["change", "delete"])
def test_the_database_itself_refuses_to_change_the_record(amal, table, deed):
    made = comment()
    concern(made, amal)
    add_step(comment_id=made.id, kind="told", whom="CQC", reference="", note="", reader=amal.id)
    db.session.add(Correction(comment_id=made.id, by="amal", field="sentiment", value="negative"))
    db.session.commit()
    statement = update(table).values(by="nobody") if deed == "change" else delete(table)
    with pytest.raises(DatabaseError, match="only ever added to"):
        db.session.execute(statement)
    db.session.rollback()
