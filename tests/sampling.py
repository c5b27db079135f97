"""Reading samples for tests: drawn, and read blind by somebody who reads every language."""

from collections.abc import Callable, Collection

from app.administration.accounts.models import User
from app.collection.responses.models import Comment
from app.comments.machine.engine.languages import SUPPORTED
from app.comments.sample.operations import draw_reading_sample, read_blind
from app.comments.sample.queries import next_to_read
from app.extensions import db
from app.results.feedback.measuring import measure_readings
from tests.comments import reads
from tests.staff import user

Says = Callable[[Comment], tuple[str, Collection[str]]]


def blind_reader() -> User:
    """Somebody who reads every language; the same each time."""
    found = db.session.query(User).filter_by(email="blind@example.org").one_or_none()
    if found is None:
        found = user("reader", name="Blodwen", email="blind@example.org")
        reads(found, languages=[each for each in SUPPORTED if each != "en"])
    return found


def read_sample(says: Says, *, people: int = 2000, at_most: int | None = None) -> int:
    """Draw people, read them blind, and measure; gives how many comments were read.

    Args:
        says: the sentiment and themes that the reader finds in a comment.
        at_most: stop after so many comments.
    """
    draw_reading_sample(people=people, actor="test")
    return go_on_reading(says, at_most=at_most)


def go_on_reading(says: Says, *, at_most: int | None = None) -> int:
    """Read what waits of the samples, and measure."""
    reader, number = blind_reader(), 0
    while number != at_most and (found := next_to_read(reader.id)):
        sentiment, themes = says(db.session.get_one(Comment, found))
        read_blind(comment_id=found, sentiment=sentiment, themes=themes, reader=reader.id)
        number += 1
    db.session.commit()
    measure_readings()
    db.session.commit()
    return number
