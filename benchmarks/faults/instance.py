"""An installation in a folder of its own, which is served, killed and served again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks.run import CONTACTS, OWNWORDS, PROJECT

SURVEY = PROJECT / "benchmarks/surveys/one-answer"
START_SECONDS = 30


@dataclass
class Instance:
    """An installation in a folder, and its server while it runs."""

    folder: Path
    port: int
    database: str
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def environment(self) -> dict[str, str]:
        """The settings of its commands."""
        return os.environ | {
            "OWNWORDS_DATA": str(self.folder),
            "OWNWORDS_DATABASE_URL": self.database,
            "OWNWORDS_BASE_URL": f"http://127.0.0.1:{self.port}",
            "OWNWORDS_RECEIVE_LIMIT": "off",
        }

    def command(self, *arguments: str) -> str:
        """What a command prints."""
        done = subprocess.run(
            [str(OWNWORDS), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def link(self) -> str:
        """Publish the survey and make a link to it; its token."""
        self.command("survey", "publish", str(SURVEY))
        contacts = [part for pair in CONTACTS.items() for part in pair]
        self.command("service", "create", "Fault House", *contacts)
        made = json.loads(
            self.command("link", "create", "--survey", "one-answer", "--service", "Fault House",
                         "--json")
        )  # fmt: skip
        return str(made["token"])

    def start(self) -> None:
        """Serve, and wait until it answers."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(OWNWORDS), "serve", "--port", str(self.port)],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError("the server did not start")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the server and its workers."""
        if self.process is not None:
            os.killpg(self.process.pid, how)
            self.process.wait(START_SECONDS)
            self.process = None

    def stored(self) -> Counter[str]:
        """How often each word is stored."""
        engine = create_engine(self.database)
        with engine.connect() as connection:
            kept = connection.execute(text("SELECT CAST(answers AS TEXT) FROM responses")).scalars()
            words = Counter(json.loads(answers)["word"] for answers in kept)
        engine.dispose()
        return words


def free_port() -> int:
    """A port that nothing listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def database_in(folder: Path, kind: str) -> Iterator[str]:
    """The address of a database of this kind; PostgreSQL runs until the block ends."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'own-words.sqlite'}"
        return
    started = subprocess.run(
        [sys.executable, "-m", "benchmarks.postgres", str(folder / "postgres")],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    try:
        yield started.stdout.strip().replace("postgresql://", "postgresql+psycopg://")
    finally:
        pid_file = folder / "postgres/data/postmaster.pid"
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGINT)
