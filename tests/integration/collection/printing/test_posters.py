"""Posters, cards and strips in every size and language, read back as a phone and a person would."""

from datetime import date, timedelta

import pytest

from app.collection.printing.operations import poster
from app.documents.typesetting import NoRoom
from app.kernel.clock import today
from app.kernel.errors import NotFound, Refused
from tests.factories import TOKEN, text
from tests.integration.collection.printing.conftest import (
    ADDRESS,
    BASE_URL,
    codes,
    drawn,
    every_kind,
    pages,
    paper,
)
from tests.printed import read

SHEETS = {"A4": (60, 1), "A3": (150, 1), "card": (40, 2), "letter": (40, 3)}
"""The side that a code must have in mm, and how many codes there are on the sheet."""

DAY = {"en": "30 November 2126", "cy": "30 Tachwedd 2126", "ur": "2126"}
LAST = date(2126, 11, 30)
TOLERANCE_MM = 0.5


def made(size="A4", languages=None, of=TOKEN):
    return poster(token=of, size=size, languages=languages, base_url=BASE_URL)


@pytest.mark.parametrize("languages", [["en"], ["cy"], ["ur"], ["en", "ur"], ["ur-easyread"]])
@pytest.mark.parametrize("size", SHEETS)
def test_every_sheet_in_every_language_holds_what_is_needed(printed, size, languages):
    printed(closes_on=LAST, event="Open day")
    pdf = made(size, languages)
    (said,) = pages(pdf)
    days = {DAY[each.removesuffix("-easyread")] for each in languages}
    wanted = {"Rose House", "Open day", "K7Q-F2M", "fb.example.org", "01632 960 003"} | days
    assert {each for each in wanted if each not in said} == set()


@pytest.mark.parametrize("languages", [["en"], ["cy"], ["ur"], ["en", "ur"]])
@pytest.mark.parametrize(("size", "needed"), SHEETS.items())
def test_the_code_leads_to_the_survey_and_has_the_size_for_its_distance(
    printed, size, needed, languages
):
    printed(event="Open day")
    read = codes(made(size, languages))
    side, count = needed
    assert {each for each, _ in read} == {ADDRESS}
    # Two languages may need wider strips, of which fewer are on a sheet; and so may one in which
    # names and addresses have lines of their own.
    assert len(read) in ({count} if languages in (["en"], ["cy"]) else {count, 2})
    assert [each for _, each in read if each < side - TOLERANCE_MM] == []


@pytest.mark.parametrize(("size", "is_a3"), [("A4", 0), ("A3", 1), ("card", 0), ("letter", 0)])
def test_sheets_are_one_page_of_their_paper(printed, size, is_a3):
    printed()
    assert paper(made(size)) == [(297, 420) if is_a3 else (210, 297)]


def test_the_code_is_black_on_white_with_its_quiet_zone(printed):
    printed()
    page = drawn(made("A4", ["en"]), ppi=254)
    # Ten dots to the millimetre: the code, 60 mm and four modules, is in the middle of the page.
    beside = page.crop((1050 - 300 - 80, 800, 1050 - 300 - 10, 1100))
    inside = page.crop((1050 - 300, 700, 1050 + 300, 1100))
    assert (beside.getextrema(), inside.getextrema()) == ((255, 255), (0, 255))


def test_a_sheet_is_in_all_languages_for_which_there_is_room(printed):
    printed()
    # PDFium reads across the columns of an A3 sheet.
    said = {size: read(made(size)) for size in SHEETS}
    assert {size: "Dywedwch eich barn" in each for size, each in said.items()} == dict.fromkeys(
        SHEETS, True
    )
    assert {size: "(ur)" in each for size, each in said.items()} == {
        "A4": True,
        "A3": True,
        "card": False,
        "letter": False,
    }


def test_a_sheet_of_a_pinned_link_is_in_its_language(printed):
    printed(language="cy")
    (said,) = pages(made())
    assert ("(cy)" in said, "Tell us what you think" in said) == (True, False)


def test_the_short_code_as_it_is_printed_names_the_link_too(printed):
    printed()
    assert pages(made(of="k7q-f2m")) == pages(made())


@pytest.mark.parametrize(
    "name", ['Rose #1 $x @y "q" \\o/ 🌹', "*Rose* _House_ `x` <a@b>", "گلاب گھر"]
)
def test_a_name_is_printed_as_it_is_and_means_nothing_to_the_typesetter(printed, name):
    printed(name=name, event="= Event #let x = 1 //")
    (said,) = pages(made("A4", ["en"]))
    plain = name.removesuffix(" 🌹")
    assert "= Event #let x = 1 //" in said
    assert plain in said or not plain.isascii()


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("language", ["en", "cy", "ur"])
def test_very_long_names_still_fit(printed, size, language):
    name = f"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch {'and all that ' * 10}"[
        :200
    ]
    printed(
        name=name.strip(),
        event="A long afternoon of food, music and talk " * 3,
        contacts={"reading": "every working day before noon and on Saturdays"},
        closes_on=LAST,
    )
    assert [each for each, _ in codes(made(size, [language]))][0] == ADDRESS


def test_words_without_room_are_refused_when_their_languages_were_named(printed):
    printed(every_kind(next_steps=text("A very long story. " * 150)))
    with pytest.raises(NoRoom) as refused:
        made("card", ["en", "ur"])
    assert str(refused.value) == (
        "The words in en, ur do not fit on the size card in letters that can be read. Choose "
        "fewer languages or a larger size."
    )


@pytest.mark.parametrize(
    ("size", "languages", "message"),
    [
        ("A4", ["pa"], "The survey tiny has no 'pa'. Choose from: en, en-easyread, cy,"),
        ("A5", ["en"], "There is no size 'A5'. Choose from: A4, A3, card, letter."),
        ("letter", ["en", "cy", "ur"], "There is room for 2 languages on the size letter, not 3."),
    ],
)
def test_what_cannot_be_printed_is_refused(printed, size, languages, message):
    printed()
    with pytest.raises(Refused) as refused:
        made(size, languages)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("token", ["7ZZZZZ", "", "../../x", "K7QF2M" * 30, "\0", "ٹوکن"])
def test_a_link_that_does_not_exist_is_not_found(printed, token):
    printed()
    with pytest.raises(NotFound, match="There is no link"):
        made(of=token)


def test_a_closed_link_is_refused_with_what_to_do(printed):
    yesterday = today() - timedelta(days=1)
    printed(closes_on=yesterday)
    with pytest.raises(Refused) as refused:
        made()
    assert str(refused.value) == (
        f"The link K7Q-F2M closed on {yesterday}, so nobody could answer at it. Choose a later "
        "last day on the link's page, or make a new link, and print then."
    )


def test_a_paused_link_can_be_printed(printed):
    printed(is_paused=True)
    assert paper(made()) == [(210, 297)]
