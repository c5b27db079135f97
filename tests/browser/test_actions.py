"""Actions on the screen and in public: accessible, narrow, without script, in three languages."""

import pytest
from playwright.sync_api import expect

LIST = "/staff/improvement/actions"


@pytest.mark.parametrize("width", [320, 1200])
def test_no_page_of_an_action_has_accessibility_faults(new_context, axe, server, sign_in, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    sign_in(page)
    paths = [LIST, f"{LIST}/new", f"{LIST}/pages"]
    for action in server.json("action", "list"):
        parts = ("", "/edit", "/decide", "/finish", "/reopen", "/wording?language=ur")
        paths += [f"{LIST}/{action['id']}{part}" for part in parts]
    for path in paths:
        page.goto(path)
        assert (path, axe(page)) == (path, [])
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("language", ["en", "cy", "ur"])
def test_the_public_page_is_for_everybody(new_context, axe, sign_in, width, language):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    sign_in(page)
    page.goto(f"{LIST}/pages")
    address = page.get_by_role("link", name="/d/").first.get_attribute("href")
    page.goto(f"{address}/{language}")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("document.documentElement.lang") == language


def test_an_action_is_told_in_public_without_script(new_context, sign_in):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page)
    page.goto(f"{LIST}/new")
    page.get_by_label("What we heard").fill("Tea comes late.")
    page.get_by_role("button", name="Save it").click()
    page.get_by_role("link", name="Decide", exact=True).click()
    page.get_by_label("We will not, and say why").check()
    page.get_by_label("What you will do, or will not do").fill("Earlier tea.")
    page.get_by_label("Why", exact=True).fill("The kitchen opens at six.")
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_role("link", name="English").click()
    page.get_by_label("You said").fill("Tea should come earlier.")
    page.get_by_label("We did, or why not").fill("The kitchen opens at six.")
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("button", name="Sign it off").click()
    page.get_by_role("button", name="Publish it").click()
    page.get_by_role("link", name="/d/").first.click()
    expect(page.get_by_text("Tea should come earlier.")).to_be_visible()


def test_a_text_that_is_too_long_stays_whole_and_says_how_much(new_context, sign_in):
    page = new_context().new_page()
    sign_in(page)
    page.goto(f"{LIST}/new")
    box = page.get_by_label("What we heard")
    box.fill("Tea " * 900)
    expect(page.get_by_text("401 characters left")).to_be_visible()
    box.fill("Tea " * 1001)
    expect(page.get_by_text("3 characters too many")).to_be_visible()
    page.get_by_role("button", name="Save it").click()
    problem = "“What we heard” is 4003 characters long. Use at most 4000."
    expect(page.get_by_role("alert").get_by_text(problem)).to_be_visible()
    expect(box).to_have_value("Tea " * 1001)
