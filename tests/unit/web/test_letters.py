"""Which fonts a page may need, how much they weigh, and words that stay with their comma."""

import json
import re

import pytest
from flask import Flask
from markupsafe import Markup

from app.web.assets import DIST, manifest, register_assets
from app.web.letters import NAMES, SCRIPTS, font_name, letters_for, tied
from scripts.build_assets import written_scripts

MOST = 60 * 1024


def test_every_script_that_is_shipped_has_its_letters_and_they_are_light():
    built = {name: DIST / made for name, made in manifest().items() if name.startswith("letters-")}
    whole = ("Arab", "Beng", "Gujr", "Guru")
    assert set(built) == {
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


def test_a_new_script_is_found_in_the_texts():
    assert written_scripts("Hello, ਸਤ ਸ੍ਰੀ ਅਕਾਲ। سلام") == ["Arab", "Guru"]
    assert all(len(script.pair) == 2 for script in SCRIPTS.values())


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
