"""What a benchmark that fills an instance begins with: its size, the instance, services, links."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from app import create_app
from app.administration.accounts.operations import create_user
from app.administration.organisation.operations import create_service
from app.collection.links.operations import create_link
from app.collection.publishing.operations import publish
from app.config import Settings
from app.surveys.definition import Survey
from app.surveys.loader import load_survey, survey_files

PROJECT: Final = Path(__file__).resolve().parent.parent
ROWS_AT_ONCE: Final = 2000
SERVICES: Final = 8
EMAIL: Final = "a@example.org"
PASSWORD: Final = "kettle harbour violet"  # noqa: S105 - of an instance that lives for a minute
CONTACTS: Final = {
    "council": "A council", "phone": "01632 960001", "hours": "9 to 5", "lead": "A lead",
    "out_of_hours": "01632 960002", "reader": "A reader", "reading": "every working day",
}  # fmt: skip
Row = dict[str, Any]


def responses_asked(description: str | None) -> int:
    """How many responses the command line asks for; `description` is what its help says."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--responses", type=int, default=100_000)
    number: int = parser.parse_args().responses
    return number


@contextmanager
def new_instance() -> Iterator[Flask]:
    """An instance on SQLite in a temporary folder, whatever the environment says; empty at first.

    Its forms ask for no token, so that a benchmark need not read one.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), database_url="", secret_key="")
        app = create_app(settings)
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            upgrade()
        yield app


def add_services() -> list[str]:
    """Add the services, and an admin who may look at everything; gives the services' names."""
    create_user(email=EMAIL, name="A", role="admin", password=PASSWORD, actor="benchmark")
    names = [f"Service {number}" for number in range(SERVICES)]
    for name in names:
        create_service(name=name, contacts=CONTACTS)
    return names


def add_survey(survey_id: str, services: list[str]) -> tuple[Survey, list[str]]:
    """Publish the newest version of a shipped survey; gives it, and the tokens of its links."""
    survey = load_survey(survey_files(PROJECT / "surveys" / survey_id)[-1])
    publish(survey=survey)
    links = [
        create_link(
            survey_id=survey.id, service_name=name, audience=survey.audience, actor="benchmark"
        )
        for name in services
    ]
    return survey, [link.token for link in links]


def signed_in(app: Flask) -> FlaskClient:
    """A browser in which the admin is signed in."""
    client = app.test_client()
    client.post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD})
    return client
