"""What stands behind a figure: its comments, by theme, sentiment, month and group, or nothing."""

import uuid

import pytest

from app.collection.links.models import Link
from app.collection.responses.models import Response
from app.comments.machine.models import ModelVersion
from app.comments.queue.corrections import correct_sentiment
from app.extensions import db
from tests.comments import ASKED, count_views, people, reading
from tests.factories import link, service
from tests.staff import signed_in, user

REVIEW = "/staff/results"


@pytest.fixture
def reader(app):
    return signed_in(app, "reader")


@pytest.fixture
def released(reader, context):
    """30 who praise in English in March, 20 who complain in Urdu in October, and 4 in Welsh.

    The 16 who wrote in Polish in June are hidden with the 4, who would be known otherwise.
    """
    people(30, "positive", week="2026-W12", themes=["food"])
    people(20, "negative", language="ur", week="2026-W42")
    people(16, "positive", language="pl", week="2026-W24")
    people(4, "negative", language="cy", week="2026-W30", answers={"answered_by": "self"})
    count_views()


def shown(client, query):
    reply = client.get(f"{REVIEW}/comments?{query}")
    return reply.text.count("<blockquote")


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("sentiment=negative", 24),
        ("by=language&of=ur", 20),
        ("by=language&of=ur&sentiment=positive", 0),
        ("service={home}&period=2026-Q1", 25),
        ("service={home}&period=2026-Q1&page=2", 5),
        ("theme=food&sentiment=positive", 25),
        ("by=language&of=cy", 0),
        ("period=2026-Q3", 0),
        ("by=language&of=pl", 16),
        ("service={home}&by=language&of=ur", 0),
        ("by=language&of=so", 0),
        ("by=service_id&of=nonsense", 0),
    ],
)
def test_a_figure_opens_its_comments_and_a_hidden_one_none(reader, released, query, number):
    home = db.session.get_one(Link, "K7QF2M").service_id
    assert shown(reader, query.format(home=home)) == number


def test_every_link_of_the_review_opens(reader, released):
    page = reader.get(REVIEW).text
    links = {part.split('"')[0].replace("&amp;", "&") for part in page.split('href="')[1:]}
    behind = [each for each in links if each.startswith(f"{REVIEW}/comments")]
    assert len(behind) > 8
    for each in behind:
        reply = reader.get(each)
        assert (each, reply.status_code, "Hidden" in reply.text) == (each, 200, False)


def test_further_pages_keep_what_they_were_chosen_by(reader, released):
    page = reader.get(f"{REVIEW}/comments?period=2026-Q1&sentiment=positive&_scheme=x").text
    assert "page=2&amp;period=2026-Q1&amp;sentiment=positive" in page


@pytest.mark.parametrize(
    "query",
    [
        "sentiment=angry",
        "by=nothing&of=x",
        "by=theme&of=food",
        "theme=food&by=language&of=x",
        "by=month&of=2026-03",
        "by=helper&of=alone",
    ],
)
def test_what_cannot_be_asked_for_is_not_found(reader, released, query):
    assert reader.get(f"{REVIEW}/comments?{query}").status_code == 404


def test_notes_on_answers_stand_beside_the_figures(reader, context):
    made = people(12)
    for each in made:
        db.session.get_one(Response, each.response_id).notes = ["quick"]
    db.session.commit()
    count_views()
    page = " ".join(reader.get(REVIEW).text.split())
    assert "12 of those who wrote answered faster than people read." in page
    assert "All answers are counted." in page


def test_how_well_the_machine_reads_a_language_stands_beside_its_figures(reader, context):
    amal = user("reader", name="Amal", email="amal@example.org")
    urdu = people(25, "negative", language="ur")
    people(25, "positive", language="en")
    for place, each in enumerate(urdu[:20]):
        labels = "positive" if place < 5 else "negative"
        correct_sentiment(comment_id=each.id, sentiment=labels, reader=amal.id)
    db.session.commit()
    count_views()
    page = " ".join(reader.get(REVIEW).text.split())
    assert "machine: right in 75 % of 20 checked" in page
    assert page.count("machine: too few checked to say") == 1


def test_what_the_machine_was_not_sure_of_is_no_disagreement(reader, context):
    amal = user("reader", name="Amal", email="amal@example.org")
    for each in people(30, "negative", is_sure=False):
        correct_sentiment(comment_id=each.id, sentiment="positive", reader=amal.id)
    db.session.commit()
    assert "fewer than 10 sentiments" in reader.get(f"{REVIEW}/agreement").text


def test_a_language_in_which_few_were_checked_is_not_named(reader, context):
    amal = user("reader", name="Amal", email="amal@example.org")
    for each in (*people(12), *people(3, language="so")):
        correct_sentiment(comment_id=each.id, sentiment="positive", reader=amal.id)
    db.session.commit()
    page = reader.get(f"{REVIEW}/agreement").text
    assert ("Somali" in page, "English" in page) == (False, True)


def test_what_another_version_would_change_is_shown_before_it_counts(reader, context):
    made = people(20, "positive")
    db.session.add(ModelVersion(version="newer"))
    for place, each in enumerate(made):
        reading(each, model="newer", sentiment="negative" if place < 5 else "positive")
    page = " ".join(reader.get(f"{REVIEW}/agreement").text.split())
    assert "Of 20 comments that both have read, it reads 5 otherwise" in page
    for name, now, then in (("Negative", 0, 25), ("Positive", 100, 75)):
        cells = f'<td class="number">{now} %</td> <td class="number">{then} %</td>'
        assert f'<th scope="row">{name}</th> {cells}' in page


def test_a_service_opens_the_comments_on_it(reader, context):
    people(20)
    other = link(ASKED, token="M3PWQZ", service_id=service("Other House").id)
    people(15, "negative", at=other)
    count_views()
    assert shown(reader, f"by=service_id&of={other.service_id}") == 15
    assert shown(reader, f"by=service_id&of={uuid.uuid4()}") == 0
