"""The staff pages of partners: what admins write and readers read."""

from datetime import timedelta

import pytest

from app.improvement.partners.queries import all_partners, contributions_of
from app.kernel.clock import today
from tests.integration.improvement.partners.conftest import DAY
from tests.staff import signed_in

PARTNERS = "/staff/improvement/partners"
FORM = {"name": "Choir", "kind": "culture", "started_on": DAY.isoformat()}
AGREED = {
    "agreed": "Songs each month.",
    "owner": "The manager",
    "starts_on": DAY.isoformat(),
    "review_on": (today() - timedelta(days=1)).isoformat(),
}
GAVE = {"day": DAY.isoformat(), "kind": "other", "gave": "Sang.", "event_id": "", "action_id": ""}


@pytest.fixture
def admin(app, context):
    return signed_in(app)


def test_a_partner_is_kept_with_what_was_agreed_and_given(app, admin):
    assert "There is no partner yet." in admin.get(PARTNERS).text
    more = {"languages": ["cy", "ur"], "contact": "01632 960003"}
    made = admin.post(f"{PARTNERS}/new", data={**FORM, **more})
    here = made.headers["Location"]
    assert (made.status_code, here.startswith(PARTNERS)) == (303, True)
    assert admin.post(f"{here}/agreements/new", data=AGREED).status_code == 303
    assert admin.post(f"{here}/contributions/new", data=GAVE).status_code == 303
    page = signed_in(app, "reader").get(here).text
    for words in ("Welsh, Urdu", "01632 960003", "Songs each month.", "Sang.", "Overdue"):
        assert words in page
    assert "Change it" not in page


def test_a_form_shows_what_is_kept_and_keeps_what_is_changed(admin):
    here = admin.post(f"{PARTNERS}/new", data=FORM).headers["Location"]
    admin.post(f"{here}/agreements/new", data=AGREED)
    admin.post(f"{here}/contributions/new", data=GAVE)
    [line] = all_partners()
    [given] = contributions_of(line.partner.id)
    for path, form in (
        (f"{here}/edit", FORM),
        (f"{PARTNERS}/agreements/{line.agreements[0].id}", AGREED),
        (f"{PARTNERS}/contributions/{given.contribution.id}/edit", GAVE),
    ):
        shown = admin.get(path)
        assert shown.status_code == 200
        assert all(value in shown.text for value in form.values())
        assert admin.post(path, data=form).status_code == 303


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Type the name."),
        ({"started_on": "soon"}, "Type the date as year-month-day"),
        ({"ended_on": (DAY - timedelta(days=1)).isoformat()}, "which is before it began"),
        ({"name": "TEMPLE KITCHEN"}, "exists already"),
        ({"knows": "x" * 4001}, "“What they know” is 4001 characters long. Use at most 4000."),
    ],
)
def test_a_mistake_is_shown_once_with_what_was_typed(admin, kitchen, changed, words):
    answer = admin.post(f"{PARTNERS}/new", data={**FORM, "offers": "A hall", **changed})
    assert answer.status_code == 422
    assert words in answer.text
    assert "A hall" in answer.text


def test_what_does_not_exist_is_not_found(admin):
    nobody = "00000000-0000-4000-8000-000000000000"
    for path in (nobody, f"{nobody}/edit", f"agreements/{nobody}", f"contributions/{nobody}/edit"):
        assert (path, admin.get(f"{PARTNERS}/{path}").status_code) == (path, 404)
