"""Which fonts a page may need, how much they weigh, and words that stay with their comma."""

import json
import re

import pytest
from flask import Flask
from markupsafe import Markup

from app.web.assets import DIST, manifest, register_assets
from app.web.letters import (
    EVERY_STYLE,
    NAMED_STYLE,
    NAMES,
    SCRIPTS,
    font_name,
    letter_styles,
    letters_for,
    range_of,
    style_name,
    tied,
)

MOST = 60 * 1024


def test_every_script_has_its_letters_and_they_are_light():
    built = {name: DIST / made for name, made in manifest().items() if name.startswith("letters-")}
    fonts = {name for name in built if name.endswith(".woff2")}
    whole = ("Arab", "Beng", "Gujr", "Guru")
    assert fonts == {
        *map(font_name, ("Deva", "Taml")),
        *map(font_name, whole),
        *(font_name(each, NAMES) for each in (*whole, "Hans")),
        # Chinese has too many letters for one.
        *(font_name("Hans", part) for part in ("1", "2")),
    }
    assert {
        name: path.stat().st_size for name, path in built.items() if path.stat().st_size > MOST
    } == {}


def test_of_languages_that_are_only_named_a_page_needs_the_letters_of_their_names():
    app = Flask("app")
    register_assets(app)
    with app.test_request_context():
        fonts = [address for _, address, _ in json.loads(letters_for(["zh-Hans"], ["ur", "pl"]))]
        assert letters_for(["pl"], ["en"]) == ""
    assert [re.sub("-[0-9a-f]{10}", "", each.rpartition("/")[2]) for each in fonts] == [
        font_name("Hans", "1"),
        font_name("Hans", "2"),
        font_name("Arab", NAMES),
    ]


def test_without_script_style_sheets_lend_the_letters_and_the_names_of_other_languages():
    assert letter_styles(["ur"], ["ur", "pl"]) == ["letters-arab.css"]
    assert letter_styles(["pl"], ["pl", "ur"]) == ["letters-names.css"]
    assert letter_styles(["zh-Hans"], ["ur"]) == ["letters-names.css", "letters-hans.css"]
    assert letter_styles(["pl"], ["en"]) == []


@pytest.mark.parametrize("name", [NAMED_STYLE, EVERY_STYLE, *map(style_name, SCRIPTS)])
def test_every_font_of_a_style_sheet_is_built(name):
    style = (DIST / manifest()[name]).read_text(encoding="utf-8")
    fonts = re.findall(r"url\((.*?)\)", style)
    assert (fonts != [], [each for each in fonts if each not in manifest().values()]) == (True, [])


def test_a_range_is_written_in_runs():
    assert range_of([0x4E2D, 0x600, 0x601, 0x602]) == "U+600-602, U+4E2D"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Gweithiwr cymdeithasol, nyrs", 'Gweithiwr cymdeitha<span class="tail">sol,</span> nyrs'),
        ("Nyrs, <b>", "Nyrs, &lt;b&gt;"),
        (Markup("<bdi>Abcdefghijk</bdi>."), "<bdi>Abcdefghijk</bdi>."),
    ],
)
def test_the_end_of_a_long_word_stays_with_what_closes_it(text, html):
    assert tied(text) == html
