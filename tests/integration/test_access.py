"""Who may open each page. A new endpoint fails here until it is put into the table."""

import re

import pytest

from app.administration.accounts.models import Grant
from app.administration.accounts.roles import ROLES, permissions_of
from app.extensions import db
from app.home.moved import MOVED
from app.kernel.permissions import Permission
from app.web.access import PUBLIC, allows, needs, open_to, public
from tests.staff import signed_in, user

PAGES = {
    "public": """
        accounts.sign_in actions.public_page actions.public_page_in answering.accessibility
        answering.general_accessibility answering.general_privacy answering.interview
        answering.kept_notices answering.offline answering.privacy answering.send
        answering.start answering.status answering.survey answering.survey_in
        answering.tablet answering.thanks answering.worried assets.built assets.worker
        health.healthz health.metrics health.readyz keys.evidence_key partners.public_page
        partners.public_page_in static
    """,
    "sign in": """
        accounts.end_one_session accounts.end_sessions accounts.own_password
        accounts.sessions accounts.sign_out home.administration home.collection home.home
    """,
    "see services": """
        services.service services.services
    """,
    "run collection": """
        events.attendance events.event events.events events.named events.script events.sheet
        events.tick events.untick hand_in.cards hand_in.hand_in links.link links.links
        links.qr_png links.qr_svg paper.again paper.booklets paper.new paper.reconcile
        printing.booklet printing.poster
    """,
    "set up collection": """
        events.edit events.plan events.remove events.use_survey hand_in.make_cards
        links.add_link links.close links.edit_link links.pause links.resume
    """,
    "read comments": """
        feedback.comments questions.comments queue.comment queue.following queue.people
        queue.queue retention.kept
    """,
    "assess comments": """
        feedback.merge feedback.rename feedback.take_apart queue.ask queue.confirm
        queue.conflict queue.correct queue.decide queue.quote queue.quotes queue.theme
        queue.themes queue.withdraw sample.comment sample.draw sample.following sample.read
        sample.sample
    """,
    "handle concerns": """
        queue.cases queue.step
    """,
    "translate": """
        queue.translate
    """,
    "act on results or translate": """
        actions.sign_wording actions.wording partners.sign_wording partners.wording
    """,
    "arrange who reads": """
        queue.add_to_rota queue.reader queue.remove_from_rota
    """,
    "see results": """
        actions.action actions.actions actions.pages actions.poster feedback.accuracy
        feedback.agreement feedback.cluster feedback.csv_file feedback.results
        feedback.similar feedback.xlsx_file overview.overview partners.contribution
        partners.partner partners.partners policies.policies policies.policy
        questions.export questions.export_gated questions.results questions.surveys
        training.programme training.programmes training.results trends.change
        trends.change_csv trends.gaps trends.gaps_csv trends.sides trends.sides_csv
    """,
    "act on results": """
        actions.edit actions.new actions.note audits.act training.add_follow_up
        training.add_session training.edit_session training.finish_follow_up
        training.reopen_follow_up
    """,
    "decide and publish": """
        actions.decide actions.finish actions.publish actions.reopen actions.withdraw
        audits.draw audits.draw_again audits.edit audits.plan audits.remove partners.add
        partners.add_agreement partners.add_contribution partners.edit
        partners.edit_agreement partners.edit_contribution partners.publish
        partners.withdraw policies.add policies.approve policies.ask policies.edit
        policies.withdraw training.cards training.close training.close_time_point
        training.edit training.start trends.rebase trends.undo_rebase
    """,
    "audit": """
        audits.audit_round audits.finding audits.notes audits.over_time audits.reconcile
        audits.remove_finding audits.rounds audits.sheet
    """,
    "give evidence": """
        evidence.check evidence.evidence evidence.file evidence.pack frameworks.document
        frameworks.framework frameworks.frameworks returns.file returns.quality_return
    """,
    "set standards": """
        feedback.switch frameworks.import_document frameworks.places
    """,
    "export raw answers": """
        questions.export_raw
    """,
    "administer": """
        accounts.add_user accounts.edit_active accounts.edit_password accounts.edit_role
        accounts.edit_user accounts.end_user_sessions accounts.users leaving.leave
        services.add_service services.edit_service services.organisation trail.export
        trail.trail
    """,
}
"""Every endpoint by what one must be allowed to do."""

