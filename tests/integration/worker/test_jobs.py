"""Background work: each comment read once in effect, and a death in the middle harmless."""

import pytest

from app.collection.responses.models import Comment
from app.comments.machine.models import Reading
from app.comments.queue.models import Notice
from app.extensions import db
from app.results.feedback.models import ViewCell
from app.worker import jobs
from app.worker.jobs import everything
from tests.comments import ASKED, comment, on_rota
from tests.engine import KnowsWords, reader
from tests.factories import link
from tests.given import stored
from tests.staff import user


class Dies(KnowsWords):
    """An encoder whose process ends after so many texts."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._after = after

    def embed(self, texts):
        if len(self.asked) >= self._after:
            raise KeyboardInterrupt
        return super().embed(texts)


@pytest.fixture
def tiny(monkeypatch):
    """The worker with the tiny machine; gives the way to put another in."""

    def use(machine):
        monkeypatch.setattr(jobs, "reader_of", lambda *_: machine)

    use(reader())
    return use


def test_comments_are_read_counted_and_told(app, context, tiny):
    on_rota(user("reader"), "reader")
    comment("They slap me, and the tea is cold here")
    db.session.remove()
    assert [everything(app), everything(app)] == [1, 0]
    assert db.session.query(ViewCell).filter_by(theme="").one().people == 1
    assert db.session.query(Notice).one().kind == "signal"


def test_a_death_in_the_middle_loses_nothing_and_doubles_nothing(app, context, tiny, monkeypatch):
    monkeypatch.setattr("app.comments.machine.operations.AT_ONCE", 4)
    for number in range(11):
        comment(f"The tea is cold, number {number} of eleven")
    db.session.remove()
    tiny(reader(encoder=Dies(after=8)))
    with pytest.raises(KeyboardInterrupt):
        everything(app)
    assert db.session.query(Reading).count() == 8
    db.session.remove()
    tiny(reader())
    assert everything(app) == 3
    assert db.session.query(Reading).count() == 11
    assert sum(row.people for row in db.session.query(ViewCell).filter_by(theme="")) == 11


def test_the_command_lays_what_was_stored_before_before_the_readers(context, runner):
    made = link(ASKED)
    stored(made, {"why": "The staff are kind to me"}, times=3)
    db.session.remove()
    done = runner("worker", "--once")
    assert (done.exit_code, done.stdout) == (0, "3 comments read.\n")
    assert db.session.query(Comment).count() == 3
    assert db.session.query(Reading).count() == 3
