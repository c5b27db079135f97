"""A quality manager's quarter-end: a pack for CQC and one for the council (walk O5)."""

import pytest

from app.surveys.parts import Kind
from tests.factories import link, option, question, service, survey
from tests.given import FREQUENCY, rating, stored
from tests.measuring import count
from tests.packs import tables_in_html, tables_in_json, tables_in_xlsx
from tests.staff import signed_in

ALWAYS, MOSTLY, *_ = FREQUENCY
EVIDENCE = "/staff/evidence"
QUARTER = "first=2026-04-01&last=2026-06-30"
RELATIVES = survey(
    rating("respected", theme="respect", measure="respected"),
    question("answered_by", Kind.SINGLE_CHOICE, "self", "self_with_help"),
    question("helper_role", Kind.SINGLE_CHOICE, "care_worker", "friend"),
    question(
        "ethnicity",
        Kind.SINGLE_CHOICE,
        *("bangladeshi", "white"),
        part="equality",
        non_substantive=(option("prefer_not"),),
    ),
    survey_id="relatives",
    audience="families",
)


@pytest.fixture
def manager(app):
    return signed_in(app, "reader")


@pytest.fixture
def quarter(context):
    """Two homes; at one of them six relatives say that they are Bangladeshi."""
    rose = link(RELATIVES, token="AAAAAA", service_id=service("Rose House").id, audience="families")
    oak = link(RELATIVES, token="BBBBBB", service_id=service("Oak House").id, audience="families")
    alone = {"answered_by": "self"}
    helped = {"answered_by": "self_with_help", "helper_role": "care_worker"}
    for week in ("2026-W15", "2026-W20", "2026-W24"):
        for place in (rose, oak):
            stored(place, {"respected": ALWAYS, "ethnicity": "white", **alone}, times=9, week=week)
            stored(place, {"respected": MOSTLY, **helped}, times=4, week=week, locale="cy")
    stored(
        rose, {"respected": "never", "ethnicity": "bangladeshi", **alone}, times=6, week="2026-W20"
    )
    count()


def words(reply):
    return " ".join(reply.text.split())


def asked(client, framework, query=QUARTER, file_format="json"):
    answer = client.get(f"{EVIDENCE}/pack.{file_format}?framework={framework}&{query}")
    assert answer.status_code == 200
    return answer.data


def test_a_pack_for_cqc_says_what_it_rests_on(manager, quarter):
    page = words(manager.get(f"{EVIDENCE}/pack?framework=cqc-saf@2023-11&{QUARTER}"))
    for text in (
        "cqc-saf, version 2023-11",
        "On 30 June 2026: In force since 21 November 2023",
        "State last checked",
        "April 2026 to June 2026",
        "No evidence yet: Freedom to speak up.",
        "No evidence yet: Medicines optimisation.",
        "Helped by our own staff, %",
        "95 % interval",
        "English 60; Welsh 24",
        "Methods, and what is hidden and why",
        "It holds no score and no rating",
        "No action is recorded for these dates.",
        "must seek and act on feedback",
        "I am encouraged and enabled to feedback about my care",
    ):
        assert text in page, text
    for rating_word in ("Requires improvement", "Inadequate", "Outstanding"):
        assert rating_word not in page


def test_a_pack_for_the_council_has_its_fields_and_the_duty(manager, quarter):
    page = words(manager.get(f"{EVIDENCE}/pack?framework=pamms@norfolk-page&{QUARTER}"))
    for text in (
        "Eliminate discrimination, harassment and victimisation",
        "Advance equality of opportunity",
        "Foster good relations",
        "Action plan and what was done",
        "also one of the statements by which CQC assesses councils",
    ):
        assert text in page, text


@pytest.mark.parametrize("framework", ["cqc-saf@2023-11", "pamms@norfolk-page"])
def test_a_few_relatives_are_in_no_file(manager, quarter, framework):
    for query in (QUARTER, f"{QUARTER}&service=Rose+House"):
        for file_format in ("json", "html"):
            text = asked(manager, framework, query, file_format).decode().lower()
            assert "bangladeshi" not in text
    told = tables_in_json(asked(manager, framework))
    assert tables_in_xlsx(asked(manager, framework, file_format="xlsx")) == told


@pytest.mark.parametrize(
    "moved", ["first=2026-04-02&last=2026-06-30", "first=2026-04-01&last=2026-06-29"]
)
def test_moving_the_dates_by_a_day_moves_no_figure(manager, quarter, moved):
    framework = "cqc-saf@2023-11"
    before = tables_in_json(asked(manager, framework))
    assert tables_in_json(asked(manager, framework, moved)) == before
    page = manager.get(f"{EVIDENCE}/pack?framework={framework}&{moved}")
    assert tables_in_html(page.data) == before


@pytest.mark.parametrize("query", [QUARTER, f"{QUARTER}&service=Rose+House"])
def test_the_return_for_the_council_has_its_lines_and_no_few_relatives(manager, quarter, query):
    page = words(manager.get(f"{EVIDENCE}/return?{query}"))
    sheet = manager.get(f"{EVIDENCE}/return.csv?{query}").data.decode("utf-8-sig")
    for text in ("Number asked", "Number who answered", "Staff trained, %", "Easy Read offered"):
        assert text in page
        assert text in sheet
    for told in (page, sheet):
        assert "To be filled in by the provider." in told
        assert "bangladeshi" not in told.lower()
