"""Whatever a person sealed is taken: what cannot be counted is kept as written, and read."""

import json
import uuid

import pytest

from app.collection.publishing.operations import publish
from app.collection.responses.models import Comment
from app.collection.responses.operations import content_hash
from app.collection.responses.stray import NOT_COUNTED
from app.collection.sealing.operations import ensure_key
from app.extensions import db
from app.kernel.clock import today
from app.surveys.parts import Edition, Kind
from app.surveys.rules import Condition, Operator
from tests.factories import link, question, survey
from tests.sealing import envelope, sealed

ID = "6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10"
JSON = {"Accept": "application/json"}
AGE = question("age", Kind.NUMBER, minimum=0)
FALLS = question("falls", Kind.COMMENT, ask_if=Condition("age", Operator.AT_LEAST, 10))
SAY = question("say", Kind.COMMENT)
EASY = question("easy", Kind.COMMENT, edition=Edition.EASY_READ)


@pytest.fixture
def post(context, client):
    """Posts fields as a device had sealed them, each a name and a value."""

    def send(*fields, locale="en", number=ID):
        own = [["submission_id", number]] if number else []
        text = json.dumps({"link": "K7QF2M", "locale": locale, "fields": [*own, *fields]})
        held = sealed(ensure_key(), text)
        return client.post(f"/s/K7QF2M/{locale}", data={"sealed": held}, headers=JSON)

    return send


def comments():
    """Every comment in the queue: its question, and the day from which its clock runs."""
    found = db.session.execute(db.select(Comment).order_by(Comment.question_id)).scalars()
    return [(each.question_id, each.received_on) for each in found]


def test_what_is_no_answer_is_kept_beside_what_is_and_both_are_read(post, stored):
    link(survey(AGE, SAY))
    reply = post(["age", "about 20"], ["say", "He hits me"])
    assert (reply.status_code, reply.json) == (201, {"status": "stored"})
    [row] = stored()
    assert (row.answers, row.stray, row.is_counted) == (
        {"say": "He hits me"}, {"age": {"written": ["about 20"], "why": "no number"}}, True,
    )  # fmt: skip
    assert (row.words("say"), row.words(NOT_COUNTED)) == ("He hits me", "about 20")
    assert comments() == [(NOT_COUNTED, today()), ("say", today())]


