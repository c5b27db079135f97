"""`ownwords demo` on an installation that has nothing, or something real, in it."""

import pytest

from app.administration.organisation.operations import edit_organisation
from app.administration.organisation.queries import is_demonstration
from app.collection.responses.models import Comment, Response
from app.comments.machine.models import Reading
from app.extensions import db
from app.results.feedback.models import View


@pytest.fixture
def databases(sqlite_databases):
    """Only on SQLite, since reading a year of comments takes most of a minute."""
    return sqlite_databases


def test_a_real_organisation_is_left_alone(context, runner):
    edit_organisation(contacts={}, name="Real Care")
    db.session.commit()
    done = runner("demo", "--unread")

    assert (done.exit_code, done.stderr.splitlines()[0][:55]) == (
        1,
        "Error: This installation belongs to 'Real Care', so mad",
    )
    assert (db.session.query(Response).all(), is_demonstration()) == ([], False)


def test_it_is_read_and_counted_unless_told_otherwise(context, runner):
    done = runner("demo", "--json")
    assert done.exit_code == 0, done.output
    comments = db.session.query(Comment).count()
    assert db.session.query(Reading).count() == comments
    assert f"{comments} comments read" in done.stderr
    assert db.session.query(View).count() > 0
