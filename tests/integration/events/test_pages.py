"""What staff see of events: the list, one event, its sheet for print and the host's script."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.events.attendance import Kind
from app.events.operations import record_attendance, tick_step
from app.events.queries import all_events
from app.events.steps import STEPS
from app.extensions import db
from app.kernel.clock import today
from app.links.queries import all_links, links_at
from app.organisation.models import Service
from app.publishing.operations import publish
from app.responses.comments import lay_all_before_readers
from app.responses.models import Comment
from tests.counting import counted_statements
from tests.factories import CONTACTS, link, service, survey
from tests.given import stored
from tests.integration.events.conftest import PARTNERS
from tests.measuring import count
from tests.reading import first
from tests.staff import EMAILS, recorded, signed_in

HIDDEN = "Hidden to protect people (fewer than 10)"
NOWHERE = "/staff/events/00000000-0000-4000-8000-000000000000"


@pytest.fixture
def admin(app, rose):
    """A browser in which an admin is signed in."""
    return signed_in(app)


@pytest.fixture
def reader(app, rose):
    """A browser in which a reader is signed in."""
    return signed_in(app, "reader")


def typed(**more):
    """The form of a new event, filled in."""
    return {"service": "Rose House", "name": "Lunch", "day": "2026-11-30", **more}


def main_part(answer):
    """What the main part of a page says, in one line."""
    assert answer.status_code == 200
    part = first(r"<main.*?</main>", answer.text)
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def problems(answer):
    """What the summary of a refused form says."""
    assert answer.status_code == 422
    summary = first(r'<div class="errors".*?</div>', answer.text)
    return [
        html.unescape(each)
        for each in re.findall(r"<(?:a [^>]*|li class=\"lines\")>(.*?)</", summary)
    ]


def address(event):
    return f"/staff/events/{event.id}"


def test_without_events_the_list_says_so(reader):
    assert "To come No event is planned. Past No event has been yet." in main_part(
        reader.get("/staff/events")
    )


def test_an_admin_plans_an_event(admin):
    made = admin.post(
        "/staff/events/new",
        data=typed(
            place="The hall",
            partner="Temple kitchen",
            languages=["en", "ur"],
            host="A volunteer",
            notes="Side entrance",
            surveys=["tiny", "partners"],
            is_kiosk="y",
        ),
    )
    [line] = all_events()
    assert made.location == address(line.event)
    said = main_part(admin.get(made.location))
    assert said.startswith(
        "Lunch is planned. Lunch at Rose House 0 answers; attendance not recorded yet"
    )
    assert (
        "Day Monday, 30 November 2026 Place The hall Community partner Temple kitchen "
        "Languages English, Urdu Host A volunteer Who reads the comments the quality lead "
        "Notes Side entrance"
    ) in said
    assert said.count("Open For a shared tablet") == 2
    assert recorded("event-planned")[0][0] == EMAILS["admin"]


def test_an_events_page_shows_the_codes_of_its_links(reader, plan):
    event = plan("tiny", "english", languages=["en", "ur"])
    page = reader.get(address(event)).text
    for each in links_at(event.service_id, "Lunch"):
        assert f'aria-label="QR code of http://127.0.0.1:8000/s/{each.token}"' in page
    assert page.count("Not in: Urdu") == 1


@pytest.mark.parametrize(
    ("mistake", "problem"),
    [
        ({"name": ""}, "Type a name."),
        ({"day": ""}, "Choose the day."),
        ({"day": "30/11/2026"}, "Type the date as year-month-day, such as 2026-11-30."),
        (
            {"day": "9999-12-31"},
            "The day 9999-12-31 is too far away. Choose one from 2000-01-01 to 2100-12-31.",
        ),
        ({"service": "Oak View"}, "Not a valid choice."),
        ({"surveys": ["unheard-of"]}, "'unheard-of' is not a valid choice for this field."),
        ({"languages": ["pl"]}, "'pl' is not a valid choice for this field."),
        (
            {"languages": ["ur"], "surveys": ["english"]},
            "No survey of this event is offered in 'ur'. Use one of: en. "
            "For others, ask the partner who interprets.",
        ),
        ({"place": "a\x00b"}, "The place holds characters that cannot be seen. Type it again."),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(admin, mistake, problem):
    assert problems(admin.post("/staff/events/new", data=typed(**mistake))) == [problem]
    assert (all_events(), all_links()) == ([], [])


def test_the_same_name_twice_is_refused(admin, plan):
    plan()
    assert problems(admin.post("/staff/events/new", data=typed())) == [
        "An event 'Lunch' is planned at this service already. Change that one."
    ]


def test_the_form_says_what_to_do_first(app, context):
    assert "There is no service yet." in main_part(signed_in(app).get("/staff/events/new"))


def test_an_admin_changes_an_event(admin, plan):
    event = plan("tiny", languages=["en"])
    form = {"name": "Supper", "day": "2026-12-01", "languages": ["en", "cy"]}
    assert admin.post(f"{address(event)}/edit", data=form).location == address(event)
    assert "Supper at Rose House" in main_part(admin.get(address(event)))
    assert [each.event for each in all_links()] == ["Supper"]
    shown = admin.get(f"{address(event)}/edit").text
    assert re.findall(r'checked[^>]* value="(\w+)"', shown) == ["en", "cy"]


def test_a_change_that_cannot_be_kept_is_refused(admin, plan):
    event = plan("english", languages=["en"])
    form = {"name": "Supper", "day": "2026-12-01", "languages": ["ur"]}
    answer = admin.post(f"{address(event)}/edit", data=form)
    assert problems(answer)[0].startswith("No survey of this event is offered in 'ur'.")
    assert "<h1>Change Lunch</h1>" in answer.text
    assert [each.event for each in all_links()] == ["Lunch"]


def test_an_admin_uses_one_more_survey(admin, plan):
    event = plan("tiny")
    more = f"{address(event)}/links"
    assert admin.post(more, data={"survey": "partners"}).location == address(event)
    assert problems(admin.post(more, data={"survey": "partners"}))[0].startswith(
        "Lunch has such a link to partners already."
    )
    assert problems(admin.post(more, data={"survey": "unheard-of"})) == ["Not a valid choice."]
    assert len(all_links()) == 2


def test_an_admin_removes_an_event(admin, plan):
    event = plan("tiny")
    assert admin.post(f"{address(event)}/remove").location == "/staff/events"
    assert "Lunch is removed, and its links are closed." in main_part(admin.get("/staff/events"))
    attended = plan(name="Fair")
    record_attendance(event_id=attended.id, number=0, kind=Kind.COUNTED, by="the host")
    db.session.commit()
    assert admin.post(f"{address(attended)}/remove").status_code == 422


def test_a_reader_ticks_steps(reader, plan):
    event = plan()
    ticked = reader.post(f"{address(event)}/steps/print/done")
    assert ticked.location == f"{address(event)}#step-print"
    said = main_part(reader.get(address(event)))
    assert "1 of 15 steps are done." in said
    assert f"Done by The reader on {today().day} " in said
    reader.post(f"{address(event)}/steps/print/not-done")
    assert "0 of 15 steps are done." in main_part(reader.get(address(event)))


@pytest.mark.parametrize(("step", "status"), [("x", 404), ("%00", 404), ("attendance", 422)])
def test_a_step_that_cannot_be_ticked_is_refused(reader, plan, step, status):
    event = plan()
    answers = [
        reader.post(f"{address(event)}/steps/{step}/{deed}") for deed in ("done", "not-done")
    ]
    assert [answer.status_code for answer in answers] == [status, status]


def test_a_reader_records_attendance(reader, plan):
    event = plan(host="A volunteer", day=today())
    page = reader.get(f"{address(event)}/attendance").text
    assert 'value="A volunteer"' in page
    form = {"number": " 60 ", "kind": "estimated", "by": "the host", "contribution": "Food\nA room"}
    assert reader.post(f"{address(event)}/attendance", data=form).location == address(event)
    said = main_part(reader.get(address(event)))
    assert "0 answers, about 60 attending (estimate)" in said
    assert "What the partner gave Food A room" in said
    assert "%" not in said
    assert [entry[0] for entry in recorded("event-attendance")] == [EMAILS["reader"]]
    again = reader.get(f"{address(event)}/attendance").text
    assert ('value="60"' in again, "A room" in again) == (True, True)


@pytest.mark.parametrize(
    ("mistake", "problem"),
    [
        ({"number": ""}, "Type how many attended."),
        ({"number": "many"}, "Type a whole number, such as 60."),
        ({"number": "6.5"}, "Type a whole number, such as 60."),
        ({"number": "9" * 5000}, "Type a whole number, such as 60."),
        ({"number": "-1"}, "Attendance is a number from 0 to 100000, not -1."),
        ({"number": "100001"}, "Attendance is a number from 0 to 100000, not 100001."),
        ({"kind": "guessed"}, "Not a valid choice."),
        ({"kind": ""}, "Choose one."),
        ({"by": " "}, "Type who."),
        (
            {"by": "a\x00"},
            "Who counted or estimated holds characters that cannot be seen. Type it again.",
        ),
    ],
)
def test_attendance_that_cannot_be_is_refused(reader, plan, mistake, problem):
    event = plan()
    form = {"number": "60", "kind": "counted", "by": "the host", **mistake}
    assert problem in problems(reader.post(f"{address(event)}/attendance", data=form))
    assert "attendance not recorded yet" in main_part(reader.get(address(event)))


def test_a_reader_changes_no_plan(reader, plan):
    event = plan("tiny")
    page = reader.get(address(event)).text
    assert [words for words in ("Change this event", "Use another survey") if words in page] == []
    assert "Plan an event" not in reader.get("/staff/events").text


def test_what_came_is_told_by_survey_and_language(reader, plan, rose):
    plan("tiny", "partners")
    partners, tiny = links_at(rose.id, "Lunch")
    stored(tiny, {"happy": "yes"}, times=24)
    stored(tiny, {"happy": "no"}, times=12, locale="ur-easyread")
    stored(partners, {"speaking_as": "working_with_us"}, times=8)
    stored(partners, {"speaking_as": "passing_on"}, times=6)
    said = main_part(reader.get(address(all_events()[0].event)))

    assert said.startswith("Lunch at Rose House 50 answers; attendance not recorded yet")
    assert (
        "A tiny survey , version 1, community partners: 14 answers "
        "Language of answer: English 14 "
        "Whose view it is: 8 as partners, 6 passing on what people said "
        "A tiny survey , version 1, everybody: 36 answers "
        "Language of answer: English 24, Urdu Easy Read 12 "
    ) in said


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


def test_late_steps_are_said_plainly(reader, plan):
    event = plan(day=today() - timedelta(days=60))
    for step in ("sent", "comments"):
        tick_step(event_id=event.id, step=step, by="The reader", actor=EMAILS["reader"])
    db.session.commit()

    steps = [
        f"{step.name}: Late was due on" for step in STEPS if step.code in ("attendance", "told")
    ]
    listed = main_part(reader.get("/staff/events"))
    assert "Running sheet: 2 of 15 steps done" in listed
    assert [step in listed for step in steps] == [True, True]
    assert listed.count("Late was due on") == 2
    page = main_part(reader.get(address(event)))
    assert "Late Record attendance and what the partner gave : was due on" in page


def test_comments_that_nobody_read_are_said(reader, plan, rose):
    plan("tiny", day=today())
    stored(links_at(rose.id, "Lunch")[0], {"happy": "yes"})

    assert "Unread Nobody has noted yet that the comments were read." in main_part(
        reader.get("/staff/events")
    )


def test_the_sheet_for_print_has_every_step_and_the_numbers(reader, plan, rose):
    event = plan("tiny")
    said = main_part(reader.get(f"{address(event)}/sheet"))
    assert said.count("Not done") == 0
    assert reader.get(f"{address(event)}/sheet").text.count('aria-label="Not done"') == 15
    assert "Examplebury Council, 01632 960001 (Monday to Friday, 9 to 5)" in said
    for name in CONTACTS:
        setattr(db.session.get(Service, rose.id), name, None)
    db.session.commit()
    assert "The contacts of Rose House are not complete." in main_part(
        reader.get(f"{address(event)}/sheet")
    )
    assert "call adult social care at your local council." in main_part(
        reader.get(f"{address(event)}/script")
    )


def test_the_script_is_in_each_language_of_the_event(reader, plan):
    event = plan("tiny", languages=["en", "cy-easyread", "ur"])
    page = reader.get(f"{address(event)}/script").text
    assert re.findall(r'<section class="script" aria-labelledby="script-(\w+)"', page) == [
        *("en", "cy", "ur"),
    ]
    assert re.findall(r'<blockquote lang="(\w+)" dir="(\w+)">', page) == [
        *[("en", "ltr")] * 3,
        *[("cy", "ltr")] * 3,
        *[("ur", "rtl")] * 3,
    ]
    said = main_part(reader.get(f"{address(event)}/script"))
    assert "Hello. We are asking everybody here what they think of Rose House." in said
    assert "Tell Rose House what you think." in said
    assert "Helo. Rydyn ni&#39;n gofyn i bawb" in said
    assert "call adult social care at Examplebury Council on 01632 960001" in said
    assert page.count("No speaker has signed these words off.") == 2


def test_a_language_without_words_of_its_own_says_so(reader, plan):
    event = plan(languages=["gu"])
    said = main_part(reader.get(f"{address(event)}/script"))
    assert "Gujarati The script has no words of its own in this language." in said


def test_without_languages_the_script_is_in_those_of_the_surveys(reader, plan):
    def languages(event):
        return re.findall(r'id="script-(\w+)"', reader.get(f"{address(event)}/script").text)

    assert languages(plan("tiny")) == ["en", "cy", "ur"]
    assert languages(plan(name="Fair")) == ["en"]


def test_a_name_on_a_link_leads_to_its_event(reader, plan):
    event = plan("tiny")
    named = "/staff/events/named?service=Rose+House&name=Lunch"
    assert reader.get(named).location == address(event)
    assert named.replace("&", "&amp;") in reader.get("/staff/").text
    assert named.replace("&", "&amp;") in reader.get(f"/staff/links/{all_links()[0].token}").text


def test_a_name_that_is_not_planned_says_so(reader):
    named = "/staff/events/named?service=Rose+House&name=Fair"
    assert "This event is not planned here" in main_part(reader.get(named))


def test_an_admin_plans_what_links_name_already(admin):
    page = admin.get("/staff/events/named?service=Rose+House&name=Fair").text
    planned = html.unescape(first(r'<a class="button" href="([^"]+)">Plan it', page))
    form = admin.get(planned).text
    assert ('value="Fair"' in form, '<option selected value="Rose House">' in form) == (True, True)


@pytest.mark.parametrize("query", ["", "?service=%00&name=%00", "?service=Rose+House&name=%00"])
def test_a_name_that_cannot_be_one_is_refused(reader, query):
    assert reader.get(f"/staff/events/named{query}").status_code == 422


@pytest.mark.parametrize("page", ["", "/attendance", "/sheet", "/script", "/edit"])
def test_an_unknown_event_is_not_found(admin, page):
    assert admin.get(f"{NOWHERE}{page}").status_code == 404


def test_the_overview_lists_events_that_wait_for_attendance(reader, plan):
    assert "Events waiting for attendance" not in main_part(reader.get("/staff/"))
    event = plan(day=today())
    assert "Events waiting for attendance Lunch ," in main_part(reader.get("/staff/"))
    assert f'href="{address(event)}/attendance"' in reader.get("/staff/").text


def test_whose_view_it_is_stays_until_five_more_have_answered(reader, plan, rose):
    event = plan("partners")
    [partners] = links_at(rose.id, "Lunch")

    def told(as_partners, passing_on):
        stored(partners, {"speaking_as": "working_with_us"}, times=as_partners)
        stored(partners, {"speaking_as": "passing_on"}, times=passing_on)
        said = main_part(reader.get(address(event)))
        return re.search(r"Whose view it is: (\d+) as partners, (\d+) passing on", said).groups()

    assert [told(8, 6), told(1, 0), told(0, 3), told(1, 0)] == [
        ("8", "6"),
        ("8", "6"),
        ("8", "6"),
        ("10", "9"),
    ]


def test_a_comment_says_whose_view_it_is_and_leads_to_its_event(reader, plan, rose):
    plan("partners")
    [partners] = links_at(rose.id, "Lunch")
    stored(partners, {"speaking_as": "passing_on", "say": "They like the food"})
    stored(partners, {"speaking_as": "working_with_us", "say": "We like the staff"})
    lay_all_before_readers()
    db.session.execute(update(Comment).values(is_read=True))
    db.session.commit()
    page = reader.get("/staff/comments/partners")

    said = main_part(page)
    passed_on = "Community partners, passing on what people said · Lunch"
    assert f"They like the food 2026-W40 · English · Rose House · {passed_on}" in said
    assert "We like the staff 2026-W40 · English · Rose House · Community partners · Lunch" in said
    assert "/staff/events/named?service=Rose+House&amp;name=Lunch" in page.text


def test_results_say_whose_view_it_is(reader, rose):
    publish(survey=PARTNERS)
    made = link(PARTNERS, service_id=rose.id, audience="partners")
    stored(made, {"speaking_as": "working_with_us"}, times=8)
    stored(made, {"speaking_as": "passing_on"}, times=5)

    count()
    assert "Whose view it is 8 as partners, 5 passing on what people said" in main_part(
        reader.get("/staff/results/partners")
    )


@pytest.mark.parametrize("page", ["/staff/events", "/staff/", "event", "sheet", "script"])
def test_pages_ask_the_database_as_often_for_three_rows_as_for_one(reader, plan, rose, page):
    event = plan("tiny", "partners", day=today())
    where = {"event": "", "sheet": "/sheet", "script": "/script"}
    path = f"{address(event)}{where[page]}" if page in where else page

    def asked():
        with counted_statements() as statements:
            assert reader.get(path).status_code == 200
        return len(statements)

    def fill():
        for each in all_links():
            stored(each, {"speaking_as": "passing_on"})

    fill()
    asked()
    with_one = asked()
    for name in ("Fair", "Tea"):
        plan("tiny", "partners", name=name, day=today())
    service("Oak View")
    for token in ("M0SS20", "M0SS21"):
        link(survey(easy_read=True), token=token, service_id=rose.id, event="Lunch")
    fill()

    assert asked() == with_one
