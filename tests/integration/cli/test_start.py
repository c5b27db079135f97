"""Commands that only look into the database load no pages, no Alembic and nothing that reads."""

import os
import subprocess
import sys

UNNEEDED = (
    "alembic",
    "app.comments.machine",
    "app.collection.answering",
    "app.results.feedback",
    "app.web.pages",
    "numpy",
    "typst",
    "zxcvbn",
)
OF_PAGES = ("flask_babel", "flask_login", "flask_wtf")
LISTS = ("action", "keys", "policy", "service", "survey", "training", "user")
LOADED = """
import sys
from app.cli import main
for line in sys.argv[1:]:
    try:
        main(line.split())
    except SystemExit as end:
        assert not end.code, line
sys.stderr.write(" ".join(sys.modules))
"""


def run(address, folder, *lines):
    """A process that runs commands; what they printed, and the names of what they loaded."""
    chosen = {"OWNWORDS_DATA": str(folder / "data"), "OWNWORDS_DATABASE_URL": address}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *lines],
        env=os.environ | chosen,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr.split()


def test_a_look_into_the_database_loads_what_it_needs(database_url, tmp_path):
    looks = ("responses count", *(f"{name} list" for name in LISTS))
    _, loaded = run(database_url, tmp_path, *looks)
    assert "sqlalchemy" in loaded
    assert [name for name in (*UNNEEDED, *OF_PAGES) if name in loaded] == []
    # Links are listed by the names that languages have for themselves.
    _, loaded = run(database_url, tmp_path, "link list")
    assert [name for name in UNNEEDED if name in loaded] == []


def test_such_a_command_makes_the_database_where_there_is_none(empty_database_url, tmp_path):
    printed, _ = run(empty_database_url, tmp_path, "user list")
    assert printed == "No staff yet.\n"
    _, loaded = run(empty_database_url, tmp_path, "user list")
    assert "alembic" not in loaded
