"""Reading what is released about a cut, in a number of queries that does not depend on the rows."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from app.collection.responses.models import Comment, Response
from app.collection.responses.queries import surveys_of_auditors
from app.collection.responses.stray import NOT_COUNTED
from app.comments.machine.models import Reading
from app.disclosure import Hidden, Reason, alike, is_safe_size, why_hidden
from app.extensions import db
from app.kernel.clock import today
from app.results.feedback.accuracy import measurements
from app.results.feedback.counts import Counts
from app.results.feedback.cuts import ALL_TIME, FeedbackCut
from app.results.feedback.models import EVERYTHING, Counted, ViewCell, ViewSum, is_theme
from app.results.feedback.releasing import (
    ALL_SERVICES,
    FELT,
    SEVERAL_SERVICES,
    SPOKE,
    THEME_LANGUAGE,
)
from app.results.feedback.views import NEGATIVE

Waiting = defaultdict[tuple[str, str], Counter[tuple[str, str]]]
"""People who are counted and not released, by breakdown and group, at each service and audience."""


def counts_of(cut: FeedbackCut) -> Counts:
    """What is released of a cut. Languages and helpers: of everybody, in all months only."""
    counts = Counts()
    _add_feelings(counts, cut)
    _add_everything(counts, cut)
    _add_bases(counts, cut)
    if cut == FeedbackCut():
        _add_groups(counts)
    _add_hidden(counts, _waiting(cut))
    _add_months(counts, cut)
    counts.measured = measurements(is_whole=cut == FeedbackCut())
    return counts


def released_services() -> Select[uuid.UUID]:
    """The services of which it is shown that people wrote."""
    return select(ViewSum.service_id).where(
        ViewSum.subject == f"{SPOKE}{EVERYTHING}", ViewSum.shown > 0
    )


def released_at() -> datetime | None:
    """When figures were last brought up to date."""
    found = db.session.get(Counted, 1)
    return found.released_at if found else None


def months_with_views() -> list[str]:
    """The months in which anybody wrote anything."""
    return list(db.session.execute(select(ViewCell.month).distinct()).scalars())


def read_comments(response_ids: Collection[uuid.UUID], version: str | None) -> Sequence[Any]:
    """What a version of the machine read in the comments of people, each person's in order."""
    found = (
        select(
            Comment.id,
            Comment.response_id,
            Reading.language,
            Reading.sentiment,
            Reading.is_sure,
            Reading.themes,
        )
        .join(Reading, Reading.comment_id == Comment.id)
        .where(
            Comment.response_id.in_(response_ids),
            Comment.question_id != NOT_COUNTED,
            Reading.model == version,
        )
        .order_by(Comment.response_id, Comment.question_id)
    )
    return db.session.execute(found).all()


def left_to_count() -> int:
    """How many people's comments are stored and not in any figure yet."""
    people = (
        select(func.count(func.distinct(Comment.response_id)))
        .join(Response, Response.id == Comment.response_id)
        .where(
            Comment.question_id != NOT_COUNTED,
            Response.survey_id.not_in(surveys_of_auditors()),
        )
    )
    counted = select(func.coalesce(func.sum(ViewCell.people), 0)).where(
        ViewCell.theme == EVERYTHING
    )
    return max(
        0, db.session.execute(people).scalar_one() - db.session.execute(counted).scalar_one()
    )


def _add_feelings(counts: Counts, cut: FeedbackCut) -> None:
    """How people feel about each theme."""
    rows = db.session.execute(
        select(ViewSum.subject, ViewSum.code, func.sum(ViewSum.shown))
        .where(ViewSum.subject.startswith(FELT), *_places(cut), *_months(cut))
        .group_by(ViewSum.subject, ViewSum.code)
        .having(func.sum(ViewSum.shown) != 0)
    )
    for subject, code, people in rows:
        counts.parts["theme"][subject.removeprefix(FELT)][code] += int(people)


def _add_everything(counts: Counts, cut: FeedbackCut) -> None:
    """How people feel all in all, by month, audience and service."""
    rows = db.session.execute(
        select(
            ViewSum.service_id, ViewSum.audience, ViewSum.month, ViewSum.code, ViewSum.shown
        ).where(
            ViewSum.subject == f"{FELT}{EVERYTHING}",
            ViewSum.shown != 0,
            *_places(cut),
            *_months(cut),
        )
    )
    for service_id, audience, month, code, people in rows:
        counts.parts["month"][month][code] += people
        if service_id != SEVERAL_SERVICES:
            counts.parts["audience"][audience][code] += people
            counts.parts["service_id"][str(service_id)][code] += people


