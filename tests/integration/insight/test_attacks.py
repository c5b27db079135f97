"""Somebody who looks at every page, twice and by every filter, finds out nothing of anybody."""

import re
from itertools import combinations, product

import pytest

from app.insight.cuts import Cut
from app.insight.operations import show
from app.insight.pages import review_page
from app.insight.review import Review
from app.statistics.disclosure import Figure
from tests.comments import ASKED, count_views, people
from tests.factories import link, service
from tests.staff import signed_in

FEWEST = 10
FRESH = 5


@pytest.fixture
def homes(context):
    """A large home and a small one, whose nine people include one who speaks Somali."""
    large = link(ASKED, service_id=service("Large").id)
    small = link(ASKED, token="M3PWQZ", service_id=service("Small").id)
    people(60, "positive", at=large, themes=["food"])
    people(30, "negative", at=large, language="ur", themes=["faith_worship"])
    people(8, "positive", at=small, themes=["food"])
    people(1, "negative", at=small, language="so", themes=["faith_worship"])
    count_views()
    return large, small


def review(**more) -> Review:
    chosen = {"service": None, "audience": None, "period": None, **more}
    return review_page(**chosen).review


def bases(found: Review) -> set[int]:
    groups = [group for part in found.groups.values() for group in part]
    feelings = [found.everything, *(theme.feeling for theme in found.themes)]
    feelings += [group.feeling for group in groups]
    return {each.base for each in feelings if each.base is not None}


def test_no_figure_stands_on_fewer_than_ten(homes):
    large, small = homes
    for chosen in (None, str(large.service_id), str(small.service_id)):
        assert all(base >= FEWEST for base in bases(review(service=chosen)))


def test_the_small_home_is_not_the_rest_of_all_less_the_large_one(homes):
    found = review()
    groups = {group.name: group.feeling.base for group in found.groups["service_id"]}
    assert groups == {"Large": None, "Small": None}


def test_filters_one_after_another_never_leave_a_handful(homes):
    large, small = homes
    shown = []
    for chosen in product((None, large.service_id, small.service_id), (None, "people", "families")):
        found = show(Cut(*chosen))
        if found.as_of is not None and found.counts.people >= FEWEST:
            shown.append((chosen, found.counts.people))
    totals = dict(shown)
    for one, other in combinations(totals, 2):
        difference = abs(totals[one] - totals[other])
        assert difference == 0 or difference >= FEWEST, (one, other)


def test_two_looks_one_answer_apart_are_the_same(app, homes):
    large, _ = homes
    client = signed_in(app, "reader")
    strip = re.compile(r"csrf[^>]*>|The comments of .*? wait to be counted", re.S)
    before = strip.sub("", client.get("/staff/review").text)
    for _ in range(FRESH - 1):
        people(1, "negative", at=large, language="ur", themes=["dress"])
        count_views()
        assert strip.sub("", client.get("/staff/review").text) == before
    people(1, "negative", at=large, language="ur", themes=["dress"])
    count_views()
    assert strip.sub("", client.get("/staff/review").text) != before


def test_one_quarter_more_or_less_gives_nobody_away(homes):
    large, _ = homes
    people(3, "negative", at=large, week="2026-W05")
    count_views()
    everything = review()
    quarter = review(period="2026-Q1")
    year = review(period="2026-Q4")
    assert quarter.hidden is not None
    known = [each.everything.spoke for each in (everything, year) if not each.hidden]
    assert all(abs(one - other) == 0 or abs(one - other) >= FEWEST
               for one, other in combinations([n for n in known if n], 2))  # fmt: skip


def test_nothing_hidden_stands_in_the_page_or_the_files(app, homes):
    _, small = homes
    client = signed_in(app, "reader")
    for path in ("", "/figures.csv", "/comments", "/saying"):
        text = client.get(f"/staff/review{path}?service={small.service_id}").text
        assert "Somali" not in text
        assert "negative 0" not in text
        assert not re.search(r"\b(8|9) of 9\b|\b89 %|\b11 %", text)


def test_a_group_that_is_all_of_one_mind_shows_no_share(homes):
    found = review()
    urdu = next(each for each in found.groups["language"] if each.name == "Urdu")
    numbers = [each for each in urdu.feeling.shares.values() if isinstance(each, Figure)]
    assert all(each.percent not in (0, 100) for each in numbers if each.percent is not None)
