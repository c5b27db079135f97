"""Handing in the answers of a device as a file, on the command line and on a staff page."""

import io
import json
import uuid
from datetime import timedelta

import pytest

from app.collection.answering.address import GRACE
from app.collection.answering.reading import open_envelope
from app.collection.hand_in import operations
from app.collection.responses.models import Response
from app.collection.sealing.operations import ensure_key
from app.collection.sealing.queries import PublicKey
from app.extensions import db
from app.kernel.clock import today
from tests.everything import OF
from tests.factories import link
from tests.links import forget_addresses
from tests.sealing import envelope, outbox_file, sealed
from tests.staff import EMAILS, recorded, signed_in

IDS = [f"6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a1{digit}" for digit in range(3)]


@pytest.fixture(autouse=True)
def _look_links_up_anew():
    forget_addresses()


@pytest.fixture
def saved(context):
    """A file with three answers of one link."""
    link()
    key = ensure_key()
    return outbox_file(*((each, envelope(key, submission_id=each, happy="yes")) for each in IDS))


def stored_ids():
    db.session.rollback()
    return {str(each) for each in db.session.execute(db.select(Response.id)).scalars()}


def test_a_file_is_taken_in_once(saved, runner, tmp_path):
    path = tmp_path / "answers.json"
    path.write_bytes(saved)
    first = runner("responses", "take-in", str(path), "--json")
    again = runner("responses", "take-in", str(path))
    assert (first.exit_code, json.loads(first.output)) == (
        0, {"stored": 3, "already stored": 0, "refused": []},
    )  # fmt: skip
    assert (again.exit_code, again.output) == (0, "0 answers stored, 3 were stored already.\n")
    assert stored_ids() == set(IDS)


def test_staff_hand_a_file_in_on_a_page(app, saved):
    reader = signed_in(app, "reader")
    data = {"file": (io.BytesIO(saved), "own-words-answers-3.json")}
    page = reader.post("/staff/collection/hand-in", data=data)
    assert "3 answers stored, 0 were stored already." in page.text
    assert recorded("answers-handed-in") == [
        (
            EMAILS["reader"], "answers-handed-in", "outbox file",
            {"stored": 3, "already": 0, "refused": 0},
        )
    ]  # fmt: skip


def test_a_link_that_closed_long_ago_takes_what_staff_hand_in(context, runner, tmp_path):
    link(closes_on=today() - GRACE - timedelta(days=300))
    path = tmp_path / "answers.json"
    path.write_bytes(
        outbox_file((IDS[0], envelope(ensure_key(), submission_id=IDS[0], happy="no")))
    )
    assert runner("responses", "take-in", str(path)).exit_code == 0
    assert stored_ids() == {IDS[0]}


def test_what_cannot_be_taken_is_said_and_the_rest_is_kept(context, runner, tmp_path):
    link()
    key = ensure_key()
    stranger = PublicKey("elsewhere", key.x, key.y)
    good = envelope(key, submission_id=IDS[0], happy="yes")
    entries = [
        good,
        envelope(stranger, submission_id=IDS[1], happy="yes"),
        good[:-4] + "AAAA",
        envelope(key, link="N0SUCH", submission_id=IDS[1], happy="yes"),
        envelope(key, submission_id=IDS[1], happy="maybe"),
        envelope(key, happy="yes"),
        envelope(key, submission_id=IDS[0], happy="no"),
    ]
    path = tmp_path / "answers.json"
    path.write_bytes(outbox_file(*((str(uuid.uuid4()), each) for each in entries)))
    result = runner("responses", "take-in", str(path))
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "3 answers stored, 0 were stored already.",
        "Error: 4 could not be received. Keep the file.",
        "Answer 2: These answers were sealed for another server.",
        "Answer 3: These answers were damaged on their way.",
        "Answer 4: There is no link 'N0SUCH' here. If this server was restored from a backup, "
        "ask whoever runs it to restore a newer one; then hand the file in again.",
        "Answer 7: An answer with this number is stored already, and it says other things. Show "
        "the file to whoever runs Own Words.",
    ]
    assert {IDS[0], IDS[1]} < stored_ids()
    assert len(stored_ids()) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"format": "other"}',
        b'{"format": "own-words-outbox", "version": 1}',
    ],
)
def test_another_file_is_refused_with_what_to_choose(app, context, content):
    reader = signed_in(app, "reader")
    page = reader.post("/staff/collection/hand-in", data={"file": (io.BytesIO(content), "x.json")})
    assert page.status_code == 422
    assert "This is not a file of answers saved from a device" in page.text or (
        content == b"" and "Choose the file" in page.text
    )


