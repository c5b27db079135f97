"""The first page of the staff side: what came in, and what waits for somebody."""

import re

import pytest

from tests.counting import counted_statements
from tests.factories import link, service, survey
from tests.given import rating, stored
from tests.staff import signed_in

OF = survey(rating(), audience="people")


@pytest.fixture
def rose(context):
    """A link of a service to the survey."""
    return link(OF, token="R0SE23", service_id=service("Rose House").id)


@pytest.fixture
def lily(rose):
    """The same of another service."""
    return link(OF, token="L1LY23", service_id=service("Lily House").id)


@pytest.fixture
def reader(app, context):
    """A browser in which a reader is signed in."""
    return signed_in(app, "reader")


def main_part(answer):
    """What the main part of a page says, in one line."""
    assert answer.status_code == 200
    found = re.search(r"<main.*?</main>", answer.text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_the_overview_counts_the_answers_of_each_link(reader, rose, lily):
    stored(rose, {"respect": "always"}, times=3, week="2026-W09")
    stored(rose, {"respect": "always"}, week="2026-W11")
    said = main_part(reader.get("/staff/"))

    assert "Rose House 4 answers received by 1 link." in said
    assert "A tiny survey People we support 4 Week of 9 March 2026" in said
    assert "A tiny survey People we support 0 None yet" in said


def test_htmx_is_given_the_counts_alone(reader, rose):
    part = reader.get("/staff/", headers={"HX-Request": "true"}).text

    assert part.strip().startswith('<div id="counts"')
    assert 'hx-trigger="every 30s"' in part
    assert "<html" not in part


def test_an_overview_of_nothing_says_what_to_do(reader):
    said = main_part(reader.get("/staff/"))

    assert said == (
        "Home No service yet. Add the first one. "
        "A device that never found a signal? Hand in its answers as a file ."
    )


def test_it_asks_the_database_as_often_for_three_links_as_for_one(reader, rose):
    def asked():
        with counted_statements() as statements:
            assert reader.get("/staff/").status_code == 200
        return len(statements)

    stored(rose, {"respect": "always"})
    asked()
    with_one = asked()
    for n in range(2):
        another = link(OF, token=f"M0SS2{n}", service_id=service(f"Moss House {n}").id)
        stored(another, {"respect": "always"})

    assert asked() == with_one
