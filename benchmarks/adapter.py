"""How the neutral survey harness drives Own Words (see README.md beside this file).

The instance to measure is described by environment variables, set by run.py:
BENCH_DATABASE (an SQLAlchemy address), BENCH_DATA, BENCH_PORT, BENCH_TOKEN and BENCH_DATABASE_PID.
"""

import json
import os
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path

import sqlalchemy
from base import Base, tree

PROJECT = Path(__file__).resolve().parent.parent
DATABASE = os.environ["BENCH_DATABASE"]
DATA = Path(os.environ["BENCH_DATA"])
PORT = os.environ["BENCH_PORT"]
PATH = f"/s/{os.environ['BENCH_TOKEN']}"
PIDFILE = DATA / "server.pid"
WITHOUT_SCRIPT = "N-"


class Adapter(Base):
    """Own Words under its own server, two workers."""

    name = "Own Words"
    version = "0.1"
    settings = f"ownwords serve --workers 2, {DATABASE.split(':', 1)[0]}, receiving limits off"
    open_path = PATH
    done = r"thank you"

    def steps(self, token):
        """The journey by hand; the harness marks the one without script by its token."""
        answers = [
            ("check", '[name=overall][value="4"]', ""),
            ("check", "[name=how_often][value=weekly]", ""),
            ("check", "[name=wait][value=short]", ""),
            ("check", "[name=come_back][value=yes]", ""),
            ("check", "[name=heard][value=friends]", ""),
            ("fill", "[name=anything_else]", token),
        ]
        if token.startswith(WITHOUT_SCRIPT):
            check = ("submit", ".long .primary", "")
            return [[*answers, check], [("submit", ".primary", "")]]
        on = ("submit", "[data-on]", "")
        return [*([answer, on] for answer in answers), [on]]

    def form_values(self, token):
        """What the page's script posts."""
        return {
            "overall": "4", "how_often": "weekly", "wait": "short", "come_back": "yes",
            "heard": ["friends", "poster"], "anything_else": token, "survey_version": "1",
            "language_switches": "0", "submission_id": str(uuid.uuid4()),
        }  # fmt: skip

    def http_journey(self, http, token):
        """Open the survey, send the answers as the page does, read the last page."""
        http.get(PATH)
        reply = http.post(
            f"{PATH}/en", self.form_values(token), referer=PATH, Accept="application/json"
        )
        return '"stored"' in reply and "hank" in http.get(f"{PATH}/en/thanks")

    def tokens(self):
        """The comment of every stored response."""
        engine = sqlalchemy.create_engine(DATABASE)
        with engine.connect() as connection:
            rows = connection.execute(sqlalchemy.text("SELECT answers FROM responses")).scalars()
            answers = [row if isinstance(row, dict) else json.loads(row) for row in rows]
        engine.dispose()
        return [each.get("anything_else") for each in answers]

    def pids(self):
        """The server and its workers; the database's processes where it has any."""
        pids = {"app": tree(PIDFILE)}
        if os.environ.get("BENCH_DATABASE_PID"):
            pids["db"] = tree(os.environ["BENCH_DATABASE_PID"])
        return pids

    def start(self):
        """Start the server, and wait until it answers."""
        start_database()
        server = subprocess.Popen(
            [PROJECT / ".venv/bin/ownwords", "serve", "--port", PORT, "--workers", "2"],
            env={**os.environ, "OWNWORDS_DATABASE_URL": DATABASE, "OWNWORDS_DATA": str(DATA),
                 "OWNWORDS_RECEIVE_LIMIT": "off"},
            stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        PIDFILE.write_text(str(server.pid))
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=2).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")


def start_database():
    """Start PostgreSQL again by the command that run.py left; SQLite is a file.

    What was killed may take a moment to let go of its files, hence several tries.
    """
    command = os.environ.get("BENCH_DATABASE_START")
    for _ in range(50 if command else 0):
        if subprocess.run(command, shell=True, check=False, capture_output=True).returncode == 0:  # noqa: S602 - run.py's own command
            return
        time.sleep(0.1)
