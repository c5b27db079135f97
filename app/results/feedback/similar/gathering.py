"""Bringing clusters up to date with what was read. Done by the worker, at a bounded cost.

A comment that is new joins the kept cluster that it is nearest to, so that a cluster stays the same
from week to week. Of those that are like none, the newest are looked at together, and where five
people or more say about the same, a new cluster is kept. Only comments that everybody who sees
figures may read are looked at: not those that nobody has read yet, or that reported harm.

A pass takes each new comment once, `LOOSE` others together (their square in time and memory), and,
where something new was found, `LOOKED_BACK` of those before.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from sqlalchemy import Select, delete, or_, select

from app.collection.responses.models import Comment
from app.comments.machine.engine.reader import packed, unpacked
from app.comments.machine.models import ModelVersion, Reading
from app.comments.machine.queries import live_version
from app.comments.queue.queries import concerns
from app.disclosure import LOWEST_THRESHOLD
from app.extensions import db, insertion
from app.results.feedback.behind import readable
from app.results.feedback.models import Cluster, Clustered
from app.results.feedback.operations import RESPONSES_AT_ONCE, count_again
from app.results.feedback.similar.clusters import (
    CLOSE,
    Floats,
    Middles,
    centred,
    joined,
    middles,
    nearest,
)
from app.results.feedback.similar.named import EVERYBODY, forget_names, name_clusters
from app.results.feedback.similar.queries import all_clusters

FEWEST: Final = LOWEST_THRESHOLD
AT_ONCE: Final = RESPONSES_AT_ONCE
LOOSE: Final = 2000
LOOKED_BACK: Final = 20_000
MOST: Final = 500
"""So many clusters are kept; none is new after that."""


@dataclass
class _Some:
    """Comments, with the people who wrote them and what they mean as rows of length one."""

    comments: list[uuid.UUID]
    people: list[uuid.UUID]
    rows: Floats


@dataclass
class _Kept:
    """The clusters of the live version, and the mean row of each."""

    clusters: list[Cluster] = field(default_factory=list)
    centres: list[Floats] = field(default_factory=list)

    def take(self, place: int, rows: Floats) -> None:
        """Rows join a cluster: its middle moves by as much as they are of it."""
        cluster = self.clusters[place]
        size = cluster.size + len(rows)
        self.centres[place] = (self.centres[place] * cluster.size + rows.sum(axis=0)) / size
        cluster.size, cluster.centre = size, packed(self.centres[place])


def gather() -> Iterator[int]:
    """Look at all comments that were not looked at yet.

    Gives how many were looked at in each step, so that the caller can commit after it. Each step is
    short, since whoever answers waits for it where the database has one writer.
    """
    yield _let_go()
    forget_names()
    some = _new_comments()
    around = _middles() if some else None
    if around is None:
        return
    kept = _kept(around)
    while some:
        touched = _take_in(_read(some, around), kept)
        yield len(some)
        name_clusters(touched)
        some = _new_comments()
    yield from _form(kept, around)


def _let_go() -> int:
    """Comments that are not for everybody any more leave their cluster at once."""
    found = db.session.execute(
        select(Clustered.comment_id, Comment.response_id)
        .join(Comment, Comment.id == Clustered.comment_id)
        .where(or_(~Comment.is_read, Comment.id.in_(concerns())))
    ).all()
    for start in range(0, len(found), AT_ONCE):
        part = found[start : start + AT_ONCE]
        ids = [comment_id for comment_id, _ in part]
        db.session.execute(delete(Clustered).where(Clustered.comment_id.in_(ids)))
        count_again({response_id for _, response_id in part})
    return len(found)


def _meant() -> Select[uuid.UUID, uuid.UUID, str, bytes | None]:
    """What comments mean, in the language in which they were read; the newest first."""
    return (
        readable(EVERYBODY)
        .with_only_columns(Comment.id, Comment.response_id, Reading.language, Reading.embedding)
        .where(Reading.embedding.is_not(None))
    )


def _new_comments() -> Sequence[Any]:
    is_known = select(Clustered.comment_id).where(Clustered.comment_id == Comment.id).exists()
    found = _meant().where(~is_known).limit(AT_ONCE)
    return db.session.execute(found).all()


def _middles() -> Middles | None:
    """The middle of each language, of the newest comments."""
    found = db.session.execute(_meant().limit(LOOSE)).all()
    if not found:
        return None
    rows = np.array([unpacked(row.embedding) for row in found])
    return middles(rows, [row.language for row in found])


def _read(found: Sequence[Any], around: Middles) -> _Some:
    rows = np.array([unpacked(row.embedding) for row in found])
    return _Some(
        [row.id for row in found],
        [row.response_id for row in found],
        centred(rows, [row.language for row in found], around),
    )


def _kept(around: Middles) -> _Kept:
    """What is kept; a cluster of an earlier version of the machine lies where its comments do."""
    kept = _Kept()
    for cluster in sorted(all_clusters().values(), key=lambda each: str(each.id)):
        if cluster.model != live_version() and not _placed_anew(cluster, around):
            continue
        kept.clusters.append(cluster)
        kept.centres.append(unpacked(cluster.centre))
    return kept


def _placed_anew(cluster: Cluster, around: Middles) -> bool:
    found = db.session.execute(
        select(Comment.id, Comment.response_id, Reading.language, Reading.embedding)
        .join(Clustered, Clustered.comment_id == Comment.id)
        .join(Reading, Reading.comment_id == Comment.id)
        .join(ModelVersion, ModelVersion.version == Reading.model)
        .where(
            Clustered.cluster_id == cluster.id,
            ModelVersion.is_live,
            Reading.embedding.is_not(None),
        )
        .order_by(Clustered.nearness.desc(), Comment.id)
        .limit(AT_ONCE)
    ).all()
    if found:
        rows = _read(found, around).rows
        cluster.model, cluster.centre = live_version() or "", packed(rows.mean(axis=0))
        cluster.size = len(rows)
    return bool(found)


def _take_in(some: _Some, kept: _Kept) -> list[Cluster]:
    """Each comment joins the cluster it is nearest to, or is loose; gives the clusters joined."""
    places = np.full(len(some.comments), -1)
    alike = np.zeros(len(some.comments), np.float32)
    if kept.clusters:
        best, alike = nearest(some.rows, np.array(kept.centres))
        places = np.where(alike >= CLOSE, best, -1)
    for place in sorted(set(places.tolist()) - {-1}):
        kept.take(place, some.rows[places == place])
    _store(
        {
            comment_id: (None if place < 0 else kept.clusters[place].id, near)
            for comment_id, place, near in zip(
                some.comments, places.tolist(), alike.tolist(), strict=True
            )
        }
    )
    count_again({some.people[row] for row in np.flatnonzero(places >= 0)})
    return [kept.clusters[place] for place in set(places.tolist()) - {-1}]


def _form(kept: _Kept, around: Middles) -> Iterator[int]:
    """Keep new clusters of loose comments that say about the same; others before may join them."""
    found = _loose(LOOSE)
    if not found:
        return
    some = _read(found, around)
    new = _Kept()
    for group in joined(some.rows):
        is_enough = len({some.people[row] for row in group}) >= FEWEST
        if is_enough and len(kept.clusters) + len(new.clusters) < MOST:
            _keep(some, group, new)
            yield len(group)
    if not new.clusters:
        return
    chosen = {row.id for row in found}
    before = [row for row in _loose(LOOKED_BACK) if row.id not in chosen]
    for start in range(0, len(before), AT_ONCE):
        part = before[start : start + AT_ONCE]
        _take_in(_read(part, around), new)
        yield len(part)
    name_clusters(new.clusters)
    yield 0


def _loose(at_most: int) -> Sequence[Any]:
    """Comments that are in no cluster, the newest first."""
    found = _meant().join(Clustered, Clustered.comment_id == Comment.id)
    statement = found.where(Clustered.cluster_id.is_(None)).limit(at_most)
    return db.session.execute(statement).all()


def _keep(some: _Some, group: Sequence[int], new: _Kept) -> None:
    rows = some.rows[list(group)]
    centre = rows.mean(axis=0)
    cluster = Cluster(
        id=uuid.uuid4(),
        words={},
        model=live_version() or "",
        centre=packed(centre),
        size=len(rows),
    )
    db.session.add(cluster)
    db.session.flush()
    new.clusters.append(cluster)
    new.centres.append(centre)
    near = (rows @ centre).tolist()
    _store({some.comments[row]: (cluster.id, each) for row, each in zip(group, near, strict=True)})
    count_again({some.people[row] for row in group})


def _store(where: dict[uuid.UUID, tuple[uuid.UUID | None, float]]) -> None:
    statement = insertion(Clustered)
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["comment_id"],
            set_={name: statement.excluded[name] for name in ("cluster_id", "nearness")},
        ),
        [
            {"comment_id": comment_id, "cluster_id": cluster_id, "nearness": near}
            for comment_id, (cluster_id, near) in where.items()
        ],
    )
