"""A real worker, killed as the machine that it runs on would kill it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.collection.responses.models import Comment
from app.comments.machine.models import Reading
from app.extensions import db
from tests.comments import ASKED
from tests.factories import link
from tests.given import stored

WORKER = (sys.executable, "-c", "from app.cli import main; main(['worker', '--once'])")
BATCH = 64
COMMENTS = 3 * BATCH


@contextmanager
def working(settings) -> Iterator[subprocess.Popen[bytes]]:
    """`ownwords worker --once` on the test's own database."""
    names = ("data", "database_url", "base_url", "secret_key")
    own = {f"OWNWORDS_{name.upper()}": str(getattr(settings, name)) for name in names}
    process = subprocess.Popen(
        WORKER, env=os.environ | own, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def test_a_killed_worker_loses_nothing_and_the_next_goes_on(app, context, settings):
    made = link(ASKED)
    for number in range(COMMENTS):
        stored(made, {"why": f"The tea is cold, and this is comment number {number} of it"})
    db.session.remove()
    with working(settings) as process:
        told = process.stderr
        assert told is not None
        assert told.read(len(f"\r{BATCH} comments read")) == f"\r{BATCH} comments read".encode()
        process.send_signal(signal.SIGKILL)
    before = db.session.query(Reading).count()
    assert BATCH <= before < COMMENTS
    db.session.remove()
    with working(settings) as process:
        out, told_at_last = process.communicate(timeout=120)
    assert (process.returncode, out) == (0, f"{COMMENTS - before} comments read.\n".encode()), (
        told_at_last
    )
    assert db.session.query(Comment).count() == COMMENTS
    assert db.session.query(Reading).count() == COMMENTS
    assert len({each for (each,) in db.session.query(Reading.comment_id)}) == COMMENTS
