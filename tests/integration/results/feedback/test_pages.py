"""The review page and its files: the same figures everywhere, and constant queries."""

import io

import pytest
from openpyxl import load_workbook

from app.administration.accounts.models import User
from app.collection.links.models import Link
from app.comments.queue.decisions import Assessment, decide
from app.comments.queue.models import Marked
from app.extensions import db
from tests.comments import ASKED, comment, count_views, people, reading
from tests.counting import counted_statements
from tests.factories import link, service
from tests.staff import recorded, signed_in, user

REVIEW = "/staff/results"
PAGES = ("", "/similar", "/comments", "/agreement", "/figures.csv", "/figures.xlsx")


@pytest.fixture
def reader(app):
    return signed_in(app, "reader")


def labels(reply):
    return " ".join(reply.text.split())


def workbook(client, query=""):
    content = client.get(f"{REVIEW}/figures.xlsx{query}").data
    book = load_workbook(io.BytesIO(content))
    return {
        name: [[cell for cell in row if cell is not None] or [""] for row in sheet.values]
        for name, sheet in zip(book.sheetnames, book.worksheets, strict=True)
    }


@pytest.mark.parametrize("path", PAGES)
def test_before_anybody_wrote_anything_every_page_opens(reader, context, path):
    assert reader.get(f"{REVIEW}{path}").status_code == 200


@pytest.mark.parametrize("path", [*PAGES[:3], *PAGES[4:]])
@pytest.mark.parametrize(
    "query",
    ["service=x", "service=00000000-0000-4000-8000-000000000000", "audience=nobody",
     "period=2026", "period=2026-Q9"],
)  # fmt: skip
def test_a_cut_that_is_none_is_not_found(reader, context, path, query):
    people(12)
    count_views()
    assert reader.get(f"{REVIEW}{path}?{query}").status_code == 404


def test_a_theme_that_is_none_is_not_found(reader, context):
    assert reader.get(f"{REVIEW}/comments?theme=weather").status_code == 404


def test_the_figures_are_right_on_the_page_and_in_the_files(reader, context):
    people(30, "positive", themes=["food"])
    people(20, "negative", themes=["food"])
    count_views()
    page = labels(reader.get(REVIEW))
    assert "<dd> 50 </dd>" in page
    assert "60 %" in page
    assert '<span class="muted likely">30 of 50, 46–72 %</span>' in page
    assert "60 % are positive (likely 46–72 %) and 40 % negative (likely 28–54 %)" in page
    sheets = workbook(reader)
    assert ["All in all positive", "30 of 50, 60 % (likely 46–72 %)"] in sheets["About"]
    share = "100 % as the machine found"
    assert ["Food", 50, share, "too few months to say", 50, 40, "28–54", 0, "0–7", 60,
            "46–72"] in sheets["Themes"]  # fmt: skip
    text = reader.get(f"{REVIEW}/figures.csv").data.decode("utf-8-sig")
    assert f"Food,50,{share},too few months to say,50,40,28–54,0,0–7,60,46–72" in text


def test_too_few_answers_are_said_and_nothing_else(reader, context):
    people(7, "positive", themes=["food"])
    count_views()
    for text in (labels(reader.get(REVIEW)), str(workbook(reader))):
        assert "fewer than 10" in text
        assert "Food" not in text
        assert "100 %" not in text
    assert "positive 3" not in reader.get(f"{REVIEW}/comments").text


def test_a_theme_of_few_is_named_without_a_number(reader, context):
    people(40, "positive")
    people(3, "negative", themes=["dress"])
    count_views()
    page = labels(reader.get(REVIEW))
    assert "Dress: Hidden to protect people (fewer than 10)" in page
    assert "negative 1" not in reader.get(f"{REVIEW}/comments?theme=dress").text


def test_one_group_of_few_takes_another_with_it(reader, context):
    people(30, "positive", language="en")
    people(20, "positive", language="cy")
    people(4, "negative", language="ur")
    count_views()
    rows = {row[0]: row[1:] for row in workbook(reader)["Language"]}
    assert "fewer than 10" in rows["Urdu"][0]
    assert "fewer than 10" in rows["Welsh"][0]
    assert rows["English"][0] == 30


def test_all_of_one_mind_are_not_given_away(reader, context):
    people(15, "negative", language="ur")
    people(15, "positive", language="en")
    people(15, "negative", language="en")
    count_views()
    [urdu] = [row for row in workbook(reader)["Language"] if row[0] == "Urdu"]
    assert "100" not in " ".join(map(str, urdu[1:]))


def test_a_service_a_time_and_what_asks_for_both(reader, context):
    people(20, "positive", week="2026-W10")
    elsewhere = link(ASKED, token="M3PWQZ", service_id=service("Other House").id)
    people(15, "negative", at=elsewhere, week="2026-W30")
    count_views()
    page = labels(reader.get(f"{REVIEW}?service={elsewhere.service_id}"))
    assert ("<dd> 15 </dd>" in page, "Other House" in page) == (True, True)
    assert "<dd> 20 </dd>" in labels(reader.get(f"{REVIEW}?period=2026-Q1"))


def test_a_figure_opens_the_comments_that_were_read_and_told_of_no_harm(reader, context):
    made = people(14, "negative", themes=["food"])
    waiting = comment("Nobody has read this")
    reading(waiting)
    amal = user("reader", name="Amal", email="amal@example.org")
    found = Assessment("safeguarding", "A slap", categories=["physical"])
    decide(comment_id=made[0].id, found=found, reader=amal.id)
    db.session.commit()
    count_views()
    page = reader.get(f"{REVIEW}/comments?theme=food").text
    assert page.count("<blockquote") == 13
    everything = reader.get(f"{REVIEW}/comments").text
    assert "Nobody has read this" not in everything
    assert [entry[1] for entry in recorded("comments-opened")] == ["comments-opened"] * 2


def test_what_is_about_the_reader_is_not_among_them(reader, context):
    made = people(14, "negative")
    count_views()
    me = db.session.query(User).filter_by(email="reader@example.org").one()
    db.session.add(Marked(comment_id=made[0].id, user_id=me.id, by="amal"))
    db.session.commit()
    assert reader.get(f"{REVIEW}/comments").text.count("<blockquote") == 13


def test_readers_see_the_versions_and_admins_switch_them(app, reader, context):
    people(12)
    assert "test" in reader.get(f"{REVIEW}/agreement").text
    assert reader.post(f"{REVIEW}/agreement/switch").status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_every_page_takes_a_constant_number_of_statements(reader, context, path):
    numbers = []
    for _ in range(3):
        people(15, "positive", themes=["food", "dress"])
        people(15, "negative", themes=["food"], language="ur", week="2026-W20")
        count_views()
        db.session.expire_all()
        with counted_statements() as statements:
            assert reader.get(f"{REVIEW}{path}").status_code == 200
        numbers.append(len(statements))
    assert numbers[1] == numbers[2]


def test_a_service_without_a_link_is_an_empty_review(reader, context):
    made = service("Empty House")
    db.session.commit()
    assert db.session.query(Link).count() == 0
    assert reader.get(f"{REVIEW}?service={made.id}").status_code == 200
