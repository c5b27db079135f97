"""Staff accounts: added, changed and ended by admins, each deed recorded."""

import re

import pytest

from app.administration.accounts.models import Grant, User
from app.administration.accounts.operations import create_user, set_active, set_roles
from app.administration.accounts.queries import all_users
from app.administration.accounts.roles import ROLES
from app.administration.organisation.operations import create_service
from app.extensions import db
from app.kernel.errors import Conflict, Refused
from tests.reading import first
from tests.staff import EMAILS, PASSWORD, recorded, signed_in, user

ADMIN, READER = EMAILS["admin"], EMAILS["reader"]
ONLY_ADMIN = (
    "The admin is the only administrator. Make somebody else an administrator first, "
    "or nobody could change anything."
)

NO_ROLE = "Choose at least one role. To take everything away from somebody, stop them signing in."
UNSEEN = "The name holds characters that cannot be seen or turn words round. Type it again."
EASY = (
    "The password is easy to guess: it has a name, an address or a word that belongs to you or to "
    "your organisation. Three or four words that have nothing to do with each other are hard to "
    "guess."
)


def stored(email):
    found = db.session.query(User).filter_by(email=email).populate_existing().one()
    return found.name, ", ".join(found.roles), found.is_active


def test_an_admin_adds_somebody_who_can_then_sign_in(app):
    client = signed_in(app)
    data = {
        "name": " Second  Reader ",
        "email": "Second@Example.org",
        "roles": ["auditor", "reader"],
        "password": PASSWORD,
    }
    assert (
        client.post("/staff/administration/users/new", data=data).location
        == "/staff/administration/users"
    )
    assert "Second Reader can sign in now" in client.get("/staff/administration/users").text
    with app.app_context():
        assert stored("second@example.org") == ("Second Reader", "reader, auditor", True)
        assert recorded("user-created") == [
            (ADMIN, "user-created", "second@example.org", {"roles": ["reader", "auditor"]})
        ]
    second = app.test_client()
    answer = second.post(
        "/staff/sign-in", data={"email": "second@example.org", "password": PASSWORD}
    )
    assert answer.status_code == 303


def test_a_form_with_mistakes_says_each_at_its_field(app):
    client = signed_in(app)
    answer = client.post(
        "/staff/administration/users/new", data={"roles": "owner", "password": "short"}
    )
    assert answer.status_code == 422
    assert re.findall(r'<a href="#(\S+)">(.*?)</a>', answer.text) == [
        ("name", "Type a name."),
        ("email", "Type an e-mail address."),
        ("roles-0", "&#39;owner&#39; is not a valid choice for this field."),
        ("password", "Use at least 12 characters in the password."),
    ]
    assert 'aria-describedby="name-error"' in answer.text
    title = first(r"<title>\s*(.*?)\s*</title>", answer.text)
    assert title == "Problem: Add a member of staff – Own Words"


@pytest.mark.parametrize("address", [ADMIN.upper(), f"{ADMIN}\u200b", "ａｄｍｉｎ@example.org"])
def test_a_taken_address_is_a_conflict(context, address):
    user("admin")
    with pytest.raises(Conflict) as taken:
        create_user(email=address, name="Another", roles=["reader"], password=PASSWORD)
    assert str(taken.value) == f"{ADMIN} has an account already. Change that one."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"email": "nobody"}, "'nobody' is not an e-mail address such as name@example.org."),
        ({"roles": ["owner"]}, f"There is no role 'owner'. Use one of: {', '.join(ROLES)}."),
        ({"roles": []}, NO_ROLE),
        ({"name": " "}, "The name is missing. Type it."),
        ({"name": "A\u202enna"}, UNSEEN),
        ({"name": "Anna\u3164"}, UNSEEN),
        ({"password": "a@example.org"}, EASY),
    ],
)
def test_what_will_not_do_is_refused(context, change, message):
    fields = {"email": "a@example.org", "name": "A", "roles": ["reader"], "password": PASSWORD}
    with pytest.raises(Refused) as refused:
        create_user(**{**fields, **change})
    assert str(refused.value) == message
    assert all_users() == []


def test_a_role_change_counts_at_once_and_is_recorded(app):
    client, reader = signed_in(app), signed_in(app, "reader")
    assert reader.get("/staff/administration/users").status_code == 403
    with app.app_context():
        address = (
            f"/staff/administration/users/{db.session.query(User).filter_by(email=READER).one().id}"
        )
    assert client.get(address).status_code == 200
    assert (
        client.post(f"{address}/role", data={"roles": "admin"}).location
        == "/staff/administration/users"
    )
    # What the session was begun for no longer holds, so it is ended.
    assert (
        reader.get("/staff/administration/users").location
        == "/staff/sign-in?next=/staff/administration/users"
    )
    reader.post("/staff/sign-in", data={"email": READER, "password": PASSWORD})
    assert reader.get("/staff/administration/users").status_code == 200
    with app.app_context():
        assert recorded("role-changed") == [
            (ADMIN, "role-changed", READER, {"before": ["reader"], "after": ["admin"]})
        ]


