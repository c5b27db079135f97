"""Who may open each page. A new endpoint fails here until it is put into the table."""

import re

import pytest

from app.home.moved import MOVED
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
    "trail.trail": ADMIN,
    "trail.export": ADMIN,
    "services.services": READER,
    "services.service": READER,
    "services.add_service": ADMIN,
    "services.edit_service": ADMIN,
    "services.organisation": ADMIN,
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
    "paper.reconcile": READER,
    "hand_in.hand_in": READER,
    "hand_in.cards": READER,
    "hand_in.make_cards": ADMIN,
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
    "overview.overview": READER,
    "trends.change": READER,
    "trends.change_csv": READER,
    "trends.rebase": ADMIN,
    "trends.undo_rebase": ADMIN,
    "trends.gaps": READER,
    "trends.gaps_csv": READER,
    "trends.sides": READER,
    "trends.sides_csv": READER,
    "policies.policies": READER,
    "policies.policy": READER,
    "policies.add": ADMIN,
    "policies.edit": ADMIN,
    "policies.approve": ADMIN,
    "policies.withdraw": ADMIN,
    "policies.ask": ADMIN,
    "partners.partners": READER,
    "partners.partner": READER,
    "partners.add": ADMIN,
    "partners.edit": ADMIN,
    "partners.add_agreement": ADMIN,
    "partners.edit_agreement": ADMIN,
    "partners.add_contribution": ADMIN,
    "partners.edit_contribution": ADMIN,
    "partners.contribution": READER,
    "partners.wording": READER,
    "partners.sign_wording": READER,
    "partners.publish": ADMIN,
    "partners.withdraw": ADMIN,
    "partners.public_page": PUBLIC,
    "partners.public_page_in": PUBLIC,
    "training.programmes": READER,
    "training.programme": READER,
    "training.results": READER,
    "training.start": ADMIN,
    "training.edit": ADMIN,
    "training.cards": ADMIN,
    "training.close_time_point": ADMIN,
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
    "actions.wording": READER,
    "actions.sign_wording": READER,
    "actions.publish": ADMIN,
    "actions.withdraw": ADMIN,
    "actions.pages": READER,
    "actions.poster": READER,
    "actions.public_page": PUBLIC,
    "actions.public_page_in": PUBLIC,
    "printing.poster": READER,
    "printing.booklet": READER,
    "home.home": READER,
    "home.collection": READER,
    "home.administration": READER,
    **{f"moved.{each.replace('/', '_').replace('-', '_')}": READER for each in MOVED},
    "questions.surveys": READER,
    "questions.results": READER,
    "questions.comments": READER,
    "questions.export": READER,
    "questions.export_gated": READER,
    "questions.export_raw": ADMIN,
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
    "queue.queue": READER,
    "queue.following": READER,
    "queue.cases": READER,
    "queue.people": READER,
    "queue.quotes": READER,
    "sample.sample": READER,
    "sample.draw": READER,
    "sample.following": READER,
    "sample.comment": READER,
    "sample.read": READER,
    "queue.quote": READER,
    "queue.withdraw": READER,
    "queue.themes": READER,
    "queue.theme": READER,
    "queue.add_to_rota": ADMIN,
    "queue.remove_from_rota": ADMIN,
    "queue.reader": ADMIN,
    "queue.comment": READER,
    "queue.decide": READER,
    "queue.confirm": READER,
    "queue.step": READER,
    "queue.conflict": READER,
    "queue.correct": READER,
    "queue.ask": READER,
    "queue.translate": READER,
    "feedback.results": READER,
    "feedback.similar": READER,
    "feedback.cluster": READER,
    "feedback.rename": READER,
    "feedback.merge": READER,
    "feedback.take_apart": READER,
    "feedback.comments": READER,
    "feedback.agreement": READER,
    "feedback.accuracy": READER,
    "feedback.switch": ADMIN,
    "feedback.csv_file": READER,
    "feedback.xlsx_file": READER,
    "audits.rounds": READER,
    "audits.plan": ADMIN,
    "audits.audit_round": READER,
    "audits.edit": ADMIN,
    "audits.draw": ADMIN,
    "audits.draw_again": ADMIN,
    "audits.sheet": READER,
    "audits.notes": READER,
    "audits.reconcile": READER,
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
def databases(sqlite_databases):
    """One database is enough to ask who may enter."""
    return sqlite_databases


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
    refused = reader.get("/staff/administration/users").text
    assert "<h1>This page is for admins</h1>" in refused


def test_a_page_that_says_nothing_is_open_to_nobody(new_app):
    new_app.add_url_rule("/staff/forgotten", "forgotten", lambda: "seen")
    assert new_app.test_client().get("/staff/forgotten").location == (
        "/staff/sign-in?next=/staff/forgotten"
    )
    assert signed_in(new_app).get("/staff/forgotten").status_code == 403


def test_every_form_needs_its_token(app):
    admin = signed_in(app)
    app.config["WTF_CSRF_ENABLED"] = True
    posts = [request for request in staff_requests(app, READER, ADMIN) if request[0] == "POST"]
    answers = {request: admin.post(request[1]).status_code for request in posts}
    assert answers == dict.fromkeys(posts, 400)
