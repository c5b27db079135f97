"""Commands that change something, or are only seen to refuse: each runs on the copy of the
demonstration that a record is made on, and goes with it."""

import shutil
from pathlib import Path
from typing import Final

from flask import Flask

from app.collection.sealing.operations import ensure_key
from tests.sealing import envelope, outbox_file

HANDED_IN: Final = "6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10"
"""The id of the answer that is handed in as a file."""

LABELLED: Final = """text,label,question,rating,themes
"They never ask what I like to eat.",negative,What could be better?,5,
"The staff are kind and speak my language.",positive,What is good?,1,
"I have lived here since May.",neutral,Anything else?,3,
"""
LASTING: Final = (
    "serve --port 0",
    "analysis train --data {empty} --epochs 1",
)
"""What would run until told to stop, or for an hour, is only seen to refuse."""

CHANGING: Final = (
    "demo --unread --json",
    "survey publish surveys --json",
    "survey export people-supported --format xlsform -o {form}",
    "survey import {form} --output {out}.survey --audience families",
    "survey catalogues {surveys} --check",
    "survey catalogues {surveys} --language pl",
    "responses recount --json",
    "responses take-in {outbox} --json",
    "responses take-in {outbox}",
    "service create 'New house' --council 'A council' --json",
    "service edit 'New house' --lead 'A lead' --json",
    "service organisation --hours 'Always' --json",
    "link create --survey people-supported --service 'New house' --kiosk --language cy --json",
    "link create --survey families-friends --service 'New house' --cards",
    "event create --service 'New house' --name Fair --day 2026-12-12 --survey families-friends"
    " --json",
    "event attendance Fair --service 'New house' --number 12 --counted --by 'The host' --json",
    "training start --name Culture --aims Ask --service 'New house' --json",
    "training cards Culture --number 3 -o {out}.pdf",
    "training close Culture",
    "audit plan --tool care-plan-audit --service 'New house' --name Spring --first-day 2026-11-02"
    " --last-day 2026-12-18 --records 40 --sample 5 --auditor 'The lead' --json",
    "audit draw Spring --service 'New house' --json",
    "audit draw Spring --service 'New house' --again 'One was missing' --json",
    "user create new@example.org --role reader --name New --password-stdin --json",
    "user password new@example.org --password-stdin",
    "user role new@example.org --role admin",
    "user grant new@example.org --role auditor",
    "user revoke new@example.org --role auditor",
    "user sign-out new@example.org",
    "user deactivate new@example.org",
    "user activate new@example.org",
    "framework import app/evidence/frameworks/shipped/frameworks/psed.json",
    "keys rotate --json",
    "keys list --json",
    "analysis evaluate --data {empty}",
    "analysis evaluate --data {labelled} --output {out}.json",
    *LASTING,
    "backup {backup} --json",
    "backup {backup}",
    "backup {backup} --overwrite",
    "user create later@example.org --role reader --name Later --password-stdin --json",
    "restore {backup} --json",
    "restore {backup} --replace --json",
    "user list --json",
    # It holds the data folder for as long as this process lives, so nothing is restored after it.
    "worker --once",
)
"""In their order: some need what those before them made."""


def prepare(app: Flask, folder: Path, token: str) -> dict[str, str]:
    """What the commands are given, by its name in their lines.

    Args:
        app: whose key seals the answer that is handed in.
        folder: where it is made.
        token: of the link that this answer is to.
    """
    shutil.copytree("surveys", folder / "surveys")
    for name in ("empty", "labelled"):
        (folder / name).mkdir()
    (folder / "labelled" / "comments.csv").write_text(LABELLED, encoding="utf-8")
    with app.app_context():
        answer = envelope(ensure_key(), link=token, submission_id=HANDED_IN, overall="good")
    (folder / "outbox.json").write_bytes(outbox_file((HANDED_IN, answer), ("damaged", "a.b.c")))
    made = ("surveys", "empty", "labelled", "outbox.json", "form.xlsx", "whole.backup")
    names = ("surveys", "empty", "labelled", "outbox", "form", "backup")
    return {name: str(folder / file) for name, file in zip(names, made, strict=True)}
