"""Personal details are found by their form, and masked."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.comments.machine.engine.personal.details import find, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ring 07700 900123 please", "Ring [phone number] please"),
        ("Ring 07700-900-123, ta", "Ring [phone number], ta"),
        ("(01632) 960 001 is mine", "[phone number] is mine"),
        ("+44 7700 900123", "[phone number]"),
        ("0044 7700 900123", "[phone number]"),
        ("my sister +92 300 1234567 knows", "my sister [phone number] knows"),
        ("০৭৭০০ ৯০০১২৩", "[phone number]"),
        ("۰۷۷۰۰ ۹۰۰۱۲۳", "[phone number]"),
        ("077\u200b00 9\u200d00123", "[phone number]"),
        ("Write to Mair.Evans@example.co.uk!", "Write to [e-mail]!"),
        ("mair at example dot com", "[e-mail]"),
        ("We live at CF10 3NP.", "We live at [postcode]."),
        ("le1 5wn", "[postcode]"),
        ("SW1A1AA", "[postcode]"),
        ("NHS no 943 476 5919", "NHS no [NHS number]"),
        ("9434765919", "[NHS number]"),
        ("QQ is none, AB 12 34 56 C is", "QQ is none, [National Insurance number] is"),
        ("born 3 May 1941 in Sylhet", "born [date of birth] in Sylhet"),
        ("dob 12/04/44", "dob [date of birth]"),
        ("12.04.1944", "[date of birth]"),
        ("我生于一九四一年三月一日", "我生于[date of birth]"),
        ("我生於二〇〇五年三月一日", "我生於[date of birth]"),
        ("二零二五年三月一日我们去了公园", "二零二五年三月一日我们去了公园"),
        ("1944-04-12", "[date of birth]"),
        ("May 3rd, 1941", "[date of birth]"),
        ("Mum in room 12 waits", "Mum in [room number] waits"),
        ("flat 3b", "[room number]"),
        ("Pokój 7", "[room number]"),
        ("ਕਮਰਾ ੧੨", "[room number]"),
        ("কমরা নয়, রুম ১২", "কমরা নয়, [room number]"),
        ("我在房间12", "我在[room number]"),
        ("She lives at 14 Acacia Road now", "She lives at [address] now"),
    ],
)
def test_it_is_masked(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Call 999 or 111, or 116 123, or 0800 1111",
        "It cost £12.50 and £1,234,567",
        "between 2 and 3, at 10:30 or 14.30",
        "since 1962, in 2026",
        "b12 vitamins at 4 3pm",
        "ten of us, 40 people, 3rd time",
        "my review is on 14 January 2026",
        "bed at 8:30",
        "size 10 12 14",
        "1234567890123456789012345",
        "score 3/5 and 10/10",
    ],
)
def test_it_is_left_alone(text):
    assert find(text) == ()
    assert mask(text) == text


VECTORS = [
    line.split("|", 2)
    for line in Path("tests/vectors/personal-details.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith(("#", "name", "noname"))
]


NOT_TOLD = ["Breakfast 8 am, lunch 12.30, tea at 5, supper 8, bed 10"]
"""The hour of going to bed reads like the number of one."""


def test_details_in_many_languages_are_masked_and_nothing_that_comes_near():
    details = [(kind, *re.split("[‹›]", text)) for kind, _, text in VECTORS if kind != "none"]
    near = [text for kind, _, text in VECTORS if kind == "none"]
    assert (len(details), len(near)) == (345, 273)
    wrong = [each for each in details if not is_masked(*each)]
    assert [*wrong, *(text for text in near if find(text))] == NOT_TOLD


def is_masked(kind, before, detail, after):
    """Whether the whole detail is masked, as what it is, and nothing before and after it is."""
    text = before + detail + after
    found = find(text)
    masked = {at for each in found for at in range(each.start, each.end)}
    inside = {at for at, sign in enumerate(detail, len(before)) if sign.isalnum()}
    around = {*range(len(text))} - {*range(len(before), len(before + detail))}
    return kind in {each.kind for each in found} and inside <= masked and not around & masked


@pytest.mark.parametrize(
    "form", ["{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "{0}–{1}  {2}"]
)
@pytest.mark.parametrize("number", ["9434765918", "9434765929", "9134765919", "4857773457"])
def test_an_nhs_number_with_a_slip_is_masked_all_the_same(form, number):
    spaced = form.format(number[:3], number[3:6], number[6:])
    assert mask(f"it is {spaced}, I think") == "it is [NHS number], I think"


@pytest.mark.parametrize(
    "written", ["943476591", "9434 765 91", "94 34 76 59 191", "9 4 3 4 7 6 5 9"]
)
def test_after_its_name_an_nhs_number_may_be_short_or_long(written):
    assert mask(f"NHS number {written} he said") == "NHS number [NHS number] he said"


@pytest.mark.parametrize(
    ("text", "names", "masked"),
    [
        ("Dilys is kind. DILYS'S tea!", ["dilys"], "[name] is kind. [name]'S tea!"),
        ("Jose\u0301 and Josefa", ["José"], "[name] and Josefa"),
        ("Mrs Rose  Hill", ["Rose Hill", "Rose"], "Mrs [name]"),
        ("سو نے کہا", ["سو"], "[name] نے کہا"),
        ("A rose", ["", "  "], "A rose"),
        ("(x+ said", ["(x+"], "[name] said"),
    ],
)
def test_names_that_a_reader_marked_are_masked(text, names, masked):
    assert mask(text, names) == masked


DETAILS = ["07700 900123", "943 476 5919", "mair@example.org", "CF10 3NP", "AB123456C"]


@given(before=st.text(max_size=40), detail=st.sampled_from(DETAILS), after=st.text(max_size=40))
def test_a_detail_between_words_never_comes_through(before, detail, after):
    assert detail not in mask(f"{before}\n, {detail} ,\n{after}")


@given(st.text(max_size=200))
def test_masking_twice_masks_no_more_and_never_fails(text):
    once = mask(text)
    assert mask(once) == once


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "a.",
        "a at ",
        "(",
        "1a street ",
        "+",
        "room ",
        "one ",
        "double ",
        "3 may ",
        "@",
        "一",
    ],
)
def test_much_of_anything_is_read_to_its_end(piece):
    assert isinstance(find(piece * (20_000 // len(piece))), tuple)
