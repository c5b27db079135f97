"""What staff do: sign in, make a link, plan an event, look at what was said, take it away."""

import pytest
from playwright.sync_api import expect

PAGES = (
    "/staff/",
    "/staff/administration/services",
    "/staff/collection/links",
    "/staff/collection/events",
    "/staff/collection/events/new",
    "/staff/administration/users",
    "/staff/administration/audit",
    "/staff/sessions",
    "/staff/results/surveys/people-supported",
    "/staff/improvement",
    "/staff/improvement/trends",
    "/staff/improvement/gaps",
    "/staff/improvement/sides",
    "/staff/results/surveys/people-supported/comments",
    "/staff/results/surveys/people-supported/export",
)


@pytest.mark.parametrize("width", [320, 1200])
def test_no_page_has_accessibility_faults_or_scrolls_sideways(new_context, axe, sign_in, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    sign_in(page)
    for path in PAGES:
        page.goto(path)
        assert (path, axe(page)) == (path, [])
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)


@pytest.mark.parametrize("width", [360, 1200])
def test_no_page_of_an_event_has_accessibility_faults(new_context, axe, server, sign_in, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    sign_in(page)
    for event in server.json("event", "list"):
        for part in ("", "/edit", "/attendance", "/sheet", "/script"):
            path = f"/staff/collection/events/{event['id']}{part}"
            page.goto(path)
            assert (path, axe(page)) == (path, [])
            assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)


@pytest.mark.parametrize("script", [True, False])
def test_an_event_is_planned_and_what_came_is_recorded(new_context, sign_in, script):
    page = new_context(java_script_enabled=script).new_page()
    sign_in(page)
    page.get_by_role("link", name="Collection").click()
    page.get_by_role("link", name="Events").click()
    page.get_by_role("link", name="Plan an event").click()
    page.get_by_label("Name of the event").fill(f"Supper {script}")
    page.get_by_label("Day").fill("2026-11-30")
    page.get_by_label("Urdu", exact=True).check()
    page.get_by_label("Community partners").check()
    page.get_by_role("button", name="Plan this event").click()
    expect(page.get_by_role("img", name="QR code of")).to_be_visible()
    page.get_by_role("button", name="Done (Charge every tablet)").click()
    expect(page.get_by_text("1 of 15 steps are done.")).to_be_visible()
    page.get_by_role("link", name="Record attendance").first.click()
    page.get_by_label("How many attended").fill("60")
    page.get_by_role("radio", name="Estimated").check()
    page.get_by_label("Who counted or estimated").fill("the host")
    page.get_by_role("button", name="Record attendance").click()
    expect(page.get_by_text("0 answers, about 60 attending (estimate)")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_link_is_made_and_its_survey_opens(new_context, demonstration, sign_in, script):
    page = new_context(java_script_enabled=script).new_page()
    sign_in(page)
    page.goto("/staff/collection/links")
    page.get_by_role("link", name="Make a link").first.click()
    page.get_by_label("Survey").select_option(index=1)
    page.get_by_label("Service").select_option(index=1)
    page.get_by_role("button", name="Make this link").click()
    expect(page.get_by_role("img").first).to_be_visible()
    page.get_by_role("link", name=demonstration["start"] + "s/").first.click()
    expect(page.get_by_role("group").first).to_be_visible()


def test_the_export_page_gives_a_file(new_context, sign_in):
    page = new_context(accept_downloads=True).new_page()
    sign_in(page, "reader")
    page.goto("/staff/results/surveys/people-supported/export")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export figures").click()
    assert download.value.suggested_filename.startswith("own-words-people-supported-figures-")


@pytest.mark.parametrize("script", [True, False])
def test_a_poster_is_two_presses_from_the_list_of_links(new_context, axe, sign_in, script):
    page = new_context(java_script_enabled=script, accept_downloads=True).new_page()
    sign_in(page, "reader")
    page.goto("/staff/collection/links")
    page.locator("main table a").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="A4 poster").click()
    assert download.value.suggested_filename.endswith("-A4.pdf")
    page.get_by_label("Size", exact=True).select_option("card")
    page.get_by_label("Cymraeg", exact=True).check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this poster").click()
    assert download.value.suggested_filename.endswith("-card-cy.pdf")
    if script:
        assert axe(page) == []
