"""Where signing in leads, and which pages have a session at all."""

import pytest

from app.administration.accounts.session import is_staff_path, safe_next


@pytest.mark.parametrize(
    "address",
    [
        "/staff/",
        "/staff/administration/services",
        "/staff/collection/links/K7QF2M",
        "/staff/administration/audit?page=2",
        "/staff",
    ],
)
def test_a_staff_page_is_gone_to(address):
    assert safe_next(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "/",
        "/s/K7QF2M",
        "/staffing",
        "//evil.example/staff/",
        "https://evil.example/staff/",
        "/\\evil.example/staff/",
        "/staff/\\evil.example",
        "/staff/../s/K7QF2M",
        "/staff/\r\nSet-Cookie: a=b",
        "//[",
        "javascript:alert(1)",
        "/staff/\n",
    ],
)
def test_anything_else_leads_home(address):
    assert safe_next(address) == "/staff/"


def test_only_staff_pages_have_sessions():
    paths = ("/staff", "/staff/", "/staff/x", "/staffx", "/", "/s/K7QF2M")
    assert [is_staff_path(path) for path in paths] == [True, True, True, False, False, False]
