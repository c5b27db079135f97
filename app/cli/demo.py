"""`ownwords demo`: a made-up year to try everything on."""

from typing import Any

import click
from flask import current_app

from app.cli.common import emit, json_option, with_app
from app.demonstration.operations import Demonstration, load_demonstration
from app.links.operations import AUDIENCES
from app.links.views import link_views


@click.command()
@json_option
@with_app
def demo(as_json: bool) -> None:
    """Load made-up services, staff and answers. Doing it again adds nothing."""
    settings = current_app.config["OWNWORDS"]
    loaded = load_demonstration(surveys=settings.surveys, data=settings.data)
    shown = _shown(loaded, settings.base_url)
    emit(shown, as_json, _in_words(shown))


def _shown(loaded: Demonstration, base: str) -> dict[str, Any]:
    return {
        "start": f"{base}/",
        "staff": f"{base}/staff/",
        "links": [view.document for view in link_views(loaded.links)],
        "sign_in": [
            {"email": email, "password": loaded.password, "role": role}
            for email, role in loaded.users
        ],
        "responses_added": loaded.responses,
    }


def _in_words(shown: dict[str, Any]) -> str:
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
