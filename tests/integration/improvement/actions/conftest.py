"""Two services, and actions in the state that a test is about."""

import pytest

from app.extensions import db
from tests.actions import Maker
from tests.factories import service


@pytest.fixture
def actions(context):
    """Makes actions at Rose House or Oak View."""
    made = Maker(service("Rose House"), service("Oak View"))
    db.session.commit()
    return made