def test_a_deactivated_account_is_out_with_the_next_page(app):
    client, reader = signed_in(app), signed_in(app, "reader")
    with app.app_context():
        user = db.session.query(User).filter_by(email=READER).one()
        address = f"/staff/administration/users/{user.id}"
    client.post(f"{address}/leave")
    assert reader.get("/staff/administration/services").status_code == 303
    client.post(f"{address}/active", data={"active": "yes"})
    with app.app_context():
        assert stored(READER) == ("The reader", "reader", True)
        assert [entry[1:3] for entry in recorded("user-deactivated", "user-reactivated")] == [
            ("user-deactivated", READER),
            ("user-reactivated", READER),
        ]


def test_the_last_admin_stays(context):
    admin = user("admin")
    user("admin", email="gone@example.org", is_active=False)
    for change in (
        lambda: set_roles(user_id=admin.id, roles=["reader"], actor=ADMIN),
        lambda: set_active(user_id=admin.id, is_active=False, actor=ADMIN),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert str(refused.value) == ONLY_ADMIN
    assert stored(ADMIN) == ("The admin", "admin", True)


def test_the_page_says_why_the_last_admin_stays(app):
    client = signed_in(app)
    with app.app_context():
        address = f"/staff/administration/users/{db.session.query(User).one().id}/leave"
    answer = client.post(address)
    assert (answer.status_code, ONLY_ADMIN in answer.text) == (422, True)


def test_an_admin_sets_a_forgotten_password(app):
    client = signed_in(app)
    signed_in(app, "reader")
    with app.app_context():
        create_service(name="Meadow House")
        db.session.commit()
        user = db.session.query(User).filter_by(email=READER).one()
        address = f"/staff/administration/users/{user.id}/password"
    for weak in ("short", "aaaaaaaaaaaa", "Meadow House 1"):
        assert client.post(address, data={"password": weak}).status_code == 422
    new = "orchard candle meadow"
    assert client.post(address, data={"password": new}).location == "/staff/administration/users"
    answer = app.test_client().post("/staff/sign-in", data={"email": READER, "password": new})
    assert answer.status_code == 303


def test_an_unknown_user_is_not_found(app):
    client = signed_in(app)
    address = "/staff/administration/users/00000000-0000-4000-8000-000000000000"
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/role", data={"roles": "admin"}).status_code == 404
    assert client.post(f"{address}/password", data={"password": PASSWORD}).status_code == 404
    assert client.post(f"{address}/active", data={"active": "yes"}).status_code == 404
    assert client.post(f"{address}/leave").status_code == 404


def test_the_command_line_adds_and_lists_staff(runner):
    made = runner(
        *("user", "create", "Lead@Example.org", "--role", "admin", "--name", "The Lead"),
        *("--password-stdin", "--json"),
        text=f"{PASSWORD}\n",
    )
    assert (made.exit_code, made.stdout) == (
        0,
        '{"email": "lead@example.org", "name": "The Lead", "role": "admin", "roles": ["admin"]}\n',
    )
    assert runner("user", "list", "--json").stdout == (
        '[{"email": "lead@example.org", "name": "The Lead", "role": "admin", '
        '"roles": ["admin"], "active": true}]\n'
    )
    assert runner("user", "list").stdout == "lead@example.org  The Lead  admin\n"


def test_the_command_line_asks_for_the_password(runner):
    arguments = ("user", "create", "lead@example.org", "--role", "admin", "--name", "The Lead")
    made = runner(*arguments, text=f"{PASSWORD}\n{PASSWORD}\n")
    assert (made.exit_code, made.stdout.splitlines()[-1]) == (
        0,
        "The Lead can sign in as lead@example.org (admin).",
    )
    again = runner(*arguments, "--password-stdin", text=f"{PASSWORD}\n")
    assert (again.exit_code, again.stderr) == (
        1,
        "Error: lead@example.org has an account already. Change that one.\n",
    )
    wrong = runner("user", "create", "x@example.org", "--role", "owner", "--name", "X")
    assert wrong.exit_code == 2


def test_the_command_line_gives_and_takes_single_roles(runner, context):
    user("reader")
    said = [
        runner("user", *words).output
        for words in (
            ("grant", READER, "--role", "auditor"),
            ("grant", READER, "--role", "auditor"),
            ("revoke", READER, "--role", "reader"),
            ("revoke", READER, "--role", "reader"),
            ("revoke", READER, "--role", "auditor"),
            ("role", READER, "--role", "translator", "--role", "reader"),
        )
    ]
    assert said == [
        f"{READER} is now: reader, auditor.\n",
        f"{READER} is now: reader, auditor.\n",
        f"{READER} is now: auditor.\n",
        "Error: The reader does not have the role 'reader'.\n",
        f"Error: {NO_ROLE}\n",
        f"{READER} is now: reader, translator.\n",
    ]
    assert [entry[3] for entry in recorded("role-changed")] == [
        {"before": ["reader"], "after": ["reader", "auditor"]},
        {"before": ["reader", "auditor"], "after": ["auditor"]},
        {"before": ["auditor"], "after": ["reader", "translator"]},
    ]


def test_an_administrator_is_told_roles_in_words(app):
    client = signed_in(app)
    with app.app_context():
        both = user("reader", grants=[Grant(role=each) for each in ("auditor", "reader")])
        address = f"/staff/administration/users/{both.id}"
    page = client.get(address).text
    assert re.findall(r'value="(\S+)"[^>]*checked|checked[^>]*value="(\S+)"', page) == [
        ("", "reader"),
        ("", "auditor"),
    ]
    assert "<td>Reader and auditor</td>" in client.get("/staff/administration/users").text
