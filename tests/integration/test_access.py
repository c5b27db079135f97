"""Who may open each page. A new endpoint fails here until it is put into the table."""

import re

import pytest

from app.web.access import open_to
from tests.staff import signed_in

PUBLIC, READER, ADMIN = "public", "reader", "admin"

PAGES = {
    "static": PUBLIC,
    "assets.built": PUBLIC,
    "assets.worker": PUBLIC,
    "health.healthz": PUBLIC,
    "health.readyz": PUBLIC,
    "health.metrics": PUBLIC,
    "keys.evidence_key": PUBLIC,
    "answering.start": PUBLIC,
    "answering.survey": PUBLIC,
    "answering.survey_in": PUBLIC,
    "answering.offline": PUBLIC,
    "answering.kept_notices": PUBLIC,
    "answering.interview": PUBLIC,
    "answering.status": PUBLIC,
    "answering.tablet": PUBLIC,
    "answering.send": PUBLIC,
    "answering.thanks": PUBLIC,
    "answering.worried": PUBLIC,
    "answering.privacy": PUBLIC,
    "answering.accessibility": PUBLIC,
    "answering.general_privacy": PUBLIC,
    "answering.general_accessibility": PUBLIC,
    "accounts.sign_in": PUBLIC,
    "accounts.sign_out": READER,
    "accounts.own_password": READER,
    "accounts.sessions": READER,
    "accounts.end_one_session": READER,
    "accounts.end_sessions": READER,
    "accounts.end_user_sessions": ADMIN,
    "accounts.users": ADMIN,
    "accounts.add_user": ADMIN,
    "accounts.edit_user": ADMIN,
    "accounts.edit_role": ADMIN,
    "accounts.edit_password": ADMIN,
    "accounts.edit_active": ADMIN,
    "accounts.audit": ADMIN,
    "links.services": READER,
    "links.service": READER,
    "links.add_service": ADMIN,
    "links.edit_service": ADMIN,
    "links.organisation": ADMIN,
    "links.links": READER,
    "links.link": READER,
    "links.add_link": ADMIN,
    "links.edit_link": ADMIN,
    "links.pause": ADMIN,
    "links.resume": ADMIN,
    "links.close": ADMIN,
    "links.qr_svg": READER,
    "links.qr_png": READER,
    "paper.booklets": READER,
    "paper.new": READER,
    "paper.again": READER,
    "paper.settle": READER,
    "tablets.hand_in": READER,
    "tablets.cards": READER,
    "tablets.make_cards": ADMIN,
    "events.events": READER,
    "events.named": READER,
    "events.event": READER,
    "events.plan": ADMIN,
    "events.edit": ADMIN,
    "events.use_survey": ADMIN,
    "events.remove": ADMIN,
    "events.attendance": READER,
    "events.tick": READER,
    "events.untick": READER,
    "events.sheet": READER,
    "events.script": READER,
    "change.lead": READER,
    "change.change": READER,
    "change.change_csv": READER,
    "change.rebase": ADMIN,
    "change.undo_rebase": ADMIN,
    "change.gaps": READER,
    "change.gaps_csv": READER,
    "change.sides": READER,
    "change.sides_csv": READER,
    "policies.policies": READER,
    "policies.policy": READER,
    "policies.add": ADMIN,
    "policies.edit": ADMIN,
    "policies.approve": ADMIN,
    "policies.withdraw": ADMIN,
    "policies.ask": ADMIN,
    "partnerships.partners": READER,
    "partnerships.partner": READER,
    "partnerships.add": ADMIN,
    "partnerships.edit": ADMIN,
    "partnerships.add_agreement": ADMIN,
    "partnerships.edit_agreement": ADMIN,
    "partnerships.add_contribution": ADMIN,
    "partnerships.edit_contribution": ADMIN,
    "partnerships.contribution": READER,
    "partnerships.wording": READER,
    "partnerships.sign_wording": READER,
    "partnerships.publish": ADMIN,
    "partnerships.withdraw": ADMIN,
    "partnerships.told": PUBLIC,
    "partnerships.told_in": PUBLIC,
    "training.programmes": READER,
    "training.programme": READER,
    "training.results": READER,
    "training.start": ADMIN,
    "training.edit": ADMIN,
    "training.cards": ADMIN,
    "training.end_moment": ADMIN,
    "training.close": ADMIN,
    "training.add_session": READER,
    "training.edit_session": READER,
    "training.add_follow_up": READER,
    "training.finish_follow_up": READER,
    "training.reopen_follow_up": READER,
    "actions.actions": READER,
    "actions.new": READER,
    "actions.action": READER,
    "actions.edit": READER,
    "actions.decide": ADMIN,
    "actions.finish": ADMIN,
    "actions.reopen": ADMIN,
    "actions.note": READER,
    "actions.action_wording": READER,
    "actions.sign_action_wording": READER,
    "actions.publish": ADMIN,
    "actions.withdraw": ADMIN,
    "actions.pages": READER,
    "actions.poster": READER,
    "actions.told": PUBLIC,
    "actions.told_in": PUBLIC,
    "printing.poster": READER,
    "printing.booklet": READER,
    "review.home": READER,
    "review.results": READER,
    "review.comments": READER,
    "review.export": READER,
    "review.export_gated": READER,
    "review.export_raw": ADMIN,
    "evidence.evidence": READER,
    "evidence.pack": READER,
    "evidence.file": READER,
    "evidence.check": READER,
    "returns.quality_return": READER,
    "returns.file": READER,
    "frameworks.frameworks": READER,
    "frameworks.framework": READER,
    "frameworks.document": READER,
    "frameworks.import_document": ADMIN,
    "frameworks.places": ADMIN,
    "triage.queue": READER,
    "triage.following": READER,
    "triage.cases": READER,
    "triage.people": READER,
    "triage.quotes": READER,
    "triage.quote": READER,
    "triage.withdraw": READER,
    "triage.themes": READER,
    "triage.theme": READER,
    "triage.add_duty": ADMIN,
    "triage.remove_duty": ADMIN,
    "triage.reader": ADMIN,
    "triage.comment": READER,
    "triage.decide": READER,
    "triage.confirm": READER,
    "triage.step": READER,
    "triage.conflict": READER,
    "triage.correct": READER,
    "triage.ask": READER,
    "triage.translate": READER,
    "insight.review": READER,
    "insight.saying": READER,
    "insight.comments": READER,
    "insight.agreement": READER,
    "insight.switch": ADMIN,
    "insight.csv_file": READER,
    "insight.xlsx_file": READER,
    "audits.rounds": READER,
    "audits.plan": ADMIN,
    "audits.audit_round": READER,
    "audits.edit": ADMIN,
    "audits.draw": ADMIN,
    "audits.draw_again": ADMIN,
    "audits.sheet": READER,
    "audits.notes": READER,
    "audits.settle": READER,
    "audits.finding": READER,
    "audits.remove": ADMIN,
    "audits.act": READER,
    "audits.remove_finding": READER,
    "audits.over_time": READER,
}
SAMPLES = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1"}


