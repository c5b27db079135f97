"""What signed-in staff see of answers, and what they do not."""

import io
import json
import re

import openpyxl
import pytest

from app.collection.publishing.operations import publish
from app.collection.responses.models import Comment, Response
from app.comments.queue.corrections import mask_names
from app.comments.queue.decisions import Assessment, decide
from app.extensions import db
from app.kernel.clock import today
from app.surveys.parts import Kind
from tests.counting import counted_statements
from tests.factories import link, question, service, survey
from tests.given import all_read, rating, stored
from tests.measuring import count
from tests.staff import EMAILS, recorded, signed_in, user

HIDDEN = "Hidden to protect people (fewer than 10)"
OF = survey(
    rating(),
    question("say", Kind.COMMENT),
    question("describe", Kind.SHORT_TEXT, part="equality"),
    audience="people",
)


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


def opened(reader, address, **more):
    """A page, after the worker has counted what came."""
    count()
    return reader.get(address, **more)


def test_every_survey_has_its_results_comments_and_export(reader, rose):
    said = main_part(reader.get("/staff/results/surveys"))
    assert said == (
        "Survey by survey What the answers to each survey say, over all services or at one. "
        "A tiny survey Results of A tiny survey Comments on A tiny survey Export of A tiny survey"
    )


def test_where_no_survey_is_published_the_page_says_so(reader):
    assert main_part(reader.get("/staff/results/surveys")).endswith("No survey is published yet.")


def test_results_say_what_people_answered(reader, rose):
    stored(rose, {"respect": "always"}, times=9)
    stored(rose, {"respect": "never"}, times=3, locale="cy")
    stored(rose, {}, times=2)
    said = main_part(opened(reader, "/staff/results/surveys/tiny"))

    assert "Responses 14 (open link: we cannot know how many people saw it)" in said
    assert "About respect? 75 % said “Always” or “Mostly”" in said
    assert "Always 75 % 9 47–91 %" in said
    assert "12 answered · 0 said “Unsure” · 2 did not answer" in said


@pytest.mark.parametrize("service", ["", "Lily+House"])
def test_fewer_than_ten_are_hidden_in_the_page_and_its_source(reader, rose, lily, service):
    stored(lily, {"respect": "rarely"}, times=9)
    page = opened(reader, f"/staff/results/surveys/tiny?service={service}")

    assert HIDDEN in main_part(page)
    assert [word for word in ("Rarely", "%", "Always") if word in page.text.split("<main")[1]] == []


def test_a_small_service_hides_no_other_and_is_in_no_total(reader, rose, lily):
    stored(lily, {"respect": "rarely"}, times=9)
    stored(rose, {"respect": "always"}, times=30)

    for query in ("", "?service=Rose+House"):
        assert "100 % said" in main_part(opened(reader, f"/staff/results/surveys/tiny{query}"))


def test_htmx_is_given_the_results_alone(reader, rose):
    stored(rose, {"respect": "always"}, times=10)
    part = opened(reader, "/staff/results/surveys/tiny", headers={"HX-Request": "true"}).text

    assert part.strip().startswith('<div id="results">')
    assert "100 % said" in part


def test_versions_and_audiences_are_chosen_and_never_added(reader, rose):
    publish(survey=survey(rating(), version=2, audience="people"))
    families = link(OF, token="FAM123", service_id=rose.service_id, audience="families")
    stored(rose, {"respect": "always"}, times=10)
    stored(rose, {"respect": "never"}, times=12, version=2)
    stored(families, {"respect": "sometimes"}, times=14)

    def base(query):
        found = re.search(
            r"Responses (\d+)", main_part(opened(reader, f"/staff/results/surveys/tiny{query}"))
        )
        return int(found[1]) if found else None

    assert [base(query) for query in ("", "?version=1", "?version=1&audience=families")] == [
        12, 10, 14,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "/staff/results/surveys/unheard-of",
        "/staff/results/surveys/%00",
        "/staff/results/surveys/tiny?version=9",
        "/staff/results/surveys/tiny?audience=martians",
        "/staff/results/surveys/tiny?service=Moss+House",
        "/staff/results/surveys/unheard-of/comments",
        "/staff/results/surveys/tiny/comments?service=Moss+House",
        "/staff/results/surveys/tiny/comments?after=nowhere",
        "/staff/results/surveys/tiny/comments?after=2026-W01.------------------------------------",
        "/staff/results/surveys/unheard-of/export",
    ],
)
def test_what_is_not_there_is_not_found(reader, rose, address):
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/staff/results/surveys/tiny?service=%00&audience=%00",
        "/staff/results/surveys/tiny/comments?after=%00000000-0000-4000-8000-000000000000",
    ],
)
def test_an_address_with_what_cannot_be_kept_is_refused(reader, rose, address):
    reply = reader.get(address)
    assert (reply.status_code, "\x00" in reply.text) == (422, False)


def test_a_survey_that_nobody_answered_yet(reader, rose):
    assert "No answers yet." in main_part(opened(reader, "/staff/results/surveys/tiny"))
    assert "No comments yet." in main_part(reader.get("/staff/results/surveys/tiny/comments"))


def released(at):
    """Let all be read, and so many answer that a service may be released."""
    stored(at, {"respect": "always"}, times=10)
    all_read()
    count()


def test_comments_are_inert_and_know_their_language(reader, rose):
    stored(rose, {"say": "<script>alert(1)</script>\n\u202eback"}, locale="ur-easyread")
    released(rose)
    page = reader.get("/staff/results/surveys/tiny/comments").text

    assert (
        '<blockquote lang="ur" dir="auto"><bdi dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;\n'
        "\u202eback</bdi></blockquote>"
    ) in page
    assert " Rose House · People we support" in main_part(
        reader.get("/staff/results/surveys/tiny/comments")
    )


