"""A device without a font for a script is lent its letters, and no other device fetches them."""

import os
from pathlib import Path

import fontpkg
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE

WIDTHS = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "40px 'Own Words letters', sans-serif";
  return ["ا", "ش", "ط"].map((letter) => pen.measureText(letter).width);
}"""
LENT = "document.fonts.ready.then(() => [...document.fonts].map((font) => font.status))"
KEPT = "caches.open('letters').then((cache) => cache.keys())"


@pytest.fixture
def latin_only(tmp_path: Path, server, launch):
    """A page of a Chromium whose machine has one font, of Latin letters."""
    [noto, *_] = (file.path for file in fontpkg.family("Noto Sans").files if file.style == "normal")
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / noto.name).symlink_to(noto)
    settings = tmp_path / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    browser = launch(env={**os.environ, "FONTCONFIG_FILE": str(settings)})
    yield browser.new_context(viewport=PHONE, base_url=server.url).new_page()
    browser.close()


def fetched(page: Page, address: str, kept: int = 0) -> set[str]:
    """The fonts that a page fetched, by their file's beginning, until it kept so many."""
    names: list[str] = []
    page.on("request", lambda each: names.append(each.url) if "letters-" in each.url else None)
    page.goto(address)
    page.wait_for_function(f"{KEPT}.then((kept) => kept.length >= {kept})")
    return {each.rpartition("/")[2].rpartition("-")[0] for each in names}


NAMES = {f"letters-{script}-names" for script in ("beng", "gujr", "guru")}


@pytest.mark.parametrize(
    ("locale", "lent"),
    [
        ("ur", {"letters-arab", "letters-hans-names"}),
        ("zh-Hans", {"letters-hans-1", "letters-hans-2", "letters-arab-names"}),
    ],
)
def test_a_device_without_the_letters_is_lent_them_and_those_of_the_other_names(
    latin_only, tokens, locale, lent
):
    page, expected = latin_only, lent | NAMES
    address = f"/s/{tokens['people-supported']}/{locale}"
    assert fetched(page, address, len(expected)) == expected
    assert page.evaluate(LENT) == ["loaded"] * len(expected)
    assert "Own Words letters" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert page.evaluate("document.body.style.fontFeatureSettings") != ""
    if locale == "ur":
        assert len(set(page.evaluate(WIDTHS))) == 3


def test_a_device_with_the_letters_fetches_none(page, tokens):
    assert fetched(page, f"/s/{tokens['people-supported']}/ur") == set()
