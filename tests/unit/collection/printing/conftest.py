"""Printed words, without a database."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.administration.organisation.queries import Contacts
from app.collection.printing.queries import Printable
from app.collection.printing.words import Voice
from app.surveys.definition import Survey
from app.web.language import register_language
from tests.factories import CONTACTS, TOKEN, survey

BASE_URL = "https://fb.example.org"
VoiceIn = Callable[..., Voice]


@pytest.fixture
def application():
    """An application that only knows languages."""
    app = Flask(__name__)
    register_language(app)
    with app.app_context():
        yield app


def about(of: Survey | None = None, **more) -> Printable:
    """A link to the tiny survey at a service whose contacts are complete."""
    fields = {
        "token": TOKEN,
        "survey": of or survey(),
        "service": "Rose House",
        "contacts": Contacts(**CONTACTS, help_phone="01632 960 003"),
        "event": None,
        "language": None,
        "opens_on": None,
        "closes_on": None,
    }
    return Printable(**{**fields, **more})


@pytest.fixture
def voice(application) -> VoiceIn:
    """A voice in a locale about a link."""
    return lambda locale="en", of=None, **more: Voice(locale, about(of, **more), BASE_URL)
