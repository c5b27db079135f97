"""Bringing views and cells up to date with what was read and what people corrected."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

import numpy as np
from sqlalchemy import delete, func, insert, select

from app.administration.accounts.operations import record
from app.collection.links.models import Link
from app.collection.publishing.queries import published
from app.collection.responses.models import ALL, Comment, Response
from app.collection.responses.queries import surveys_of_auditors
from app.collection.responses.reporting_groups import audience_of
from app.collection.responses.stray import NOT_COUNTED
from app.comments.machine.engine.heads import SENTIMENTS
from app.comments.machine.engine.own_head import FEWEST, train
from app.comments.machine.engine.reader import Reader, unpacked
from app.comments.machine.models import Reading
from app.comments.machine.operations import asked, save_own_head, switch_to
from app.comments.machine.queries import live_version, newest_own_head, read_by
from app.comments.queue.queries import corrected_since, sentiments_by_people, standing
from app.extensions import db, insertion
from app.results.feedback.models import NOTE, Counted, View, ViewCell
from app.results.feedback.queries import read_comments
from app.results.feedback.releasing import forget_what_was_read, release
from app.results.feedback.similar.queries import subjects_of
from app.results.feedback.views import NOT_ASSESSED, CommentLabels, helper_of, labels_of, view_of
from app.results.indicators.months import month_of

CUT: Final = ("service_id", "month", "audience", "language", "helper", "theme", "sentiment")
RESPONSES_AT_ONCE: Final = 400
OVERLAP: Final = timedelta(seconds=10)
"""A correction that was being stored while another one was counted is looked at again."""


def refresh_batch() -> int:
    """Count some of what was read since the last time; gives how many responses, 0 at the end.

    After another version of the machine was switched on everything is counted again.
    """
    counted = _counted()
    version = live_version()
    if counted.model != version:
        whole = select(Response.id).where(Response.held == ALL)
        db.session.execute(delete(View).where(View.response_id.in_(whole)))
        _sum_again()
        forget_what_was_read()
        counted.has_news = True
        counted.model, counted.corrected_until = version, None
    some = _not_counted(version)
    _recount(some)
    counted.has_news = counted.has_news or bool(some)
    return len(some)


def refresh_corrections() -> int:
    """Count what people corrected since the last time, so that a correction wins at once."""
    counted = _counted()
    since = counted.corrected_until
    responses, newest = corrected_since(since - OVERLAP if since else None)
    if newest is None or newest == since:
        return 0
    counted.corrected_until = newest
    return count_again(responses)


def count_again(response_ids: Collection[uuid.UUID]) -> int:
    """Count these people again, since something is said otherwise of them; gives how many."""
    some = sorted(response_ids)
    for start in range(0, len(some), RESPONSES_AT_ONCE):
        _recount(some[start : start + RESPONSES_AT_ONCE])
    if some:
        _counted().has_news = True
    return len(some)


def rebuild() -> Iterator[int]:
    """Count again all that comments say, some responses at a time; what was released stays.

    Gives how many responses were counted each time, so that the caller can commit after each.
    """
    ids = sorted(_with_views_or_readings())
    for start in range(0, len(ids), RESPONSES_AT_ONCE):
        part = ids[start : start + RESPONSES_AT_ONCE]
        _recount(part)
        yield len(part)
    _sum_again()
    _counted().has_news = True
    yield 0


def refresh_released() -> int:
    """Release what may be released by now; gives how many parcels of people."""
    return release() if _counted().has_news else 0


def _counted() -> Counted:
    found = db.session.get(Counted, 1)
    if found is None:
        found = Counted(id=1)
        db.session.add(found)
        db.session.flush()
    return found


def _not_counted(version: str | None) -> list[uuid.UUID]:
    """Some responses of which the live version has read a comment that no view holds yet."""
    has_view = select(View.response_id).where(View.response_id == Comment.response_id).exists()
    found = (
        select(Comment.response_id)
        .join(Reading, Reading.comment_id == Comment.id)
        .join(Response, Response.id == Comment.response_id)
        .where(
            Reading.model == version,
            Comment.question_id != NOT_COUNTED,
            Response.survey_id.not_in(surveys_of_auditors()),
            ~has_view,
        )
        .distinct()
        .limit(RESPONSES_AT_ONCE)
    )
    return list(db.session.execute(found).scalars())


def _recount(response_ids: Collection[uuid.UUID]) -> None:
    """Make the views of these responses again, and carry the difference into the sums.

    What was read of people whose words were deleted stays as it was.
    """
    response_ids = _whole(response_ids)
    comments: defaultdict[uuid.UUID, list[CommentLabels]] = defaultdict(list)
    for labels in _labels(response_ids):
        comments[labels.response_id].append(labels)
    rows = list(_rows(comments))
    changes = Counter(tuple(row[name] for name in CUT) for row in rows)
    changes.subtract(_stored(response_ids))
    db.session.execute(delete(View).where(View.response_id.in_(response_ids)))
    if rows:
        db.session.execute(insert(View), rows)
    _add(changes)


def _whole(response_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    is_whole = select(Response.id).where(Response.id.in_(response_ids), Response.held == ALL)
    return list(db.session.execute(is_whole).scalars())


def _stored(response_ids: Collection[uuid.UUID]) -> Counter[tuple[Any, ...]]:
    columns = [getattr(View, name) for name in CUT]
    found = db.session.execute(select(*columns).where(View.response_id.in_(response_ids)))
    return Counter(tuple(row) for row in found)


def _with_views_or_readings() -> set[uuid.UUID]:
    read = select(Comment.response_id).join(Reading, Reading.comment_id == Comment.id)
    found = select(View.response_id).union(read.where(Reading.model == live_version()))
    return set(db.session.execute(found).scalars())


def _sum_again() -> None:
    """Make the sums from the views, whatever stood there."""
    db.session.execute(delete(ViewCell))
    columns = [getattr(View, name) for name in CUT]
    summed = select(*columns, func.count()).group_by(*columns)
    db.session.execute(insert(ViewCell).from_select([*CUT, "people"], summed))


def _add(changes: Mapping[tuple[Any, ...], int]) -> None:
    """Add to the sums; a sum that comes to zero goes."""
    rows = [dict(zip(CUT, cut, strict=True)) | {"people": n} for cut, n in changes.items() if n]
    if not rows:
        return
    statement = insertion(ViewCell)
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=CUT,
            set_={"people": ViewCell.people + statement.excluded.people},
        ),
        rows,
    )
    db.session.execute(delete(ViewCell).where(ViewCell.people == 0))


def _labels(response_ids: Collection[uuid.UUID]) -> Iterator[CommentLabels]:
    found = read_comments(response_ids, live_version())
    corrections = standing([row.id for row in found])
    for row in found:
        yield labels_of(row, corrections.get(row.id, {}))


def _rows(comments: dict[uuid.UUID, list[CommentLabels]]) -> Iterator[dict[str, Any]]:
    """A row for each theme that a person spoke of."""
    found = db.session.execute(
        select(Response, Link.service_id, Link.audience)
        .join(Link, Link.token == Response.link_token)
        .where(Response.id.in_(comments), Response.survey_id.not_in(surveys_of_auditors()))
    )
    clusters = subjects_of(comments)
    for response, service_id, audience in found:
        survey = published(response.survey_id, response.version)
        by_theme, language = view_of(comments[response.id])
        by_theme |= {f"{NOTE}{note}": NOT_ASSESSED for note in response.notes}
        by_theme |= dict.fromkeys(clusters.get(response.id, ()), NOT_ASSESSED)
        for theme, sentiment in by_theme.items():
            yield {
                "response_id": response.id,
                "theme": theme,
                "sentiment": sentiment,
                "service_id": service_id,
                "audience": audience_of(survey, response.answers, audience) if survey else audience,
                "month": month_of(response.week),
                "language": language,
                "helper": helper_of(response.answers),
            }


def record_opening(*, actor: str, what: str) -> None:
    """Record that somebody opened comments."""
    record(actor=actor, action="comments-opened", subject=what[:200])


def switch(*, version: str, actor: str) -> None:
    """Let another version of the machine count from now on, which is recorded.

    Raises:
        NotFound: when no such version has read comments here.
    """
    switch_to(version=version, actor=actor)
    record(actor=actor, action="machine-switched", subject=version)


def train_own_head(shipped: Reader) -> str | None:
    """Train a head on what people corrected, once there are enough and some are new.

    Gives the version that was kept, or None. It does not count before somebody switches it on.
    """
    labels = {
        comment_id: sentiment
        for comment_id, sentiment in sentiments_by_people().items()
        if sentiment in SENTIMENTS
    }
    newest = newest_own_head(shipped.version)
    if len(labels) - (newest.corrections if newest else 0) < FEWEST:
        return None
    corrected = read_by(shipped.version, labels)
    if len(corrected) < FEWEST:
        return None
    comments = [asked(each) for each, _ in corrected]
    scored = shipped.scored(comments, np.array([unpacked(stored) for _, stored in corrected]))
    if scored is None:
        return None
    ids = [each.comment_id for each, _ in corrected]
    trial = train(ids, *scored, [labels[each] for each in ids])
    return save_own_head(base=shipped.version, trial=trial) if trial.is_better else None
