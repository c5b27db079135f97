"""What stands at the top of every staff page while comments need somebody."""

from flask import current_app

from app.administration.accounts.session import may_open, reader_id
from app.comments.queue.attention import Attention, attention


def needs_somebody() -> Attention | None:
    """What needs somebody now, for whoever reads comments; None where nothing does."""
    if not may_open("queue.queue"):
        return None
    found = attention(reader=reader_id(), nation=current_app.config["OWNWORDS"].nation)
    return found if found.is_any else None
