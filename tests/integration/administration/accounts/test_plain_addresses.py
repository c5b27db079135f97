"""Addresses that were stored before they had one way to be written."""

import importlib.util
from datetime import date
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from app.administration.accounts.models import User
from app.administration.trail.verifying import verify_trail
from app.extensions import db
from tests.staff import recorded, user

MIGRATIONS = Path(__file__).parents[4] / "migrations/versions"
OLD, YOUNG = date(2026, 1, 1), date(2026, 6, 1)


def migration(name):
    loading = importlib.util.spec_from_file_location(name, MIGRATIONS / f"{name}.py")
    module = importlib.util.module_from_spec(loading)
    loading.loader.exec_module(module)
    return module


def migrate():
    """As it was done when an account had one role and entries were not chained; then they are."""
    grants, chained = migration("0106_grants"), migration("0116_chained_audit_entries")
    db.session.commit()
    with (
        db.engine.begin() as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        grants.downgrade()
        chained.downgrade()
        migration("0068_plain_addresses").upgrade()
        chained.upgrade()
        grants.upgrade()
    db.session.expire_all()
    verify_trail()


def test_of_two_that_look_the_same_one_keeps_the_address_and_the_other_its_row(context):
    user("reader", email="anna@example.org", name="later reader", created_on=YOUNG)
    user("admin", email="anna@example.org\u200b", name="first", created_on=OLD)
    user("admin", email="ａnna@example.org", name="left", created_on=OLD, is_active=False)
    user("reader", email="bob\u00ad@example.org", name="alone", created_on=YOUNG)
    user("reader", email="anna+duplicate-1@example.org", name="unlucky", created_on=YOUNG)
    migrate()
    assert sorted((each.name, each.email, each.is_active) for each in db.session.query(User)) == [
        ("alone", "bob@example.org", True),
        ("first", "anna@example.org", True),
        ("later reader", "anna+duplicate-2@example.org", False),
        ("left", "anna+duplicate-3@example.org", False),
        ("unlucky", "anna+duplicate-1@example.org", True),
    ]
    told = [(subject, detail) for _, _, subject, detail in recorded("user-address-made-plain")]
    assert sorted(told, key=str) == [
        ("anna+duplicate-2@example.org", {"before": "anna@example.org", "can_sign_in": False}),
        (
            "anna+duplicate-3@example.org",
            {"before": "\\uff41nna@example.org", "can_sign_in": False},
        ),
        ("anna@example.org", {"before": "anna@example.org\\u200b", "can_sign_in": True}),
        ("bob@example.org", {"before": "bob\\xad@example.org", "can_sign_in": True}),
    ]


def test_addresses_that_are_plain_stay_and_nothing_is_recorded(context):
    user("admin")
    migrate()
    assert [each.email for each in db.session.query(User)] == ["admin@example.org"]
    assert recorded() == []
