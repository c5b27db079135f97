"""A code typed before and after a training, with script and without; and the pages of leaders."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.respondent import Respondent
from tests.printed import copied

CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")
SERVICE = "Lantern Court extra care (made up)"
SLIP = "There is a slip in the code. Look at your card and type it again."
PAGES = ("training", "training/new", "policies", "policies/new")


@pytest.fixture(scope="module")
def programme(server, demonstration, tmp_path_factory):
    """The tokens of a new programme by moment, and the codes of its cards."""
    name = "Training tried out (made up)"
    aims = "To try it out."
    started = json.loads(
        server.command(
            "training", "start", "--name", name, "--aims", aims, "--service", SERVICE, "--json"
        )
    )
    sheet = tmp_path_factory.mktemp("cards") / "cards.pdf"
    server.command("training", "cards", name, "--number", "4", "-o", str(sheet))
    said = copied(sheet.read_bytes())
    return {
        "tokens": {link["moment"]: link["token"] for link in started["links"]},
        "codes": sorted(set(CODE.findall(said))),
    }


@pytest.fixture
def kept(server):
    """The hashes of the codes that answers at a link came with."""

    def read(token):
        path = Path(server.environment["OWNWORDS_DATA"]) / "own-words.sqlite"
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute(
                "SELECT p.code_hash FROM paired_answers p JOIN responses r "
                "ON r.id = p.response_id WHERE r.link_token = ?",
                (token,),
            )
            return [each for (each,) in rows]

    return read


def slipped(code):
    """The code with one wrong character."""
    return code[:-1] + ("A" if code[-1] != "A" else "B")


def linked(programme, kept):
    """How many codes came both before and after."""
    before, after = (kept(programme["tokens"][each]) for each in ("before", "after"))
    return len(set(before) & set(after))


def test_a_code_is_typed_with_script_and_a_slip_is_said_at_once(page, axe, programme, kept):
    code, already = programme["codes"][0], linked(programme, kept)
    for moment in ("before", "after"):
        someone = Respondent(page, programme["tokens"][moment]).open()
        box = page.get_by_role("textbox", name="What is the code on your card?")
        expect(page.get_by_text("There is no list of who has which card.")).to_be_visible()
        assert axe(page) == []
        box.fill(slipped(code))
        someone.button("Continue").click()
        expect(page.get_by_text(SLIP).first).to_be_visible()
        expect(box).to_have_value(slipped(code))
        box.fill(code.lower())
        someone.go_on()
        someone.to_check()
        someone.send()
    assert linked(programme, kept) == already + 1


def test_a_code_is_typed_without_script_and_nothing_is_lost_by_a_slip(
    page_without_script, programme, kept
):
    page, code, already = page_without_script, programme["codes"][1], linked(programme, kept)
    box = page.get_by_label("What is the code on your card?")
    agree = page.get_by_role("radio", name="Agree", exact=True).first
    for moment in ("before", "after"):
        page.goto(f"/s/{programme['tokens'][moment]}/en")
        expect(page.locator(f"input[name=moment][value={moment}]")).to_be_checked()
        box.fill(slipped(code))
        agree.check()
        page.get_by_role("button", name="Check my answers").click()
        expect(page.get_by_text(SLIP).first).to_be_visible()
        expect(box).to_have_value(slipped(code))
        expect(agree).to_be_checked()
        box.fill(code)
        page.get_by_role("button", name="Check my answers").click()
        page.get_by_role("button", name="Send my answers").click()
        expect(page).to_have_url(re.compile("/thanks$"))
    assert linked(programme, kept) == already + 1


def test_without_a_card_one_goes_on(page_without_script, programme, kept):
    page, token = page_without_script, programme["tokens"]["later"]
    page.goto(f"/s/{token}/en")
    page.get_by_role("radio", name="Agree", exact=True).first.check()
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page).to_have_url(re.compile("/thanks$"))
    assert kept(token) == []


@pytest.mark.parametrize("width", [320, 1100])
def test_no_page_of_leaders_has_accessibility_faults_or_scrolls_sideways(
    new_context, axe, sign_in, width
):
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    sign_in(page)
    seen = [f"/staff/improvement/{path}" for path in PAGES]
    for listed in ("training", "policies"):
        page.goto(f"/staff/improvement/{listed}")
        seen += [link.get_attribute("href") for link in page.locator("main .card a").all()]
    for path in dict.fromkeys(seen):
        page.goto(path)
        assert (path, axe(page)) == (path, [])
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)
