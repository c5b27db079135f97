"""Wings: their tabs and pages, what stands at their own address, and where pages lay before."""

import re

import pytest

from app.home.moved import MOVED
from app.web.access import open_to
from app.web.wings import WINGS
from tests.staff import signed_in


@pytest.fixture
def admin(app, context):
    """A browser in which an admin is signed in."""
    return signed_in(app)


def rows(page):
    """The tabs of each row of a page, with the one that is marked."""
    return [
        (re.findall(r"<a href=\"([^\"]+)\"", row), re.findall(r"<a href=\"([^\"]+)\" aria-", row))
        for row in re.findall(r"<ul class=\"tabs.*?</ul>", page.text, re.DOTALL)
    ]


def test_every_tab_and_page_of_the_rows_opens_and_is_marked(admin):
    for wing in WINGS:
        for page in wing.pages:
            shown = admin.get(page.address)
            assert (page.address, shown.status_code) == (page.address, 200)
            [(tabs, open_tabs), (pages, open_pages)] = rows(shown)
            assert (len(tabs), len(open_tabs)) == (len(WINGS), 1)
            assert pages == [each.address for each in wing.pages]
            assert open_pages == [page.address]


def test_a_reader_is_not_led_to_pages_of_admins(app, context):
    reader = signed_in(app, "reader")
    [_, (pages, _)] = rows(reader.get("/staff/administration/services"))
    assert pages == ["/staff/administration/services"]


@pytest.mark.parametrize("wing", WINGS, ids=lambda wing: wing.name)
def test_the_address_of_a_wing_leads_to_its_first_page(admin, wing):
    shown = admin.get(wing.address, follow_redirects=True)
    assert shown.status_code == 200
    assert shown.request.path == (wing.pages[0].address if wing.pages else wing.address)


def test_every_staff_page_lies_in_a_wing_or_is_about_who_is_signed_in(app):
    known = tuple(f"{wing.address}/" for wing in WINGS[1:])
    own = ("/staff/sign-in", "/staff/sign-out", "/staff/password", "/staff/sessions", "/staff/")
    elsewhere = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/staff")
        and not f"{rule.rule}/".startswith(known)
        and not rule.rule.startswith(own[:-1])
        and rule.rule != own[-1]
        and not rule.endpoint.startswith("moved.")
    }
    assert elsewhere == set()
    assert all(open_to(app, f"moved.{name}") for name in ("lead", "links", "users"))


@pytest.mark.parametrize(("before", "now"), MOVED.items())
def test_an_address_of_before_leads_to_where_the_page_is_now(admin, before, now):
    assert admin.get(f"/staff/{before}").location == now
    assert admin.get(f"/staff/{before}/x/y?service=Rose+House&from=2026-01-01").location == (
        f"{now}/x/y?service=Rose+House&from=2026-01-01"
    )
