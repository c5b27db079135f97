"""What is restored is what was there: every row, every key, and answers that were on their way."""

import json
import threading
import uuid
from zipfile import ZipFile

import pytest
from sqlalchemy import insert, inspect, select

from app import create_app
from app.administration.accounts.operations import record
from app.administration.backup.operations import DATA_FILES
from app.collection.links.models import Link
from app.collection.responses.models import Response
from app.collection.sealing.operations import ensure_key, open_sealed
from app.comments.machine.engine.local import KEPT, MEASURED
from app.comments.queue.models import Decision
from app.config import KEY_FILE, Settings
from app.evidence.packs.signatures import FILE
from app.extensions import db
from app.results.indicators.models import AnswerSeries
from app.surveys.parts import Kind
from tests.factories import link, question, survey
from tests.given import stored
from tests.integration.administration.backup.conftest import rows
from tests.schema_rows import fill
from tests.sealing import envelope

CHANGED_BY_THE_RESTORE = ("audit_chain", "audit_entries", "staff_sessions", "kept_pages")


def without(found, names=CHANGED_BY_THE_RESTORE):
    return {name: each for name, each in found.items() if name not in names}


def test_every_row_of_every_table_and_every_key_comes_back(filled, elsewhere, on, tmp_path):
    file = tmp_path / "instance.backup"
    before = rows(filled)
    assert {name: len(each) for name, each in before.items()} == dict.fromkeys(before, 1)
    made = on(filled, "backup", str(file), "--json")
    done = on(elsewhere, "restore", str(file), "--json")
    assert (made.exit_code, done.exit_code) == (0, 0), made.output + done.output
    after = rows(elsewhere)
    assert without(after) == without(before)
    assert set(before["audit_entries"]) < set(after["audit_entries"])
    assert (after["staff_sessions"], after["kept_pages"]) == ([], [])
    said, on_rows = json.loads(made.output), json.loads(done.output)
    assert said["tables"] == dict.fromkeys(before, 1)
    assert {**on_rows, "before": ""} == {**said, "before": ""}
    assert said["files"] == ["secret-key", f"model/local/{MEASURED}"]
    stored = (elsewhere.data / "secret-key").read_text()
    assert stored == "a kept secret of thirty-two characters"
    assert (elsewhere.data / "secret-key").stat().st_mode & 0o777 == 0o600
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in elsewhere.data.glob(".*")] == []
    assert [path.stat().st_mode & 0o077 for path in elsewhere.data.rglob("*")] == [0] * 5


@pytest.mark.postgresql
def test_it_comes_back_on_the_other_database_too(
    filled, on, tmp_path, sqlite_databases, postgres_databases
):
    is_file = filled.database.startswith("sqlite")
    other = postgres_databases if is_file else sqlite_databases
    file = tmp_path / "instance.backup"
    (tmp_path / "other").mkdir()
    with other.empty(tmp_path / "other") as address:
        there = Settings(data=tmp_path / "other" / "data", database_url=address)
        on(filled, "backup", str(file))
        assert on(there, "restore", str(file)).exit_code == 0
        again = on(there, "backup", str(tmp_path / "again"), "--json")
        with ZipFile(file) as one, ZipFile(tmp_path / "again") as two:
            names = [name for name in one.namelist() if name.startswith("tables/")]
            changed = [f"tables/{name}.jsonl" for name in CHANGED_BY_THE_RESTORE]
            same = [one.read(name) == two.read(name) for name in names if name not in changed]
        assert (again.exit_code, set(same)) == (0, {True})


def test_numbers_that_the_database_gives_go_on(filled, elsewhere, on, tmp_path):
    on(filled, "backup", str(tmp_path / "file"))
    on(elsewhere, "restore", str(tmp_path / "file"))
    with create_app(elsewhere).app_context():
        last = max(db.session.scalars(select(AnswerSeries.id)))
        old = db.session.get(AnswerSeries, last)
        names = [each.key for each in inspect(AnswerSeries).column_attrs if each.key != "id"]
        values = {name: getattr(old, name) for name in names}
        text = next(name for name, each in values.items() if isinstance(each, str))
        made = AnswerSeries(**{**values, text: "new"})
        db.session.add(made)
        db.session.commit()
        assert made.id > last
        db.session.remove()
        db.engine.dispose()


