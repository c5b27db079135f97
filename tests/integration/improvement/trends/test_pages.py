"""The pages about change: what they say, what they refuse, and what they give away (nothing)."""

import csv
import io
import re
from datetime import date

import pytest

from app.collection.events.models import Event
from app.disclosure import Hidden, Reason
from app.extensions import db
from app.improvement.trends.queries import rebases
from app.surveys.parts import Edition
from tests.counting import counted_statements
from tests.factories import link, service, survey
from tests.given import rating, stored
from tests.measuring import ALWAYS, MEASURED, NEVER, count
from tests.staff import recorded, signed_in

WEEKS = [f"2026-W{week:02d}" for week in (2, 6, 10, 15, 19, 24, 28, 32, 37, 41)]
ABOUT = "about=measure:respected&from=2026-01-01&to=2026-10-31"


@pytest.fixture
def home(context):
    return link(MEASURED)


@pytest.fixture
def year(home):
    """Ten months; better after an event in May."""
    for place, week in enumerate(WEEKS):
        stored(home, {"respect": ALWAYS, "religion": "none"}, times=12 + place % 3, week=week)
        bad = 8 if place < 5 else 1
        stored(home, {"respect": NEVER, "religion": "hindu"}, times=bad, week=week)
        stored(home, {"respect": ALWAYS, "religion": "hindu"}, times=2, week=week)
    db.session.add(
        Event(service_id=home.service_id, name="A lunch", day=date(2026, 5, 14), languages=["en"])
    )
    count()
    return home


@pytest.fixture
def client(app, context):
    return signed_in(app, "admin")


def said(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    main = answer.text.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def rows(client, address):
    return list(csv.reader(io.StringIO(client.get(address).data.decode("utf-8-sig"))))


def test_every_line_of_the_hub_leads_somewhere(client):
    page = client.get("/staff/improvement").text.split("<main", 1)[1]
    for address in re.findall(r'href="(/staff/[^"]+)"', page):
        assert client.get(address).status_code == 200, address


def test_a_measure_by_month_with_what_was_done(client, year):
    page = said(client, f"/staff/improvement/trends?{ABOUT}")
    assert "People we support, standard survey and Easy Read" in page
    assert "Event: A lunch" in page
    assert "10 points, 2026-01 to 2026-10" in page
    assert "because of" not in page


def test_before_and_after_an_event(client, year):
    event = db.session.query(Event).one()
    page = said(client, f"/staff/improvement/trends?{ABOUT}&act={event.id}&span=3")
    assert "2026-02 to 2026-04 beside 2026-06 to 2026-08" in page
    assert "65 % of 69" in page
    assert "94 % of 48" in page
    assert "higher after than before" in page
    assert "what changed after, not what changed it" in page


def test_an_act_that_is_not_in_these_months(client, year):
    assert client.get(f"/staff/improvement/trends?{ABOUT}&act=x").status_code == 404


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("from=2026-05-01&to=2026-04-01", 422, "wrong way round"),
        ("about=theme:weather", 404, "no such theme or indicator"),
        ("about=measure:", 404, "no such theme or indicator"),
        ("service=%00", 404, "no such service"),
        ("audience=martians", 404, "no such audience"),
        ("from=%00", 422, "is not a day"),
    ],
)
@pytest.mark.parametrize("page", ["trends", "trends.csv", "gaps", "gaps.csv", "sides", "sides.csv"])
def test_nonsense_is_answered_with_what_is_wrong(client, page, query, status, words):
    answer = client.get(f"/staff/improvement/{page}?{query}")
    assert (answer.status_code, words in answer.text) == (status, True)


@pytest.mark.parametrize("page", ["trends", "gaps", "sides"])
def test_nobody_answered_yet(client, home, page):
    assert re.search(
        "Nobody|No theme", said(client, f"/staff/improvement/{page}?about=theme:respect")
    )
    assert client.get(f"/staff/improvement/{page}.csv").status_code == 200


