"""Sealed answers: the same envelope as any other, and refused clearly when it is not ours."""

import uuid
from datetime import timedelta

import pytest
from joserfc.jwk import ECKey

from app.collection.answering.address import GRACE
from app.collection.publishing.operations import publish
from app.collection.responses.incidents import incidents_since
from app.collection.sealing.operations import ensure_key, make_key
from app.collection.sealing.queries import PublicKey
from app.extensions import db
from app.kernel.clock import today
from app.surveys.parts import Kind
from tests.factories import link, question, survey
from tests.links import forget_addresses
from tests.sealing import envelope, sealed

ID = "6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10"
JSON = {"Accept": "application/json"}


@pytest.fixture
def post(context, client):
    """Posts what a device had sealed."""

    def send(held, path="/s/K7QF2M/en"):
        return client.post(path, data={"sealed": held}, headers=JSON)

    return send


def noted():
    """Kinds of incident and how often, since yesterday."""
    db.session.rollback()
    return {each.kind: each.times for each in incidents_since(today() - timedelta(days=1))}


def test_a_sealed_answer_is_stored_as_any_other(post, stored):
    link()
    reply = post(envelope(ensure_key(), submission_id=ID, happy="yes", language_switches="2"))
    assert (reply.status_code, reply.json) == (201, {"status": "stored"})
    [row] = stored()
    assert (row.id, row.answers, row.locale, row.language_switches, row.notes) == (
        uuid.UUID(ID), {"happy": "yes"}, "en", 2, [],
    )  # fmt: skip


def test_the_same_answer_plain_and_sealed_is_one_answer(post, send, stored):
    link()
    send(submission_id=ID, happy="yes")
    reply = post(envelope(ensure_key(), submission_id=ID, happy="yes"))
    assert (reply.status_code, reply.json) == (200, {"status": "already stored"})
    assert len(stored()) == 1


def test_one_that_is_replayed_is_thanked_again_and_stored_once(post, stored):
    link()
    held = envelope(ensure_key(), submission_id=ID, happy="yes")
    assert [post(held).status_code for _ in range(3)] == [201, 200, 200]
    assert len(stored()) == 1


def test_several_choices_survive(post, stored):
    link(survey(question("many", Kind.MULTIPLE_CHOICE, "x", "y", "z")))
    text = (
        '{"link": "K7QF2M", "locale": "en", "fields": '
        f'[["submission_id", "{ID}"], ["many", "x"], ["many", "z"]]}}'
    )
    assert post(sealed(ensure_key(), text)).status_code == 201
    assert stored()[0].answers == {"many": ["x", "z"]}


def test_an_older_key_still_opens(post, stored):
    link()
    held = envelope(ensure_key(), submission_id=ID, happy="yes")
    make_key()
    assert post(held).status_code == 201


def test_an_answer_to_an_older_version_is_taken(post, stored):
    link()
    held = envelope(ensure_key(), submission_id=ID, survey_version="1", happy="yes")
    newer = survey(question("calm", Kind.YES_NO, "yes", "no"), version=2)
    publish(survey=newer)
    db.session.commit()
    forget_addresses()
    assert post(held).status_code == 201
    assert (stored()[0].version, stored()[0].answers) == (1, {"happy": "yes"})


@pytest.mark.parametrize(
    ("state", "note"),
    [
        ({"closes_on": today() - timedelta(days=3)}, "link closed"),
        ({"is_paused": True}, "link paused"),
        ({"closes_on": today() - GRACE}, "link closed"),
    ],
)
def test_a_link_that_closed_meanwhile_still_takes_what_waited(post, stored, state, note):
    link(**state)
    assert post(envelope(ensure_key(), submission_id=ID, happy="yes")).status_code == 201
    assert stored()[0].notes == [note]


def test_after_the_days_of_grace_it_is_closed(post, stored):
    link(closes_on=today() - GRACE - timedelta(days=1))
    reply = post(envelope(ensure_key(), submission_id=ID, happy="yes"))
    assert (reply.status_code, reply.json) == (410, {"status": "closed"})
    assert stored() == []


def foreign_key() -> PublicKey:
    """The key of a server that we know nothing of."""
    made = ECKey.generate_key("P-256").as_dict(private=False)
    return PublicKey("elsewhere", made["x"], made["y"])


def tampered(text):
    """Another letter near the end: one that differs for certain, whatever it was."""
    return text[:-10] + ("B" if text[-10] == "A" else "A") + text[-9:]


REFUSED = {
    "tampered": (lambda key: tampered(envelope(key, submission_id=ID, happy="yes")), "damaged"),
    "truncated": (lambda key: envelope(key, submission_id=ID, happy="yes")[:200], "damaged"),
    "empty": (lambda key: "", "damaged"),
    "no JSON": (lambda key: sealed(key, "hello"), "damaged"),
    "no fields": (lambda key: sealed(key, '{"link": "K7QF2M", "locale": "en"}'), "damaged"),
    "odd fields": (
        lambda key: sealed(key, '{"link": "K7QF2M", "locale": "en", "fields": [["a"]]}'),
        "damaged",
    ),
    "a list": (lambda key: sealed(key, "[]"), "damaged"),
    "foreign": (lambda key: envelope(foreign_key(), submission_id=ID, happy="yes"), "foreign"),
    "of another link": (
        lambda key: envelope(key, link="0THER0", submission_id=ID, happy="yes"),
        "misplaced",
    ),
    "in another language": (
        lambda key: envelope(key, locale="cy", submission_id=ID, happy="yes"),
        "misplaced",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_ours_is_refused_counted_and_stores_nothing(post, stored, case):
    link()
    make, kind = REFUSED[case]
    reply = post(make(ensure_key()))
    assert (reply.status_code, reply.json["status"]) == (422, "refused")
    assert list(reply.json["problems"]) == ["sealed"]
    assert (stored(), noted()) == ([], {kind: 1})


def test_incidents_of_a_day_add_up(post):
    link()
    for _ in range(3):
        post("a.b.c.d.e")
    assert noted() == {"damaged": 3}


def test_a_mistake_in_what_was_sealed_is_no_incident(post):
    link()
    reply = post(envelope(ensure_key(), submission_id=ID, happy="maybe"))
    assert (reply.status_code, noted()) == (201, {})
