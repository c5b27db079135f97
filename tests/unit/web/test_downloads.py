"""What files are called, and how they are sent."""

import io
from datetime import date

import pytest
from flask import Flask

from app.web.downloads import download, file_name

DAYS = (date(2026, 1, 1), "to", date(2026, 3, 31))


@pytest.mark.parametrize(
    ("about", "name"),
    [
        (("training-cards",), "own-words-training-cards"),
        (("booklet", None, "ur-easyread"), "own-words-booklet-ur-easyread"),
        (("sides", *DAYS), "own-words-sides-2026-01-01-to-2026-03-31"),
        (("review", 'Tŷ "Celyn"; ../x\r\n'), "own-words-review-Ty-Celyn-x"),
        (("review", "گھر"), "own-words-review"),
        (("x" * 300,), "own-words-" + "x" * 110),
    ],
)
def test_a_name_says_what_is_in_the_file_in_letters_that_every_disk_takes(about, name):
    assert file_name(*about) == name


@pytest.mark.parametrize("content", [b"1,2", io.BytesIO(b"1,2")])
def test_a_file_is_kept_by_the_person_and_not_by_the_browser(content):
    with Flask(__name__).test_request_context():
        sent = download(content, "csv", "gaps")
        sent.direct_passthrough = False
        assert (sent.get_data(), sent.headers["Content-Type"]) == (
            b"1,2",
            "text/csv; charset=utf-8",
        )
        assert sent.headers["Content-Disposition"] == "attachment; filename=own-words-gaps.csv"
        assert sent.headers["Cache-Control"] == "no-store"
