"""Commands that only look into the database load no pages, no Alembic and nothing that reads."""

import os
import subprocess
import sys
from importlib.metadata import packages_distributions

UNNEEDED = (
    "alembic",
    "app.comments.machine.engine.reader",
    "app.collection.answering",
    "app.results.feedback",
    "app.web.pages",
    "numpy",
    "pydantic",
    "typst",
    "zxcvbn",
)
LISTS = (
    *("action", "audit", "event", "framework", "keys", "link"),
    *("policy", "service", "survey", "training", "user"),
)
OF_NO_SURVEY = ("keys list", "link list", "service list", "user list")
NEEDED = {
    *("app", "click", "orjson"),
    *("flask", "blinker", "itsdangerous", "jinja2", "markupsafe", "werkzeug"),
    *("flask_sqlalchemy", "sqlalchemy", "greenlet", "psycopg", "psycopg_binary"),
    "typing_extensions",
}
"""What a list of rows loads: the database, and an application without extensions."""

OF_WORDS = {"babel", "stdnum"}
"""What sentences in several languages, and the codes of links, need beside it."""

OF_INSTALLATION = {"_distutils_hack"}
"""What an environment loads into every process."""

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


def installed(loaded):
    """The packages among what was loaded that do not come with Python."""
    return {name.partition(".")[0] for name in loaded} & packages_distributions().keys()


def test_a_look_into_the_database_loads_what_it_needs(database_url, tmp_path):
    looks = ("responses count", *(f"{name} list" for name in LISTS))
    _, loaded = run(database_url, tmp_path, *looks)
    assert [name for name in UNNEEDED if name in loaded] == []
    assert installed(loaded) - OF_INSTALLATION <= NEEDED | OF_WORDS


def test_a_list_that_says_nothing_of_surveys_loads_none_of_them(database_url, tmp_path):
    _, loaded = run(database_url, tmp_path, *OF_NO_SURVEY)
    assert "sqlalchemy" in loaded
    assert [name for name in loaded if name.startswith(("app.surveys", "app.disclosure"))] == []


def test_a_list_of_staff_loads_the_database_alone(database_url, tmp_path):
    _, loaded = run(database_url, tmp_path, "user list")
    assert installed(loaded) - OF_INSTALLATION <= NEEDED


def test_such_a_command_makes_the_database_where_there_is_none(empty_database_url, tmp_path):
    printed, _ = run(empty_database_url, tmp_path, "user list")
    assert printed == "No staff yet.\n"
    _, loaded = run(empty_database_url, tmp_path, "user list")
    assert "alembic" not in loaded
