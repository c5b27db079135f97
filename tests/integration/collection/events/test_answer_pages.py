"""What pages tell of the answers of an event, and whose view they are."""

import re

from sqlalchemy import update

from app.collection.events.queries import all_events
from app.collection.links.queries import links_at
from app.collection.publishing.operations import publish
from app.collection.responses.comments import lay_all_before_readers
from app.collection.responses.models import Comment
from app.extensions import db
from app.kernel.clock import iso_week, today
from tests.factories import link
from tests.given import stored
from tests.integration.collection.events.conftest import PARTNERS, address, main_part
from tests.measuring import count

HIDDEN = "Hidden to protect people (fewer than 10)"


def test_what_came_is_told_by_survey_and_language(reader, plan, rose):
    plan("tiny", "partners")
    partners, tiny = links_at(rose.id, "Lunch")
    stored(tiny, {"happy": "yes"}, times=24)
    stored(tiny, {"happy": "no"}, times=12, locale="ur-easyread")
    stored(partners, {"speaking_as": "working_with_us"}, times=11)
    stored(partners, {"speaking_as": "passing_on"}, times=6)
    count()
    said = main_part(reader.get(address(all_events()[0].event)))

    assert said.startswith("Lunch at Rose House 53 answers; attendance not recorded yet")
    assert (
        "A tiny survey , version 1, community partners: 17 answers "
        "Language of answer: English "
        "Whose view it is: 11 as partners, fewer than 10 passing on what people said "
        "A tiny survey , version 1, everybody: 36 answers "
        "Language of answer: English, Urdu Easy Read "
    ) in said


def test_one_more_answer_does_not_tell_its_language(reader, plan, rose):
    plan("tiny")
    [tiny] = links_at(rose.id, "Lunch")
    stored(tiny, {"happy": "yes"}, times=24)
    stored(tiny, {"happy": "no"}, times=12, locale="ur-easyread")
    path = address(all_events()[0].event)
    before = main_part(reader.get(path))
    stored(tiny, {"happy": "yes"}, locale="ur-easyread")
    assert main_part(reader.get(path)) == before.replace("36 answers", "37 answers")


def test_what_few_people_said_stays_hidden(reader, plan, rose):
    plan("partners")
    [partners] = links_at(rose.id, "Lunch")
    stored(partners, {"speaking_as": "working_with_us"}, times=6, locale="ur")
    stored(partners, {"speaking_as": "passing_on"}, times=3, locale="ur")
    page = reader.get(address(all_events()[0].event))
    said = main_part(page)

    assert "9 answers" in said
    assert f"Language of answer: {HIDDEN} Whose view it is: {HIDDEN}" in said
    assert "Urdu" not in page.text


def test_whose_view_it_is_stays_until_ten_more_have_answered(reader, plan, rose):
    event = plan("partners")
    [partners] = links_at(rose.id, "Lunch")

    def told(as_partners, passing_on):
        week = iso_week(today())
        stored(partners, {"speaking_as": "working_with_us"}, times=as_partners, week=week)
        stored(partners, {"speaking_as": "passing_on"}, times=passing_on, week=week)
        count()
        said = main_part(reader.get(address(event)))
        return re.search(r"Whose view it is: (.*?) as partners, (.*?) passing on", said).groups()

    few = "fewer than 10"
    assert [told(12, 6), told(9, 3), told(1, 0), told(0, 1)] == [
        ("12", few),
        ("12", few),
        ("22", few),
        ("22", "10"),
    ]


def test_a_comment_says_whose_view_it_is_and_not_at_which_event(reader, plan, rose):
    plan("partners")
    [partners] = links_at(rose.id, "Lunch")
    stored(partners, {"speaking_as": "passing_on", "say": "They like the food"})
    stored(partners, {"speaking_as": "working_with_us", "say": "We like the staff"})
    stored(partners, {"speaking_as": "working_with_us"}, times=10)
    count()
    lay_all_before_readers()
    db.session.execute(update(Comment).values(is_read=True))
    db.session.commit()
    said = main_part(reader.get("/staff/results/surveys/partners/comments"))

    passed_on = "Community partners, passing on what people said"
    assert f"They like the food Rose House · {passed_on}" in said
    assert "We like the staff Rose House · Community partners" in said
    assert "Lunch" not in said


def test_results_say_whose_view_it_is(reader, rose):
    publish(survey=PARTNERS)
    made = link(PARTNERS, service_id=rose.id, audience="partners")
    stored(made, {"speaking_as": "working_with_us"}, times=18)
    stored(made, {"speaking_as": "passing_on"}, times=15)

    count()
    assert "Whose view it is 18 as partners, 15 passing on what people said" in main_part(
        reader.get("/staff/results/surveys/partners")
    )
