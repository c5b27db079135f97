"""Drawing people at random, and reading what they wrote without seeing the machine's reading."""

import pytest

from app.collection.responses.models import Comment, Response
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.models import Reading
from app.comments.queue import corrections
from app.comments.queue.access import NotForYou
from app.comments.queue.decisions import Assessment, decide
from app.comments.queue.models import Correction, Marked, TranslationRequest
from app.comments.queue.own_themes import add_theme
from app.comments.queue.queries import sentiments_by_people, standing
from app.comments.sample.models import SampledPerson, SampleStratum
from app.comments.sample.operations import draw_reading_sample, read_blind
from app.comments.sample.queries import next_to_read, samples
from app.extensions import db
from app.kernel.errors import Conflict, NotFound, Refused
from app.statistics.drawing import in_drawn_order
from app.surveys.parts import Kind
from tests.comments import comment, people, reading, reads
from tests.counting import counted_statements
from tests.factories import link, question, survey
from tests.given import stored
from tests.reading import first, problems
from tests.staff import recorded, signed_in, user

SAMPLE = "/staff/comments/sample"
TICK = ["Tick the themes that it speaks of, or “None of these”, and not both."]


@pytest.fixture
def amal(context):
    return user("reader", name="Amal", email="amal@example.org")


def drawn(number=100):
    made = draw_reading_sample(people=number, actor="amal@example.org")
    db.session.commit()
    return made


def read(made, by, sentiment="negative", themes=()):
    read_blind(comment_id=made.id, sentiment=sentiment, themes=themes, reader=by.id)
    db.session.commit()


def in_sample():
    return set(db.session.query(SampledPerson.response_id).all())


def responses(made):
    return {(each.response_id,) for each in made}


def test_a_draw_can_be_made_again_from_its_seed_and_the_people_it_was_of(amal):
    english, welsh = people(30), people(4, language="cy")
    sample = drawn(10)
    strata = db.session.query(SampleStratum).order_by(SampleStratum.language)
    assert [(each.language, each.people, each.drawn, each.earlier) for each in strata] == [
        ("cy", 4, 4, 0), ("en", 30, 6, 0),
    ]  # fmt: skip
    again = in_drawn_order([each.response_id for each in english], f"{sample.seed}:")[:6]
    assert in_sample() == {*responses(welsh), *((each,) for each in again)}
    assert sorted(each.place for each in db.session.query(SampledPerson)) == [*range(1, 11)]
    [entry] = recorded("sample-draw")
    assert entry == (
        "amal@example.org", "sample-draw", str(sample.id), {"seed": sample.seed, "people": 10},
    )  # fmt: skip


def test_nobody_is_drawn_twice(amal):
    made = people(12)
    drawn(5)
    drawn(5)
    assert len(in_sample()) == 10
    drawn(100)
    assert in_sample() == responses(made)
    with pytest.raises(Refused, match="nobody to draw"):
        drawn(1)
    newest = samples()[0].strata[0]
    assert (newest.people, newest.drawn, newest.probability) == (2, 2, 1.0)


@pytest.mark.parametrize("number", [0, -1, 2001])
def test_a_number_that_is_none_is_refused(amal, number):
    people(3)
    with pytest.raises(Refused, match="from 1 to 2000"):
        drawn(number)


def test_what_waits_or_tells_of_harm_is_not_drawn(amal):
    [harm, fine] = people(2)
    reading(comment("Nobody has read this"))
    comment("Read, but not by the machine", is_read=True)
    found = Assessment("safeguarding", "A slap", categories=["physical"])
    decide(comment_id=harm.id, found=found, reader=amal.id)
    drawn()
    assert in_sample() == responses([fine])


def test_what_is_taken_for_harm_after_the_draw_is_left_to_who_acts_on_it(amal):
    [made] = people(1)
    drawn()
    assert next_to_read(amal.id) == made.id
    found = Assessment("safeguarding", "A slap", categories=["physical"])
    decide(comment_id=made.id, found=found, reader=amal.id)
    assert next_to_read(amal.id) is None
    with pytest.raises(NotFound, match="no reading sample"):
        read(made, amal)


