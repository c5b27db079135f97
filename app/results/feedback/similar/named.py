"""Naming clusters by their own words, once for each language, so that a name stays."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import func, select

from app.administration.accounts.models import User
from app.collection.responses.models import Comment, Response
from app.comments.machine.models import Reading
from app.comments.queue.masking import masked, parts_of
from app.comments.queue.models import CommentReader, Correction
from app.comments.queue.queries import standing
from app.extensions import db
from app.results.feedback.behind import readable
from app.results.feedback.cuts import FeedbackCut
from app.results.feedback.models import Cluster, Clustered
from app.results.feedback.similar.naming import FEWEST_WRITERS, Background, Said, without_names
from app.results.feedback.similar.queries import all_clusters
from app.results.feedback.views import themes_of

LISTENED_TO: Final = 2000
"""So many of the newest comments say how people speak at large."""

OF_EACH: Final = 200
"""So many comments of a cluster name it."""

EVERYBODY: Final = FeedbackCut(audience=None)
"""People of every view, at all services and times."""


def name_clusters(clusters: Collection[Cluster]) -> None:
    """Give clusters words in the languages in which they have none, as far as some stand out."""
    lacking = _without_words(clusters)
    if not lacking:
        return
    names = _known_names()
    background = Background(
        Said(response.id, language, response.words(comment.question_id))
        for comment, response, language, _ in _texts(LISTENED_TO)
    )
    for cluster in lacking:
        found = _texts(OF_EACH, cluster.id)
        said = _without_details(found)
        new = background.words_of(said, names)
        new = {language: words for language, words in new.items() if language not in cluster.words}
        spoken = Counter(each.language for each in said)
        words = {**cluster.words, **{language: list(each) for language, each in new.items()}}
        cluster.words = dict(sorted(words.items(), key=lambda each: (-spoken[each[0]], each[0])))
        cluster.theme = cluster.theme or _theme([themes for *_, themes in found])


def forget_names() -> None:
    """Take words from clusters that are known to be names by now."""
    names = _known_names()
    for cluster in all_clusters().values():
        words = {language: without_names(each, names) for language, each in cluster.words.items()}
        if words != cluster.words:
            cluster.words = {language: each for language, each in words.items() if each}


def _without_words(clusters: Collection[Cluster]) -> list[Cluster]:
    """Those with a language that several people wrote in and that does not name them yet."""
    rows = db.session.execute(
        select(Clustered.cluster_id, Reading.language)
        .join(Comment, Comment.id == Clustered.comment_id)
        .join(Reading, Reading.comment_id == Comment.id)
        .where(Clustered.cluster_id.in_([each.id for each in clusters]))
        .group_by(Clustered.cluster_id, Reading.language)
        .having(func.count(func.distinct(Comment.response_id)) >= FEWEST_WRITERS)
    )
    spoken = defaultdict(set)
    for cluster_id, language in rows:
        spoken[cluster_id].add(language)
    return [each for each in clusters if spoken[each.id] - each.words.keys()]


def _texts(at_most: int, cluster_id: uuid.UUID | None = None) -> Sequence[Any]:
    """The newest comments that may be read, or those of a cluster."""
    statement = readable(EVERYBODY).with_only_columns(
        Comment, Response, Reading.language, Reading.themes
    )
    if cluster_id:
        statement = statement.join(Clustered, Clustered.comment_id == Comment.id)
        statement = statement.where(Clustered.cluster_id == cluster_id)
    return db.session.execute(statement.limit(at_most)).all()


def _without_details(found: Sequence[Any]) -> list[Said]:
    corrections = standing([comment.id for comment, *_ in found])
    return [
        Said(
            response.id,
            language,
            masked(
                response.words(comment.question_id),
                corrections.get(comment.id, {}).get("names") or (),
            ),
        )
        for comment, response, language, _ in found
    ]


def _theme(read: Sequence[Sequence[Any]]) -> str | None:
    """The theme that the machine found in at least half of the comments."""
    numbers = Counter(code for each in read for code in themes_of(each, None))
    best = numbers.most_common(1)
    return best[0][0] if best and 2 * best[0][1] >= len(read) else None


def _known_names() -> set[str]:
    """Names of staff, and those that readers marked in comments."""
    marked = select(Correction.value).where(Correction.field == "names")
    called = db.session.execute(select(CommentReader.also_called)).scalars()
    return {
        *db.session.execute(select(User.name)).scalars(),
        *_no_titles(part for each in called for line in each for part in line.split()),
        *(parts_of(line)[0] for lines in db.session.execute(marked).scalars() for line in lines),
    }


def _no_titles(parts: Iterable[str]) -> set[str]:
    """What staff are called is a name or a job title; in scripts with capitals titles have none."""
    return {each for each in parts if each != each.lower() or each == each.upper()}
