"""What the button Back shows after a form of staff was refused, mended and sent."""

import re

import pytest
from playwright.sync_api import expect

MADE_UP = "{} Rose & Thorn “House” (made up)"
# The page, what is typed that stays, what is wrong of it and how it is mended, and what is pressed.
FORMS = (
    (
        "administration/services/new",
        {"Council": MADE_UP},
        ("Name of the service", "", "{} House (made up)"),
        "Add this service",
    ),
    (
        "administration/organisation",
        {"Council": MADE_UP},
        ("Council's phone number", "none", "01632 960 001"),
        "Save the contacts",
    ),
    (
        "collection/links/new",
        {"Event": MADE_UP, "First day": "2026-03-02"},
        ("Last day", "2026-03-01", "2099-03-01"),
        "Make this link",
    ),
    (
        "improvement/training/new",
        {"Name": MADE_UP},
        ("Aims", "", "To ask first."),
        "Start this programme",
    ),
    (
        "improvement/audits/new",
        {
            "Name of the round": MADE_UP,
            "How many records there are": "40",
            "How many of them are audited": "5",
            "First day": "2026-03-02",
            "Last day": "2099-03-01",
        },
        ("Who audits", "", "The lead"),
        "Plan this round",
    ),
)


def field(page, label):
    """The field of a label, which may say that it is optional."""
    return page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\))?\s*$"))


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize(("address", "typed", "wrong", "button"), FORMS)
def test_back_leads_to_what_was_typed_and_sends_nothing_again(
    new_context, server, sign_in, has_script, address, typed, wrong, button
):
    admin = new_context(java_script_enabled=has_script).new_page()
    sign_in(admin)
    # A name may be used once.
    typed = {label: value.format(has_script) for label, value in typed.items()}
    name, refused, mended = (each.format(has_script) for each in wrong)
    admin.goto(f"/staff/{address}")
    for box in admin.get_by_role("group", name="Services").get_by_role("checkbox").all()[:1]:
        box.check()
    for label, value in {**typed, name: refused}.items():
        field(admin, label).fill(value)
    admin.get_by_role("button", name=button).click()
    problem = admin.get_by_role("heading", name="There is a problem")
    expect(problem).to_be_visible()
    for label, value in typed.items():
        expect(field(admin, label)).to_have_value(value)
    asked = admin.url
    admin.reload()
    expect(problem).to_be_visible()
    field(admin, name).fill(mended)
    admin.get_by_role("button", name=button).click()
    expect(admin.get_by_role("main")).to_be_visible()
    expect(problem).to_be_hidden()
    saved = admin.url
    admin.go_back()
    expect(admin).to_have_url(asked)
    expect(problem).to_be_visible()
    for label, value in typed.items():
        expect(field(admin, label)).to_have_value(value)
    admin.go_back()
    expect(admin).to_have_url(f"{server.url}/staff/{address}")
    admin.go_forward()
    admin.go_forward()
    expect(admin).to_have_url(saved)


def test_back_after_signing_in_at_last_is_no_error(page_without_script, demonstration):
    page, known = page_without_script, demonstration["sign_in"][0]
    page.goto("/staff/results")
    page.get_by_label("E-mail").fill(known["email"])
    page.get_by_label("Password").fill("wrong wrong wrong wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value(known["email"])
    page.get_by_label("Password").fill(known["password"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What people are saying")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("What people are saying")
