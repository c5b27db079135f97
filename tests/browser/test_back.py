"""What the button Back shows after a form of staff was refused, mended and sent."""

import subprocess

from playwright.sync_api import expect

from tests.browser.conftest import OWNWORDS, PROJECT

EMAIL, PASSWORD = "back@example.org", "kettle harbour violet"


def test_back_after_a_mended_form_shows_the_form_and_no_error_of_the_browser(new_context, server):
    create = ("user", "create", EMAIL, "--role", "admin", "--name", "Back", "--password-stdin")
    subprocess.run(
        [str(OWNWORDS), *create],
        cwd=PROJECT,
        env=server.environment,
        input=PASSWORD,
        text=True,
        check=True,
        capture_output=True,
    )
    page = new_context().new_page()
    page.goto("/staff/administration/organisation")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Name of the organisation").fill("Example Care")
    page.get_by_label("Council's phone number").fill("none")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("Council's phone number").fill("01632 960 001")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your changes are saved.")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Council's phone number")).to_have_value("01632 960 001")
