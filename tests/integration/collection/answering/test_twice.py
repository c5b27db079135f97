"""A question that comes twice where one answer is wanted: no fault of ours, nothing dropped."""

import pytest

from tests.everything import OF
from tests.factories import link

JSON = {"Accept": "application/json"}
SINGLE = ("respect", "happy", "years", "since", "role", "why")
TWICE = ["always", "2026-01-31"]


@pytest.mark.parametrize("name", SINGLE)
def test_a_script_is_told_which_question_came_twice(context, client, stored, name):
    link(OF)
    reply = client.post("/s/K7QF2M/en", data={name: TWICE}, headers=JSON)
    assert (reply.status_code, list(reply.json["problems"])) == (422, [name])
    assert stored() == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("years", 'value="one other"'),
        ("role", 'value="one other"'),
        ("why", "one\nother</textarea>"),
    ],
)
def test_a_person_sees_both_again(context, client, name, shown):
    link(OF)
    page = client.post("/s/K7QF2M/en", data={name: ["one", "other", "one"]})
    assert page.status_code == 422
    assert shown in page.text


@pytest.mark.parametrize("field", ["submission_id", "survey_version", "card", "language_switches"])
def test_what_the_page_says_of_itself_may_come_twice_too(context, client, field):
    link(OF)
    reply = client.post("/s/K7QF2M/en", data={"happy": "yes", field: ["x", "y"]}, headers=JSON)
    assert reply.status_code in (201, 422)
