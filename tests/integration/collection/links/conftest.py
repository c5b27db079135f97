"""A published survey, a service, and links between them."""

import pytest

from app.collection.links.operations import create_link
from app.collection.publishing.operations import publish
from app.extensions import db
from app.surveys.parts import Kind
from tests.factories import CONTACTS, question, service, survey
from tests.staff import EMAILS

ADMIN = EMAILS["admin"]
WITH_TEXT = question("comment", Kind.COMMENT)


@pytest.fixture
def tiny(context):
    """A published survey without free text, and a service without contacts."""
    publish(survey=survey(easy_read=True))
    service("Rose House", **dict.fromkeys(CONTACTS))
    db.session.commit()


def make(**more):
    """A link to the tiny survey at Rose House; a test says what else it is."""
    return create_link(**{"survey_id": "tiny", "service_name": "Rose House", **more})