def test_what_is_said_blind_counts_like_any_word_of_a_person_and_is_marked(amal):
    [made] = people(1, "positive", themes=["food", "safety"])
    tea = add_theme(name="Tea", actor=amal.email)
    corrections.toggle_theme(comment_id=made.id, theme=tea, reader=amal.id)
    drawn()
    read(made, amal, "negative", ["kindness", "food"])
    assert standing([made.id]) == {
        made.id: {"sentiment": "negative", "themes": ["food", "kindness", tea]}
    }
    said = db.session.query(Correction).order_by(Correction.at)
    assert [(each.field, each.is_blind) for each in said] == [
        ("themes", False), ("sentiment", True), ("themes", True),
    ]  # fmt: skip
    assert [entry[3].get("is_blind") for entry in recorded("comment-correct")] == [None, True, True]
    assert db.session.query(SampledPerson).one().read_at is not None


def test_what_was_read_blind_trains_nothing_and_says_nothing_of_agreement(amal):
    one, other = people(2, "positive")
    corrections.correct_sentiment(comment_id=one.id, sentiment="positive", reader=amal.id)
    drawn()
    read(one, amal, "negative")
    read(other, amal, "negative")
    assert sentiments_by_people() == {one.id: "positive"}


def test_a_person_is_read_when_every_comment_of_theirs_is(amal):
    asked = survey(question("good", Kind.COMMENT), question("bad", Kind.COMMENT), survey_id="two")
    stored(link(asked), {"good": "The food", "bad": "The noise"})
    [response] = db.session.query(Response)
    bad, good = [
        Comment(response_id=response.id, question_id=name, is_read=True) for name in ("bad", "good")
    ]
    db.session.add_all([bad, good])
    db.session.commit()
    reading(bad)
    reading(good)
    drawn()
    assert next_to_read(amal.id) == bad.id
    read(bad, amal)
    assert db.session.query(SampledPerson).one().read_at is None
    assert next_to_read(amal.id) == good.id
    read(good, amal)
    assert db.session.query(SampledPerson).one().read_at is not None
    assert next_to_read(amal.id) is None


def test_a_comment_that_may_be_about_the_reader_goes_to_somebody_else(amal):
    [made] = people(1)
    drawn()
    db.session.add(Marked(comment_id=made.id, user_id=amal.id, by="admin"))
    db.session.commit()
    assert next_to_read(amal.id) is None
    with pytest.raises(NotForYou):
        read(made, amal)
    other = user("admin")
    assert next_to_read(other.id) == made.id


def test_a_language_that_nobody_translated_waits_for_who_reads_it(amal):
    [made] = people(1, language="cy")
    drawn()
    assert next_to_read(amal.id) is None
    with pytest.raises(NotFound, match="reads its language"):
        read(made, amal)
    bethan = user("reader", name="Bethan", email="bethan@example.org")
    reads(bethan, languages=["cy"])
    assert next_to_read(bethan.id) == made.id
    asked = {"asked_of": bethan.id, "asked_by": "amal", "answered_by": "bethan"}
    said = TranslationRequest(comment_id=made.id, english="The tea is cold.", **asked)
    db.session.add(said)
    db.session.commit()
    assert next_to_read(amal.id) == made.id


def test_what_somebody_read_meanwhile_is_not_read_again(amal):
    [made] = people(1)
    drawn()
    read(made, amal)
    with pytest.raises(Conflict, match="already"):
        read(made, amal)


def test_a_sentiment_or_theme_that_is_none_is_refused(amal):
    [made] = people(1)
    drawn()
    with pytest.raises(Refused, match="negative, in between or positive"):
        read(made, amal, "not_assessed")
    with pytest.raises(Refused, match="no such theme"):
        read(made, amal, "negative", ["weather"])


@pytest.fixture
def reader(app):
    return signed_in(app, "reader")


