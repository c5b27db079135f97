"""What people change of clusters: what they are called, and which are shown as one."""

import uuid
from typing import Final

from sqlalchemy import update

from app.administration.accounts.operations import record
from app.comments.machine.engine.personal.details import find
from app.extensions import db
from app.kernel.errors import Conflict, Refused
from app.kernel.texts import one_line
from app.results.feedback.models import Cluster
from app.results.feedback.operations import count_again
from app.results.feedback.similar.queries import get_cluster, in_several_parts

NAME_LIMIT: Final = 80


def rename(*, cluster_id: uuid.UUID, name: str | None, actor: str) -> Cluster:
    """Give a cluster a name, which it keeps, or let its own words name it again.

    Args:
        name: empty for its own words.

    Raises:
        NotFound: when there is no such cluster.
        Refused: when the name is too long or holds personal details.
    """
    cluster = get_cluster(cluster_id)
    given = one_line(name, name="The name", limit=NAME_LIMIT)
    if given and find(given):
        raise Refused("The name holds personal details. Leave them out.")
    before, cluster.name = cluster.name, given
    record(
        actor=actor,
        action="similar-renamed",
        subject=str(cluster.id),
        detail={"before": before, "name": given},
    )
    return cluster


def merge(*, cluster_id: uuid.UUID, into: uuid.UUID | None, actor: str) -> Cluster:
    """Show a cluster, and what was merged into it before, as part of another; gives that one.

    What was released of each part stays as it is, and the number of all is their sum.

    Raises:
        NotFound: when there is no such cluster.
        Refused: when no other one was chosen.
        Conflict: when somebody merged one of them meanwhile.
    """
    cluster = get_cluster(cluster_id)
    if into is None or into == cluster_id:
        raise Refused("Choose the similar comments that these belong with.")
    kept = get_cluster(into)
    if cluster.merged_into or kept.merged_into:
        raise Conflict("Somebody else has merged these already. Look at them again.")
    parts = (Cluster.id == cluster.id) | (Cluster.merged_into == cluster.id)
    db.session.execute(update(Cluster).where(parts).values(merged_into=kept.id))
    count_again(in_several_parts(kept.id))
    _record_merge("similar-merged", cluster.id, kept.id, actor)
    return kept


def take_apart(*, cluster_id: uuid.UUID, actor: str) -> Cluster:
    """Show a cluster by itself again, with the name that it had.

    Raises:
        NotFound: when there is no such cluster.
        Conflict: when it is shown by itself already.
    """
    cluster = get_cluster(cluster_id)
    kept = cluster.merged_into
    if kept is None:
        raise Conflict("These are shown by themselves already.")
    people = in_several_parts(kept)
    cluster.merged_into = None
    db.session.flush()
    count_again(people)
    _record_merge("similar-taken-apart", cluster.id, kept, actor)
    return cluster


def _record_merge(action: str, one: uuid.UUID, other: uuid.UUID, actor: str) -> None:
    record(actor=actor, action=action, subject=str(one), detail={"with": str(other)})
