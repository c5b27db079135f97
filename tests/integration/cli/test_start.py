"""Commands that only look into the database load no pages, no Alembic and nothing that reads."""

import os
import subprocess
import sys

import pytest

UNNEEDED = (
    "alembic",
    "app.comments.machine",
    "app.collection.answering",
    "app.results.feedback",
    "numpy",
    "typst",
    "zxcvbn",
)
LOADED = """
import sys
from app.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code
sys.stderr.write(" ".join(sys.modules))
"""


def run(line, address, folder):
    """A process that runs a command; what it printed, and the names of what it loaded."""
    chosen = {"OWNWORDS_DATA": str(folder / "data"), "OWNWORDS_DATABASE_URL": address}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *line.split()],
        env=os.environ | chosen,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr.split()


@pytest.mark.parametrize("line", ["link list", "responses count", "survey list", "user list"])
def test_a_look_into_the_database_loads_what_it_needs(database_url, tmp_path, line):
    _, loaded = run(line, database_url, tmp_path)
    assert "sqlalchemy" in loaded
    assert [name for name in UNNEEDED if name in loaded] == []


def test_such_a_command_makes_the_database_where_there_is_none(empty_database_url, tmp_path):
    printed, _ = run("user list", empty_database_url, tmp_path)
    assert printed == "No staff yet.\n"
    _, loaded = run("user list", empty_database_url, tmp_path)
    assert "alembic" not in loaded
