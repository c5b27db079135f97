"""The rules of publication hold in one way for everything that is published."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.administration.organisation.models import Service
from app.extensions import db
from app.improvement.actions import operations as actions
from app.improvement.actions.plans import ActionDecision, ActionFeedback, ActionOutcome
from app.improvement.actions.public import public_service
from app.improvement.actions.publishing import service_page_of
from app.improvement.actions.publishing import subject_of as action_of
from app.improvement.partners import operations as partners
from app.improvement.partners.plans import ContributionPlan, PartnerPlan
from app.improvement.partners.public import public_partner
from app.improvement.partners.publishing import partner_page_of
from app.improvement.partners.publishing import subject_of as contribution_of
from app.improvement.publication.operations import publish, sign, withdraw, write
from app.improvement.publication.queries import sheet_of
from app.improvement.publication.sheets import Standing
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.languages import interface_languages
from app.surveys.parts import Kind
from tests.factories import link, question, service, survey
from tests.given import all_read, stored
from tests.staff import recorded

DAY = date(2026, 9, 1)
WORDS = {"said": "Food is missed.", "did": "We cook.", "gave": "A meal.", "changed": "A menu."}


def _action():
    home = service("Rose House")
    made = actions.make_action(
        heard=ActionFeedback(heard="Food.", services=[home.id], heard_on=DAY)
    )
    decision = ActionDecision(
        is_promised=True, answer="Cook.", reason="Asked.", owner="Cook", due_on=DAY, decided_on=DAY
    )
    actions.decide(action_id=made.id, decision=decision)
    actions.finish(action_id=made.id, outcome=ActionOutcome(done="Cooked.", done_on=DAY))
    return action_of(made.id), lambda: public_service(service_page_of(home.id))


def _contribution():
    partner = partners.add_partner(plan=PartnerPlan(name="Temple", kind="faith", started_on=DAY))
    plan = ContributionPlan(day=DAY, kind="other", gave="A meal.")
    given = partners.add_contribution(partner_id=partner.id, plan=plan)
    return contribution_of(given.id), lambda: public_partner(partner_page_of(partner.id))


@pytest.fixture(params=[_action, _contribution])
def published(request, context):
    """A subject, signed off in English and published, and what reads its public page."""
    subject, read = request.param()
    word(subject)
    publish(subject, actor="a@example.org")
    return subject, read


def word(subject, language="en", *, is_signed=True, **more):
    """Write the words of a subject, and sign them off."""
    write(subject, language=language, texts={**WORDS, **more})
    if is_signed:
        seen = sheet_of(subject.id).words[language].seen
        sign(subject, language=language, seen=seen, by="Amina Yusuf")


def standings(subject):
    sheet = sheet_of(subject.id)
    return {code: sheet.standing(code) for code in sheet.words}


def test_what_is_published_is_on_its_page_until_it_is_withdrawn(published):
    subject, read = published
    assert len(read().published) == 1
    withdraw(subject, actor="a@example.org")
    withdraw(subject, actor="a@example.org")
    assert read().published == ()
    kinds = [f"{subject.kind}-published", f"{subject.kind}-withdrawn"]
    assert [entry[1] for entry in recorded(*kinds)] == kinds


def test_a_page_keeps_its_address(published):
    subject, read = published
    before = read().token
    withdraw(subject)
    publish(subject)
    assert read().token == before


def test_a_change_of_the_english_puts_every_language_out_of_date(published):
    subject, read = published
    word(subject, "ur")
    assert standings(subject) == {"en": Standing.SIGNED, "ur": Standing.SIGNED}
    assert read().languages == interface_languages()
    first = next(iter(subject.texts))
    word(subject, **{first: "Something else."}, is_signed=False)
    assert standings(subject) == {"en": Standing.DRAFT, "ur": Standing.OUT_OF_DATE}
    assert read().published == ()
    with pytest.raises(Refused, match="The English is not signed off"):
        publish(subject)


def test_a_named_person_signs_the_words_that_they_read(published):
    subject, _ = published
    with pytest.raises(NotFound, match="There is no wording in this language yet"):
        sign(subject, language="cy", seen="", by="Amina")
    with pytest.raises(Conflict, match="Somebody changed these words meanwhile"):
        sign(subject, language="en", seen="other words", by="Amina")
    with pytest.raises(Refused, match="Who signs it off is missing"):
        sign(subject, language="en", seen=sheet_of(subject.id).words["en"].seen, by=" ")


def test_nothing_is_signed_or_published_before_it_is_ready(published):
    subject, _ = published
    early = replace(subject, not_yet="Wait.")
    for act in (
        lambda: sign(early, language="en", seen="", by="Amina"),
        lambda: publish(early),
    ):
        with pytest.raises(Refused, match="Wait."):
            act()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (" ", "is missing"),
        ("x" * 1001, "is 1001 characters long. Use at most 1000."),
        ("Three residents asked for it.", "counts fewer than 10 people"),
        ("Ring 01632 960 001.", "what may be a personal detail"),
        ("I was left in the cold hall all of that night.", "word for word"),
    ],
)
def test_what_must_not_be_public_is_refused(published, text, problem):
    subject, _ = published
    home = db.session.scalars(select(Service)).first() or service("Rose House")
    asked = link(survey(question("say", Kind.COMMENT)), service_id=home.id)
    stored(asked, {"say": "I was left in the cold hall all of that night"})
    all_read()
    first = next(iter(subject.texts))
    with pytest.raises(Refused, match=problem):
        word(subject, **{first: text})
