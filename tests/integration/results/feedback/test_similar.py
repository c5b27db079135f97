"""What many say: clusters that are kept, named and counted, and that people rename and merge."""

import uuid

import numpy as np
import pytest

from app.collection.links.models import Link
from app.collection.responses.models import Comment
from app.comments.machine.models import ModelVersion, Reading
from app.comments.queue.decisions import Assessment, decide
from app.comments.queue.models import Correction
from app.extensions import db
from app.results.feedback.models import Cluster, Clustered
from app.results.feedback.similar.saying import similar_page
from app.worker.jobs import count_all_views
from tests.comments import ASKED, comment, count_views, hold_still, people, reading, reads
from tests.counting import counted_statements
from tests.factories import link, service
from tests.staff import recorded, signed_in, user

PAGE = "/staff/results/similar"
COLD, LATE, RAIN = "cold food", "late carers", "walks outside"
MEANT = {COLD: 0, LATE: 1, RAIN: 2}
DIRECTIONS = 60


@pytest.fixture
def reader(app):
    return signed_in(app, "reader")


def means(made, *places):
    """Give comments a meaning each; the same place is the same meaning."""
    for each, place in zip(made, places, strict=True):
        found = db.session.get_one(Reading, (each.id, "test"))
        found.embedding = np.eye(DIRECTIONS, dtype=np.float16)[place].tobytes()


def say(number, what, *, words=None, **more):
    """So many people say about the same, each in a sentence of their own."""
    made = []
    for place in range(number):
        made += people(1, answers={"why": f"{words or what}, {place}"}, **more)
    means(made, *[MEANT[what]] * number)
    return made


def others(number=14, first=10, **more):
    """So many people who each say something else."""
    made = people(number, answers={"why": "Something of my own, fel arall"}, **more)
    means(made, *range(first, first + number))


def shown(client, **chosen):
    page = client.get(PAGE, query_string=chosen)
    headings = [part.split("</h3>")[0] for part in page.text.split("<h3>")[1:]]
    numbers = [part.split("</p>")[0].split() for part in page.text.split('<p class="muted">\n')[1:]]
    return {
        "".join(heading.partition(">")[2].split("<")[0]): " ".join(number)
        for heading, number in zip(headings, numbers, strict=True)
    }


@pytest.fixture(autouse=True)
def _in_november(monkeypatch):
    hold_still(monkeypatch, 2026, 11, 30, 12)


def test_what_five_people_say_is_named_by_their_words_in_every_language(reader, context):
    others()
    others(12, 30, language="cy")
    say(12, COLD)
    say(3, COLD, words="bwyd oer", language="cy")
    say(5, LATE)
    say(4, RAIN)
    count_all_views()
    page = reader.get(PAGE).text
    assert shown(reader) == {
        "cold food": "15 people, in English, Welsh",
        "late carers": "At least 5 people, in English",
    }
    assert '<bdi lang="cy">bwyd oer</bdi>' in page
    assert page.count("<blockquote") == 3
    assert "What many say" in reader.get("/staff/results").text


def test_people_are_counted_and_not_what_they_wrote(reader, context):
    others()
    one = say(4, COLD)[0]
    for number in range(3):
        more = Comment(response_id=one.response_id, question_id=f"q{number}", is_read=True)
        db.session.add(more)
        db.session.flush()
        means([more], 0) if reading(more) else None
    db.session.commit()
    count_all_views()
    assert (shown(reader), db.session.query(Cluster).count()) == ({}, 0)
    say(1, COLD)
    count_all_views()
    assert shown(reader) == {"cold food": "At least 5 people, in English"}


def test_the_same_cluster_stays_the_same_and_comes_back_with_its_name(reader, context):
    others()
    made = say(5, COLD)
    count_all_views()
    cluster = db.session.query(Cluster).one()
    reader.post(f"{PAGE}/{cluster.id}/name", data={"name": "Meals that are cold"})
    for each in made[:2]:
        db.session.get_one(Comment, each.id).is_read = False
    db.session.commit()
    count_all_views()
    assert shown(reader) == {}
    assert "Fewer than five people" in reader.get(f"{PAGE}/{cluster.id}").text
    say(4, COLD, words="chilly dinners", week="2026-W48")
    count_all_views()
    assert (shown(reader), db.session.query(Cluster).one().id) == (
        {"Meals that are cold": "At least 5 people, in English"}, cluster.id,
    )  # fmt: skip
    reader.post(f"{PAGE}/{cluster.id}/name", data={"name": ""})
    assert list(shown(reader)) == ["cold food"]
    details = [(each[3]["before"], each[3]["name"]) for each in recorded("similar-renamed")]
    assert details == [(None, "Meals that are cold"), ("Meals that are cold", None)]


def test_what_nobody_has_read_or_what_reports_harm_is_not_looked_at_and_leaves(reader, context):
    others()
    made = say(6, COLD)
    waiting = comment("cold food and nobody has read this")
    reading(waiting)
    means([waiting], 0)
    count_all_views()
    assert db.session.query(Clustered).filter_by(comment_id=waiting.id).count() == 0
    amal = user("reader", name="Amal", email="amal@example.org")
    for each in made[:2]:
        found = Assessment("safeguarding", "A slap", categories=["physical"])
        decide(comment_id=each.id, found=found, reader=amal.id)
    db.session.commit()
    assert shown(reader) == {}
    count_all_views()
    assert db.session.query(Clustered).filter(Clustered.cluster_id.is_not(None)).count() == 4


