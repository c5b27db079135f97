"""The start page, where a person without a code reader types the short code."""

from playwright.sync_api import expect


def test_a_typed_code_opens_its_survey(server, page, demonstration) -> None:
    link = demonstration["links"][0]
    page.goto("/")
    page.get_by_role("textbox").fill(link["short_code"].lower())
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.startswith(f"{server.url}/s/{link['token']}")


def test_the_start_page_has_no_accessibility_fault_and_fits(page, axe, server) -> None:
    page.goto("/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
