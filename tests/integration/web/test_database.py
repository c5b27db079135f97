"""Starting: one process at a time makes the database, and none in place of one that vanished."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from app import create_app
from app.config import Settings
from app.extensions import db
from app.kernel.errors import Refused
from app.web.database import (
    MIGRATIONS,
    alone,
    bring_up_to_date,
    database_file,
    is_up_to_date,
    newest_migration,
)

LIST = (sys.executable, "-c", "from app.cli import main; main(['service', 'list'])")
AT_ONCE = 3


@pytest.fixture
def app_context_on(tmp_path):
    """Opens the context of an application on the database at an address."""
    with ExitStack() as stack:

        def opened(address):
            app = create_app(Settings(data=tmp_path / "data", database_url=address))
            stack.enter_context(app.app_context())
            stack.callback(lambda: db.engine.dispose())

        yield opened


def start():
    with alone():
        bring_up_to_date()
    db.engine.dispose()
    assert is_up_to_date()
    db.engine.dispose()


def test_the_newest_migration_is_the_one_that_alembic_finds():
    assert newest_migration() == ScriptDirectory(str(MIGRATIONS)).get_current_head()


def test_of_several_first_starts_at_once_none_fails(empty_database_url, tmp_path):
    environment = os.environ | {
        "OWNWORDS_DATABASE_URL": empty_database_url,
        "OWNWORDS_DATA": str(tmp_path / "data"),
    }
    processes = [
        subprocess.Popen(
            LIST, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(AT_ONCE)
    ]
    told = [(*process.communicate(timeout=120), process.returncode) for process in processes]
    assert {(out, code) for out, _, code in told} == {("No services yet.\n", 0)}, told


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("how", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_database_that_vanished_is_not_begun_again_in_silence(
    app_context_on, empty_database_url, how
):
    app_context_on(empty_database_url)
    start()
    path = database_file()
    how(path)
    with pytest.raises(Refused) as refused:
        bring_up_to_date()
    assert str(refused.value) == (
        f"The database {path} is gone, or empty, and there was one. Put it back from your backup. "
        f"To begin with nothing, delete {path}.made first."
    )
    Path(f"{path}.made").unlink()
    start()


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_database_of_before_is_kept_from_other_accounts(app_context_on, empty_database_url):
    app_context_on(empty_database_url)
    start()
    path = database_file()
    path.chmod(0o664)
    start()
    assert path.stat().st_mode & 0o777 == 0o660


def test_a_database_that_cannot_be_reached_is_said_in_a_sentence(app_context_on, tmp_path):
    app_context_on("postgresql+psycopg://127.0.0.1:1/nothing?connect_timeout=1")
    with pytest.raises(Refused, match=r"^The database cannot be opened: .* Look at OWNWORDS_DATA"):
        is_up_to_date()
