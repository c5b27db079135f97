"""`ownwords demo`: a made-up year to try everything on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import emit, json_option, migrated_app, refusing

if TYPE_CHECKING:
    from flask import Flask

    from app.demonstration.operations import Demonstration


@click.command()
@click.option("--unread", is_flag=True, help="Leave the reading of comments to the worker.")
@json_option
@refusing
def demo(unread: bool, as_json: bool) -> None:
    """Load made-up services, staff and answers, and read them. Doing it again adds nothing."""
    from app.worker.jobs import count_answers, everything

    app = migrated_app()
    shown = _loaded(app)
    if unread:
        count_answers(app)
    else:
        everything(app, _show_progress)
    emit(shown, as_json, _in_words(shown))


def _loaded(app: Flask) -> dict[str, Any]:
    from app.demonstration.operations import load_demonstration
    from app.web.database import close, commit

    settings = app.config["OWNWORDS"]
    with app.app_context():
        try:
            loaded = load_demonstration(surveys=settings.surveys, data=settings.data)
            shown = _shown(loaded, settings.base_url)
            commit()
        finally:
            close()
    return shown


def _show_progress(done: int) -> None:
    sys.stderr.write(f"\r{done} comments read")
    sys.stderr.flush()


def _shown(loaded: Demonstration, base: str) -> dict[str, Any]:
    from app.collection.links.documents import link_documents

    return {
        "start": f"{base}/",
        "staff": f"{base}/staff/",
        "links": link_documents(loaded.links),
        "sign_in": [
            {"email": email, "password": loaded.password, "role": role}
            for email, role in loaded.users
        ],
        "responses_added": loaded.responses,
    }


def _in_words(shown: dict[str, Any]) -> str:
    from app.collection.links.audiences import AUDIENCES

    one_each: dict[str, str] = {}
    for link in shown["links"]:
        one_each.setdefault(AUDIENCES[link["audience"]], link["url"])
    lines = {
        "Start page, for short codes": shown["start"],
        **one_each,
        "Staff sign-in": shown["staff"],
        **{
            f"  {user['role']}": f"{user['email']}  {user['password']}" for user in shown["sign_in"]
        },
    }
    return "\n".join(
        [
            "The demonstration is loaded. Its services, people and answers are made up.",
            *(f"{name:<30}{value}" for name, value in lines.items()),
        ]
    )
