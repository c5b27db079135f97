"""Write a record, or compare two. See the package for what a record is."""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from scripts.record.comparing import differences, read_moves
from scripts.record.entries import Record, entries_in
from scripts.record.stillness import hold_still

SECRET = "a-record-is-no-installation-Qm4VrT8z"  # noqa: S105 - of a folder that goes at the end
BASE_URL = "http://127.0.0.1:8000"


def main() -> int:
    """Record or compare, as the command line says; 1 when records differ."""
    asked = _arguments()
    if asked.compare:
        moves = read_moves(asked.moves) if asked.moves else ()
        before, after = map(entries_in, asked.compare)
        found = list(differences(before, after, moves))
        print("\n".join(found) or "The records are equal.")
        return 1 if found else 0
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if asked.data:
            shutil.copytree(asked.data, data)
        _choose_settings(data)
        record = Record(asked.folder, hold_still())
        began = time.monotonic()
        record_all(record, Path(folder))
    sys.stderr.write(f"\n{record.number} entries in {time.monotonic() - began:.0f} seconds\n")
    return 0


def record_all(record: Record, folder: Path) -> None:
    """Load the demonstration into the folder `data` that is in this one, and look at all of it."""
    # These meet the product, which is to find time and chance held still already.
    from app import create_app  # noqa: PLC0415
    from scripts.record import changes, commands, pages  # noqa: PLC0415

    demo = json.loads(record.take("command/demo --json", lambda: _json("demo", "--json")))
    links = json.loads(_json("link", "list", "--json"))
    tokens = {link["survey"]: link["token"] for link in reversed(links)}
    known = commands.Known(
        service="Maple Row care home (made up)",
        token=tokens["people-supported"],
        tokens=dict(sorted(tokens.items())),
        frameworks={
            each["id"]: f"{each['id']}@{each['version']}"
            for each in json.loads(_json("framework", "list", "--json"))
        },
        folder=folder,
    )
    app = create_app()
    record.take("map of addresses", lambda: pages.url_map(app))
    commands.record_help(record)
    pages.record_public_pages(record, app, list(known.tokens.values()))
    pages.record_staff_pages(record, app, demo["sign_in"], known.token)
    commands.record_answers(record, known)
    commands.record_files(record, known)
    given = changes.prepare(app, folder, known.token)
    commands.record_changes(record, replace(known, given=given))


def _json(*words: str) -> str:
    from scripts.record.commands import run  # noqa: PLC0415 - it meets the product

    return run(words).stdout


def _choose_settings(data: Path) -> None:
    """Settings of the record alone, whatever this terminal exports."""
    for name in [name for name in os.environ if name.startswith("OWNWORDS_")]:
        del os.environ[name]
    settings = {"DATA": str(data), "SECRET_KEY": SECRET, "BASE_URL": BASE_URL}
    os.environ |= {f"OWNWORDS_{name}": value for name, value in settings.items()}


def _arguments() -> Any:
    parser = argparse.ArgumentParser("scripts.record", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("folder", nargs="?", type=_new_folder, help="a new folder for the record")
    what.add_argument("--compare", nargs=2, type=Path, metavar=("BEFORE", "AFTER"))
    parser.add_argument(
        "--data",
        type=Path,
        help="begin with a copy of this data folder, to record an upgrade of it",
    )
    parser.add_argument("--moves", type=Path, help="lines `old -> new`: what was to change")
    return parser.parse_args()


def _new_folder(name: str) -> Path:
    path = Path(name)
    if path.exists():
        raise argparse.ArgumentTypeError(f"{name} is there already")
    return path


if __name__ == "__main__":
    sys.exit(main())
