"""Receiving: once, whole, checked by the survey's definition, and never without an answer."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import inspect

from app.collection.answering.address import GRACE
from app.collection.responses.models import Response
from app.extensions import db
from app.kernel.clock import iso_week, today
from app.surveys.parts import Kind, Option
from app.surveys.rules import rule_from_document
from tests.factories import link, question, survey, text
from tests.links import forget_addresses

ID = "6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10"
COMMENT = question("why", Kind.COMMENT)


def test_an_answer_is_stored_with_its_week_and_without_its_time(send, stored):
    link()
    reply = send(submission_id=ID, happy="yes", language_switches="2")
    assert (reply.status_code, reply.json) == (201, {"status": "stored"})
    [row] = stored()
    assert (row.id, row.answers, row.locale, row.week, row.language_switches, row.notes) == (
        uuid.UUID(ID), {"happy": "yes"}, "en", iso_week(today()), 2, [],
    )  # fmt: skip


def test_no_column_could_say_who_answered(context):
    columns = {column["name"] for column in inspect(db.engine).get_columns("responses")}
    assert columns == {
        "id", "link_token", "survey_id", "version", "content_hash", "locale", "language_switches",
        "week", "answers", "notes", "stray", "is_counted", "held",
    }  # fmt: skip


def test_the_same_answer_again_is_thanked_again(send, stored):
    link()
    send(submission_id=ID, happy="yes")
    reply = send(submission_id=ID, happy="yes")
    assert (reply.status_code, reply.json) == (200, {"status": "already stored"})
    assert len(stored()) == 1


def test_the_same_id_with_other_content_is_refused_and_the_first_stays(send, stored):
    link()
    send(submission_id=ID, happy="yes")
    reply = send(submission_id=ID, happy="no")
    assert (reply.status_code, reply.json) == (409, {"status": "conflict"})
    assert [row.answers for row in stored()] == [{"happy": "yes"}]


def test_an_answer_sent_twice_in_another_language_is_the_same_answer(send, stored):
    link()
    send(submission_id=ID, happy="yes")
    assert send("/s/K7QF2M/cy", submission_id=ID, happy="yes").status_code == 200
    assert [row.locale for row in stored()] == ["en"]


def test_two_posts_of_one_id_at_the_same_moment_store_one_answer(app, context, stored):
    link()

    def post(_: int) -> int:
        data = {"submission_id": ID, "happy": "yes"}
        headers = {"Accept": "application/json"}
        return app.test_client().post("/s/K7QF2M/en", data=data, headers=headers).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(post, range(8)))
    assert statuses == [200] * 7 + [201]
    assert len(stored()) == 1


def test_without_an_id_one_is_minted(send, client, stored):
    link()
    reply = client.post(
        "/s/K7QF2M/en", data={"happy": "no"}, headers={"Accept": "application/json"}
    )
    assert reply.status_code == 201
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"happy": "maybe"}, {"happy": "Choose one of the answers in the list."}),
        ({"happy": ["yes", "no"]}, {"happy": "Choose one answer only."}),
        ({"nap": "yes"}, {"nap": "This survey has no question with this name."}),
        ({}, {"answers": "Please answer one question or more. Then send."}),
        ({"survey_version": "7"}, {"survey_version": "There is no such version of this survey."}),
        ({"survey_version": "x"}, {"survey_version": "Write a whole number, for example 3."}),
        ({"submission_id": "me"}, {"submission_id": "This is not the number of an answer."}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason_and_stores_nothing(
    client, context, stored, fields, problems
):
    link()
    reply = client.post("/s/K7QF2M/en", data=fields, headers={"Accept": "application/json"})
    assert (reply.status_code, reply.json) == (422, {"status": "refused", "problems": problems})
    assert stored() == []


KINDS = {
    "often": (question("often", Kind.RATING, "a", "b", "c", points=3), "b", "d"),
    "many": (
        question("many", Kind.MULTIPLE_CHOICE, options=(
            Option("x", text("X")),
            Option("y", text("Y")),
            Option("none", text("None"), exclusive=True),
        )),
        ["y", "x"],
        ["x", "none"],
    ),
    "count": (question("count", Kind.NUMBER, minimum=0, maximum=10), "0", "11"),
    "when": (question("when", Kind.DATE, latest=date(2030, 1, 1)), "2026-02-28", "2026-02-30"),
    "short": (question("short", Kind.SHORT_TEXT), "a few words", "w" * 501),
    "why": (COMMENT, "because", "w" * 200_000),
}  # fmt: skip
CANONICAL = {"many": ["x", "y"], "count": 0}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_takes_what_fits_and_refuses_what_does_not(send, stored, name):
    asked, good, bad = KINDS[name]
    link(survey(asked))
    refused = send(**{name: bad})
    assert (refused.status_code, list(refused.json["problems"])) == (422, [name])
    assert send(**{name: good}).status_code == 201
    assert [row.answers for row in stored()] == [{name: CANONICAL.get(name, good)}]


NAUGHTY = [
    "=1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\tstart", "' OR 1=1 --", "{{ 7*7 }}", "%s%n%d",
    "<script>alert(1)</script>", "\u202eright to left override", "\u2066unclosed isolate",
    "\ufeffbyte order", "a\u200b\u200d", "𝒜🏳️‍🌈👩🏽‍🦽",
    "ਮੈਨੂੰ ਚੰਗਾ ਲੱਗਦਾ ਹੈ", "مجھے اچھا لگا۔", "null", "NaN", "1e1000",
    "two\nlines", "  spaces  ", "\ud7ff\ue000\ufffd", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L",
]  # fmt: skip


@pytest.mark.parametrize("words", NAUGHTY, ids=ascii)
def test_words_are_stored_as_they_were_written(send, stored, words):
    link(survey(COMMENT))
    assert send(why=words).status_code == 201
    assert [row.answers for row in stored()] == [{"why": words}]


@pytest.mark.parametrize(
    ("words", "kept"),
    [("nul \x00 inside", "nul  inside"), ("un\x01\x02\x1f\x7fseen", "unseen")],
    ids=ascii,
)
def test_what_cannot_be_kept_of_words_goes_and_the_rest_is_stored(send, stored, words, kept):
    link(survey(COMMENT))
    assert send(why=words).status_code == 201
    assert [row.answers for row in stored()] == [{"why": kept}]


def test_an_answer_of_nothing_but_the_unseen_is_an_empty_one(send, stored):
    link(survey(COMMENT))
    unseen, empty = send(why="\x01\x02\x1f\x7f"), send(why="")
    assert (unseen.status_code, unseen.json) == (422, empty.json)
    assert stored() == []


def test_a_body_of_ten_megabytes_is_refused_plainly(send, stored):
    link(survey(COMMENT))
    reply = send(why="w" * 10_000_000)
    assert (reply.status_code, reply.json["message"]) == (
        413,
        "This is too much to send at once. Please send less.",
    )
    assert stored() == []


def test_an_answer_hidden_by_a_rule_is_not_stored(send, stored):
    rule = rule_from_document({"question": "happy", "is": ["no"]})
    asked = (
        question("happy", Kind.YES_NO, "yes", "no"),
        question("why", Kind.COMMENT, ask_if=rule),
    )
    link(survey(*asked))
    assert send(happy="yes", why="left over from before").status_code == 201
    assert [row.answers for row in stored()] == [{"happy": "yes"}]


def test_an_answer_to_an_older_version_is_accepted(send, stored, context):
    link(survey(question("old", Kind.YES_NO, "yes", "no")))
    newer = survey(question("new", Kind.YES_NO, "yes", "no"), version=2)
    link(newer, token="ZZZZZ9", service_id=_service_of("K7QF2M"))
    forget_addresses()
    assert send(old="yes", survey_version="1").status_code == 201
    assert send(new="yes", survey_version="2").status_code == 201
    assert sorted((row.version, list(row.answers)[0]) for row in stored()) == [
        (1, "old"),
        (2, "new"),
    ]


def _service_of(token):
    from app.collection.links.models import Link  # noqa: PLC0415 - only this helper needs it

    return db.session.get(Link, token).service_id


def test_the_hidden_field_makes_a_note_and_refuses_nobody(send, stored):
    link()
    assert send(happy="yes", website="http://spam.example").status_code == 201
    assert [row.notes for row in stored()] == [["hidden field filled in"]]


def test_an_answer_that_waited_past_the_closing_date_is_taken_within_the_grace(send, stored):
    link(closes_on=today() - timedelta(days=1))
    assert send(happy="yes").status_code == 201
    assert [row.notes for row in stored()] == [["link closed"]]


def test_an_answer_long_after_the_closing_date_is_refused_plainly(send, stored):
    link(closes_on=today() - GRACE - timedelta(days=1))
    reply = send(happy="yes")
    assert (reply.status_code, reply.json) == (410, {"status": "closed"})
    assert stored() == []


def test_a_burst_is_told_when_to_send_again(app, send, stored):
    app.config["OWNWORDS"].receive_limit = "60/2"
    link()
    replies = [send(happy="yes") for _ in range(3)]
    assert [reply.status_code for reply in replies] == [201, 201, 429]
    assert replies[-1].headers["Retry-After"] == "1"
    assert len(stored()) == 2


def test_without_script_the_answers_are_checked_before_they_are_sent(client, stored, context):
    link(survey(question("happy", Kind.YES_NO, "yes", "no"), COMMENT))
    check = client.post("/s/K7QF2M/en", data={"happy": "yes", "why": "<b>kind</b>"})
    assert check.status_code == 200
    assert stored() == []
    page = check.get_data(as_text=True)
    assert "&lt;b&gt;kind&lt;/b&gt;" in page
    minted = re.search(r'name="?submission_id"? value="?([0-9a-f-]{36})', page)[1]
    sent = {"submission_id": minted, "happy": "yes", "why": "<b>kind</b>", "survey_version": "1"}
    for _ in range(2):
        thanks = client.post("/s/K7QF2M/en", data=sent)
        assert (thanks.status_code, thanks.location) == (303, "/s/K7QF2M/en/thanks")
    assert [(str(row.id), row.answers) for row in stored()] == [
        (minted, {"happy": "yes", "why": "<b>kind</b>"})
    ]


def test_the_response_is_forgotten_by_nobody_when_the_database_is_locked(
    app, context, send, stored
):
    link()
    if db.engine.dialect.name == "sqlite":
        _assert_locked_is_503(app, send)
    assert send(submission_id=ID, happy="yes").status_code == 201
    assert len(stored()) == 1


def _assert_locked_is_503(app, send):
    import sqlite3  # noqa: PLC0415 - only SQLite locks its whole file

    path = app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    db.session.execute(db.text("PRAGMA busy_timeout = 1"))
    db.session.commit()
    reply = send(submission_id=ID, happy="yes")
    other.execute("ROLLBACK")
    other.close()
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "5")


def test_response_rows_have_no_order_on_disk(context):
    if db.engine.dialect.name == "sqlite":
        made = db.session.execute(
            db.text("SELECT sql FROM sqlite_master WHERE name = 'responses'")
        ).scalar_one()
        assert "WITHOUT ROWID" in made
    assert [column.name for column in inspect(Response).primary_key] == ["id"]


def test_a_question_may_have_the_name_of_anything(send, stored):
    names = ("data", "errors", "validate", "process", "populate_obj", "meta")
    link(survey(*(question(name, Kind.SHORT_TEXT) for name in names)))
    assert send(**{name: f"about {name}" for name in names}).status_code == 201
    assert [row.answers for row in stored()] == [{name: f"about {name}" for name in names}]


WANTED = question("wanted", Kind.YES_NO, "yes", "no", part="equality")
AGE = question(
    "age",
    Kind.SINGLE_CHOICE,
    *("young", "old"),
    part="equality",
    ask_if=rule_from_document({"question": "wanted", "is": ["yes"]}),
)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"age": "old"}, {"wanted": "yes", "age": "old"}),
        ({"wanted": "no", "age": "old"}, {"wanted": "no"}),
        ({"happy": "yes"}, {"happy": "yes"}),
    ],
)
def test_who_answers_an_equality_question_without_script_wanted_to(send, stored, sent, kept):
    link(survey(question("happy", Kind.YES_NO, "yes", "no"), WANTED, AGE))
    assert send(**sent).status_code == 201
    assert [row.answers for row in stored()] == [kept]


def test_an_answer_to_a_link_that_is_not_there_is_told_so_in_json(send, context):
    reply = send("/s/ZZZZZZ/en", happy="yes")
    assert (reply.status_code, reply.json) == (404, {"status": "no such link"})


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/json", "application/json"),
        ("application/json, text/plain, */*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("", "text/html"),
    ],
)
def test_a_script_is_answered_in_json_and_a_person_with_a_page(
    client, context, accept, content_type
):
    link()
    reply = client.post("/s/K7QF2M/en", data={"happy": "yes"}, headers={"Accept": accept})
    assert reply.mimetype == content_type
