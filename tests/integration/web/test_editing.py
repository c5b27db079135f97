"""Two tabs, or two people, change the same thing: neither change is lost in silence."""

import html

import pytest

from app.administration.organisation.models import Service
from app.administration.organisation.operations import edit_organisation
from app.extensions import db
from tests.everything import make_everything, path_values
from tests.factories import service
from tests.forms_of_pages import forms_on
from tests.staff import signed_in

MINE, THEIRS = "What I typed", "What they typed"


def form_at(browser, address):
    """The form of an edit page, with what it remembers of what it showed."""
    shown = [form for form in forms_on(browser.get(address).text) if "shown_before" in form.names]
    assert len(shown) == 1, address
    return shown[0]


def change(form, name, words):
    """What the browser sends when one field was changed."""
    return {**form.fields, name: words}


@pytest.fixture
def rose(app, context):
    made = service("Rose House", council="Old council", lead="Old lead")
    db.session.commit()
    return made


@pytest.fixture
def tabs(app, rose):
    """A browser, the address of a service's contacts, and the form as two tabs show it."""
    browser = signed_in(app)
    address = f"/staff/administration/services/{rose.id}/edit"
    return browser, address, form_at(browser, address)


def kept():
    db.session.rollback()
    found = db.session.query(Service).one()
    return found.council, found.lead


def test_the_second_of_two_changes_of_one_field_is_told_of_the_first(tabs):
    browser, address, form = tabs
    assert browser.post(address, data=change(form, "council", THEIRS)).status_code == 303
    page = browser.post(address, data=change(form, "council", MINE))
    assert (page.status_code, kept()[0]) == (422, THEIRS)
    assert f"Somebody else changed this to “{THEIRS}” while you typed." in html.unescape(page.text)
    [again] = [each for each in forms_on(page.text) if "shown_before" in each.names]
    assert again.fields["council"] == [MINE]
    assert browser.post(address, data=again.fields).status_code == 303
    assert kept()[0] == MINE


def test_a_field_that_only_the_other_changed_shows_theirs_and_keeps_mine_beside(tabs):
    browser, address, form = tabs
    browser.post(address, data=change(form, "council", THEIRS))
    page = browser.post(address, data=change(form, "lead", MINE))
    assert (page.status_code, kept()) == (422, (THEIRS, "Old lead"))
    assert "Theirs is shown here now" in page.text
    [again] = [each for each in forms_on(page.text) if "shown_before" in each.names]
    assert (again.fields["council"], again.fields["lead"]) == ([THEIRS], [MINE])
    browser.post(address, data=again.fields)
    assert kept() == (THEIRS, MINE)


def test_the_same_change_twice_and_no_change_at_all_are_nobodys_quarrel(tabs):
    browser, address, form = tabs
    for _ in range(2):
        sent = change(form, "council", f"  {THEIRS} ")
        assert browser.post(address, data=sent).status_code == 303
    assert kept()[0] == THEIRS


@pytest.mark.parametrize("written", ["", "x", "[]", "[" * 10_000, '{"council": 3}'])
def test_whatever_the_page_says_that_it_showed_is_no_fault_of_ours(tabs, written):
    browser, address, form = tabs
    sent = {**change(form, "council", MINE), "shown_before": written}
    assert browser.post(address, data=sent).status_code in (303, 422)


EDITED = {
    "/staff/administration/services/{service_id}/edit": "council",
    "/staff/collection/links/{token}/edit": "event",
    "/staff/collection/events/{event_id}/edit": "place",
    "/staff/improvement/audits/{round_id}/edit": "auditor",
    "/staff/improvement/policies/{policy_id}/edit": "owner",
    "/staff/improvement/partners/{partner_id}/edit": "knows",
    "/staff/improvement/partners/agreements/{agreement_id}": "owner",
    "/staff/improvement/partners/contributions/{contribution_id}/edit": "changed",
    "/staff/improvement/training/{programme_id}/edit": "aims",
    "/staff/improvement/training/sessions/{session_id}": "led_by",
    "/staff/improvement/actions/{action_id}/edit": "heard",
    "/staff/improvement/actions/{action_id}/wording": "first",
    "/staff/comments/people/{user_id}": "also_called",
    "/staff/administration/organisation": "council",
}
"""Every page on which something kept is changed, and a field of words on it."""


@pytest.fixture
def databases(sqlite_databases):
    """One database is enough to compare what was shown with what is kept."""
    return sqlite_databases


def test_every_form_that_changes_something_kept_compares_it(app, context):
    make_everything()
    edit_organisation(name="Example Care", contacts={})
    db.session.commit()
    admin = signed_in(app)
    values, found = path_values(), {}
    for pattern, name in EDITED.items():
        address = pattern.format(**values)
        form = form_at(admin, address)
        first = admin.post(address, data=change(form, name, THEIRS)).status_code
        page = admin.post(address, data=change(form, name, MINE))
        told = f"“{THEIRS}” while you typed" in html.unescape(page.text)
        found[pattern] = (first, page.status_code, told)
    assert found == dict.fromkeys(EDITED, (303, 422, True))
