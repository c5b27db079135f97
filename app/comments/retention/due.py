"""Which responses have words or answers whose time is over."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, false, or_, select

from app.collection.links.models import Link
from app.collection.responses.models import ALL, NOTHING, PART, Comment, Response
from app.collection.responses.queries import surveys_of_auditors
from app.comments.queue.decisions import has_outcome
from app.comments.queue.dispositions import DISPOSITIONS
from app.comments.queue.models import CaseStep, Decision
from app.comments.retention.periods import Kept, last_day_to_go
from app.extensions import db
from app.kernel.clock import day_of, iso_week

AT_ONCE: Final = 300


@dataclass
class _File:
    """What was decided and done about one comment."""

    is_read: bool
    decisions: list[Decision] = field(default_factory=list)
    steps: list[CaseStep] = field(default_factory=list)

    @property
    def kinds(self) -> set[str]:
        """The kinds by which its time is told, besides that it is words."""
        cases = [DISPOSITIONS[each.disposition] for each in self.decisions]
        kinds = {"safeguarding" for each in cases if each.is_abuse}
        return kinds | {"complaints" for each in cases if each.is_case and not each.is_abuse}

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to read it, decide, confirm, or close it."""
        if not self.is_read or not self.decisions:
            return not self.is_read
        last = self.decisions[-1]
        is_case = DISPOSITIONS[last.disposition].is_case
        return last.waits_for_second or (is_case and not has_outcome(last, self.steps))

    def is_over(self, kept: Kept, on: date) -> bool:
        """Whether its time as a case is over; what never was a case has none."""
        if self.is_open:
            return False
        if not self.kinds:
            return True
        moments = [each.at for each in self.decisions] + [each.at for each in self.steps]
        last = day_of(max(moments))
        return all(last <= last_day_to_go(kept, kind, on) for kind in self.kinds)


def with_words(kept: Kept, on: date) -> Select[Any]:
    """Responses with words at links that closed long enough ago, or as old as answers may be."""
    closed = last_day_to_go(kept, "words", on)
    has_words = select(Comment.id).where(Comment.response_id == Response.id).exists()
    is_old = or_(Link.closes_on <= closed, _old_answers(kept, on))
    return _of_people().where(Response.held != NOTHING, has_words, is_old)


def with_answers(kept: Kept, on: date) -> Select[Any]:
    """Responses whose answers are old enough; those of trainings and policies stay."""
    is_whole = Response.held.in_((ALL, PART))
    return _of_people().where(is_whole, Link.about.is_(None), _old_answers(kept, on))


def in_parts(found: Select[Any]) -> Iterator[list[uuid.UUID]]:
    """The ids that a statement gives, some hundred at a time, all read before the first."""
    ids = list(db.session.execute(found.order_by(Response.id)).scalars())
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


def comments_due(
    response_ids: Collection[uuid.UUID], kept: Kept, on: date
) -> Mapping[uuid.UUID, list[uuid.UUID]]:
    """The comments of those of these responses of which none has to be kept any longer."""
    rows = db.session.execute(
        select(Comment.response_id, Comment.id, Comment.is_read).where(
            Comment.response_id.in_(response_ids)
        )
    ).all()
    files = {comment_id: _File(is_read) for _, comment_id, is_read in rows}
    for decision in _about(Decision, files):
        files[decision.comment_id].decisions.append(decision)
    for step in _about(CaseStep, files):
        files[step.comment_id].steps.append(step)
    by_response: defaultdict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for response_id, comment_id, _ in rows:
        by_response[response_id].append(comment_id)
    return {
        response_id: ids
        for response_id, ids in by_response.items()
        if all(files[each].is_over(kept, on) for each in ids)
    }


def _about(table: Any, comment_ids: Collection[uuid.UUID]) -> Iterator[Any]:
    found = select(table).where(table.comment_id.in_(list(comment_ids))).order_by(table.at)
    yield from db.session.execute(found).scalars()


def _of_people() -> Select[Any]:
    found = select(Response.id).join(Link, Link.token == Response.link_token)
    return found.where(Response.survey_id.not_in(surveys_of_auditors()))


def _old_answers(kept: Kept, on: date) -> Any:
    last = last_day_to_go(kept, "answers", on)
    # The whole week is over by that day.
    return Response.week < iso_week(last) if last > date.min else false()
