"""Answering a published survey over HTTP."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.collection.responses.models import Response
from app.extensions import db
from tests.links import forget_addresses

Send = Callable[..., TestResponse]
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _look_links_up_anew() -> None:
    forget_addresses()


@pytest.fixture
def send(context: Flask, client: FlaskClient) -> Send:
    """Post answers as the page's script does; `send("/s/K7QF2M/en", happy="yes")`."""

    def post(path: str = "/s/K7QF2M/en", *, submission_id: str | None = None, **fields: Any):
        data = {"submission_id": submission_id or str(uuid.uuid4()), **fields}
        return client.post(path, data=data, headers=JSON)

    return post


@pytest.fixture
def stored(context: Flask) -> Callable[[], list[Response]]:
    """Every stored response, read afresh."""

    def read() -> list[Response]:
        db.session.rollback()
        return list(db.session.execute(db.select(Response)).scalars())

    return read