def _add_bases(counts: Counts, cut: FeedbackCut) -> None:
    """Who spoke of each theme, and in which month."""
    wrote: Counter[tuple[str, str]] = Counter()
    rows = db.session.execute(
        select(ViewSum.subject, ViewSum.month, func.sum(ViewSum.shown))
        .where(ViewSum.subject.startswith(SPOKE), *_places(cut), *_months(cut))
        .group_by(ViewSum.subject, ViewSum.month)
        .having(func.sum(ViewSum.shown) != 0)
    )
    for subject, month, people in rows:
        wrote[subject.removeprefix(SPOKE), month] += int(people)
    for (theme, month), people in wrote.items():
        counts.spoke["theme", theme] += people
        counts.parts["theme"][theme].update({})
        if theme == EVERYTHING:
            counts.spoke["month", month] += people
            counts.parts["month"][month].update({})
        elif is_theme(theme):
            counts.theme_months[theme][month] += people


def _add_groups(counts: Counts) -> None:
    """People by language and helper, and why some are hidden."""
    found: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    waits: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    rows = db.session.execute(
        select(
            ViewSum.subject,
            ViewSum.code,
            func.sum(ViewSum.shown),
            func.sum(ViewSum.counted - ViewSum.taken),
        )
        .where(ViewSum.service_id == ALL_SERVICES)
        .group_by(ViewSum.subject, ViewSum.code)
    )
    for subject, code, shown, waiting in rows:
        prefix, _, group = subject.partition(":")
        name, _, key = group.partition("=")
        if name == THEME_LANGUAGE:
            theme, _, language = key.partition("/")
            counts.theme_languages[theme][language] += int(shown)
            continue
        found[name, key, f"{prefix}:"][code] += int(shown)
        waits[name, key, f"{prefix}:"][code] += int(waiting)
    for name, key, prefix in found:
        if prefix == FELT:
            counts.parts[name][key].update(found[name, key, FELT])
            left = waits[name, key, FELT]
            is_alike = is_safe_size(left.total()) and alike(left, left.total(), (NEGATIVE,))
            counts.hidden[name, key] = Hidden(reason=Reason.ALIKE if is_alike else Reason.BESIDE)
    for name, key, prefix in found:
        if prefix == SPOKE:
            counts.spoke[name, key] += found[name, key, SPOKE].total()
            counts.parts[name][key].update({})
            counts.hidden.setdefault((name, key), Hidden(reason=Reason.BESIDE))


def _waiting(cut: FeedbackCut) -> Waiting:
    """Who waits of everything and of each theme, service and audience, by place."""
    found: Waiting = defaultdict(Counter)
    columns = (ViewSum.subject, ViewSum.service_id, ViewSum.audience)
    rows = db.session.execute(
        select(*columns, func.sum(ViewSum.counted - ViewSum.taken))
        .where(ViewSum.counted != ViewSum.taken, *_places(cut))
        .group_by(*columns)
    )
    for subject, service_id, audience, waiting in rows:
        prefix, _, theme = subject.partition(":")
        place, people = (str(service_id), audience), int(waiting)
        kind = "theme" if f"{prefix}:" == SPOKE else "felt"
        found[kind, theme][place] += people
        if kind == "felt" and theme == EVERYTHING:
            found["service_id", str(service_id)][place] += people
            found["audience", audience][place] += people
    return found


def _add_hidden(counts: Counts, waiting: Waiting) -> None:
    """Why nothing is released about groups that have somebody in them; each has an entry."""
    for (name, key), places in waiting.items():
        why = Hidden(reason=why_hidden(places.values()))
        if name == "theme" and key == EVERYTHING:
            counts.why = why
        elif any(number > 0 for number in places.values()):
            counts.hidden[name, key] = why
            if name in counts.parts:
                counts.parts[name][key].update({})


def _add_months(counts: Counts, cut: FeedbackCut) -> None:
    """Months whose people are released with later ones, or wait, stand among the others."""
    rows = db.session.execute(
        select(ViewSum.month)
        .where(
            ViewSum.subject == f"{SPOKE}{EVERYTHING}",
            ViewSum.counted > 0,
            *_places(cut),
            *_months(cut),
        )
        .distinct()
    )
    for month in rows.scalars():
        counts.hidden["month", month] = Hidden(reason=Reason.WAITING)
        counts.parts["month"][month].update({})


def _places(cut: FeedbackCut) -> list[ColumnElement[bool]]:
    within = [ViewSum.service_id != ALL_SERVICES]
    if cut.service_id is not None:
        within.append(ViewSum.service_id == cut.service_id)
    if cut.audiences:
        within.append(ViewSum.audience.in_(cut.audiences))
    return within


def _months(cut: FeedbackCut) -> list[ColumnElement[bool]]:
    if cut.period == ALL_TIME:
        return []
    first, last = cut.months(today())
    return [ViewSum.month >= first, ViewSum.month <= last]
