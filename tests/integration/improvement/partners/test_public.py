"""The page of a partner that everybody may read: what it tells, and what it never does."""

from contextvars import Context

import pytest

from app.extensions import db
from app.improvement.actions import operations as actions
from app.improvement.actions.plans import ActionDecision, ActionFeedback, ActionOutcome
from app.improvement.actions.publishing import subject_of as action_of
from app.improvement.partners import operations
from app.improvement.partners.publishing import partner_page_of, subject_of
from app.improvement.publication.operations import publish, sign, withdraw, write
from app.improvement.publication.queries import sheet_of
from app.kernel.errors import Refused
from tests.counting import counted_statements
from tests.integration.improvement.partners.conftest import DAY, contribution_plan
from tests.notices import ways
from tests.staff import recorded, signed_in

WHO = "a@example.org"


@pytest.fixture
def visit(client):
    """Asks for a page as from outside, where nothing is remembered of the test's own context."""
    return lambda *given, **more: Context().run(client.get, *given, **more)


def word(given, language="en", *, is_signed=True, **texts):
    said = {"gave": f"A meal ({language}).", "changed": f"A menu ({language})."}
    write(subject_of(given.id), language=language, texts={**said, **texts}, actor=WHO)
    if is_signed:
        seen = sheet_of(given.id).words[language].seen
        sign(subject_of(given.id), language=language, seen=seen, by="Amina", actor=WHO)
    db.session.commit()


def published(given, *languages):
    for language in ("en", *languages):
        word(given, language)
    publish(subject_of(given.id), actor=WHO)
    db.session.commit()
    return f"/p/{partner_page_of(given.partner_id)}"


@pytest.fixture
def done(context):
    """An action that is done and published."""
    made = actions.make_action(heard=ActionFeedback(heard="Food is missed.", heard_on=DAY))
    decision = ActionDecision(
        is_promised=True, answer="Cook.", reason="Asked.", owner="Cook", due_on=DAY, decided_on=DAY
    )
    actions.decide(action_id=made.id, decision=decision)
    actions.finish(action_id=made.id, outcome=ActionOutcome(done="Cooked.", done_on=DAY))
    texts = {"said": "You miss food.", "did": "We cook on Fridays."}
    write(action_of(made.id), language="en", texts=texts)
    seen = sheet_of(made.id).words["en"].seen
    sign(action_of(made.id), language="en", seen=seen, by="Amina")
    publish(action_of(made.id))
    db.session.commit()
    return made


def test_it_tells_what_was_given_in_the_language_asked_for(give, visit):
    here = published(give(), "ur")
    english, urdu = visit(here).text, visit(f"{here}/ur").text
    assert "Temple kitchen" in english
    assert "A meal (en)." in english
    assert '<html lang="ur" dir="rtl">' in urdu
    assert ("A meal (ur)." in urdu, "A menu (ur)." in urdu) == (True, True)
    assert 'lang="en" dir="ltr">A meal (en).' in visit(f"{here}/cy").text
    assert visit(f"{here}/xx").status_code == 404
    assert visit("/p/K7QF2M").status_code == 404


@pytest.mark.parametrize("language", ["en", "cy", "ur"])
def test_it_leads_to_both_notices(give, visit, language):
    shown = visit(f"{published(give(), 'ur')}/{language}").text
    assert ways(shown) == [f"/privacy/{language}", f"/accessibility/{language}"]


def test_what_we_did_about_it_is_told_while_it_is_published(give, done, visit):
    here = published(give(action_id=done.id))
    assert "We cook on Fridays." in visit(here).text
    withdraw(action_of(done.id))
    db.session.commit()
    assert "We cook" not in visit(here).text


def test_the_contact_and_what_is_not_published_stay_with_staff(kitchen, give, visit):
    kitchen.contact = "01632 960003"
    word(give(gave="Kept back."), gave="Kept back as well.")
    shown = visit(published(give())).text
    assert [words in shown for words in ("01632", "Kept back", "A meal")] == [False, False, True]


def test_the_page_is_the_same_for_everybody_and_keeps_no_cookie(app, give, visit):
    here = published(give())
    first = visit(here)
    staff = Context().run(signed_in(app).get, here)
    again = visit(here, headers={"If-None-Match": first.headers["ETag"]})
    assert first.data == staff.data
    assert ("Set-Cookie" in first.headers, "<script" in first.text) == (False, False)
    assert (again.status_code, again.data) == (304, b"")


def test_what_is_withdrawn_or_changed_is_gone_at_once(give, visit):
    given = give()
    here = published(given)
    withdraw(subject_of(given.id), actor=WHO)
    withdraw(subject_of(given.id), actor=WHO)
    db.session.commit()
    assert "There is nothing here at the moment." in visit(here).text
    assert published(given) == here
    operations.edit_contribution(
        contribution_id=given.id, plan=contribution_plan(gave="Something else."), actor=WHO
    )
    db.session.commit()
    assert "A meal" not in visit(here).text
    with pytest.raises(Refused, match="The English is not signed off"):
        publish(subject_of(given.id))
    told = recorded("contribution-published", "contribution-withdrawn")
    assert [action for _, action, _, _ in told] == [
        "contribution-published",
        "contribution-withdrawn",
        "contribution-published",
    ]


def test_no_count_of_a_handful_is_told(give):
    with pytest.raises(Refused, match="counts fewer than 10 people"):
        word(give(), changed="Three residents pray in the garden room.")


def test_it_is_written_signed_and_published_on_pages(app, give, visit):
    given = give()
    admin = signed_in(app)
    here = f"/staff/improvement/partners/contributions/{given.id}"
    texts = {"first": "A feast.", "second": "A new menu."}
    assert admin.post(f"{here}/wording?language=en", data=texts).status_code == 303
    seen = sheet_of(given.id).words["en"].seen
    sign = {"seen": seen, "by": "Amina"}
    assert admin.post(f"{here}/wording/sign?language=en", data=sign).status_code == 303
    assert "Publish it" in admin.get(here).text
    assert admin.post(f"{here}/publish").status_code == 303
    assert "A feast." in visit(f"/p/{partner_page_of(given.partner_id)}").text
    assert admin.post(f"{here}/withdraw").status_code == 303
    assert "Not published." in admin.get(here).text


def test_it_takes_as_many_queries_however_much_is_told(give, done, visit):
    here = published(give(action_id=done.id))
    with counted_statements() as few:
        visit(f"{here}/en")
    for _ in range(3):
        published(give(action_id=done.id))
    with counted_statements() as many:
        visit(f"{here}/en")
    assert len(few) == len(many)
