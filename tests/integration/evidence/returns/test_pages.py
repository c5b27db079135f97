"""Pages and the command of provider quality returns: choosing, seeing, and files."""

import csv
import io
import re

import pytest

from app.evidence.returns.operations import FORMATS
from app.evidence.returns.periods import days_of, usual_period
from app.kernel.clock import today
from tests.packs import tables_in_html
from tests.staff import signed_in

RETURN = "/staff/evidence/return"
QUERY = "first=2026-01-01&last=2026-03-31"


@pytest.fixture
def reader(app):
    return signed_in(app, "reader")


def words(reply):
    return " ".join(reply.text.split())


def faults(reply):
    [shown] = re.findall(r'role="alert".*?<ul>(.*?)</ul>', words(reply))
    return re.findall(r"<li[^>]*>\s*(?:<a [^>]*>)?(.*?)(?:</a>)?\s*</li>", shown)


def rows_in(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_evidence_leads_to_a_form_with_the_quarter_that_ended_last(reader, homes):
    assert f'href="{RETURN}"' in reader.get("/staff/evidence").text
    page = words(reader.get(RETURN))
    assert re.findall(r'<option selected value="([^"]+)"', page) == [usual_period(today())]
    for text in ("Big", "Middle", "Small", "The dates below"):
        assert text in page


def test_the_page_and_the_csv_have_the_same_rows(reader, homes):
    page = reader.get(f"{RETURN}?{QUERY}")
    assert page.status_code == 200
    told = [row for _, *rows in tables_in_html(page.data) for row in rows]
    head, *rows = rows_in(reader.get(f"{RETURN}.csv?{QUERY}").data)
    assert [row[2:] for row in rows if row[1]] == told
    assert tables_in_html(page.data)[0][0] == head[2:]
    for row in rows:
        if not row[1]:
            assert (row[3] or row[6]) in page.text.replace("&#39;", "'")


def test_a_period_is_its_days(reader, homes):
    period = usual_period(today())
    first, last = days_of(period)
    by_period = reader.get(f"{RETURN}.csv?period={period}&service=Big")
    by_days = reader.get(f"{RETURN}.csv?period=&first={first}&last={last}&service=Big")
    assert by_period.data == by_days.data
    assert by_period.status_code == 200


@pytest.mark.parametrize("file_format", sorted(FORMATS))
def test_each_file_is_downloaded_and_not_kept_on_the_way(reader, homes, file_format):
    answer = reader.get(f"{RETURN}.{file_format}?{QUERY}&service=Big")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    named = f"own-words-provider-quality-return-2026-01-01-to-2026-03-31-Big.{file_format}"
    assert answer.headers["Content-Disposition"].endswith(named)
    assert reader.get(f"{RETURN}.doc?{QUERY}").status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "first=2026-03-31&last=2026-01-01",
            "The dates are the wrong way round: 31 March 2026 is after 1 January 2026. Turn them.",
        ),
        ("first=soon&last=2026-01-01", "Type the date as year-month-day, such as 2026-11-30."),
        ("first=2026-01-01", "Choose a period, or type both dates below."),
        ("period=", "Choose a period, or type both dates below."),
        (
            "period=2026-Q3&first=2026-01-01",
            "Choose a period, or “The dates below” and type both. Now both are there.",
        ),
        ("period=2026-Q9", "Not a valid choice."),
        (
            "first=1999-01-01&last=2026-01-01",
            "Choose dates between 1 January 2000 and 31 December 2100.",
        ),
        (f"{QUERY}&service=Elm", "&#39;Elm&#39; is not a valid choice for this field."),
    ],
)
def test_what_cannot_be_shown_is_said_once_on_the_form(reader, homes, query, expected):
    answer = reader.get(f"{RETURN}?{query}")
    assert (answer.status_code, faults(answer)) == (422, [expected])
    assert reader.get(f"{RETURN}.csv?{query}").status_code == 422


def test_without_a_service_the_form_says_what_to_do(reader, context):
    answer = reader.get(f"{RETURN}?{QUERY}")
    assert answer.status_code == 422
    assert "Add one on the page Services first" in words(answer)


def test_who_asks_is_who_cases_are_kept_from(reader, homes, case_at):
    case_at("Big", "safeguarding", (2, 1), text="It was The reader who did it.")
    counted = "Of these, concerns found in what people wrote"
    rows = rows_in(reader.get(f"{RETURN}.csv?{QUERY}").data)
    [row] = [row for row in rows if row[2] == counted]
    assert row[3] == "0"


def test_the_command_writes_what_the_page_says(runner, homes, tmp_path):
    target = tmp_path / "return.csv"
    asked = ("evidence", "return", "--from", "2026-01-01", "--to", "2026-03-31")
    done = runner(*asked, "--service", "Big", "--output", str(target))
    assert done.exit_code == 0, done.output
    rows = rows_in(target.read_bytes())
    assert ["About this return", "", "Services", "Big", "", "", ""] in rows
    assert len(rows[0]) == 7
    done = runner(*asked, "--format", "pdf", "--output", str(tmp_path / "return.pdf"))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "return.pdf").read_bytes().startswith(b"%PDF")


def test_the_command_refuses_in_one_sentence_and_leaves_no_file(runner, homes, tmp_path):
    target = tmp_path / "return.csv"
    done = runner(
        *("evidence", "return", "--from", "2026-03-31", "--to", "2026-01-01"),
        *("--output", str(target)),
    )
    assert done.exit_code == 1
    assert "The dates are the wrong way round" in done.output
    assert not target.exists()
