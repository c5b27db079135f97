"""What stands at the top of every staff page while comments need somebody."""

from flask import current_app

from app.administration.accounts.session import reader_id, signed_in
from app.comments.queue.attention import Attention, attention


def needs_somebody() -> Attention | None:
    """What needs somebody now, for whoever is signed in; None where nothing does."""
    if signed_in() is None:
        return None
    found = attention(reader=reader_id(), nation=current_app.config["OWNWORDS"].nation)
    return found if found.is_any else None
