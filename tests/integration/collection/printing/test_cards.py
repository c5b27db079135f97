"""Cards with codes, ten on a sheet."""

from types import SimpleNamespace

import pytest

from app.collection.printing.operations import card_sheet, linking_card_sheet
from app.kernel.errors import Refused
from tests.factories import survey
from tests.integration.collection.printing.conftest import ADDRESS, codes, pages, paper

LINK = SimpleNamespace(url=ADDRESS)


def made(*of, name="Rose House", locale="en"):
    return card_sheet(
        of, link=LINK, service=SimpleNamespace(name=name), survey=survey(), locale=locale
    )


def numbered(count):
    return [f"AB{number:02d}-WXYZ" for number in range(count)]


def test_each_card_has_its_code_in_fours_and_two_lines_of_words(context):
    (said,) = pages(made("K7QF2MAB", "0000-1111"))
    card = "Rose House A tiny survey {} Point your phone's camera at the square. Then type this"
    assert [said.count(card.format(code)) for code in ("K7QF-2MAB", "0000-1111")] == [1, 1]
    assert said.count("The code works one time. Please keep it to yourself.") == 2


@pytest.mark.parametrize(("count", "sheets"), [(1, [1]), (10, [10]), (11, [10, 1])])
def test_ten_cards_are_on_a_sheet(context, count, sheets):
    pdf = made(*numbered(count))
    assert paper(pdf) == [(210, 297)] * len(sheets)
    assert [len(codes(pdf, page)) for page in range(len(sheets))] == sheets
    assert [code for code in numbered(count) if code not in " ".join(pages(pdf))] == []


def test_the_square_leads_to_the_survey_and_can_be_scanned_from_the_hand(context):
    read = codes(made(*numbered(10)))
    assert {address for address, _ in read} == {ADDRESS}
    assert min(side for _, side in read) > 28


@pytest.mark.parametrize("locale", ["cy", "ur"])
def test_other_languages_and_long_names_fit(context, locale):
    pdf = made(*numbered(10), name="The Residential and Nursing Home " * 5, locale=locale)
    assert (len(paper(pdf)), len(codes(pdf))) == (1, 10)


def test_no_codes_make_no_sheet(context):
    with pytest.raises(Refused, match="There are no codes to print"):
        made()


def halves(*of, name="Culture and faith", locale="en"):
    early, later = SimpleNamespace(url=ADDRESS), SimpleNamespace(url=f"{ADDRESS}-later")
    return linking_card_sheet(of, name=name, early=early, later=later, locale=locale)


def test_a_linking_card_has_one_code_on_two_halves_that_lead_to_two_surveys(context):
    pdf = halves("K7QF2MAB")
    (said,) = pages(pdf)
    assert said.count("K7QF-2MAB") == 2
    assert said.count("Keep this half") == 1
    assert [address for address, _ in codes(pdf)] == [ADDRESS, f"{ADDRESS}-later"]


@pytest.mark.parametrize("locale", ["en", "cy", "ur"])
def test_five_linking_cards_are_on_a_sheet_in_any_language(context, locale):
    pdf = halves(*numbered(6), name="Culture and faith in daily care " * 5, locale=locale)
    assert paper(pdf) == [(210, 297)] * 2
    assert [len(codes(pdf, page)) for page in (0, 1)] == [10, 2]


def test_no_codes_make_no_linking_cards(context):
    with pytest.raises(Refused, match="There are no codes to print"):
        halves()
