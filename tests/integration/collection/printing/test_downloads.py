"""Printed matter in the browser and on the command line."""

from datetime import timedelta

import pytest

from app.kernel.clock import today
from tests.integration.collection.printing.conftest import pages, paper
from tests.reading import first
from tests.staff import signed_in

LINK = "/staff/collection/links/K7QF2M"


@pytest.fixture
def reader(app, printed):
    """A reader's browser, with a link to print."""
    printed()
    return signed_in(app, "reader")


def test_each_download_is_one_press_from_the_links_page(reader):
    page = reader.get(LINK).text
    section = first(r'<section aria-labelledby="print">.*?</section>', page)
    names = {}
    for part in section.split('href="')[1:]:
        address = part.partition('"')[0].replace("&amp;", "&")
        answer = reader.get(address)
        names[answer.headers["Content-Disposition"]] = (answer.status_code, answer.mimetype)
    kinds = ("A4", "A3", "card", "letter", "booklet")
    assert names == {
        f"attachment; filename=own-words-K7QF2M-{kind}.pdf": (200, "application/pdf")
        for kind in kinds
    }


def test_languages_come_from_boxes_or_in_one_word(reader):
    boxes = reader.get(f"{LINK}/poster.pdf?size=card&languages=en&languages=ur")
    one = reader.get(f"{LINK}/poster.pdf?size=card&languages=en,ur")
    assert pages(boxes.data) == pages(one.data)
    assert boxes.headers["Content-Disposition"] == (
        "attachment; filename=own-words-K7QF2M-card-en-ur.pdf"
    )
    assert boxes.headers["Cache-Control"] == "no-store"


def test_a_form_sent_with_no_box_ticked_gives_what_fits(reader):
    plain = reader.get(f"{LINK}/poster.pdf")
    assert pages(reader.get(f"{LINK}/poster.pdf?size=A4&languages=").data) == pages(plain.data)
    assert paper(plain.data) == [(210, 297)]


def test_a_booklet_in_another_language_is_two_presses_away(reader):
    answer = reader.get(f"{LINK}/booklet.pdf?language=ur-easyread")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=own-words-K7QF2M-booklet-ur-easyread.pdf"
    )
    assert "tiny · 1 · ur-easyread" in pages(answer.data)[0]


@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        (f"{LINK}/poster.pdf?size=A5", 422, "There is no size &#39;A5&#39;."),
        (f"{LINK}/poster.pdf?languages=pa", 422, "has no &#39;pa&#39;. Choose from: en,"),
        (
            f"{LINK}/poster.pdf?languages=en&languages=%00",
            422,
            "cannot be seen and cannot be stored",
        ),
        (f"{LINK}/booklet.pdf?language=pa", 422, "has no &#39;pa&#39;. Choose from: en,"),
        ("/staff/collection/links/7ZZZZZ/poster.pdf", 404, "There is no link &#39;7ZZZZZ&#39;"),
        ("/staff/collection/links/nothing/booklet.pdf", 404, "There is no link &#39;nothing&#39;"),
    ],
)
def test_what_cannot_be_printed_is_said(reader, address, status, message):
    answer = reader.get(address)
    assert (answer.status_code, message in answer.text) == (status, True)


def test_a_closed_link_offers_nothing_to_print_and_says_why(app, printed):
    printed(closes_on=today() - timedelta(days=1))
    reader = signed_in(app, "reader")
    assert "This link is closed, so nothing is printed for it." in reader.get(LINK).text
    assert reader.get(f"{LINK}/poster.pdf").status_code == 422
    assert reader.get(f"{LINK}/booklet.pdf").status_code == 422


def test_the_page_says_when_no_number_for_help_can_be_printed(app, printed):
    printed(contacts={"help_phone": None})
    page = signed_in(app, "reader").get(LINK).text
    assert "No phone number for help is known for this service" in page


def test_a_name_that_no_font_can_print_is_refused(app, printed):
    printed(name="บ้านกุหลาบ")
    answer = signed_in(app, "reader").get(f"{LINK}/poster.pdf")
    assert (answer.status_code, "(thai)" in answer.text) == (422, True)


def test_a_name_in_chinese_is_printed(app, printed):
    printed(name="玫瑰之家")
    sheet = signed_in(app, "reader").get(f"{LINK}/poster.pdf")
    assert "玫瑰之家" in pages(sheet.data)[0]


def test_the_command_writes_a_poster(runner, printed, tmp_path):
    printed()
    target = tmp_path / "poster.pdf"
    result = runner("poster", "K7Q-F2M", "--size", "a3", "--languages", "en, ur", "-o", str(target))
    assert (result.exit_code, result.stderr) == (0, f"{target} is ready to print.\n")
    assert paper(target.read_bytes()) == [(297, 420)]


def test_the_command_writes_a_booklet(runner, printed, tmp_path):
    printed()
    target = tmp_path / "booklet.pdf"
    result = runner("booklet", "K7QF2M", "--language", "cy-easyread", "-o", str(target))
    assert (result.exit_code, target.read_bytes()[:5]) == (0, b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (["poster", "K7QF2M", "--languages", "pa"], 1, "has no 'pa'. Choose from: en,"),
        (["poster", "K7QF2M", "--languages", ""], 1, "is printed in no language. Choose from:"),
        (["poster", "7ZZZZZ"], 1, "There is no link '7ZZZZZ'."),
        (["poster", "K7QF2M", "--size", "A5"], 2, "'A5' is not one of"),
        (["booklet", "K7QF2M", "--language", "pa"], 1, "has no 'pa'."),
        (["booklet", "nothing"], 1, "There is no link 'nothing'."),
    ],
)
def test_a_refusal_writes_nothing(runner, printed, tmp_path, arguments, exit_code, message):
    printed()
    target = tmp_path / "out.pdf"
    result = runner(*arguments, "-o", str(target))
    assert (result.exit_code, message in result.stderr) == (exit_code, True)
    assert not target.exists()


@pytest.mark.parametrize("name", ["gone/poster.pdf", "", "x" * 300])
def test_a_file_that_cannot_be_written_is_refused(runner, printed, tmp_path, name):
    printed()
    result = runner("poster", "K7QF2M", "-o", str(tmp_path / name))
    assert result.exit_code == 1
    assert str(tmp_path) in result.stderr
    assert list(tmp_path.glob("*.pdf")) == []
