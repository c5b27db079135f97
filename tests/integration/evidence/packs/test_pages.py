"""Pages of evidence: choosing, seeing, downloading and checking a pack."""

import io
import re

import pytest

from app.evidence.packs.operations import FORMATS, as_json
from app.extensions import db
from tests.packs import a_pack, tables_in_html, tables_in_json
from tests.staff import signed_in

EVIDENCE = "/staff/evidence"
QUERY = "framework=cqc-saf@2023-11&first=2026-01-01&last=2026-06-30"


@pytest.fixture
def reader(app):
    return signed_in(app, "reader")


def words(reply):
    return " ".join(reply.text.split())


def test_the_tab_leads_to_a_form_with_what_is_usual(reader, homes):
    assert f'href="{EVIDENCE}"' in reader.get("/staff/").text
    page = words(reader.get(EVIDENCE))
    chosen = re.findall(r"<input checked [^>]*value=\"([^\"]+)\"", page)
    assert chosen == ["cqc-saf@2023-11"]
    assert (
        "CQC adult social care assessment framework (draft), draft-v9-2026-06-26. A draft" in page
    )
    assert "Rose House" in page


def test_the_page_and_the_files_say_the_same(reader, homes):
    page = reader.get(f"{EVIDENCE}/pack?{QUERY}")
    assert page.status_code == 200
    told = tables_in_json(reader.get(f"{EVIDENCE}/pack.json?{QUERY}").data)
    assert tables_in_html(page.data) == told
    assert tables_in_html(reader.get(f"{EVIDENCE}/pack.html?{QUERY}").data) == told


@pytest.mark.parametrize("file_format", sorted(FORMATS))
def test_each_file_is_downloaded_and_not_kept_on_the_way(reader, homes, file_format):
    answer = reader.get(f"{EVIDENCE}/pack.{file_format}?{QUERY}&service=Rose+House")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].endswith(
        f"own-words-evidence-2026-01-01-to-2026-06-30-Rose-House.{file_format}"
    )


@pytest.mark.parametrize(
    ("query", "status", "expected"),
    [
        ("framework=cqc-saf@2023-11&first=2026-06-30&last=2026-01-01", 422, "wrong way round"),
        ("framework=cqc-saf@2023-11&first=soon&last=2026-01-01", 422, "Type the date as year"),
        ("framework=nothing&first=2026-01-01&last=2026-01-31", 422, "is not a valid choice"),
        (f"{QUERY}&service=Elm", 422, "is not a valid choice"),
        ("framework=cqc-asc@an-older-draft&first=2026-01-01&last=2026-01-31", 422, "not a valid"),
        ("first=2026-01-01&last=2026-01-31", 422, "Choose at least one."),
    ],
)
def test_what_cannot_be_shown_is_said_on_the_form(reader, homes, query, status, expected):
    answer = reader.get(f"{EVIDENCE}/pack?{query}")
    assert (answer.status_code, expected in words(answer)) == (status, True), words(answer)
    assert reader.get(f"{EVIDENCE}/pack.json?{query}").status_code in (400, 404, 422)


def test_an_unknown_format_is_not_found(reader, homes):
    assert reader.get(f"{EVIDENCE}/pack.doc?{QUERY}").status_code == 404


def test_a_file_is_checked(reader, homes):
    content = as_json(a_pack())
    db.session.commit()
    good = reader.post(f"{EVIDENCE}/verify", data={"file": (io.BytesIO(content), "p.json")})
    assert "is as it was made on" in words(good)
    changed = content.replace(b"Rose House", b"Rose Hall ")
    bad = reader.post(f"{EVIDENCE}/verify", data={"file": (io.BytesIO(changed), "p.json")})
    assert (bad.status_code, "the content was changed" in words(bad)) == (422, True)
    assert reader.post(f"{EVIDENCE}/verify", data={}).status_code == 422
    assert reader.get(f"{EVIDENCE}/verify").status_code == 200


def test_without_a_service_the_form_says_what_to_do(reader, context):
    answer = reader.get(f"{EVIDENCE}/pack?{QUERY}")
    assert (answer.status_code, "Add one on the page Services first" in words(answer)) == (
        422,
        True,
    )
