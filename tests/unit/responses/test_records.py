"""Which responses and answers go into an export that has passed the gate."""

from app.questionnaire.definition import Kind
from app.responses.export.columns import Layout
from app.responses.export.records import COMMENT_WITHHELD, HIDDEN, GatedRecords, Outcome, notes_of
from app.responses.tally import count_all
from tests.factories import question, survey
from tests.given import given, rating

OF = survey(rating(), question("say", Kind.COMMENT), question("age", Kind.NUMBER, part="equality"))


def gated(*responses, later=()):
    """Records and outcome of an export; `later` are responses that came while it was written."""
    layout, outcome = Layout([OF], is_raw=False), Outcome()
    records = GatedRecords(layout, count_all([OF], responses))
    return list(records([*responses, *later], outcome)), outcome


def people(count, answer="always", **more):
    return [given({"respect": answer, "say": "Hello", "age": 50}, **more) for _ in range(count)]


def test_responses_of_small_services_and_what_gives_them_away_are_withheld():
    records, outcome = gated(
        *people(9, service="Small"), *people(11, service="Next"), *people(40, service="Big")
    )

    assert {record["service"] for record in records} == {"Big"}
    assert (outcome.written, outcome.withheld) == (40, 20)


def test_comments_and_equality_answers_are_withheld():
    records, _ = gated(*people(10))

    assert {record["say"] for record in records} == {COMMENT_WITHHELD}
    assert [record for record in records if "age" in record] == []


def test_a_question_that_few_answered_is_hidden_for_who_answered_and_who_did_not():
    records, _ = gated(*people(4), *[given() for _ in range(20)])

    assert {record["respect"] for record in records} == {HIDDEN}
    assert {record["respect.label"] for record in records} == {HIDDEN}
    assert len(records) == 24


def test_a_rare_language_or_event_is_hidden():
    records, _ = gated(
        *people(30), *people(20, locale="cy"), *people(2, locale="ur"), *people(3, event="Fair")
    )

    assert sorted({str(record["language"]) for record in records}) == [HIDDEN, "en"]
    assert {record["event"] for record in records} == {HIDDEN}


def test_what_came_while_the_file_was_written_does_not_slip_through():
    _, outcome = gated(*people(20), later=people(1, service="New", locale="ur"))

    assert (outcome.written, outcome.withheld) == (20, 1)


def test_the_notes_say_what_is_withheld_and_why():
    notes = notes_of(Layout([OF], is_raw=False), Outcome(written=40, withheld=20))

    assert notes[0] == (
        "40 responses are in this file. 20 are withheld: their service has fewer than 10, or would "
        "give away one that has."
    )
    assert (
        "Answers are added 5 or more at a time in each service, so that nobody can be found by "
        "comparing two files. Some may wait for others."
    ) in notes
    assert notes_of(Layout([OF], is_raw=True), Outcome(written=3)) == [
        "3 responses are in this file, raw: every answer and comment as it was given.",
        "What could not be counted stands in the column not_counted, as it was written; no figure "
        "holds it.",
        "Keep it as you keep care records.",
    ]