MAY: dict[str, set[Permission]] = {
    "admin": set(Permission),
    "quality-lead": {
        *("sign in", "see services", "run collection", "set up collection", "read comments"),
        *("assess comments", "translate", "see results", "act on results", "decide and publish"),
        *("audit", "give evidence", "set standards"),
    },
    "service-manager": {
        *("sign in", "see services", "run collection", "set up collection", "read comments"),
        *("assess comments", "handle concerns", "translate", "see results", "act on results"),
        *("decide and publish", "audit", "give evidence"),
    },
    "safeguarding-lead": {
        *("sign in", "see services", "read comments", "assess comments", "handle concerns"),
        "arrange who reads",
    },
    "reader": {
        *("sign in", "see services", "run collection", "read comments", "assess comments"),
        *("handle concerns", "translate", "see results", "act on results", "audit"),
        "give evidence",
    },
    "auditor": {"sign in", "see services", "audit"},
    "translator": {"sign in", "read comments", "translate", "see results"},
}
"""What each role allows."""

SAMPLES = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1"}


def is_for_staff(app, rule):
    return open_to(app, rule.endpoint) != PUBLIC


def staff_requests(app):
    """Endpoint, method and address of each page for staff, as the application has them."""
    return [
        (rule.endpoint, method, re.sub(r"<(?:(\w+):)?\w+>", _sample, rule.rule))
        for rule in app.url_map.iter_rules()
        if is_for_staff(app, rule)
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


def _sample(found):
    return SAMPLES.get(found[1], "x")


@pytest.fixture
def databases(sqlite_databases):
    """One database is enough to ask who may enter."""
    return sqlite_databases


@pytest.fixture
def doors(app, monkeypatch):
    """The application with nothing behind its doors, so that only who may enter is asked."""
    for endpoint, view in list(app.view_functions.items()):
        if endpoint != "accounts.sign_in":
            monkeypatch.setitem(app.view_functions, endpoint, _door(view))
    return app


def _door(view):
    def entered(**_values):
        return "entered"

    audience = getattr(view, "open_to", None)
    return needs(*audience)(entered) if audience else public(entered)


def test_every_page_says_what_the_table_says(app):
    said = {
        rule.endpoint: " or ".join(sorted(open_to(app, rule.endpoint))) or "public"
        for rule in app.url_map.iter_rules()
    }
    table = {
        endpoint: permission for permission, names in PAGES.items() for endpoint in names.split()
    }
    moved = (f"moved.{each.replace('/', '_').replace('-', '_')}" for each in MOVED)
    assert said == table | dict.fromkeys(moved, "sign in")


def test_every_role_may_do_what_the_table_says():
    assert {role: set(permissions_of([role])) for role in ROLES} == MAY


def test_every_page_for_staff_is_below_staff_where_sessions_and_tokens_are(app):
    elsewhere = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if is_for_staff(app, rule) and not rule.rule.startswith("/staff/")
    ]
    assert elsewhere == []


def test_nobody_enters_who_is_not_signed_in(app, client):
    answers = {
        request: (answer.status_code, answer.location.partition("?")[0])
        for request in staff_requests(app)
        for answer in [client.open(request[2], method=request[1])]
    }
    assert answers == dict.fromkeys(staff_requests(app), (303, "/staff/sign-in"))


@pytest.mark.parametrize("role", MAY)
def test_each_role_enters_where_the_table_says(doors, role):
    somebody = signed_in(doors, role)
    answers = {
        request: somebody.open(request[2], method=request[1]).status_code
        for request in staff_requests(doors)
    }
    assert answers == {
        request: 200 if allows(open_to(doors, request[0]), MAY[role]) else 403
        for request in staff_requests(doors)
    }


def test_several_roles_open_what_any_of_them_opens(doors):
    with doors.app_context():
        both = user("auditor")
        both.grants.append(Grant(role="translator"))
        db.session.commit()
    somebody = signed_in(doors, "auditor", is_known=True)
    answers = [
        somebody.get(address).status_code
        for address in (
            "/staff/improvement/audits",
            "/staff/comments",
            "/staff/results",
            "/staff/evidence",
        )
    ]
    assert answers == [200, 200, 200, 403]


def test_who_may_not_enter_is_told_who_may(app):
    refused = signed_in(app, "reader").get("/staff/administration/users").text
    assert "<h1>You may not open this page</h1>" in refused
    assert "It is for people with one of these roles: Administrator." in refused


def test_a_page_that_says_nothing_is_open_to_nobody(new_app):
    new_app.add_url_rule("/staff/forgotten", "forgotten", lambda: "seen")
    assert new_app.test_client().get("/staff/forgotten").location == (
        "/staff/sign-in?next=/staff/forgotten"
    )
    assert signed_in(new_app).get("/staff/forgotten").status_code == 403


def test_every_form_needs_its_token(app):
    admin = signed_in(app)
    app.config["WTF_CSRF_ENABLED"] = True
    posts = [request for request in staff_requests(app) if request[1] == "POST"]
    answers = {request: admin.post(request[2]).status_code for request in posts}
    assert answers == dict.fromkeys(posts, 400)