def test_what_people_wrote_about_themselves_is_no_comment(reader, rose):
    stored(rose, {"describe": "Something private"})
    all_read()

    assert "No comments yet." in main_part(reader.get("/staff/results/surveys/tiny/comments"))


def test_comments_come_the_newest_week_first_page_by_page(reader, rose, lily):
    for week in range(1, 41):
        stored(rose, {"say": f"In week {week}"}, week=f"2026-W{week:02d}")
    stored(rose, {"respect": "never"}, times=40, week="2026-W50")
    stored(lily, {"say": "Elsewhere"}, week="2026-W51")
    released(rose)

    seen, address = [], "/staff/results/surveys/tiny/comments?service=Rose+House"
    while address:
        page = reader.get(address).text
        seen.append([int(week) for week in re.findall(r"In week (\d+)", page)])
        older = re.search(r'href="([^"]+)">Older comments', page)
        address = older[1].replace("&amp;", "&") if older else None

    assert seen == [list(range(40, 15, -1)), list(range(15, 0, -1))]


def test_comments_are_those_that_were_read_are_masked_and_not_about_who_looks(reader, rose):
    stored(rose, {"say": "Nobody has read this"})
    for text in (
        "Ring me on 07700 900123",
        "The reader slapped me",
        "I was slapped",
        "Dilys is rude",
    ):
        stored(rose, {"say": text})
    responses = {row.answers["say"]: row.id for row in db.session.query(Response)}
    del responses["Nobody has read this"]
    made = {
        text: Comment(response_id=response_id, question_id="say", is_read=True)
        for text, response_id in responses.items()
    }
    db.session.add_all(made.values())
    db.session.commit()
    amal = user("reader", name="Amal", email="amal@example.org")
    slap = Assessment("safeguarding", "A slap", ["physical"])
    decide(comment_id=made["I was slapped"].id, found=slap, reader=amal.id)
    dilys = made["Dilys is rude"]
    mask_names(comment_id=dilys.id, names=["Dilys = night carer"], reader=amal.id)
    db.session.commit()
    stored(rose, {"respect": "always"}, times=10)
    count()
    page = reader.get("/staff/results/surveys/tiny/comments").text
    assert sorted(re.findall(r'<bdi dir="auto">([^<]*)</bdi>', page)) == [
        "Ring me on [phone number]", "[night carer] is rude",
    ]  # fmt: skip


def test_opening_comments_is_recorded(reader, rose):
    reader.get("/staff/results/surveys/tiny/comments?service=Rose+House")

    assert recorded("comments-opened") == [
        (
            EMAILS["reader"],
            "comments-opened",
            "tiny",
            {"service": "Rose House", "from": "newest"},
        )
    ]


def test_a_reader_exports_what_passed_the_gate(reader, rose):
    stored(rose, {"respect": "always", "say": "Private words"}, times=10)
    count()
    form = {"format": "jsonl", "version": "all"}
    answer = reader.post("/staff/results/surveys/tiny/export", data=form, buffered=True)
    rows = [json.loads(line) for line in answer.text.splitlines()]

    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=own-words-tiny-figures-{today()}.jsonl"
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert [(row["service"], row["respect.always"], row["say"]) for row in rows] == [
        ("Rose House", 10, "Withheld: comments are read in Own Words"),
        ("All services", 10, "Withheld: comments are read in Own Words"),
    ]
    assert recorded("responses-exported") == [
        (
            EMAILS["reader"],
            "responses-exported",
            "tiny",
            {"format": "jsonl", "version": "all", "rows": 2},
        )
    ]


def test_an_admin_exports_everything_and_is_recorded(app, rose):
    stored(rose, {"say": "Private words"})
    admin = signed_in(app)
    form = {"format": "xlsx", "version": "1"}
    answer = admin.post("/staff/results/surveys/tiny/export/raw", data=form, buffered=True)
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data))["Responses"].iter_rows())

    head, said = ([cell.value for cell in row] for row in rows[:2])
    assert said[head.index("say")] == "Private words"
    assert [entry[:3] for entry in recorded("responses-exported-raw")] == [
        (EMAILS["admin"], "responses-exported-raw", "tiny")
    ]


def test_only_admins_are_offered_everything(app, reader, rose):
    assert "Everything, raw" not in main_part(reader.get("/staff/results/surveys/tiny/export"))
    assert "Everything, raw" in main_part(signed_in(app).get("/staff/results/surveys/tiny/export"))


def test_an_export_in_a_format_there_is_not_is_refused(reader, rose):
    answer = reader.post(
        "/staff/results/surveys/tiny/export", data={"format": "exe", "version": "7"}
    )

    assert (answer.status_code, recorded("responses-exported")) == (422, [])


@pytest.mark.parametrize(
    "address",
    [
        "/staff/results/surveys",
        "/staff/results/surveys/tiny",
        "/staff/results/surveys/tiny/comments",
        "/staff/results/surveys/tiny/export",
    ],
)
def test_pages_ask_the_database_as_often_for_three_rows_as_for_one(reader, rose, address):
    def asked():
        with counted_statements() as statements:
            assert reader.get(address).status_code == 200
        return len(statements)

    stored(rose, {"respect": "always", "say": "Hello"})
    asked()
    with_one = asked()
    others = [
        link(OF, token=f"M0SS2{n}", service_id=service(f"Moss House {n}").id) for n in range(2)
    ]
    for each in others:
        stored(each, {"respect": "always", "say": "Hello"})

    assert asked() == with_one