def test_a_name_of_somebody_names_nothing_from_when_it_is_known(reader, context):
    others()
    made = say(5, COLD, words="maria smiles")
    count_all_views()
    assert list(shown(reader)) == ["maria smiles"]
    marked = {"field": "names", "value": ["Maria"], "by": "amal"}
    db.session.add(Correction(comment_id=made[0].id, **marked))
    db.session.commit()
    count_all_views()
    assert "maria" not in reader.get(PAGE).text.replace("maria smiles, ", "")
    cluster = db.session.query(Cluster).one()
    refused = reader.post(f"{PAGE}/{cluster.id}/name", data={"name": "ring 0161 496 0000"})
    assert (refused.status_code, "personal details" in refused.text) == (422, True)


def test_two_are_shown_as_one_and_taken_apart_again(reader, context):
    others()
    cold = say(11, COLD)
    say(13, LATE)
    both = Comment(response_id=cold[0].response_id, question_id="more", is_read=True)
    db.session.add(both)
    db.session.commit()
    reading(both)
    means([both], MEANT[LATE])
    count_all_views()
    numbers = shown(reader)
    assert numbers == {"cold food": "11 people, in English", "late carers": "14 people, in English"}
    by_name = {each.words["en"][0]: each.id for each in db.session.query(Cluster)}
    merged = f"{PAGE}/{by_name['cold food']}/merge"
    assert reader.post(merged, data={"into": ""}).status_code == 422
    assert reader.post(merged, data={"into": str(by_name["late carers"])}).status_code == 303
    count_views()
    # Somebody is in both: the released parcel keeps them until ten more have moved.
    assert shown(reader) == {"late carers": "25 people, in English"}
    assert db.session.query(Cluster).filter_by(merged_into=by_name["late carers"]).count() == 1
    say(5, COLD, week="2026-W48")
    count_all_views()
    assert list(shown(reader)) == ["late carers"]
    reader.post(f"{PAGE}/{by_name['cold food']}/apart")
    count_views()
    assert list(shown(reader)) == ["late carers", "cold food"]
    assert [entry[1] for entry in recorded("similar-merged")] == ["similar-merged"]
    assert [entry[1] for entry in recorded("similar-taken-apart")] == ["similar-taken-apart"]


def test_a_service_a_period_and_an_audience_have_their_own(reader, context):
    others()
    say(5, COLD, week="2026-W12")
    elsewhere = link(ASKED, token="M3PWQZ", service_id=service("Other House").id)
    say(10, LATE, at=elsewhere, week="2026-W30")
    count_all_views()
    home = db.session.get_one(Link, "K7QF2M").service_id
    assert list(shown(reader, service=home)) == ["cold food"]
    assert shown(reader, service=elsewhere.service_id) == {"late carers": "10 people, in English"}
    assert list(shown(reader, period="2026-Q3")) == ["late carers"]
    assert list(shown(reader, audience="staff")) == []


def test_whoever_is_named_in_a_comment_sees_another_one(context):
    amal = user("reader", name="Amal", email="amal@example.org")
    reads(amal, called=["the night nurse"])
    others()
    named = say(1, COLD, words="cold food from the night nurse")
    say(5, COLD)
    count_all_views()
    page = similar_page(service=None, audience=None, period=None, reader=amal.id)
    [[quote]] = [each.quotes for each in page.similar]
    assert quote.comment_id != named[0].id


def test_another_version_of_the_machine_finds_the_same_clusters(reader, context):
    others()
    say(6, COLD)
    count_all_views()
    before = db.session.query(Cluster).one().id
    db.session.query(ModelVersion).update({"is_live": False})
    db.session.add(ModelVersion(version="newer", is_live=True))
    for old in db.session.query(Reading).all():
        kept = ("comment_id", "language", "sentiment", "confidence", "is_sure", "themes")
        fields = {name: getattr(old, name) for name in kept}
        moved = np.roll(np.frombuffer(old.embedding, np.float16), 5).tobytes()
        db.session.add(Reading(**fields, model="newer", signals=[], signal=0, embedding=moved))
    db.session.commit()
    new = people(4, answers={"why": "cold food, still"})
    for each in new:
        found = db.session.get_one(Reading, (each.id, "test"))
        found.model, found.embedding = "newer", np.eye(DIRECTIONS, dtype=np.float16)[5].tobytes()
    db.session.commit()
    count_all_views()
    assert db.session.query(Cluster).one().id == before
    assert shown(reader) == {"cold food": "10 people, in English"}


def test_pages_take_a_constant_number_of_statements(reader, context):
    numbers = []
    others()
    shown(reader)
    for what in MEANT:
        say(6, what)
        say(3, what, words="arall", language="cy")
        count_all_views()
        db.session.expire_all()
        with counted_statements() as statements:
            assert len(shown(reader)) == len(numbers) + 1
        numbers.append(len(statements))
    assert len(set(numbers)) == 1
    cluster = db.session.query(Cluster).first()
    assert reader.get(f"{PAGE}/{cluster.id}").status_code == 200
    assert reader.get(f"{PAGE}/{uuid.uuid4()}").status_code == 404


def test_who_waits_at_their_service_for_long_is_counted_with_those_of_others(reader, context):
    elsewhere = link(ASKED, token="M3PWQZ", service_id=service("Other House").id)
    there = {"service": elsewhere.service_id}
    others()
    others(14, 30, at=elsewhere)
    say(6, COLD, week="2026-W12")
    say(7, COLD, week="2026-W12", at=elsewhere)
    count_all_views()
    assert shown(reader) == {"cold food": "13 people, in English"}
    assert shown(reader, **there) == {"cold food": "At least 5 people, in English"}
    say(10, COLD, week="2026-W48", at=elsewhere)
    count_all_views()
    assert shown(reader) == {"cold food": "23 people, in English"}
    assert shown(reader, **there) == {"cold food": "10 people, in English"}