def test_a_file_of_thousands_of_answers_is_taken_on_the_page_too(app, context):
    link()
    key = ensure_key()
    good = envelope(key, submission_id=IDS[0], happy="yes")
    content = outbox_file((IDS[0], good), *((IDS[1], "x" * 1500) for _ in range(4000)))
    # Written out here: werkzeug's own writer leaves a temporary file open for one this large.
    named = b'Content-Disposition: form-data; name="file"; filename="own-words-answers-4001.json"'
    body = b"\r\n".join([b"--edge", named, b"", content, b"--edge--", b""])
    page = signed_in(app, "reader").post(
        "/staff/collection/hand-in", data=body, content_type="multipart/form-data; boundary=edge"
    )
    assert (len(content) > 4 * 1024 * 1024, page.status_code) == (True, 200)
    assert "1 answers stored, 0 were stored already." in page.text
    assert "4000 could not be received. Keep the file." in page.text
    assert stored_ids() == {IDS[0]}


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (None, "This is no sealed answer: the file: Input should be a valid dictionary"),
        ({"id": "me", "address": "/s", "sealed": "x"}, "This is no sealed answer: id: Input"),
        ({"id": IDS[1], "address": "/s", "sealed": 3}, "This is no sealed answer: sealed: Input"),
        ({"id": IDS[1], "address": "/s", "sealed": "\0\ud800"}, "were damaged on their way."),
        ({"id": IDS[1], "address": "/s", "sealed": "fault"}, "could not be stored just now."),
    ],
)
def test_one_bad_entry_stops_no_other_and_all_is_recorded(
    app, context, monkeypatch, caplog, bad, said
):
    link()
    key = ensure_key()
    good = [
        {"id": each, "address": "/s", "sealed": envelope(key, submission_id=each, happy="yes")}
        for each in (IDS[0], IDS[2])
    ]
    real = open_envelope

    def opened(sealed):
        if sealed == "fault":
            raise RuntimeError("The words of a comment")
        return real(sealed)

    monkeypatch.setattr(operations, "open_envelope", opened)
    content = json.loads(outbox_file()) | {"entries": [good[0], bad, good[1]]}
    file = (io.BytesIO(json.dumps(content).encode()), "own-words-answers-3.json")
    page = signed_in(app, "reader").post("/staff/collection/hand-in", data={"file": file})
    assert page.status_code == 200
    assert "2 answers stored, 0 were stored already." in page.text
    assert f"Answer 2: {said}"[:60] in page.text or said in page.text
    assert stored_ids() == {IDS[0], IDS[2]}
    assert [entry[3] for entry in recorded("answers-handed-in")] == [
        {"stored": 2, "already": 0, "refused": 1}
    ]
    assert "The words of a comment" not in caplog.text


@pytest.mark.parametrize("kind", ["respect", "years", "since", "role", "why", "happy"])
def test_a_question_answered_twice_in_a_file_loses_neither_answer(app, context, kind):
    link(OF)
    key = ensure_key()
    pairs = [["submission_id", IDS[0]], [kind, "one"], [kind, "other"]]
    held = sealed(key, json.dumps({"link": "K7QF2M", "locale": "en", "fields": pairs}))
    file = (io.BytesIO(outbox_file((IDS[0], held))), "own-words-answers-1.json")
    page = signed_in(app, "reader").post("/staff/collection/hand-in", data={"file": file})
    assert "1 answers stored" in page.text
    db.session.rollback()
    [row] = db.session.execute(db.select(Response)).scalars()
    assert (row.answers, row.stray[kind]["written"]) == ({}, ["one", "other"])


def test_a_file_that_is_not_there_is_said_so(context, runner, tmp_path):
    result = runner("responses", "take-in", str(tmp_path / "nothing.json"))
    assert (result.exit_code, "cannot be read" in result.output) == (1, True)


def test_without_a_file_the_page_asks_for_one(app, context):
    page = signed_in(app, "reader").post("/staff/collection/hand-in")
    assert page.status_code == 422
    assert "Choose the file that was saved on the device." in page.text
