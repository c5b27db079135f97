"""Measure Own Words with the neutral survey harness, on SQLite or on PostgreSQL.

    .venv/bin/python -m benchmarks.run HARNESS --database sqlite|postgresql [--only load,kill] …

HARNESS is the folder of the harness (measure.py). Everything runs on 127.0.0.1, in a temporary
folder, and is ended at the end. What else is given goes to measure.py as it is.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil

PROJECT = Path(__file__).resolve().parent.parent
OWNWORDS = PROJECT / ".venv/bin/ownwords"
CONTACTS = {
    "--council": "Examplebury Council",
    "--phone": "01632 960001",
    "--hours": "Monday to Friday, 9 to 5",
    "--out-of-hours": "01632 960002",
    "--lead": "the lead",
    "--deputy": "the deputy",
    "--reader": "the reader",
    "--reading": "every working day",
}


def main() -> None:
    """Make an instance, serve it, measure it, end it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("harness", type=Path)
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options.add_argument("--port", default="8012")
    known, rest = options.parse_known_args()
    folder = Path(tempfile.mkdtemp(prefix="own-words-bench-"))
    folder.chmod(0o755)
    try:
        _measure(known, rest, folder)
    finally:
        _end(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _measure(known: argparse.Namespace, rest: list[str], folder: Path) -> None:
    environment = _environment(known.database, known.port, folder)
    environment["BENCH_TOKEN"] = _link(environment)
    starter = "import sys; sys.path[:0] = [%r, %r]; import adapter; adapter.Adapter().start()"
    code = starter % (str(PROJECT / "benchmarks"), str(known.harness.resolve()))
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    command = [
        *(sys.executable, str(known.harness / "measure.py")),
        *("--adapter", str(PROJECT / "benchmarks/adapter.py")),
        *("--base", f"http://127.0.0.1:{known.port}", *rest),
    ]
    subprocess.run(command, env=environment, check=True)


def _environment(database: str, port: str, folder: Path) -> dict[str, str]:
    environment = {**os.environ, "BENCH_DATA": str(folder), "BENCH_PORT": port}
    address = f"sqlite:///{folder}/own-words.sqlite"
    if database == "postgresql":
        start = [sys.executable, "-m", "benchmarks.postgres", str(folder / "postgres")]
        started = subprocess.run(start, cwd=PROJECT, check=True, capture_output=True, text=True)
        address = started.stdout.strip().replace("postgresql://", "postgresql+psycopg://")
        environment["BENCH_DATABASE_START"] = f"cd {PROJECT} && {' '.join(start)}"
        environment["BENCH_DATABASE_PID"] = str(folder / "postgres/data/postmaster.pid")
    return environment | {
        "BENCH_DATABASE": address,
        "OWNWORDS_DATABASE_URL": address,
        "OWNWORDS_DATA": str(folder),
        "OWNWORDS_RECEIVE_LIMIT": "off",
    }


def _link(environment: dict[str, str]) -> str:
    """Publish the six questions and make their link; gives its token."""
    contacts = [part for pair in CONTACTS.items() for part in pair]
    for command in (
        ("survey", "publish", str(PROJECT / "benchmarks/surveys")),
        ("service", "create", "Benchmark", *contacts),
    ):
        subprocess.run([OWNWORDS, *command], env=environment, check=True)
    made = subprocess.run(
        [OWNWORDS, "link", "create", "--survey", "six-questions", "--service", "Benchmark",
         "--audience", "public", "--json"],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return str(json.loads(made.stdout)["token"])


def _end(folder: Path) -> None:
    """End the processes whose ids stand in the folder, and no others."""
    for file in (folder / "server.pid", folder / "postgres/data/postmaster.pid"):
        if file.exists():
            _end_tree(int(file.read_text().split()[0]))


def _end_tree(pid: int) -> None:
    try:
        root = psutil.Process(pid)
    except psutil.NoSuchProcess:
        return
    tree = [root, *root.children(recursive=True)]
    root.send_signal(signal.SIGTERM)
    for left in psutil.wait_procs(tree, timeout=10)[1]:
        left.kill()


if __name__ == "__main__":
    main()
