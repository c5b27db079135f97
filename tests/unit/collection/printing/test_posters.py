"""What stands on a poster, and how large its code is."""

from datetime import date, timedelta

import pytest

from app.administration.organisation.queries import Contacts
from app.collection.links import qr
from app.collection.printing.posters import (
    SIZES,
    PosterLayout,
    chosen_locales,
    days_open,
    poster_words,
    side_of_code,
    who_reads,
)
from app.kernel.clock import today
from app.kernel.errors import Refused
from app.surveys.parts import SAFETY_TEXTS
from tests.factories import survey, text
from tests.unit.collection.printing.conftest import BASE_URL, about

ADDRESS = f"{BASE_URL}/s/K7QF2M"
LONG_ADDRESS = "https://feedback.a-very-long-name-of-an-organisation.example.org/s/K7QF2M"
DEMANDED = {"A4": 60, "A3": 150, "card": 40, "letter": 40}


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("address", [ADDRESS, LONG_ADDRESS])
def test_the_dark_part_of_the_code_is_as_large_as_its_distance_needs(name, address):
    sizes, side = qr.sizes(address), side_of_code(address, SIZES[name])
    dark = side * (sizes.modules - 2 * qr.QUIET_ZONE) / sizes.modules
    assert round(dark, 3) >= DEMANDED[name]
    assert side / sizes.modules >= qr.SMALLEST_MODULE_MM
    assert side <= SIZES[name].widest_mm


def test_an_address_that_no_code_here_could_hold_is_refused():
    with pytest.raises(Refused, match="too long for a code on this sheet"):
        side_of_code(f"https://{'very-long.' * 130}example.org/s/K7QF2M", SIZES["letter"])


def test_the_languages_wanted_are_named_once_and_in_order():
    assert chosen_locales(about(), [" ur", "en", "", "ur"]) == ("ur", "en")


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (["en", "pa"], "The survey tiny has no 'pa'. Choose from: en, cy, ur."),
        (["en-easyread"], "The survey tiny has no 'en-easyread'. Choose from: en, cy, ur."),
        (["", " "], "The survey tiny is printed in no language. Choose from: en, cy, ur."),
    ],
)
def test_a_language_that_the_survey_lacks_is_refused_with_those_it_has(wanted, problem):
    with pytest.raises(Refused) as refused:
        chosen_locales(about(), wanted)
    assert str(refused.value) == problem


def test_layouts_go_from_roomy_to_tight():
    roomy, tight = PosterLayout(1, is_compact=False), PosterLayout(1, is_compact=True)
    assert SIZES["A4"].layouts(2) == [roomy, tight]
    assert SIZES["A4"].layouts(3) == [tight]
    assert SIZES["card"].layouts(1) == [PosterLayout(2, is_compact=True)]
    assert [layout.faces for layout in SIZES["letter"].layouts(1)] == [3, 2]


@pytest.mark.parametrize(("is_compact", "floor"), [(True, 9), (False, 11.5)])
def test_the_sizes_of_type_go_down_to_what_can_be_read(is_compact, floor):
    steps = SIZES["A4"].steps(PosterLayout(1, is_compact=is_compact))
    assert (steps[:2], steps[-1]) == ([16, 15.5], floor)


def test_a_block_says_all_that_a_poster_needs(application):
    words = poster_words(
        about(closes_on=date(2026, 11, 30), event="Open day"),
        SIZES["A4"],
        PosterLayout(1, is_compact=False),
        ["en", "ur"],
        BASE_URL,
    )
    english, urdu = words["blocks"]
    assert [line["text"] for line in english["lines"]] == [
        "Point your phone's camera at the square. Or go to fb.example.org and type K7Q-F2M.",
        "You can answer until 30 November 2026.",
        "Somebody at Rose House reads it. Safety: urgent, call 999.",
        "Want help to answer? Call 01632 960 003. Want to answer another way? Ask for a paper "
        "copy, or ask someone to write for you.",
        "This code goes to fb.example.org. If your phone shows another address, stop and tell "
        "someone.",
    ]
    assert (english["heading"], english["title"]) == ("Tell us what you think", "A tiny survey")
    assert (urdu["heading"], urdu["title"]) == ("ہمیں اپنی رائے بتائیں", "A tiny survey (ur)")
    assert urdu["lines"][1]["text"] == "آپ 30 نومبر، 2026 تک جواب دے سکتے ہیں۔"
    assert "\u206601632 960 003\u2069" in urdu["lines"][3]["text"]
    assert (words["code"], words["host"], words["service"], words["event"]) == (
        *("K7Q-F2M", "fb.example.org"),
        *("Rose House", "Open day"),
    )
    assert words["languages"] == ["English", "Cymraeg", "اردو"]


def test_without_a_number_for_help_the_other_ways_stay(voice):
    speaking = voice("en", contacts=Contacts(reading="every day"))
    with speaking.in_language():
        words = poster_words(
            speaking.about, SIZES["card"], PosterLayout(2, is_compact=True), ["en"], BASE_URL
        )
    helping = words["blocks"][0]["lines"][2]
    assert helping == {
        "heading": "Help",
        "text": "Want to answer another way? Ask for a paper copy, or ask someone to write for "
        "you.",
    }


def test_a_first_day_to_come_is_said_and_one_gone_by_is_not(voice):
    tomorrow, yesterday = today() + timedelta(days=1), today() - timedelta(days=1)
    said = {}
    for day in (tomorrow, yesterday):
        speaking = voice("en", opens_on=day)
        with speaking.in_language():
            said[day] = list(days_open(speaking))
    assert said == {
        tomorrow: [
            f"You can answer from {tomorrow.day} {tomorrow.strftime('%B')} {tomorrow.year}."
        ],
        yesterday: [],
    }


@pytest.mark.parametrize(
    ("next_steps", "safety", "said"),
    [
        ("We read it {reading}.", True, "We read it every working day."),
        ("We read it.", True, "We read it. Read every working day."),
        ("We read it.", False, "We read it."),
    ],
)
def test_when_comments_are_read_is_said_once(voice, next_steps, safety, said):
    texts = {name: text("Read {reading}.") for name in SAFETY_TEXTS} if safety else {}
    speaking = voice("en", survey(next_steps=text(next_steps), safety=texts))
    assert who_reads(speaking) == said


def test_what_is_seen_from_afar_stands_above_a_code_that_leaves_no_room_beside_it():
    beside = PosterLayout(1, is_compact=True)
    above = PosterLayout(1, is_compact=True, is_beside=False)
    assert SIZES["A3"].layouts(3) == [above, beside]
    assert SIZES["A4"].layouts(3) == [beside]