def test_limits_begin_again_by_a_decision_that_is_recorded(client, year):
    address = f"/staff/improvement/trends/limits?{ABOUT}"
    assert client.post(address, data={"month": "2026-06", "reason": " "}).status_code == 422
    assert client.post(address, data={"month": "never", "reason": "x"}).status_code == 422
    data = {"month": "2026-06", "reason": "The home moved."}
    assert client.post(address, data=data).status_code == 303
    assert client.post(address, data=data).status_code == 422
    page = said(client, f"/staff/improvement/trends?{ABOUT}")
    assert "From 2026-06: The home moved." in page
    assert "2026-06: limits are recalculated: The home moved." in page
    [made] = rebases(about="measure:respected", service="", audience="")
    undo = f"/staff/improvement/trends/limits/{made.id}/undo?{ABOUT}"
    assert client.post(undo).status_code == 303
    assert client.post(undo).status_code == 404
    assert "The home moved." not in said(client, f"/staff/improvement/trends?{ABOUT}")
    actions = [action for _, action, *_ in recorded("limits-rebased", "limits-rebase-undone")]
    assert actions == ["limits-rebased", "limits-rebase-undone"]


def test_gaps_say_how_many_were_compared(client, year):
    page = said(client, f"/staff/improvement/gaps?{ABOUT}&grouping=religion")
    assert "2 comparisons were made" in page
    assert "Hindu 31 % of 65" in page
    assert "lower than others" in page


def test_a_grouping_that_is_none_is_not_found(client, year):
    assert client.get(f"/staff/improvement/gaps?{ABOUT}&grouping=shoe").status_code == 404


def test_sides_stand_beside_each_other(client, year):
    page = said(client, "/staff/improvement/sides?from=2026-01-01&to=2026-10-31")
    assert "Respect" in page
    assert "77 % of 194" in page
    assert page.count("Not asked") == 4


def test_what_was_asked_in_easy_read_only_is_not_called_not_asked(client, context):
    easy = survey(
        rating(theme="kindness", measure="kind", edition=Edition.EASY_READ),
        audience="people",
        easy_read=True,
    )
    at = link(easy)
    stored(at, {"respect": ALWAYS}, times=12, locale="en-easyread", week=WEEKS[0])
    asked = survey(rating(theme="kindness"), survey_id="f", audience="families")
    link(asked, token="BBBBBB", service_id=at.service_id)
    count()
    page = said(client, "/staff/improvement/sides?from=2026-01-01&to=2026-10-31")
    assert "Easy Read: 100 % of 12" in page
    assert (page.count("Nobody has answered"), page.count("Not asked")) == (1, 3)


def test_the_files_say_what_the_pages_say(client, year):
    event = db.session.query(Event).one()
    change = rows(client, f"/staff/improvement/trends.csv?{ABOUT}&act={event.id}&span=3")
    assert ["2026-01", "22", "64 %"] in [row[:3] for row in change]
    assert ["2026-05-14", "event", "A lunch"] in change
    assert change[-1][1:5] == ["65", "69", "94", "48"]
    gaps = rows(client, f"/staff/improvement/gaps.csv?{ABOUT}&grouping=religion")
    assert {row[4] for row in gaps[5:]} == {"Hindu", "None"}
    sides = rows(client, "/staff/improvement/sides.csv?from=2026-01-01&to=2026-10-31")
    assert sides[-1][1:4] == ["People we support, standard survey", "77", "194"]


def test_a_home_of_nine_is_hidden_on_every_page_and_in_every_file(client, year):
    small = link(MEASURED, token="M3PWQZ", service_id=service("Small").id)
    stored(small, {"respect": NEVER, "religion": "muslim"}, times=9, week=WEEKS[2])
    count()
    for page in ("trends", "trends.csv", "sides", "sides.csv"):
        answer = client.get(f"/staff/improvement/{page}?{ABOUT}&service={small.service_id}")
        assert answer.status_code == 200
        text = answer.data.decode("utf-8-sig")
        assert "of 9" not in text
        assert ">9<" not in text
        assert ",9," not in text
    gaps = client.get(f"/staff/improvement/gaps?{ABOUT}&grouping=religion").text
    assert re.search(rf"Muslim</th>\s*<td>\s*{re.escape(str(Hidden(reason=Reason.BESIDE)))}", gaps)


def test_the_statements_do_not_grow(client, year):
    numbers = []
    for week in ("2026-W03", "2026-W33"):
        stored(year, {"respect": ALWAYS, "religion": "none"}, times=25, week=week)
        count()
        for page in ("trends", "gaps", "sides"):
            client.get(f"/staff/improvement/{page}?{ABOUT}")
        with counted_statements() as statements:
            for page in ("trends", "gaps", "sides"):
                client.get(f"/staff/improvement/{page}?{ABOUT}")
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]
