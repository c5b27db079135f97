"""Clusters as they are kept, and which of them somebody is counted in."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from app.collection.responses.models import Comment
from app.extensions import db
from app.kernel.errors import require
from app.results.feedback.models import CLUSTER, Cluster, Clustered

SHOWN_AS = func.coalesce(Cluster.merged_into, Cluster.id)
"""The cluster with which the comments of a cluster are shown: itself, or that which took it in."""


def subject_of(cluster_id: uuid.UUID) -> str:
    """Under which name people of a cluster are summed as those of a theme are."""
    return f"{CLUSTER}{cluster_id.hex}"


def subjects_of(response_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The clusters that people are in, as they are summed.

    Somebody whose comments are in several clusters that are shown as one is counted in one of them:
    the cluster's number is the sum of its parts.
    """
    rows = db.session.execute(
        select(Comment.response_id, SHOWN_AS, Cluster.id)
        .join(Clustered, Clustered.comment_id == Comment.id)
        .join(Cluster, Cluster.id == Clustered.cluster_id)
        .where(Comment.response_id.in_(response_ids))
    )
    parts: defaultdict[tuple[uuid.UUID, uuid.UUID], list[str]] = defaultdict(list)
    for response_id, shown_as, cluster_id in rows:
        parts[response_id, shown_as].append(subject_of(cluster_id))
    found: defaultdict[uuid.UUID, list[str]] = defaultdict(list)
    for (response_id, _), subjects in parts.items():
        found[response_id].append(min(subjects))
    return dict(found)


def all_clusters() -> Mapping[uuid.UUID, Cluster]:
    """Every cluster that is kept, shown or not, by its id."""
    return {each.id: each for each in db.session.execute(select(Cluster)).scalars()}


def get_cluster(cluster_id: uuid.UUID) -> Cluster:
    """The cluster with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(Cluster, cluster_id), "There are no such similar comments.")


def in_several_parts(shown_as: uuid.UUID) -> list[uuid.UUID]:
    """Those whose comments are in several clusters that are shown as this one."""
    found = (
        select(Comment.response_id)
        .join(Clustered, Clustered.comment_id == Comment.id)
        .join(Cluster, Cluster.id == Clustered.cluster_id)
        .where(SHOWN_AS == shown_as)  # noqa: SIM300
        .group_by(Comment.response_id)
        .having(func.count(func.distinct(Cluster.id)) > 1)
        .order_by(Comment.response_id)
    )
    return list(db.session.execute(found).scalars())
