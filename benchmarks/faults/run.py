"""Give answers over a line that fails in every way, and count: given = stored, none twice.

    .venv/bin/python -m benchmarks.faults.run --answers 1000 --seed 7

Makes an instance in a temporary folder, serves it behind the relay, kills the server now and then,
and ends it all at the end. Everything is on 127.0.0.1.
"""

import argparse
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.faults.people import answer_all, keep_survey, wait_until_sent
from benchmarks.faults.relay import Relay
from benchmarks.run import CONTACTS, OWNWORDS, PROJECT
from scripts.chromium import find_chromium

SURVEY = PROJECT / "benchmarks/surveys/one-answer"
DARK_EVERY, DARK_FOR = 60, 12
KILL_EVERY = 150
START_SECONDS = 30


@dataclass
class Instance:
    """An installation in a folder, and its server while it runs."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def environment(self) -> dict[str, str]:
        """The settings of its commands."""
        return os.environ | {
            "OWNWORDS_DATA": str(self.folder),
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
        with closing(sqlite3.connect(self.folder / "own-words.sqlite")) as database:
            rows = database.execute("SELECT answers FROM responses").fetchall()
        return Counter(json.loads(answers)["word"] for (answers,) in rows)


def free_port() -> int:
    """A port that nothing listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def troubled(number: int, relay: Relay, instance: Instance) -> Iterator[str]:
    """The words to give; between them the line goes dark, and the server is killed."""
    for place in range(number):
        relay.go_dark(place % DARK_EVERY >= DARK_EVERY - DARK_FOR)
        if place % KILL_EVERY == KILL_EVERY - 1:
            instance.end(signal.SIGKILL)
            instance.start()
            relay.happened["server killed"] += 1
        yield f"word-{place}"


def run(folder: Path, *, answers: int, seed: int, tabs: int = 3) -> dict[str, Any]:
    """Give so many answers; what was given, what is stored, and what happened on the way."""
    instance = Instance(folder, free_port())
    token = instance.link()
    instance.start()
    try:
        with Relay(instance.port, seed) as relay, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox", "--disable-quic"]
            )
            context = browser.new_context(viewport={"width": 360, "height": 800})
            address = f"http://127.0.0.1:{relay.port}/s/{token}/en"
            page = context.new_page()
            keep_survey(page, address)
            answer_all(context, address, troubled(answers, relay, instance), tabs)
            relay.go_dark(False)
            relay.is_healthy = True
            left = wait_until_sent(page, address, 120)
            browser.close()
            happened = dict(relay.happened)
    finally:
        instance.end()
    given, stored = Counter(f"word-{place}" for place in range(answers)), instance.stored()
    return {
        "seed": seed,
        "given": answers,
        "acknowledged": answers - left,
        "stored": stored.total(),
        "lost": sorted(given - stored),
        "doubled": sorted(stored - given),
        "still waiting": left,
        "happened": happened,
    }


def main() -> int:
    """Run once; 1 when anything was lost or doubled."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--answers", type=int, default=1000)
    options.add_argument("--seed", type=int, default=7)
    chosen = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="own-words-faults-") as folder:
        report = run(Path(folder), answers=chosen.answers, seed=chosen.seed)
    print(json.dumps(report | {"seconds": round(time.monotonic() - began)}, indent=2))
    return int(bool(report["lost"] or report["doubled"] or report["still waiting"]))


if __name__ == "__main__":
    sys.exit(main())