def test_a_row_may_stand_before_the_one_that_it_refers_to(app, settings, elsewhere, on, tmp_path):
    with app.app_context():
        with db.engine.begin() as connection:
            fill(connection, ["users", "decisions"], 1)
            [old] = connection.execute(Decision.__table__.select()).mappings()
            first = {**old, "id": uuid.UUID(int=1), "confirms": old["id"]}
            connection.execute(insert(Decision.__table__), first)
        db.engine.dispose()
    on(settings, "backup", str(tmp_path / "file"))
    done = on(elsewhere, "restore", str(tmp_path / "file"))
    assert done.exit_code == 0, done.output
    assert rows(elsewhere)["decisions"] == rows(settings)["decisions"]


def test_an_answer_that_was_on_its_way_arrives_once(app, settings, elsewhere, on, tmp_path):
    identity = str(uuid.uuid4())
    with app.app_context():
        link(survey(question("happy", Kind.YES_NO, "yes", "no")))
        sealed = envelope(ensure_key(), happy="yes", submission_id=identity)
        waiting = envelope(ensure_key(), happy="no", submission_id=str(uuid.uuid4()))
    headers = {"Accept": "application/json"}
    address = "/s/K7QF2M/en"
    reply = app.test_client().post(address, data={"sealed": sealed}, headers=headers)
    assert reply.status_code == 201
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    assert on(settings, "backup", str(tmp_path / "file")).exit_code == 0
    done = on(elsewhere, "restore", str(tmp_path / "file"))
    assert "A sealed test answer was opened with the keys in it." in done.output
    there = create_app(elsewhere)
    there.config.update(TESTING=True)
    replies = [
        there.test_client().post(address, data={"sealed": each}, headers=headers)
        for each in (sealed, waiting, waiting)
    ]
    assert [(reply.status_code, reply.json["status"]) for reply in replies] == [
        (200, "already stored"),
        (201, "stored"),
        (200, "already stored"),
    ]
    with there.app_context():
        assert json.loads(open_sealed(sealed))["link"] == "K7QF2M"
        db.session.remove()
        db.engine.dispose()


def test_a_backup_is_of_one_moment_while_answers_come(app, settings, elsewhere, on, tmp_path):
    with app.app_context():
        place = link(survey(question("why", Kind.COMMENT)))
        stored(place, {"why": "Before."}, times=1200)
        token = place.token
    stop = threading.Event()

    def write():
        with app.app_context():
            here = db.session.get(Link, token)
            while not stop.is_set():
                stored(here, {"why": "Meanwhile."})
                made = db.session.query(Response).first()
                record(actor="a", action="b", subject=str(made.id))
                db.session.commit()
            db.session.remove()
            db.engine.dispose()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = on(settings, "backup", str(tmp_path / "file"), "--json")
    finally:
        stop.set()
        writer.join()
    done = on(elsewhere, "restore", str(tmp_path / "file"), "--json")
    assert (made.exit_code, done.exit_code) == (0, 0), made.output + done.output
    restored, now = rows(elsewhere)["responses"], rows(settings)["responses"]
    assert 1200 <= len(restored) == json.loads(made.output)["tables"]["responses"] <= len(now)
    assert set(restored) <= set(now)


def test_both_are_in_the_record_and_no_word_of_a_comment(app, settings, elsewhere, on, tmp_path):
    with app.app_context():
        stored(link(survey(question("why", Kind.COMMENT))), {"why": "Nobody hears me."})
    made = on(settings, "backup", str(tmp_path / "file"), "--json")
    done = on(elsewhere, "restore", str(tmp_path / "file"), "--json")
    assert "Nobody" not in made.output + done.output
    [written] = rows(settings)["audit_entries"]
    [restored] = rows(elsewhere)["audit_entries"]
    sha256 = json.loads(made.output)["sha256"]
    assert all(part in written for part in ("'backup'", "'file'", sha256))
    assert all(part in restored for part in ("'restored'", "'file'", sha256))


def test_every_file_that_cannot_be_made_again_is_kept():
    of_a_model = {f"model/local/{name}" for name in KEPT}
    assert set(DATA_FILES) == {KEY_FILE, FILE, "demo-sign-in"} | of_a_model
