"""A database with one of everything, for tests that walk every page, file and job."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from app.administration.accounts.models import User
from app.administration.organisation.models import Service
from app.collection.events.attendance import CountKind as Counted
from app.collection.events.models import Event
from app.collection.events.operations import plan_event, record_attendance
from app.collection.events.plans import EventPlan
from app.collection.links.models import Link
from app.collection.paper.models import PaperEntry
from app.collection.publishing.operations import publish
from app.collection.responses.comments import lay_all_before_readers
from app.collection.responses.models import Comment, Response
from app.comments.queue.decisions import Assessment, decide
from app.comments.queue.models import Decision, OwnTheme, RotaEntry
from app.comments.queue.own_themes import add_theme
from app.comments.sample.operations import draw_reading_sample
from app.extensions import db
from app.improvement.actions.models import Action, ServicePage
from app.improvement.actions.operations import decide as decide_action
from app.improvement.actions.operations import finish, make_action
from app.improvement.actions.plans import ActionDecision as Decided
from app.improvement.actions.plans import ActionFeedback, ActionOutcome
from app.improvement.actions.publishing import subject_of
from app.improvement.audits.drawing import Sampling
from app.improvement.audits.models import AuditFinding, AuditRound
from app.improvement.audits.operations import draw_sample, plan_round, write_finding
from app.improvement.audits.plans import RoundPlan
from app.improvement.partners.models import Contribution, Partner, PartnerAgreement
from app.improvement.partners.operations import add_agreement, add_contribution, add_partner
from app.improvement.partners.plans import AgreementPlan, ContributionPlan, PartnerPlan
from app.improvement.policies.models import Policy
from app.improvement.policies.operations import add_policy
from app.improvement.policies.plans import Approval, PolicyPlan
from app.improvement.publication.operations import publish as publish_words
from app.improvement.publication.operations import sign, write
from app.improvement.publication.queries import sheet_of
from app.improvement.training.models import FollowUp, Programme, Session
from app.improvement.training.operations import hold_session, plan_follow_up, start_programme
from app.improvement.training.plans import ProgrammePlan, SessionPlan
from app.improvement.trends.models import Rebase
from app.kernel.clock import today
from app.results.feedback.models import Cluster, Clustered
from app.surveys.parts import Kind
from app.worker.jobs import count_all_answers, count_all_views
from tests import comments
from tests.audits import tool
from tests.factories import link, question, survey
from tests.given import rating, stored
from tests.links import forget_addresses
from tests.staff import user

DAY = today() - timedelta(days=30)
PEOPLE = 12
WORDS = "The tea is cold."
OF = survey(
    rating(theme="respect"),
    question("happy", Kind.YES_NO, "yes", "no"),
    question("often", Kind.MULTIPLE_CHOICE, "a", "b"),
    question("years", Kind.NUMBER),
    question("since", Kind.DATE),
    question("role", Kind.SHORT_TEXT),
    question("why", Kind.COMMENT),
)
SAID = {"respect": "always", "happy": "yes", "often": ["a"], "years": 3, "since": "2026-01-31"}
STAFF = survey(
    question("moment", Kind.SINGLE_CHOICE, "before", "after", "later"),
    question("sure", Kind.RATING, "five", "four", "three", "two", "one", points=5),
    question("words", Kind.COMMENT),
    survey_id="staff-tiny",
    audience="staff",
)
UNDERSTOOD = survey(
    question("read", Kind.YES_NO, "yes", "no"),
    question("understood", Kind.YES_NO, "yes", "no"),
    survey_id="policy-understood",
    audience="staff",
)


def make_everything(plant: Callable[[], object] = lambda: None) -> None:
    """One of everything; what people wrote in their own words is `WORDS`.

    Args:
        plant: called when all answers are stored and before anything is counted.
    """
    forget_addresses()
    place = link(OF)
    rose = db.session.get(Service, place.service_id)
    for each in (STAFF, UNDERSTOOD, tool("food", "faith")):
        publish(survey=each)
    helper = user("reader", email="reads@example.org", name="Reads Everything")
    stored(place, {**SAID, "role": WORDS, "why": WORDS}, times=PEOPLE)
    _comments(helper)
    _leaders(rose)
    _released(rose)
    db.session.commit()
    plant()
    count_all_answers()
    count_all_views()
    db.session.commit()


def _comments(helper: User) -> None:
    lay_all_before_readers()
    db.session.commit()
    for row in db.session.query(Comment).all():
        comments.reading(row, themes=[comments.theme("food")])
        row.is_read = True
    one, other = db.session.query(Comment).limit(2)
    one.is_read = other.is_read = False
    db.session.commit()
    decide(comment_id=one.id, found=Assessment("complaint", "Hungry"), reader=helper.id)
    _similar(db.session.query(Comment).filter_by(is_read=True).all())
    comments.on_rota(helper, "reader")
    add_theme(name="Tea", actor=helper.email)
    draw_reading_sample(people=5, actor=helper.email)


def _similar(read: list[Comment]) -> None:
    """Two clusters of five people or more, so that they can be merged."""
    for part, words in ((read[:5], "tea"), (read[5:], "cold")):
        cluster = Cluster(words={"en": [words]}, model="test", centre=b"", size=len(part))
        db.session.add(cluster)
        db.session.flush()
        for each in part:
            db.session.add(Clustered(comment_id=each.id, cluster_id=cluster.id, nearness=0.9))


def _leaders(rose: Service) -> None:
    event = plan_event(
        service_name=rose.name, plan=EventPlan(name="Lunch", day=DAY), survey_ids=["tiny"]
    )
    record_attendance(event_id=event.id, number=20, kind=Counted.COUNTED, by="The cook")
    sampling = Sampling(40, 5, 40)
    days = (DAY, today())
    spring = plan_round(
        survey_id="plans",
        service_id=rose.id,
        plan=RoundPlan("Spring", *days, sampling, "The lead", "The deputy"),
    )
    numbers = draw_sample(round_id=spring.id).numbers
    db.session.commit()
    for number in numbers:
        said = {"record_number": number, "auditor_seat": "first", "food": "partly"}
        at = db.session.get(Link, spring.link_token)
        stored(at, {**said, "food_note": WORDS, "food_evidence": WORDS})
    write_finding(
        round_id=spring.id, criterion="food", found="No halal meals.", seriousness="serious"
    )
    training = start_programme(
        plan=ProgrammePlan("Culture", "Ask first.", [rose.id]), survey_id="staff-tiny"
    )
    hold_session(programme_id=training.id, plan=SessionPlan(day=DAY, led_by="The lead"))
    plan_follow_up(programme_id=training.id, theme="Faith", owner="The lead", due_on=DAY)
    approval = Approval("1", DAY, DAY + timedelta(days=365), "The board")
    add_policy(plan=PolicyPlan("Equality", "The manager", "Asked."), approval=approval)
    partner = add_partner(plan=PartnerPlan("Temple kitchen", "faith", DAY))
    agreement = AgreementPlan("Lunch each month.", "The cook", DAY, DAY + timedelta(days=90))
    add_agreement(partner_id=partner.id, plan=agreement)
    gave = ContributionPlan(DAY, "event", "Cooked for all.", "A new menu.")
    add_contribution(partner_id=partner.id, plan=gave)


def _released(rose: Service) -> None:
    made = make_action(
        heard=ActionFeedback(
            heard="People miss food from home.",
            services=(rose.id,),
            themes=("food",),
            heard_on=DAY,
        )
    )
    decision = Decided(
        is_promised=True,
        answer="Cook halal meals.",
        reason="Many asked.",
        owner="The cook",
        due_on=DAY,
        decided_on=DAY,
        reminded_id=None,
    )
    decide_action(action_id=made.id, decision=decision)
    finish(action_id=made.id, outcome=ActionOutcome(done="Halal meals.", done_on=DAY))
    write(subject_of(made.id), language="en", texts={"said": "You miss it.", "did": "We cook."})
    seen = sheet_of(made.id).words["en"].seen
    sign(subject_of(made.id), language="en", seen=seen, by="Amina Yusuf")
    publish_words(subject_of(made.id))
    month = f"{DAY:%Y-%m}"
    fields = {"about": "theme:respect", "service": "", "audience": "", "month": month}
    db.session.add(Rebase(**fields, reason="A move.", decided_by="test"))
    answer = db.session.query(Response).first()
    db.session.add(
        PaperEntry(
            link_token=answer.link_token,
            number="1",
            locale="en",
            version=1,
            response_id=answer.id,
            keyer="other@example.org",
            is_sampled=True,
        )
    )


IDS: dict[str, Any] = {
    "action_id": Action,
    "agreement_id": PartnerAgreement,
    "cluster_id": Cluster,
    "comment_id": Comment,
    "contribution_id": Contribution,
    "decision_id": Decision,
    "rota_entry_id": RotaEntry,
    "entry_id": PaperEntry,
    "event_id": Event,
    "finding_id": AuditFinding,
    "follow_up_id": FollowUp,
    "partner_id": Partner,
    "policy_id": Policy,
    "programme_id": Programme,
    "rebase_id": Rebase,
    "round_id": AuditRound,
    "service_id": Service,
    "session_id": Session,
    "user_id": User,
}
OTHERS = {
    "file_format": "csv",
    "filename": "x",
    "kind": "themes",
    "locale": "en",
    "time_point": "before",
    "name": "food",
    "number": "1",
    "reference": "cqc-saf",
    "role": "first",
    "seat": "first",
    "step": "partner",
    "survey_id": "tiny",
    "token": "K7QF2M",
}


def path_values() -> dict[str, str]:
    """What may stand in an address, by the name of its place."""
    found = {name: db.session.scalars(select(kind.id)).first() for name, kind in IDS.items()}
    code = db.session.scalars(select(OwnTheme.code)).first()
    return {name: str(each) for name, each in found.items()} | OTHERS | {"code": str(code)}


def addresses(app: Flask, method: str, values: Mapping[str, str]) -> Iterator[tuple[Rule, str]]:
    """Every address of a method, filled in, but those that only lead to where pages are now."""
    released = db.session.scalars(select(ServicePage.token)).first()
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and not rule.endpoint.startswith("moved."):
            here = {**values, "token": released} if rule.rule.startswith("/d/") else values
            yield rule, re.sub(r"<(?:\w+:)?(\w+)>", lambda found, by=here: by[found[1]], rule.rule)
