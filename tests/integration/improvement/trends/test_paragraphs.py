"""A quarter in a paragraph: counted facts alone, in English and Welsh, each number recounted."""

import re
from datetime import date

import numpy as np
import pytest

from app.collection.links.models import Link
from app.comments.machine.models import Reading
from app.evidence.packs.asking import Scope
from app.evidence.packs.comments import quarter_paragraphs
from app.extensions import db
from app.improvement.actions.operations import decide, finish, make_action
from app.improvement.actions.plans import ActionDecision, ActionFeedback, ActionOutcome
from app.results.feedback.models import Cluster
from app.results.indicators.months import months_between
from app.statistics.intervals import wilson
from app.statistics.rounding import percent_of, whole_percent
from app.worker.jobs import count_all_views
from tests.comments import people
from tests.staff import signed_in

QUARTER = "2026-Q2"
WHERE = "The Example House in April to June 2026 (people we support, families and friends)"


def home():
    return db.session.get_one(Link, "K7QF2M").service_id


@pytest.fixture
def reader(app):
    return signed_in(app, "reader")


def told(reader, **chosen):
    page = reader.get("/staff/results", query_string=chosen).text
    found = re.findall(r'<p lang="(en|cy)">(.*?)</p>', page)
    return {language: words.replace("&#39;", "'") for language, words in found}


def done_on(*days):
    for day in days:
        heard = ActionFeedback(heard="Cold food.", services=(), themes=(), heard_on=day)
        made = make_action(heard=heard)
        plan = {"answer": "Heat it.", "reason": "Asked.", "owner": "The cook", "due_on": day}
        more = {"is_promised": True, "decided_on": day, "reminded_id": None}
        decide(action_id=made.id, decision=ActionDecision(**plan, **more))
        finish(action_id=made.id, outcome=ActionOutcome(done="Hot.", done_on=day))


def means(made, *places):
    for each, place in zip(made, places, strict=True):
        found = db.session.get_one(Reading, (each.id, "test"))
        found.embedding = np.eye(60, dtype=np.float16)[place].tobytes()


@pytest.fixture
def quarter(context):
    """31 who praise the food, 20 who complain, 11 of them in the same words; two actions done."""
    means(people(31, "positive", themes=["food"], week="2026-W20"), *range(10, 41))
    same = people(11, "negative", week="2026-W20", answers={"why": "late carers"})
    means(same, *[0] * 11)
    means(people(9, "negative", week="2026-W20", themes=["dress"]), *range(41, 50))
    people(12, "negative", week="2026-W40")
    done_on(date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1))
    db.session.commit()
    count_all_views()


def test_every_number_is_one_that_can_be_counted_again(reader, quarter):
    found = told(reader, service=home(), period=QUARTER)
    interval = wilson(31, 51)
    low, high = whole_percent(interval.low), whole_percent(interval.high)
    share = percent_of(31, 51)
    assert found["en"] == (
        f"51 people wrote about {WHERE}. {share} in 100 were positive, likely between {low} and "
        f"{high} in 100, of 51 people of whom it is known how they feel. Found most often in what "
        "they wrote: Food (31 people). What many said, in their own words: “late carers” "
        "(11 people). 2 actions were recorded as done in these months."
    )
    numbers = ["51", "2026", *map(str, (share, 100, low, high, 100, 51, 31, 11, 2))]
    assert re.findall(r"\d+", found["en"]) == numbers
    assert re.findall(r"\d+", found["cy"]) == numbers
    for words in ("Ysgrifennodd 51 o bobl", "Ebrill i Fehefin 2026", "Bwyd (31 o bobl)"):
        assert words in found["cy"]


def test_a_quarter_that_is_hidden_says_what_was_done_and_nothing_of_people(reader, quarter):
    people(4, "negative", week="2026-W03", themes=["food"])
    count_all_views()
    first = told(reader, service=home(), period="2026-Q1")
    assert first["en"] == (
        "Nothing is released of what was written about The Example House in January to March 2026 "
        "(people we support, families and friends). No action was recorded as done in these "
        "months."
    )
    assert told(reader, service=home()) == told(reader, period=QUARTER) == {}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_what_moved_is_judged_by_the_months_before(reader, context):
    for place, month in enumerate(months_between("2025-05", "2026-02")):
        week = f"{month[:4]}-W{int(month[5:]) * 4 + 1:02d}"
        people(10 + place % 2, "positive", week=week, themes=["food"])
        people(10, "negative", week=week, themes=["dress"])
    people(30, "positive", week="2026-W20", themes=["food"])
    people(10, "positive", week="2026-W20")
    db.session.commit()
    count_all_views()
    words = told(reader, service=home(), period=QUARTER)["en"]
    assert "More of them were positive than in the months before." in words
    assert "More people than in the months before spoke of: Food." in words
    assert "in the months before" not in told(reader, service=home(), period="2025-Q4")["en"]


def test_a_pack_of_a_service_has_the_paragraph_and_names_what_a_person_named(quarter):
    scope = Scope(date(2026, 4, 1), date(2026, 6, 30), {home(): "The Example House"}, is_all=False)
    [before] = quarter_paragraphs(scope, date(2026, 11, 30))
    db.session.query(Cluster).one().name = "Late visits"
    [after] = quarter_paragraphs(scope, date(2026, 11, 30))
    assert before.startswith(f"51 people wrote about {WHERE}.")
    assert ("in their own words" in before, "“Late visits” (11 people)" in after) == (False, True)
    whole = Scope(scope.first, scope.last, scope.services, is_all=True)
    assert quarter_paragraphs(whole, date(2026, 11, 30)) == ()