def test_a_sample_is_drawn_and_read_from_the_first_comment_to_the_last(reader, context):
    people(2, "positive", themes=["food"])
    assert reader.get(SAMPLE).status_code == 200
    assert reader.post(SAMPLE, data={"people": "5"}).headers["Location"] == SAMPLE
    page = reader.get(SAMPLE).text
    assert ("0 of 2 people read" in page, "Read the next comment" in page) == (True, True)
    labels = {"sentiment": "negative", "themes": ["food", "safety"]}
    here = reader.get(f"{SAMPLE}/next").headers["Location"]
    here = reader.post(here, data=labels).headers["Location"]
    assert "1 of 2 people read" in reader.get(here).text
    here = reader.post(here, data={"sentiment": "neutral", "is_about_none": "y"}).headers
    assert reader.get(here["Location"]).text.count("no further comment of a sample") == 1
    assert sorted(
        (each["sentiment"], each["themes"])
        for each in standing([row.id for row in db.session.query(Comment)]).values()
    ) == [("negative", ["food", "safety"]), ("neutral", [])]
    assert len(recorded("comment-open")) == 1


def test_the_page_of_a_blind_reading_shows_the_words_and_nothing_of_the_machine(reader, context):
    [made] = people(1, "positive", themes=["food"])
    made.signal = 2
    row = db.session.query(Reading).one()
    row.signals = ["physical"]
    drawn()
    page = reader.get(f"{SAMPLE}/{made.id}").text
    assert "positive 0" in page
    assert page.count(" checked") == 0
    main = first("<main.*</main>", page)
    of_the_machine = ("sure", "suggested", "signal", "Signal", "physical")
    assert [each for each in of_the_machine if each in main] == []
    assert main.count('name="themes"') == len(THEMES)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"sentiment": "negative"}, TICK),
        ({"sentiment": "negative", "themes": ["food"], "is_about_none": "y"},
         TICK),
        ({"themes": ["food"]}, ["Choose how the person feels."]),
    ],
)  # fmt: skip
def test_what_was_forgotten_is_said_and_what_was_ticked_stays(reader, context, sent, said):
    [made] = people(1)
    drawn()
    answer = reader.post(f"{SAMPLE}/{made.id}", data=sent)
    assert problems(answer) == said
    assert answer.text.count(" checked") == len(sent.get("themes", [])) + len(
        {"sentiment", "is_about_none"} & sent.keys()
    )


def test_what_was_read_meanwhile_leads_to_the_next(reader, amal):
    one, other = people(2)
    drawn()
    read(one, amal)
    for answer in (
        reader.get(f"{SAMPLE}/{one.id}"),
        reader.post(f"{SAMPLE}/{one.id}", data={"sentiment": "negative", "themes": ["food"]}),
    ):
        assert answer.headers["Location"] == f"{SAMPLE}/{other.id}"


def test_leaving_one_for_later_goes_on_behind_it_and_comes_back_at_the_end(reader, context):
    people(3)
    drawn()
    here, met = reader.get(f"{SAMPLE}/next").headers["Location"], []
    for _ in range(4):
        met.append(here)
        after = here.rpartition("/")[2]
        here = reader.get(f"{SAMPLE}/next?after={after}").headers["Location"]
    assert (len(set(met)), met[3]) == (3, met[0])


@pytest.mark.parametrize("sent", ["", "0", "x", "2001", "9" * 30])
def test_a_number_of_people_that_is_none_is_said(reader, context, sent):
    people(2)
    assert len(problems(reader.post(SAMPLE, data={"people": sent}))) == 1


def test_pages_take_as_many_queries_for_many_as_for_few(reader, context):
    people(3)
    drawn()
    first_page = reader.get(f"{SAMPLE}/next").headers["Location"]
    addresses = (SAMPLE, f"{SAMPLE}/next", first_page)
    few = [_statements(reader, each) for each in addresses]
    people(30)
    people(15, language="cy")
    drawn()
    assert [_statements(reader, each) for each in addresses] == few


def _statements(client, address):
    with counted_statements() as statements:
        client.get(address)
    return len(statements)
