"""The pages of reading: the path without script, what is refused, and what is recorded."""

import re
import uuid
from html import unescape

import pytest
from flask import g

from app.collection.responses.operations import receive
from app.collection.responses.stray import Stray
from app.comments.queue.models import Decision, RotaEntry
from app.comments.queue.queries import standing
from app.extensions import db
from app.surveys.parts import Kind
from tests.comments import comment, on_rota, reading, reads, theme
from tests.counting import counted_statements
from tests.factories import link, question, survey
from tests.staff import recorded, signed_in, user

READING = "/staff/comments"


@pytest.fixture
def reader(app):
    return signed_in(app, "reader")


@pytest.fixture
def admin(app):
    return signed_in(app)


@pytest.fixture
def made(context):
    return comment("<b>Cold</b> tea & no one came")


def post(client, path, **fields):
    return client.post(f"{READING}/{path}", data=fields)


def said(reply):
    return " ".join(reply.text.split())


def test_the_queue_leads_to_the_comment_and_opening_it_is_recorded(reader, made):
    assert "1 comment is unread." in said(reader.get(READING))
    assert recorded("comment-open") == []
    following = reader.get(f"{READING}/next")
    assert following.location.endswith(f"{READING}/{made.id}")
    shown = reader.get(following.location)
    assert "&lt;b&gt;Cold&lt;/b&gt; tea &amp; no one came" in shown.text
    assert recorded("comment-open") == [("reader@example.org", "comment-open", str(made.id), {})]


def test_deciding_goes_on_to_the_next_or_back_to_the_list(reader, made):
    other = comment("Warm tea")
    first, second = sorted((made, other), key=lambda each: each.id)
    reply = post(reader, f"{first.id}/decide", disposition="quality", reason="Tea")
    assert reply.location.endswith(str(second.id))
    reply = post(reader, f"{second.id}/decide", disposition="no_concern", reason="Praise")
    assert reply.location.endswith(READING)
    assert "Every comment has been read." in said(reader.get(READING))


def test_a_decision_without_a_reason_keeps_what_was_typed(reader, made):
    reply = post(reader, f"{made.id}/decide", disposition="safeguarding", wishes="Leave my aunt be")
    assert reply.status_code == 422
    assert "Give a reason, in a few words." in reply.text
    assert "Leave my aunt be" in reply.text
    reply = post(reader, f"{made.id}/decide", disposition="safeguarding", reason="A slap")
    assert (reply.status_code, "at least one kind of abuse" in reply.text) == (422, True)
    assert db.session.query(Decision).count() == 0


def test_a_concern_goes_on_to_its_steps_and_its_list(reader, made):
    reply = post(
        reader, f"{made.id}/decide",
        disposition="danger", reason="A slap", categories=["physical"], prompts=["police"],
    )  # fmt: skip
    assert reply.location.endswith("#steps")
    assert post(reader, f"{made.id}/step", kind="told", whom="Police").status_code == 303
    assert post(reader, f"{made.id}/step", kind="told").status_code == 422
    shown = said(reader.get(f"{READING}/cases"))
    assert "Crime or immediate danger" in shown
    assert "Notified somebody" in shown
    assert post(reader, f"{made.id}/step", kind="outcome", note="Moved").status_code == 303
    assert "Closed" in said(reader.get(f"{READING}/cases"))


def test_a_second_person_agrees_on_the_page(app, reader, made):
    made.signal = 2
    db.session.commit()
    reply = post(reader, f"{made.id}/decide", disposition="no_concern", reason="Dominoes")
    assert reply.location.endswith(READING)
    decision = db.session.query(Decision).one()
    own = post(reader, f"{made.id}/confirm/{decision.id}", second_reason="Yes")
    assert (own.status_code, "somebody other" in own.text) == (422, True)
    g.pop("_login_user", None)
    second = signed_in(app)
    assert "A second person is needed" in second.get(f"{READING}/{made.id}").text
    assert post(second, f"{made.id}/confirm/{decision.id}").status_code == 422
    assert post(second, f"{made.id}/confirm/{decision.id}", second_reason="Yes").status_code == 303
    assert post(second, f"{made.id}/confirm/{uuid.uuid4()}", second_reason="Yes").status_code == 404


@pytest.mark.parametrize("is_htmx", [False, True])
def test_correcting_takes_one_press_with_or_without_script(reader, made, is_htmx):
    reading(made, themes=[theme("food")])
    headers = {"HX-Request": "true"} if is_htmx else {}
    for field, value in (("sentiment", "positive"), ("theme", "food"), ("language", "cy")):
        reply = reader.post(f"{READING}/{made.id}/correct", data={field: value}, headers=headers)
        assert reply.status_code == (200 if is_htmx else 303)
    assert ('<section id="corrections"' in reply.text) == is_htmx
    assert ("<main" in reply.text) is False
    assert standing([made.id])[made.id] == {
        "sentiment": "positive", "themes": [], "language": "cy",
    }  # fmt: skip


@pytest.mark.parametrize("fields", [{}, {"sentiment": "angry"}])
def test_a_correction_that_makes_no_sense_is_refused(reader, made, fields):
    assert post(reader, f"{made.id}/correct", **fields).status_code == 422
    assert standing([made.id]) == {}


def test_words_that_may_be_names_are_offered_and_masked_in_one_press(reader, context):
    named = comment("Dilys and <Gareth> came, فاطمہ left")
    page = reader.get(f"{READING}/{named.id}").text
    assert re.findall(r"<bdi[^>]*>(.*?)</bdi>", page.split("May be names:")[1])[:3] == [
        "Dilys",
        "Gareth",
        "فاطمہ",
    ]
    sent = re.search(r'name="names" value="([^"]*)"', page)[1]
    post(reader, f"{named.id}/correct", names=unescape(sent))
    page = reader.get(f"{READING}/{named.id}").text
    assert "[name] and &lt;[name]&gt; came, [name] left" in page
    assert "May be names:" not in page


