"""Promises about the files of the project themselves."""

import importlib
import json
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"[\w.\[\]-]+==[\w.+!]+ (; [\w\s\"=()]+ )?\\")
HASHED = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
LOCKS = sorted((PROJECT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_versions_and_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    packages = [line for line in lines if not line.startswith(" ")]
    after = [lines[lines.index(package) + 1] for package in packages]
    assert [line for line in packages if not PINNED.fullmatch(line)] == []
    assert [line for line in after if not HASHED.fullmatch(line)] == []


def test_the_browser_libraries_lock_names_no_address() -> None:
    packages = json.loads((PROJECT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name for name, entry in packages.items() if "resolved" in entry} == set()
    assert {name for name, entry in packages.items() if name and "integrity" not in entry} == set()


def test_ci_runs_exactly_make_check() -> None:
    commands = [
        line
        for line in (PROJECT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert commands == ["set -eu", 'cd "$(dirname "$0")/.."', "exec make check"]


@pytest.mark.parametrize("name", ["evidence", "faults.run", "insight", "measures", "run"])
def test_a_benchmark_knows_the_names_of_today(name: str) -> None:
    """No other test runs most of them, and none is worth waiting for."""
    assert callable(importlib.import_module(f"benchmarks.{name}").main)
