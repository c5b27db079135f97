"""What is not whole, not ours, or not to be written over is refused in a sentence; all stays."""

import json
import os
import signal
import subprocess
import sys
from zipfile import ZipFile

import pytest
from alembic import command
from sqlalchemy import MetaData

from app import create_app
from app.administration.backup.archive import Draft, Manifest
from app.administration.backup.operations import KeyTrial, Made, write_backup
from app.collection.sealing.trial import is_opened_by
from app.config import Settings
from app.extensions import db
from app.kernel.files import HALF_RESTORED, hold
from tests.integration.administration.backup.conftest import rows
from tests.schema_rows import fill, held


@pytest.fixture
def file(filled, on, tmp_path):
    path = tmp_path / "instance.backup"
    assert on(filled, "backup", str(path)).exit_code == 0
    return path


def names_in(folder):
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def rewritten(file, **changes):
    """The backup again, saying something else of itself."""
    with ZipFile(file) as archive:
        said = Manifest.model_validate_json(archive.read("manifest.json"))
        members = {name: archive.read(name) for name in archive.namelist()}
    draft = Draft(file)
    for name, content in members.items():
        if name != "manifest.json":
            draft._zip.writestr(name, content)
    draft.finish(said.model_copy(update=changes))


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_changed_byte_is_noticed_wherever_it_is(file, elsewhere, on):
    content = file.read_bytes()
    for place in (0, 10, len(content) // 3, len(content) // 2, len(content) - 200, -1):
        changed = bytearray(content)
        changed[place] ^= 1
        file.write_bytes(changed)
        done = on(elsewhere, "restore", str(file))
        assert (done.exit_code, done.output) == (
            1,
            f"Error: {file} is not as it was made: something in it was changed or damaged. Copy it "
            "again from where you keep it, or take another backup. Nothing was changed.\n",
        )
    assert not elsewhere.data.exists()


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("length", [0, 10, 5000, -1])
def test_half_a_file_is_refused(file, elsewhere, on, length):
    file.write_bytes(file.read_bytes()[:length])
    done = on(elsewhere, "restore", str(file))
    assert (done.exit_code, done.output) == (
        1,
        f"Error: {file} is no backup of Own Words, or its end is missing. Copy it again from "
        "where you keep it, or take another backup. Nothing was changed.\n",
    )
    assert not elsewhere.data.exists()


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_no_file_is_refused(elsewhere, on, tmp_path):
    done = on(elsewhere, "restore", str(tmp_path / "none"))
    said = f"Error: {tmp_path / 'none'} cannot be read: No such file or directory.\n"
    assert (done.exit_code, done.output) == (1, said)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("changes", [{"format": 2}, {"migration": "9999"}])
def test_one_of_a_newer_version_is_refused(file, elsewhere, on, changes):
    rewritten(file, **changes)
    done = on(elsewhere, "restore", str(file))
    assert (done.exit_code, done.output) == (
        1,
        f"Error: {file} was made by a newer version of Own Words. Install that version, or a later "
        "one, and restore with it. Nothing was changed.\n",
    )


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_one_whose_keys_open_nothing_is_refused(file, elsewhere, on):
    rewritten(file, trial="a.b.c.d.e")
    done = on(elsewhere, "restore", str(file))
    assert done.exit_code == 1
    assert "A sealed test answer is not opened by the keys in the backup" in done.output


def test_an_instance_that_is_not_empty_stays(file, filled, on):
    before = rows(filled)
    done = on(filled, "restore", str(file))
    assert done.exit_code == 1
    assert done.output.startswith("Error: There is an instance here already. Add --replace to keep")
    assert rows(filled) == before


def test_with_replace_the_one_that_is_there_is_kept_aside(file, filled, on):
    before = rows(filled)
    with create_app(filled).app_context():
        with db.engine.begin() as connection:
            fill(connection, ["services", "users"], 3)
        db.engine.dispose()
    db_name = filled.database
    done = on(filled, "restore", str(file), "--replace", "--json")
    assert done.exit_code == 0, done.output
    assert rows(filled)["services"] == before["services"]
    stored = json.loads(done.output)["before"]
    assert "before_restore_" in stored
    if db_name.startswith("sqlite"):
        [folder] = filled.data.parent.glob("before_restore_*")
        old = Settings(data=filled.data, database_url=f"sqlite:///{folder / 'test.sqlite'}")
        assert len(rows(old)["services"]) == 2
    [folder] = filled.data.glob("before_restore_*")
    assert names_in(folder) == ["local", "measured.json", "model", "secret-key"]


def test_rows_that_refer_to_nothing_change_nothing(file, elsewhere, on):
    with ZipFile(file) as archive:
        said = Manifest.model_validate_json(archive.read("manifest.json"))
        members = {name: archive.read(name) for name in archive.namelist()}
    draft, rows_said = Draft(file), dict(said.rows)
    for name, content in members.items():
        if name == "tables/links.jsonl":
            table = next(each for each in said.tables if each.name == "links")
            rows_said["links"] = draft.add_table(table, [[]], lambda *_: None)
        elif name != "manifest.json":
            draft._zip.writestr(name, content)
    draft.finish(said.model_copy(update={"rows": rows_said, "trial": None}))
    done = on(elsewhere, "restore", str(file))
    assert done.exit_code == 1
    assert "Nothing was changed." in done.output
    assert names_in(elsewhere.data) == ["running"]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_server_that_runs_keeps_its_instance(file, filled, on):
    running = hold(filled.data)
    refused = on(filled, "restore", str(file), "--replace")
    os.close(running)
    assert (refused.exit_code, refused.output) == (
        1,
        f"Error: Own Words runs on {filled.data}. End its server and worker first, and start them "
        "again afterwards. Nothing was changed.\n",
    )
    assert on(filled, "restore", str(file), "--replace").exit_code == 0


@pytest.mark.postgresql
@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_whoever_is_connected_from_elsewhere_keeps_the_instance(file, filled, on):
    with create_app(filled).app_context():
        with db.engine.connect():
            done = on(filled, "restore", str(file), "--replace")
        db.engine.dispose()
    assert (done.exit_code, done.output) == (
        1,
        "Error: Others are connected to the database (1 connections). End every server and worker "
        "of Own Words, on every machine, and try again. Nothing was changed.\n",
    )


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_database_that_vanished_is_put_back(file, filled, on):
    before = rows(filled)
    assert on(filled, "responses", "count").exit_code == 0
    for path in filled.data.parent.glob("test.sqlite*"):
        if path.suffix != ".made":
            path.unlink()
    refused = on(filled, "responses", "count")
    assert (refused.exit_code, "Put it back from your backup" in refused.output) == (1, True)
    assert on(filled, "restore", str(file)).exit_code == 0
    assert rows(filled)["responses"] == before["responses"]


def test_what_is_half_of_one_and_half_of_another_is_not_served(file, filled, on):
    (filled.data / HALF_RESTORED).touch()
    refused = on(filled, "responses", "count")
    assert (refused.exit_code, "A restore into" in refused.output) == (1, True)
    assert on(filled, "restore", str(file), "--replace").exit_code == 0
    assert on(filled, "responses", "count").exit_code == 0


KILLED = """
import os, signal, sys
from app.administration.backup.places import Moves
from app.cli import main
left = int(sys.argv[1])
real = Moves.move
def move(self, path, to):
    global left
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    real(self, path, to)
Moves.move = move
main(["restore", *sys.argv[2:]])
"""


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("moved", range(5))
def test_a_restore_that_is_killed_leaves_what_is_refused_and_can_be_done_again(
    file, filled, on, moved
):
    before = rows(filled)
    environment = os.environ | {
        "OWNWORDS_DATA": str(filled.data),
        "OWNWORDS_DATABASE_URL": filled.database,
    }
    line = [sys.executable, "-c", KILLED, str(moved), str(file), "--replace"]
    ended = subprocess.run(line, env=environment, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert on(filled, "responses", "count").exit_code == 1
    again = on(filled, "restore", str(file), "--replace")
    assert again.exit_code == 0, again.output
    assert rows(filled)["responses"] == before["responses"]
    assert list(filled.data.glob(".restoring-*")) == []


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_move_that_fails_is_undone(file, filled, on, monkeypatch):
    before = rows(filled)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.administration.backup.places.SqlitePlace.change", fail)
    done = on(filled, "restore", str(file), "--replace")
    assert done.exit_code == 1
    assert "cannot be put in its place: No space left on device." in done.output
    assert rows(filled) == before
    assert (filled.data / "secret-key").read_text() == "a kept secret of thirty-two characters"
    assert on(filled, "responses", "count").exit_code == 0


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_file_that_is_there_is_not_written_over_unless_told(file, filled, on):
    content = file.read_bytes()
    refused = on(filled, "backup", str(file))
    assert (refused.exit_code, refused.output) == (
        1,
        f"Error: {file} is there already. Name another file, or add --overwrite.\n",
    )
    assert file.read_bytes() == content
    assert on(filled, "backup", str(file), "--overwrite").exit_code == 0
    assert file.read_bytes() != content


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_backup_that_is_not_read_back_as_written_leaves_no_file(
    filled, on, tmp_path, monkeypatch
):
    monkeypatch.setattr(
        "app.administration.backup.archive.Backup.file", lambda self, name: b"other"
    )
    folder = tmp_path / "backups"
    folder.mkdir()
    done = on(filled, "backup", str(folder / "file"))
    assert (done.exit_code, names_in(folder)) == (1, [])


def test_one_of_an_older_migration_is_brought_up_to_date(
    empty_database_url, databases, on, tmp_path, monkeypatch
):
    """Made as an older version would have made it: of the tables that there were then."""
    old = Settings(data=tmp_path / "old", database_url=empty_database_url)
    with create_app(old).app_context() as context:
        config = context.app.extensions["migrate"].migrate.get_config()
        command.upgrade(config, "0076")
        with db.engine.begin() as connection:
            fill(connection, list(held(connection)), 1)
            before = held(connection)
        metadata = MetaData()
        metadata.reflect(db.engine)
        metadata.remove(metadata.tables["alembic_version"])
        write_backup(
            target=tmp_path / "file",
            data=old.data,
            metadata=metadata,
            made=Made("0.0.9", "0076"),
            trial=KeyTrial(None, is_opened_by),
            on_rows=lambda *_: None,
        )
        db.engine.dispose()
    (tmp_path / "new").mkdir()
    with databases.empty(tmp_path / "new") as address:
        new = Settings(data=tmp_path / "new" / "data", database_url=address)
        done = on(new, "restore", str(tmp_path / "file"))
        assert done.exit_code == 0, done.output
        after = rows(new)
    lost = {name for name in before if name in after and not after[name]}
    assert (lost, len(before) > 60) == (set(), True)