CASES = {
    "a decimal": ([["age", "2,5"]], {"age": (["2,5"], "decimal")}),
    "too small": ([["age", "-1"]], {"age": (["-1"], "too small")}),
    "a number twice": ([["age", "1"], ["age", "2"]], {"age": (["1", "2"], "several")}),
    "a text too long": ([["say", "x" * 20001]], {"say": (["x" * 20001], "too long")}),
    "a question that nobody knows": ([["mood", "low"]], {"mood": (["low"], "no such question")}),
    "a question of the other edition": ([["easy", "x"]], {"easy": (["x"], "no such question")}),
    "a question that was not asked": ([["falls", "Twice"]], {"falls": (["Twice"], "not asked")}),
    "a version that is not here": (
        [["survey_version", "7"], ["say", "Help"], ["age", "3"]],
        {"say": (["Help"], "another version"), "age": (["3"], "another version")},
    ),
    "a version that is no number": (
        [["survey_version", "x"], ["say", "Help"]],
        {"say": (["Help"], "another version")},
    ),
    "words for the code of a card": (
        [["card", "please somebody help me"]],
        {"card": (["please somebody help me"], "no code")},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_where_nothing_can_be_counted_all_of_it_is_kept_and_read(post, stored, case):
    link(survey(AGE, FALLS, SAY, EASY, easy_read=True))
    fields, expected = CASES[case]
    assert post(*fields).status_code == 201
    [row] = stored()
    kept = {name: (each["written"], each["why"]) for name, each in row.stray.items()}
    assert (row.answers, kept, row.is_counted) == ({}, expected, False)
    assert comments() == [(NOT_COUNTED, today())]


def test_what_says_nothing_is_taken_and_nobody_has_to_read_it(post, stored):
    link(survey(AGE, SAY))
    assert post(["age", " "], ["say", "\u200b"], ["mood", ""]).status_code == 201
    [row] = stored()
    assert (row.answers, row.stray, row.is_counted, comments()) == ({}, None, False, [])


def test_a_language_that_is_not_offered_is_noted_and_the_answers_count(post, stored):
    link(survey(SAY))
    assert post(["say", "Bonjour"], locale="fr").status_code == 201
    [row] = stored()
    assert (row.answers, row.locale, row.notes) == (
        {"say": "Bonjour"}, "en", ["another language"],
    )  # fmt: skip


@pytest.mark.parametrize("switches", ["x", "-1", "9" * 30])
def test_a_count_of_languages_that_is_none_is_zero(post, stored, switches):
    link(survey(SAY))
    assert post(["say", "Hello"], ["language_switches", switches]).status_code == 201
    assert stored()[0].language_switches == 0


@pytest.mark.parametrize("number", ["", "not a number"])
def test_an_envelope_without_a_number_is_stored_once_however_often_it_comes(post, stored, number):
    link(survey(SAY))
    assert [post(["say", "x"], number=number).status_code for _ in range(2)] == [201, 200]
    assert len(stored()) == 1


def test_the_same_is_thanked_again_and_other_words_are_a_conflict(post, stored):
    link(survey(AGE, SAY))
    replies = [post(["age", each]) for each in ("about 20", "about 20", "about 30")]
    assert [each.status_code for each in replies] == [201, 200, 409]
    assert stored()[0].stray["age"]["written"] == ["about 20"]


def test_half_a_character_is_no_damage(post, stored, client):
    link(survey(SAY))
    text = (
        '{"link": "K7QF2M", "locale": "en", "fields": '
        f'[["submission_id", "{ID}"], ["say", "cut \\ud83d"]]}}'
    )
    held = sealed(ensure_key(), text)
    reply = client.post("/s/K7QF2M/en", data={"sealed": held}, headers=JSON)
    assert (reply.status_code, stored()[0].answers) == (201, {"say": "cut \ufffd"})


def test_brackets_without_end_are_damage_and_no_fault_of_ours(post, client):
    link(survey(SAY))
    held = sealed(ensure_key(), "[" * 200_000)
    assert client.post("/s/K7QF2M/en", data={"sealed": held}, headers=JSON).status_code == 422


def test_a_form_that_somebody_still_sees_is_refused_with_the_problem(send, stored):
    link(survey(AGE, SAY))
    reply = send(age="about 20", say="He hits me")
    assert (reply.status_code, reply.json["problems"]) == (
        422, {"age": "Write a whole number, for example 3."},
    )  # fmt: skip
    assert stored() == []


def test_an_older_version_is_read_by_its_own_questions(post, stored):
    link(survey(AGE, SAY))
    publish(survey=survey(SAY, version=2))
    db.session.commit()
    assert post(["survey_version", "1"], ["age", "3"]).status_code == 201
    assert (stored()[0].version, stored()[0].answers) == (1, {"age": 3})


def test_what_was_stored_before_has_the_hash_it_had():
    said = {"link_token": "K7QF2M", "survey_id": "tiny", "version": 1, "answers": {"happy": "yes"}}
    assert content_hash(**said) == content_hash(**said, stray=None)
    assert content_hash(**said) != content_hash(**said, stray={"age": {"written": ["x"]}})


def test_what_is_sealed_with_the_factories_envelope_has_its_number(context, client, stored):
    link(survey(AGE))
    held = envelope(ensure_key(), submission_id=ID, age="٢٥")
    assert client.post("/s/K7QF2M/en", data={"sealed": held}, headers=JSON).status_code == 201
    assert (stored()[0].id, stored()[0].answers) == (uuid.UUID(ID), {"age": 25})
