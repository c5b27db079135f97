"""Words with characters that no database can keep: the answer is kept, whichever way it comes."""

import base64
import io
import json
import unicodedata
import uuid

import pytest

from app.collection.sealing.operations import ensure_key
from app.kernel.storable import storable
from app.surveys.parts import Kind
from tests.factories import link, question, survey
from tests.sealing import outbox_file, sealed
from tests.staff import signed_in

CONTROLS = "".join(
    chr(code) for code in range(0x100) if unicodedata.category(chr(code)) == "Cc"
)  # fmt: skip
WRITTEN = f"They hit me. {CONTROLS} Please help."
KEPT = storable(WRITTEN)
ID = "6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10"
OF = survey(question("happy", Kind.YES_NO, "yes", "no"), question("why", Kind.COMMENT))


def sealed_pairs(*pairs):
    """What a device seals; `JSON.stringify` writes half a character as an escape."""
    text = json.dumps({"link": "K7QF2M", "locale": "en", "fields": pairs})
    return sealed(ensure_key(), text)


@pytest.fixture
def ways(app, context, client, send):
    """Each way in: takes the words of the comment, gives the status."""
    link(OF)

    def by_form(words):
        fields = {"submission_id": str(uuid.uuid4()), "happy": "yes", "why": words}
        return client.post("/s/K7QF2M/en", data=fields).status_code

    def by_script(words):
        return send(happy="yes", why=words).status_code

    def by_envelope(words):
        held = sealed_pairs(("submission_id", ID), ("happy", "yes"), ("why", words))
        accept = {"Accept": "application/json"}
        return client.post("/s/K7QF2M/en", data={"sealed": held}, headers=accept).status_code

    def by_paper(words):
        fields = {"number": "1", "happy": "yes", "why": words}
        new = "/staff/collection/links/K7QF2M/paper/new"
        return signed_in(app, "reader").post(new, data=fields).status_code

    def by_file(words):
        held = sealed_pairs(("submission_id", ID), ("happy", "yes"), ("why", words))
        file = (io.BytesIO(outbox_file((ID, held))), "own-words-answers.json")
        return (
            signed_in(app, "reader")
            .post("/staff/collection/hand-in", data={"file": file})
            .status_code
        )

    every = (by_form, by_script, by_envelope, by_paper, by_file)
    return {way.__name__: way for way in every}


@pytest.mark.parametrize(
    ("way", "status"),
    [("by_form", 303), ("by_script", 201), ("by_envelope", 201), ("by_paper", 303),
     ("by_file", 200)],
)  # fmt: skip
def test_nothing_of_an_answer_is_lost_but_what_cannot_be_kept(ways, stored, way, status):
    assert ways[way](WRITTEN) == status
    assert [row.answers for row in stored()] == [{"happy": "yes", "why": KEPT}]


def test_half_a_character_in_an_envelope_loses_no_answer(ways, stored):
    assert ways["by_envelope"]("They hit me \ud83d.") == 201
    assert [row.answers["why"] for row in stored()] == ["They hit me \ufffd."]


def test_the_check_page_shows_what_would_be_kept(ways, client):
    page = client.post("/s/K7QF2M/en", data={"happy": "yes", "why": "They\x00 hit\x07 me"})
    assert page.status_code == 200
    assert "They hit me" in page.text


def test_a_key_that_nobody_could_have_is_another_servers(ways, client):
    held = sealed_pairs(("happy", "yes"))
    header = json.dumps({"alg": "ECDH-ES", "enc": "A256GCM", "kid": "\x00"}).encode()
    start = base64.urlsafe_b64encode(header).rstrip(b"=").decode()
    forged = ".".join((start, *held.split(".")[1:]))
    accept = {"Accept": "application/json"}
    reply = client.post("/s/K7QF2M/en", data={"sealed": forged}, headers=accept)
    assert reply.status_code == 422
    assert list(reply.json["problems"]) == ["sealed"]


@pytest.mark.parametrize(
    "path", ["/s/K7%00QF2", "/s/K7QF2M/e%00n", "/s/K7QF2M/en?with=%00", "/?code=%00K7", "/d/%00"]
)
def test_no_address_with_such_a_character_is_a_fault_of_ours(ways, client, path):
    assert client.get(path).status_code in (200, 404)
