"""Which fonts a page may need, how much they weigh, and words that stay with their comma."""

import pytest
from markupsafe import Markup

from app.web.assets import DIST, manifest
from app.web.letters import SCRIPTS, font_name, tied
from scripts.build_assets import written_scripts

MOST = 60 * 1024


def test_every_script_that_is_shipped_has_its_letters_and_they_are_light():
    built = {name: DIST / made for name, made in manifest().items() if name.startswith("letters-")}
    assert set(built) == {font_name("Arab")}
    assert {
        name: path.stat().st_size for name, path in built.items() if path.stat().st_size > MOST
    } == {}


def test_a_new_script_is_found_in_the_texts():
    assert written_scripts("Hello, ਸਤ ਸ੍ਰੀ ਅਕਾਲ, سلام") == ["Arab", "Guru"]
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
