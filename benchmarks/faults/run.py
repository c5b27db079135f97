"""Give answers over a line that fails in every way, and count: given = stored, none twice.

    .venv/bin/python -m benchmarks.faults.run --answers 1000 --seed 7 --database postgresql
    .venv/bin/python -m benchmarks.faults.run --answers 500 --dark

Makes an instance in a temporary folder, serves it behind the relay, kills the server now and then,
and ends it all at the end. With --dark there is no line at all until the last answer was given.
Everything is on 127.0.0.1.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.faults.instance import Instance, database_in, free_port
from benchmarks.faults.people import answer_all, keep_survey, wait_until_sent
from benchmarks.faults.relay import Relay
from scripts.chromium import find_chromium

DARK_EVERY, DARK_FOR = 60, 12
KILL_EVERY = 150
PATIENCE = 300


def troubled(number: int, relay: Relay, instance: Instance, is_dark: bool) -> Iterator[str]:
    """The words to give; between them the line goes dark, and the server is killed."""
    for place in range(number):
        relay.go_dark(is_dark or place % DARK_EVERY >= DARK_EVERY - DARK_FOR)
        if place % KILL_EVERY == KILL_EVERY - 1:
            instance.end(signal.SIGKILL)
            instance.start()
            relay.happened["server killed"] += 1
        yield f"word-{place}"


def run(
    folder: Path, database: str, *, answers: int, seed: int, is_dark: bool, tabs: int = 3
) -> dict[str, Any]:
    """Give so many answers; what was given, what is stored, and what happened on the way."""
    instance = Instance(folder, free_port(), database)
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
            answer_all(context, address, troubled(answers, relay, instance, is_dark), tabs)
            relay.go_dark(False)
            relay.is_healthy = True
            left = wait_until_sent(page, address, PATIENCE)
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
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options.add_argument("--dark", action="store_true", help="no line until all are given")
    chosen = options.parse_args()
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="own-words-faults-") as folder,
        database_in(Path(folder), chosen.database) as database,
    ):
        report = run(
            Path(folder),
            database,
            answers=chosen.answers,
            seed=chosen.seed,
            is_dark=chosen.dark,
        )
    print(json.dumps(report | {"seconds": round(time.monotonic() - began)}, indent=2))
    return int(bool(report["lost"] or report["doubled"] or report["still waiting"]))


if __name__ == "__main__":
    sys.exit(main())
