"""Help comes at once: a command loads what it works with when it runs, not before."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
from click.testing import CliRunner

from app.cli import FILES, main

HEAVY = {"alembic", "flask", "numpy", "pydantic", "sqlalchemy", "typst", "xlsxwriter", "zxcvbn"}
SURVEY = Path(__file__).resolve().parents[3] / "surveys" / "people-supported"
LOADED = """
import sys
from app.cli import main
for line in sys.argv[1:]:
    try:
        main(line.split())
    except SystemExit as end:
        assert not end.code, line
sys.stderr.write(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_by(*lines):
    """The packages that a process has loaded when it has run these commands."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *lines], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def groups():
    """The names of all groups of commands."""
    found = {name: main.get_command(click.Context(main), name) for name in FILES}
    return [name for name, command in found.items() if isinstance(command, click.Group)]


def test_help_loads_no_library_that_it_does_not_need():
    lines = ["--help", *(f"{name} --help" for name in groups())]
    assert len(lines) > 10
    assert loaded_by(*lines) & {*HEAVY, "babel", "polib", "ruamel", "secrets", "tempfile"} == set()


def test_it_says_its_version():
    done = CliRunner().invoke(main, ["--version"])
    assert done.output == f"Own Words {version('own-words')}\n"


def test_checking_a_survey_needs_neither_database_nor_pages():
    loaded = loaded_by(f"survey check {SURVEY}")
    assert "ruamel" in loaded
    assert loaded & HEAVY == set()


def test_every_command_is_in_the_file_that_the_table_says():
    for name in FILES:
        assert main.get_command(click.Context(main), name).name == name
    assert main.list_commands(click.Context(main)) == sorted(FILES)
    assert main.get_command(click.Context(main), "nosuch") is None
