"""What many people of a cut say: which clusters, how many people, and whether that may be shown.

A cluster is shown from five people of the cut whose comments may be read. Its number passes the
gate as every figure does: people are released in parcels of ten or more of a service and audience,
and until then it says no more than that they are five at least.
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, func, select

from app.collection.responses.models import Comment
from app.comments.machine.models import Reading
from app.comments.queue.own_themes import all_themes
from app.disclosure import LOWEST_THRESHOLD, Hidden, Released, release_total
from app.extensions import db
from app.results.feedback.behind import Quoted, hidden_in, quoted, readable, rows_of
from app.results.feedback.choosing import Offered, chosen_cut, cut_title, offered
from app.results.feedback.counts import Counts
from app.results.feedback.cuts import FeedbackCut
from app.results.feedback.models import Cluster, Clustered
from app.results.feedback.queries import counts_of
from app.results.feedback.similar.queries import (
    SHOWN_AS,
    all_clusters,
    get_cluster,
    subject_of,
)

FEWEST: Final = LOWEST_THRESHOLD
AT_LEAST: Final = f"at least {FEWEST} people"
MOST_SHOWN: Final = 30
NEAREST: Final = 3
"""So many comments of a language are tried, since some may be about who looks at them."""

NO_WORDS: Final = "No words in common"


@dataclass(frozen=True)
class Name:
    """What a cluster is called.

    `given`: by somebody. `words`: its own by language, where nobody gave it one and it has some;
    `theme`: what it is about, where it has none.
    """

    given: str | None = None
    words: Mapping[str, Sequence[str]] | None = None
    theme: str | None = None

    @property
    def parts(self) -> tuple[tuple[str | None, str], ...]:
        """The name in parts, each with its language: None for that of the page."""
        if self.given or not self.words:
            return ((None, self.given or self.theme or NO_WORDS),)
        return tuple((language, ", ".join(words)) for language, words in self.words.items())

    def __str__(self) -> str:
        return " · ".join(text for _, text in self.parts)


@dataclass(frozen=True)
class ManySay:
    """A cluster with enough people in a cut."""

    id: uuid.UUID
    name: Name
    people: Released | Hidden

    @property
    def number(self) -> str:
        """How many people, as far as it may be shown."""
        return f"{self.people.base} people" if isinstance(self.people, Released) else AT_LEAST


@dataclass(frozen=True)
class Similar:
    """A cluster with a comment of each language: the one that is nearest to all in it first."""

    many: ManySay
    quotes: tuple[Quoted, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """In which languages people say it."""
        return tuple(sorted({each.language_name for each in self.quotes}))


@dataclass(frozen=True)
class SimilarPage:
    """What many people of a cut say; `hidden` stands where there are too few to show anything."""

    cut: FeedbackCut
    title: str
    offered: Offered
    hidden: Hidden | None = None
    similar: tuple[Similar, ...] = ()


@dataclass(frozen=True)
class ClusterPage:
    """One cluster, for who renames or merges it.

    `similar` is None where it has too few people to be shown. `parts`: what was merged into it;
    `others`: what it can be merged into. All by id with their names.
    """

    id: uuid.UUID
    name: Name
    own: Name
    similar: Similar | None
    parts: Mapping[uuid.UUID, Name]
    others: Mapping[uuid.UUID, Name]
    shown_with: tuple[uuid.UUID, Name] | None


def similar_page(
    *, service: str | None, audience: str | None, period: str | None, reader: uuid.UUID
) -> SimilarPage:
    """What many people say in other words, with a comment of each language.

    Raises:
        NotFound: when there is no such service, audience or period.
    """
    choices = offered()
    cut = chosen_cut(service, audience, period, choices.services)
    counts = counts_of(cut)
    return SimilarPage(
        cut,
        cut_title(cut, choices.services),
        choices,
        hidden=hidden_in(counts),
        similar=tuple(_with_quotes(many_say(cut, counts), cut, reader)),
    )


def many_say(cut: FeedbackCut, counts: Counts) -> tuple[ManySay, ...]:
    """The clusters of a cut, those of which most people are released first; none where the cut is
    hidden."""
    if hidden_in(counts):
        return ()
    kept, called = all_clusters(), all_themes()
    released: Counter[uuid.UUID] = Counter()
    for cluster in kept.values():
        released[cluster.merged_into or cluster.id] += counts.spoke["theme", subject_of(cluster.id)]
    found = [
        ManySay(cluster_id, name_of(kept[cluster_id], called), release_total(released[cluster_id]))
        for cluster_id in _with_enough_people(cut)
    ]
    # By what is shown of them alone: their order must not tell how many wait.
    ordered = sorted(found, key=lambda each: (-_shown(each), str(each.name), str(each.id)))
    return tuple(ordered[:MOST_SHOWN])


def cluster_page(*, cluster_id: uuid.UUID, reader: uuid.UUID) -> ClusterPage:
    """One cluster, as people supported and families say it at all services.

    Raises:
        NotFound: when there is no such cluster.
    """
    cluster = get_cluster(cluster_id)
    kept, called, cut = all_clusters(), all_themes(), FeedbackCut()
    names = {each.id: name_of(each, called) for each in kept.values()}
    shown = many_say(cut, counts_of(cut))
    similar = _with_quotes([each for each in shown if each.id == cluster_id], cut, reader)
    into = cluster.merged_into
    return ClusterPage(
        cluster.id,
        names[cluster.id],
        own=_own_name(cluster, called),
        similar=next(similar, None),
        parts={each.id: names[each.id] for each in kept.values() if each.merged_into == cluster.id},
        others={each.id: each.name for each in shown if each.id not in (cluster_id, into)},
        shown_with=(into, names[into]) if into else None,
    )


def name_of(cluster: Cluster, themes: Mapping[str, str]) -> Name:
    """What a cluster is called: what somebody called it, its own words, or its theme."""
    return Name(given=cluster.name) if cluster.name else _own_name(cluster, themes)


def _own_name(cluster: Cluster, themes: Mapping[str, str]) -> Name:
    return Name(words=cluster.words or None, theme=themes.get(cluster.theme or ""))


def _shown(many: ManySay) -> int:
    return many.people.base if isinstance(many.people, Released) else 0


def _in_clusters(cut: FeedbackCut) -> Select[uuid.UUID, Any]:
    return (
        readable(cut)
        .order_by(None)
        .join(Clustered, Clustered.comment_id == Comment.id)
        .join(Cluster, Cluster.id == Clustered.cluster_id)
    )


def _with_enough_people(cut: FeedbackCut) -> list[uuid.UUID]:
    people = func.count(func.distinct(Comment.response_id))
    found = _in_clusters(cut).with_only_columns(SHOWN_AS).group_by(SHOWN_AS)
    return list(db.session.execute(found.having(people >= FEWEST)).scalars())


def _with_quotes(
    shown: Sequence[ManySay], cut: FeedbackCut, reader: uuid.UUID
) -> Iterator[Similar]:
    """Each with its nearest comment in each language, of those that this reader may see."""
    nearest = _nearest_of_each([each.id for each in shown], cut)
    rows = rows_of([comment_id for ids in nearest.values() for comment_id in ids], reader)
    quotes = {each.comment_id: each for each in quoted(rows)}
    for each in shown:
        chosen: dict[str, Quoted] = {}
        for comment_id in nearest.get(each.id, ()):
            if comment_id in quotes:
                chosen.setdefault(quotes[comment_id].language, quotes[comment_id])
        yield Similar(each, tuple(chosen.values()))


def _nearest_of_each(
    cluster_ids: Sequence[uuid.UUID], cut: FeedbackCut
) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Some comments of each language of each cluster, the nearest first."""
    order = (Clustered.nearness.desc(), Comment.id)
    ranked = (
        _in_clusters(cut)
        .with_only_columns(
            SHOWN_AS.label("shown_as"),
            Comment.id.label("comment_id"),
            Clustered.nearness.label("nearness"),
            func.row_number()
            .over(partition_by=(SHOWN_AS, Reading.language), order_by=order)
            .label("place"),
        )
        .where(SHOWN_AS.in_(cluster_ids))
        .subquery()
    )
    found = db.session.execute(
        select(ranked.c.shown_as, ranked.c.comment_id)
        .where(ranked.c.place <= NEAREST)
        .order_by(ranked.c.nearness.desc(), ranked.c.comment_id)
    )
    by_cluster: dict[uuid.UUID, list[uuid.UUID]] = {}
    for cluster_id, comment_id in found:
        by_cluster.setdefault(cluster_id, []).append(comment_id)
    return by_cluster
