"""What monitoring asks for."""

import shutil
import threading
import time
import uuid
from dataclasses import replace
from types import SimpleNamespace

import pytest

from app.collection.responses.queries import responses_to_survey
from app.extensions import db
from app.kernel.clock import iso_week, today
from app.kernel.errors import Refused
from app.web.database import database_file
from app.web.readiness import (
    NO_FOLDER,
    NO_KEY,
    NO_SPACE,
    OTHER_KEY,
    OTHER_VERSION,
    STALLED,
    UNWRITABLE,
    VANISHED,
    Readiness,
)
from tests.factories import link
from tests.given import stored

TOKEN = "0123456789abcdefghijklmnopqrstuvwxyz"


def ready(client):
    answer = client.get("/readyz")
    return answer.status_code, answer.get_data(as_text=True).splitlines()


def test_the_process_and_its_database_answer(client):
    assert client.get("/healthz").status_code == 200
    assert ready(client) == (200, ["ok"])


def test_looking_leaves_nothing_behind(app, client, context):
    folder = app.config["OWNWORDS"].data
    before = sorted(folder.iterdir())
    versions = db.text("SELECT version_num FROM alembic_version")
    held = db.session.scalars(versions).all()
    db.session.remove()
    assert ready(client) == (200, ["ok"])
    assert sorted(folder.iterdir()) == before
    assert db.session.scalars(versions).all() == held


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE alembic_version SET version_num = '0001'", OTHER_VERSION),
        ("DROP TABLE alembic_version", UNWRITABLE),
        ("INSERT INTO sealing_keys VALUES ('k', '{}', '2026-01-01 00:00:00')", NO_KEY),
    ],
)
def test_a_database_that_cannot_take_answers_is_said(app, client, context, statement, said):
    db.session.execute(db.text(statement))
    # So that no other test is given this database.
    db.session.execute(db.text("ALTER TABLE own_heads RENAME TO own_heads_gone"))
    db.session.commit()
    assert ready(client) == (503, [said])
    assert client.get("/healthz").status_code == 200


def test_a_lock_that_somebody_holds_is_said_within_two_seconds(app, client, context):
    if db.engine.dialect.name == "sqlite":
        db.session.execute(db.text("BEGIN IMMEDIATE"))
    else:
        db.session.execute(db.text("LOCK TABLE alembic_version"))
    began = time.monotonic()
    assert ready(client) == (503, [STALLED])
    assert time.monotonic() - began < 2
    db.session.rollback()


def test_a_database_that_hangs_is_said_within_two_seconds(app, client, monkeypatch):
    never = threading.Event()
    monkeypatch.setattr(Readiness, "_of_database", lambda _: never.wait(30) or ())
    began = time.monotonic()
    assert ready(client) == (503, [STALLED])
    assert ready(client) == (503, [STALLED])
    assert time.monotonic() - began < 4
    never.set()


def test_a_full_disk_and_a_folder_nobody_may_write_to_are_said(app, client, monkeypatch):
    full = SimpleNamespace(f_bavail=1, f_frsize=4096)
    monkeypatch.setattr("app.web.readiness.os.statvfs", lambda _: full)
    monkeypatch.setattr("app.web.readiness.whole_or_not", refusing)
    assert ready(client) == (503, [NO_SPACE, NO_FOLDER])


def refusing(path):
    raise Refused(f"{path} cannot be written: no space left on device.")


def test_a_secret_that_changed_under_a_server_is_said(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "SECRET_KEY", "another")
    status, said = ready(client)
    assert (status, said) == (503, [OTHER_KEY])
    assert app.config["OWNWORDS"].secret_key not in "".join(said)


def test_a_database_file_that_vanished_is_said(app, client):
    if (path := database_path(app)) is not None:
        path.unlink()
        assert ready(client) == (503, [VANISHED])
        assert not path.exists()


def test_nothing_is_taken_while_the_file_is_gone_and_all_when_it_is_back(app, client, context):
    """What is written into a file that was deleted would be lost: devices keep their answers."""
    path, token = database_path(app), link().token
    db.session.commit()

    def answer():
        data = {"submission_id": str(uuid.uuid4()), "happy": "yes"}
        return client.post(f"/s/{token}/en", data=data, headers={"Accept": "application/json"})

    if path is None:
        return
    assert answer().status_code == 201
    db.session.remove()
    away = path.rename(path.with_suffix(".away"))
    refused = answer()
    assert (refused.status_code, "Retry-After" in refused.headers) == (503, True)
    assert not path.exists()
    away.rename(path)
    assert answer().status_code == 201
    shutil.copyfile(path, away)
    path.unlink()
    away.rename(path)
    assert answer().status_code == 201
    assert len(list(responses_to_survey("tiny"))) == 3


def database_path(app):
    with app.app_context():
        return database_file()


def test_answers_are_told_to_monitoring_when_their_week_is_over_and_in_tens(client, context):
    at = link()
    stored(at, {}, times=19, week="2026-W02")
    stored(at, {}, times=30, week=iso_week(today()))
    assert "ownwords_responses 10.0" in client.get("/metrics").text.splitlines()


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({}, "192.0.2.7"),
        ({"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1"),
        ({"Via": "1.1 front"}, "127.0.0.1"),
    ],
)
def test_nobody_elsewhere_reads_the_totals(client, headers, address):
    reply = client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})
    assert reply.status_code == 404


@pytest.mark.parametrize(("sent", "status"), [(TOKEN, 200), (TOKEN[:-1], 404), ("", 404)])
def test_whoever_has_the_token_reads_them_from_anywhere(app, client, sent, status):
    app.config["OWNWORDS"] = replace(app.config["OWNWORDS"], metrics_token=TOKEN)
    headers = {"Authorization": f"Bearer {sent}"}
    reply = client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert reply.status_code == status


def test_the_totals_are_given_to_monitoring(client, context):
    link()
    lines = client.get("/metrics").get_data(as_text=True).splitlines()
    assert {line for line in lines if not line.startswith("#")} == {
        "ownwords_responses 0.0",
        "ownwords_links 1.0",
        "ownwords_services 1.0",
        "ownwords_survey_versions 1.0",
    }
