"""One comment with all that reading it needs, for operations and pages of this folder."""

import uuid
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Select, select

from app.administration.organisation.models import Service
from app.collection.links.audiences import AUDIENCES
from app.collection.links.models import Link
from app.collection.publishing.queries import published
from app.collection.responses.models import Comment, Response
from app.collection.responses.stray import NOT_COUNTED
from app.comments.machine.models import ModelVersion, Reading
from app.extensions import db
from app.kernel.errors import NotFound
from app.kernel.localised import language_of

CommentEntries: TypeAlias = Select[Comment, Response, Service, str, Reading]


@dataclass(frozen=True, slots=True)
class CommentEntry:
    """A comment, the answers it belongs to, the service it is about and what a machine read."""

    comment: Comment
    response: Response
    service: Service
    audience: str
    reading: Reading | None

    @property
    def text(self) -> str:
        """The words as they were written."""
        return self.response.words(self.comment.question_id)

    @property
    def is_counted(self) -> bool:
        """Whether it answers a question; what is stray is read and stands in no figure."""
        return self.comment.question_id != NOT_COUNTED

    @property
    def audience_name(self) -> str:
        """Who was asked, as staff pages call them."""
        return AUDIENCES.get(self.audience, self.audience)

    @property
    def language(self) -> str:
        """The language read in it, or that of the survey it was written in."""
        read = self.reading.language if self.reading else ""
        return read if read not in ("", "und") else language_of(self.response.locale)


def comment_entries() -> CommentEntries:
    """A statement that gives comments with what belongs to them; `comment_entry` takes its rows."""
    live = select(ModelVersion.version).where(ModelVersion.is_live).scalar_subquery()
    return (
        select(Comment, Response, Service, Link.audience, Reading)
        .join(Response, Response.id == Comment.response_id)
        .join(Link, Link.token == Response.link_token)
        .join(Service, Service.id == Link.service_id)
        .outerjoin(Reading, (Reading.comment_id == Comment.id) & (Reading.model == live))
    )


def comment_entry(comment_id: uuid.UUID) -> CommentEntry:
    """One comment.

    Raises:
        NotFound: when there is none with this id.
    """
    row = db.session.execute(comment_entries().where(Comment.id == comment_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such comment.")
    return CommentEntry(*row)


def question_asked(entry: CommentEntry, question_id: str) -> str:
    """The words of a question of the same survey, in English; empty where it has none such."""
    survey = published(entry.response.survey_id, entry.response.version)
    found = survey and next((each for each in survey.questions if each.id == question_id), None)
    return found.text.in_locale("en", service=entry.service.name) if found else ""