def staff_requests(app, *audiences):
    """Method and address of each page for these audiences, as the application has them."""
    return [
        (method, re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1], "x"), rule.rule))
        for rule in app.url_map.iter_rules()
        if open_to(app, rule.endpoint) in audiences
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


@pytest.fixture
def database_url(request, tmp_path, sqlite_databases):
    """One database is enough to ask who may enter."""
    with sqlite_databases.fresh(tmp_path) as address:
        yield address


def test_every_page_is_for_whom_the_table_says(app):
    said = {rule.endpoint: open_to(app, rule.endpoint) for rule in app.url_map.iter_rules()}
    assert said == PAGES


def test_every_page_for_staff_is_below_staff_where_sessions_and_tokens_are(app):
    elsewhere = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if open_to(app, rule.endpoint) != PUBLIC and not rule.rule.startswith("/staff/")
    ]
    assert elsewhere == []


def test_nobody_enters_who_is_not_signed_in(app, client):
    answers = {
        request: (answer.status_code, answer.location.partition("?")[0])
        for request in staff_requests(app, READER, ADMIN)
        for answer in [client.open(request[1], method=request[0])]
    }
    assert answers == dict.fromkeys(staff_requests(app, READER, ADMIN), (303, "/staff/sign-in"))


def test_a_reader_does_not_enter_the_pages_of_admins(app):
    reader = signed_in(app, "reader")
    answers = {
        request: reader.open(request[1], method=request[0]).status_code
        for request in staff_requests(app, ADMIN)
    }
    assert answers == dict.fromkeys(staff_requests(app, ADMIN), 403)
    refused = reader.get("/staff/users").text
    assert "<h1>This page is for admins</h1>" in refused


def test_a_page_that_says_nothing_is_open_to_nobody(app):
    app.add_url_rule("/staff/forgotten", "forgotten", lambda: "seen")
    assert app.test_client().get("/staff/forgotten").location == (
        "/staff/sign-in?next=/staff/forgotten"
    )
    assert signed_in(app).get("/staff/forgotten").status_code == 403


def test_every_form_needs_its_token(app):
    admin = signed_in(app)
    app.config["WTF_CSRF_ENABLED"] = True
    posts = [request for request in staff_requests(app, READER, ADMIN) if request[0] == "POST"]
    answers = {request: admin.post(request[1]).status_code for request in posts}
    assert answers == dict.fromkeys(posts, 400)
