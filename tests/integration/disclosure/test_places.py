"""The intruder beside events and partners: their pages, their service's and all services' results.

A cell is a link, which is of one service, and of an event and a partner or of neither.
"""

import re
from collections import Counter, defaultdict
from contextlib import nullcontext
from datetime import timedelta
from random import Random
from unittest.mock import patch

import pytest
from sqlalchemy import func, select

from app.administration.organisation.queries import all_services
from app.collection.events.operations import plan_event
from app.collection.events.plans import EventPlan
from app.collection.events.queries import all_events
from app.collection.links.models import Link
from app.collection.links.operations import create_link
from app.collection.publishing.operations import publish
from app.collection.responses.models import Response
from app.collection.responses.reporting_groups import PartnerViews
from app.extensions import db
from app.improvement.partners.operations import add_partner
from app.improvement.partners.plans import PartnerPlan
from app.kernel.clock import iso_week, today
from app.surveys.parts import Kind
from tests.factories import question, service, survey
from tests.given import stored
from tests.integration.disclosure.intruder import is_few, worked_out
from tests.measuring import count
from tests.staff import signed_in

ASKED = survey(
    question("speaking_as", Kind.SINGLE_CHOICE, "working_with_us", "passing_on"),
    survey_id="partners",
    audience="partners",
)
SPOKEN = re.compile(r"(\d+|fewer than 10) as partners, (\d+|fewer than 10) passing on")
KINDS = ("as partners", "passing on")
SIZES = (0, 2, 6, 9, 11, 14, 25)
WEEKS = [iso_week(today() - timedelta(days=days)) for days in (0, 0, 20, 50)]


class Town:
    """Two services, an event at each with a partner, and links that a partner hands out."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        publish(survey=ASKED)
        self.partners = [
            add_partner(plan=PartnerPlan(name=name, kind="faith", started_on=today()), actor="x")
            for name in ("Temple kitchen", "Choir")
        ]
        for name, partner in (("Ash", "Temple kitchen"), ("Birch", "Choir")):
            service(name)
            plan = EventPlan(name="Lunch", day=today(), partner=partner)
            plan_event(service_name=name, plan=plan, survey_ids=["partners"])
            for handed_out_by in (None, "Temple kitchen"):
                create_link(
                    survey_id="partners",
                    service_name=name,
                    audience="partners",
                    partner=handed_out_by,
                )
        db.session.commit()
        self.links = list(db.session.execute(select(Link)).scalars())

    def goes_on(self) -> None:
        for at in self.links:
            for said in ("working_with_us", "passing_on"):
                week, times = self.random.choice(WEEKS), self.random.choice(SIZES)
                stored(at, {"speaking_as": said}, times=times, week=week)
        count()

    def released(self, reader):
        """What pages say of whose view answers are, by the links that they are of."""
        known = defaultdict(dict)
        named = {each.id: each.name for each in all_services()}
        pages = {"/staff/results/surveys/partners": self.links}
        for service_id, name in named.items():
            at = [each for each in self.links if each.service_id == service_id]
            pages[f"/staff/results/surveys/partners?service={name}"] = at
        for line in all_events():
            pages[f"/staff/collection/events/{line.event.id}"] = [
                each
                for each in self.links
                if (each.service_id, each.event) == (line.service.id, line.event.name)
            ]
        for partner in self.partners:
            pages[f"/staff/improvement/partners/{partner.id}"] = [
                each for each in self.links if each.partner == partner.name
            ]
        for path, links in pages.items():
            answer = reader.get(path)
            assert answer.status_code == 200
            found = SPOKEN.search(" ".join(answer.text.split()))
            for kind, people in zip(KINDS, found.groups() if found else (), strict=False):
                cells = frozenset((each.token, "") for each in links)
                here = Counter(people=int(people) if people.isdigit() else 0)
                assert known[kind].setdefault(cells, here) == here, "two pages tell otherwise"
        return known


def handfuls(known, earlier):
    """Everything that can be worked out and is one to nine people."""
    found = [(what, how) for what, how, left in worked_out(known) if is_few(left["people"])]
    for what, released in earlier.items():
        for cells in released.keys() & known[what].keys():
            moved = known[what][cells]["people"] - released[cells]["people"]
            if is_few(moved) or moved < 0:
                found.append((what, cells))
    return found


def all_found(app, seed):
    town, reader = Town(seed), signed_in(app, "reader")
    earlier, found, most = {}, [], 0
    for _ in range(2):
        town.goes_on()
        known = town.released(reader)
        found += handfuls(known, earlier)
        most = max(most, *(len(released) for released in known.values()))
        earlier = known
    assert most >= 4, "some page says nothing of whose view it is"
    return found


@pytest.mark.parametrize("seed", range(4))
def test_no_page_less_another_is_a_handful(app, context, seed):
    assert all_found(app, seed) == []


def as_counted(tokens, **_):
    """The rule before: everybody at an event or a partner's links, from ten people on."""
    said = Response.answers["speaking_as"].as_string()
    rows = db.session.execute(
        select(said, func.count()).where(Response.link_token.in_(tokens)).group_by(said)
    )
    people = {code: number for code, number in rows if number >= 10}
    views = PartnerViews(people.get("working_with_us", 0), people.get("passing_on", 0))
    return {("partners", 1, "partners"): views}


@pytest.mark.parametrize(("rule", "finds"), [(nullcontext, False), (None, True)])
def test_the_intruder_finds_a_handful_where_events_are_released_as_counted(
    app, context, rule, finds
):
    """Twenty are released at the service, of whom fourteen were at its event, which leaves six."""
    town = Town(0)
    at = {(each.event, each.partner): each for each in town.links}
    at_lunch, otherwise = at["Lunch", "Choir"], at[None, None]
    stored(otherwise, {"speaking_as": "working_with_us"}, times=6, week=WEEKS[3])
    stored(at_lunch, {"speaking_as": "working_with_us"}, times=14, week=WEEKS[3])
    subject = "app.results.indicators.counting.link_subject"
    with nullcontext() if rule else patch(subject, lambda token, question_id: question_id):
        count()
    with (
        nullcontext() if rule else patch("app.collection.events.answers._partner_views", as_counted)
    ):
        found = handfuls(town.released(signed_in(app, "reader")), {})
    assert bool(found) is finds
