"""A device without a font for a script is lent its letters, and no other device fetches them."""

import os
from pathlib import Path

import fontpkg
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE

BOXES = r"""() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  pen.font = `20px ${getComputedStyle(document.body).fontFamily}`;
  const drawn = (letter) => {
    pen.clearRect(0, 0, 60, 60);
    pen.fillText(letter, 15, 35);
    return pen.getImageData(0, 0, 60, 60).data.reduce((sum, each) => (sum * 31 + each) | 0, 7);
  };
  const box = drawn("\u0378");
  return [...new Set(document.body.innerText)]
    .filter((each) => /[\p{L}\p{P}]/u.test(each) && drawn(each) === box);
}"""
"""The letters of a page that are drawn just as one that no font has, by their pixels."""
CLIPPED = """() => [...document.querySelectorAll("main *")]
  .filter((each) => each.offsetParent && !each.closest(".away, svg"))
  .filter((each) => getComputedStyle(each).overflowY !== "visible")
  .filter((each) => each.scrollHeight > each.clientHeight + 1).map((each) => each.outerHTML)"""
LENT = "document.fonts.ready.then(() => [...document.fonts].map((font) => font.status))"
KEPT = "caches.open('letters').then((cache) => cache.keys())"


@pytest.fixture
def latin_only(tmp_path: Path, server, launch):
    """Opens pages of a Chromium whose machine has one font, of Latin letters."""
    [noto, *_] = (file.path for file in fontpkg.family("Noto Sans").files if file.style == "normal")
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / noto.name).symlink_to(noto)
    settings = tmp_path / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    browser = launch(env={**os.environ, "FONTCONFIG_FILE": str(settings)})
    yield lambda **more: browser.new_context(viewport=PHONE, base_url=server.url, **more).new_page()
    browser.close()


def fetched(page: Page, address: str, kept: int = 0) -> set[str]:
    """The fonts that a page fetched, by their file's beginning, until it kept so many."""
    names: list[str] = []
    page.on("request", lambda each: names.append(each.url) if "letters-" in each.url else None)
    page.goto(address)
    page.wait_for_function(f"{KEPT}.then((kept) => kept.length >= {kept})")
    return {each.rpartition("/")[2].rpartition("-")[0] for each in names}


SHOWN = {
    "ur": ["arab"],
    "bn": ["beng"],
    "gu": ["gujr"],
    "pa": ["guru"],
    "zh-Hans": ["hans-1", "hans-2"],
}
"""A language of each script, and its fonts."""


def test_a_device_without_the_letters_is_lent_them_and_those_of_the_other_names(latin_only, tokens):
    """Every script on the first question: no box in the place of a letter, and nothing cut off."""
    for locale, fonts in SHOWN.items():
        page = latin_only()
        others = {f"{each[0].split('-')[0]}-names" for each in SHOWN.values() if each != fonts}
        expected = {f"letters-{each}" for each in (*fonts, *others)}
        address = f"/s/{tokens['people-supported']}/{locale}"
        assert fetched(page, address, len(expected)) == expected
        assert page.evaluate(LENT) == ["loaded"] * len(expected)
        assert page.evaluate("document.body.style.fontFeatureSettings") != ""
        assert (locale, page.evaluate(BOXES), page.evaluate(CLIPPED)) == (locale, [], [])
        page.context.close()


def test_pages_without_script_and_those_of_staff_lend_them_too(latin_only, sign_in):
    page = latin_only()
    sign_in(page)
    page.goto("/staff/improvement/actions/pages")
    address = page.get_by_role("link", name="/d/").first.get_attribute("href")
    # Letters of a comment; the first of them is in no word of ours.
    page.evaluate("document.body.append('喵饭 हिन्दी தமிழ்')")
    page.wait_for_function(f"document.fonts.ready.then({BOXES}).then((boxes) => !boxes.length)")
    assert "letters-arab" in fetched(page, f"{address}/ur")
    page.evaluate("document.querySelector('.languages details')?.setAttribute('open', '')")
    page.wait_for_function(f"document.fonts.ready.then({BOXES}).then((boxes) => !boxes.length)")


def test_a_device_with_the_letters_fetches_none(page, tokens):
    assert fetched(page, f"/s/{tokens['people-supported']}/ur") == set()