def test_who_is_named_finds_neither_the_comment_nor_its_case(reader, context):
    mine = comment("The reader slapped me")
    for path in (str(mine.id), f"{mine.id}/decide", f"{mine.id}/correct", f"{mine.id}/step"):
        deed = reader.get if path == str(mine.id) else reader.post
        fields = {"disposition": "quality", "reason": "x", "sentiment": "positive"}
        fields |= {"kind": "told", "whom": "CQC"}
        reply = deed(f"{READING}/{path}", data=fields)
        assert (reply.status_code, "slapped" in reply.text) == (404, False)
    shown = said(reader.get(READING))
    assert "1 on this page goes to somebody else" in shown
    assert "slapped" not in shown


def test_a_conflict_is_marked(reader, made):
    bea = user("reader", name="Bea", email="bea@example.org")
    assert post(reader, f"{made.id}/conflict", about=str(bea.id)).status_code == 422
    reply = post(reader, f"{made.id}/conflict", about=str(bea.id), conflict_reason="Nights")
    assert reply.status_code == 303


def test_a_speaker_is_asked_and_answers(app, reader, context):
    made = comment("چائے ٹھنڈی ہے", locale="ur")
    bea = user("reader", name="Bea", email="bea@example.org")
    assert "No colleague is known to read it" in reader.get(f"{READING}/{made.id}").text
    reads(bea, languages=["ur"])
    assert post(reader, f"{made.id}/ask").status_code == 422
    assert post(reader, f"{made.id}/ask", speaker=str(bea.id)).status_code == 303
    assert post(reader, f"{made.id}/translate", english="Cold tea").status_code == 422
    g.pop("_login_user", None)
    speaker = app.test_client()
    speaker.post("/staff/sign-in", data={"email": bea.email, "password": "kettle harbour violet"})
    assert "You are asked to translate a comment" in speaker.get(READING).text
    assert post(speaker, f"{made.id}/translate", english="Cold tea").status_code == 303
    assert "Cold tea" in speaker.get(f"{READING}/{made.id}").text


def test_admins_say_who_reads(admin, context):
    bea = user("reader", name="Bea", email="bea@example.org")
    assert "Nobody is on the rota yet" in admin.get(f"{READING}/people").text
    given = {"service": "", "part": "reader", "user": str(bea.id)}
    assert post(admin, "people/rota", **given).status_code == 303
    assert post(admin, "people/rota", **given).status_code == 422
    assert post(admin, "people/rota", service="x", part="y", user="z").status_code == 422
    entry = db.session.query(RotaEntry).one()
    assert post(admin, f"people/rota/{entry.id}/remove").status_code == 422
    on_rota(db.session.merge(bea), "deputy")
    deputy = db.session.query(RotaEntry).filter_by(part="deputy").one()
    assert post(admin, f"people/rota/{deputy.id}/remove").status_code == 303
    assert post(admin, f"people/rota/{deputy.id}/remove").status_code == 404


def test_admins_say_what_somebody_is_called_reads_and_when_they_are_away(admin, context):
    bea = user("reader", name="Bea", email="bea@example.org")
    path = f"people/{bea.id}"
    kept = {"also_called": "Sister Bea\nبی", "languages": ["ur", "pa"]}
    away = {"away_from": "2026-12-01", "away_until": "2026-12-05"}
    assert post(admin, path, **kept, **away).status_code == 303
    shown = admin.get(f"{READING}/{path}").text
    assert all(words in shown for words in ("Sister Bea", "بی", "2026-12-05"))
    wrong = {**away, "away_until": "2026-11-01"}
    assert "before the first" in post(admin, path, **wrong).text
    assert post(admin, path, away_from="soon").status_code == 422
    assert post(admin, f"people/{uuid.uuid4()}").status_code == 404


@pytest.mark.parametrize(
    "path", ["?service=x", "?page=x", "?page=-3", "?page=999999999", "/next?after=x"]
)
def test_odd_addresses_are_no_fault(reader, made, path):
    assert reader.get(f"{READING}{path}").status_code in (200, 303, 404)


def test_a_comment_page_takes_a_constant_number_of_statements(reader, made):
    reader.get(f"{READING}/{made.id}")
    numbers = []
    for _ in range(2):
        for _ in range(10):
            comment("Warm tea")
            user("reader", email=f"{uuid.uuid4()}@example.org")
        db.session.expire_all()
        with counted_statements() as statements:
            assert reader.get(f"{READING}/{made.id}").status_code == 200
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def test_what_could_not_be_counted_is_read_with_its_question_and_the_reason(reader, context):
    link(survey(question("age", Kind.NUMBER)))
    receive(
        submission_id=uuid.uuid4(), link_token="K7QF2M", survey_id="tiny", version=1, locale="en",
        language_switches=0, answers={},
        stray={
            "age": Stray(("about <20>",), "no number"),
            "mood": Stray(("low",), "no such question"),
        },
    )  # fmt: skip
    queue = said(reader.get(READING))
    shown = said(reader.get(reader.get(f"{READING}/next").location))
    assert ("1 comment is unread." in queue, "Could not be counted" in queue) == (True, True)
    assert "Asked: About age?" in shown
    why = '<span class="muted">A whole number was asked for.</span>'
    assert f"about &lt;20&gt;</span><br> {why}" in shown
    assert "Asked: mood" in shown
