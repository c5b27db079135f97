"""Keeping what somebody wrote out of what is published: no sentence stands word for word.

A summary in one's own words shares single words with comments, hardly ever eight in a row.
"""

import re
import uuid
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import closing
from typing import Final

from sqlalchemy import select

from app.collection.links.models import Link
from app.collection.responses.models import Comment, Response
from app.collection.responses.stray import words
from app.extensions import db
from app.kernel.errors import Refused

IN_A_ROW: Final = 8
WHOLE_COMMENT: Final = 5
LENGTHS: Final = range(WHOLE_COMMENT, IN_A_ROW)
"""So many words may a comment have that stands whole without eight in a row."""

ROWS_AT_ONCE: Final = 1_000
# Scripts without spaces: there each character counts as a word.
WORD: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’][^\W_]+)?")


def refuse_verbatim(texts: Iterable[str], services: Collection[uuid.UUID]) -> None:
    """Hold texts against every comment on these services, or on any when none is named.

    Raises:
        Refused: when a text holds a whole comment of five words or more, or eight words in a row
            of one.
    """
    ours = [words for words in map(_words, texts) if len(words) >= WHOLE_COMMENT]
    if not ours:
        return
    runs = {run for words in ours for run in _runs(words, IN_A_ROW)}
    ours_whole = {run for words in ours for length in LENGTHS for run in _runs(words, length)}
    with closing(_comments(services)) as comments:
        for words in map(_words, comments):
            is_whole = len(words) in LENGTHS and tuple(words) in ours_whole
            if is_whole or not runs.isdisjoint(_runs(words, IN_A_ROW)):
                raise Refused(
                    "Part of this is word for word what somebody wrote. Say it in your own "
                    "words, so that nobody is recognised by theirs."
                )


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold().replace("’", "'"))


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))


def _comments(services: Collection[uuid.UUID]) -> Generator[str, None, None]:
    found = select(Response.answers, Response.stray, Comment.question_id).join(
        Comment, Comment.response_id == Response.id
    )
    if services:
        found = found.join(Link, Link.token == Response.link_token)
        found = found.where(Link.service_id.in_(services))
    # Closed also when the first find ends the search, or PostgreSQL would keep its cursor open.
    with closing(db.session.execute(found.execution_options(yield_per=ROWS_AT_ONCE))) as rows:
        for row in rows:
            yield words(row.answers, row.stray, row.question_id)
