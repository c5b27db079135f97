"""The set-up finds a usable Python, or says in one sentence what is missing."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "choose-python"


def choose(python: Path | str) -> tuple[int, str, str]:
    """Exit code, output and message of the script, told to consider one Python."""
    done = subprocess.run(
        [str(SCRIPT)],
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip(), done.stderr.strip()


@pytest.fixture
def fake(tmp_path: Path):
    """Makes a program that passes for a Python: `fake(new=True, venv=False)`."""

    def make(*, new: bool, venv: bool) -> Path:
        path = tmp_path / "python3"
        path.write_text(
            "#!/bin/sh\n"
            f'case "$2" in *version_info*) exit {int(not new)} ;; esac\n'
            f"exit {int(not venv)}\n"
        )
        path.chmod(0o755)
        return path

    return make


def test_this_python_is_taken() -> None:
    assert choose(sys.executable) == (0, sys.executable, "")


def test_an_old_python_is_not_taken(fake) -> None:
    python = fake(new=False, venv=True)
    message = (
        f"Own Words needs Python 3.11 or newer and found none at PYTHON={python}. "
        "Install one, or name it: make run PYTHON=/path/to/python3"
    )
    assert choose(python) == (1, "", message)


def test_a_python_without_ensurepip_says_what_to_install(fake) -> None:
    python = fake(new=True, venv=False)
    message = (
        f"{python} cannot make a virtual environment, because its module ensurepip is missing. "
        "On Debian or Ubuntu install it: apt-get install python3-venv"
    )
    assert choose(python) == (1, "", message)
