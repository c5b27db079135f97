"""Somebody who looks at every page, twice and by every filter, finds out nothing of anybody."""

import io
import re
from itertools import combinations

import pytest
from openpyxl import load_workbook

from app.disclosure import Figure, Hidden, Reason
from app.results.feedback.pages import feedback_page
from app.results.feedback.results import FeedbackResults
from tests.comments import ASKED, count_views, people
from tests.factories import link, service
from tests.staff import signed_in

FEWEST = 10


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


def results(**more) -> FeedbackResults:
    chosen = {"service": None, "audience": None, "period": None, **more}
    return feedback_page(**chosen).results


def bases(found: FeedbackResults) -> set[int]:
    groups = [group for part in found.groups.values() for group in part]
    feelings = [found.everything, *(theme.feeling for theme in found.themes)]
    feelings += [group.feeling for group in groups]
    return {each.base for each in feelings if each.base is not None}


def test_no_figure_stands_on_fewer_than_ten(homes):
    large, small = homes
    for chosen in (None, str(large.service_id), str(small.service_id)):
        assert all(base >= FEWEST for base in bases(results(service=chosen)))


def test_two_looks_one_answer_apart_are_the_same(app, homes):
    large, _ = homes
    client = signed_in(app, "reader")
    strip = re.compile(r"csrf[^>]*>|The comments of .*? wait to be counted", re.S)
    before = strip.sub("", client.get("/staff/results").text)
    for _ in range(FEWEST - 1):
        people(1, "positive", at=large, themes=["food"])
        count_views()
        assert strip.sub("", client.get("/staff/results").text) == before
    people(1, "positive", at=large, themes=["food"])
    count_views()
    assert strip.sub("", client.get("/staff/results").text) != before


def test_one_quarter_more_or_less_gives_nobody_away(homes):
    large, _ = homes
    people(3, "negative", at=large, week="2026-W05")
    count_views()
    everything = results()
    quarter = results(period="2026-Q1")
    year = results(period="2026-Q4")
    assert quarter.hidden is not None
    known = [each.everything.spoke for each in (everything, year) if not each.hidden]
    assert all(abs(one - other) == 0 or abs(one - other) >= FEWEST
               for one, other in combinations([n for n in known if n], 2))  # fmt: skip


def test_nothing_hidden_stands_in_the_page_or_the_files(app, homes):
    _, small = homes
    client = signed_in(app, "reader")
    for path in ("", "/figures.csv", "/comments", "/similar"):
        text = client.get(f"/staff/results{path}?service={small.service_id}").text
        assert "Somali" not in text
        assert "negative 0" not in text
        assert not re.search(r"\b(8|9) of 9\b|\b89 %|\b11 %", text)


def test_a_group_that_is_all_of_one_mind_shows_no_share(homes):
    found = results()
    urdu = next(each for each in found.groups["language"] if each.name == "Urdu")
    numbers = [each for each in urdu.feeling.shares.values() if isinstance(each, Figure)]
    assert all(each.percent not in (0, 100) for each in numbers if each.percent is not None)


def everything_shown(client, query: str) -> str:
    """All that the pages and files of a cut hand out, as somebody who looks at the source sees."""
    addresses = [f"/staff/results{path}?{query}" for path in ("", "/comments", "/similar")]
    texts = [client.get(address).text for address in addresses]
    texts.append(client.get(f"/staff/results/figures.csv?{query}").data.decode("utf-8-sig"))
    book = load_workbook(io.BytesIO(client.get(f"/staff/results/figures.xlsx?{query}").data))
    texts += [str(row) for sheet in book.worksheets for row in sheet.values]
    return "\n".join(texts)


def test_a_group_of_few_cannot_be_worked_out_from_any_way_it_is_shown(app, context):
    """Page, chart, alternative text, table, CSV and workbook: 37 of one language, 4 of another."""
    home = link(ASKED, service_id=service("Home").id)
    people(60, "positive", at=home, themes=["food"])
    people(37, "negative", at=home, language="ur", themes=["food"])
    people(4, "negative", at=home, language="so", themes=["dress"])
    count_views()
    found = everything_shown(signed_in(app, "reader"), "")
    assert str(Hidden(reason=Reason.BESIDE)) in found
    for code in ("language&amp;of=so", "language&amp;of=ur"):
        assert code not in found
    assert re.findall(r"\b(37|41|4) people", found) == []
    assert re.findall(r"Urdu,\d|Somali,\d", found) == []


def test_between_two_points_in_time_no_group_moves_by_a_few(homes):
    """Answers trickle in; whoever keeps every page never sees a group move by one to nine."""
    large, small = homes
    before = shown_bases()
    for week in range(9):
        people(1, "positive", at=large, language="en")
        people(week % 3, "negative", at=large, language="ur")
        people(1, "negative", at=small, language="so")
        count_views()
        after = shown_bases()
        for group in before.keys() & after.keys():
            moved = abs(after[group] - before[group])
            assert moved == 0 or moved >= FEWEST, group
        before = after


def shown_bases() -> dict[tuple[str, str], int]:
    found = results()
    groups = {
        (name, group.code): group.feeling.base
        for name, some in found.groups.items()
        for group in some
        if group.feeling.base is not None
    }
    return groups | {("", ""): found.everything.spoke or 0}


def test_the_comments_of_a_hidden_group_month_or_theme_open_for_nobody(app, homes):
    _, small = homes
    client = signed_in(app, "reader")
    for query in (
        f"by=service_id&of={small.service_id}", "by=language&of=so", "by=language&of=ur&theme=food",
        f"service={small.service_id}", f"service={small.service_id}&sentiment=negative",
    ):  # fmt: skip
        reply = client.get(f"/staff/results/comments?{query}")
        assert (query, reply.text.count("<blockquote")) == (query, 0)
