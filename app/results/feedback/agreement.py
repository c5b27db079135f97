"""How far people and the machine agree, language by language, and which version counts."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from app.comments.machine.models import ModelVersion, OwnHeadVersion, Reading
from app.comments.machine.queries import (
    known_versions,
    live_version,
    progress,
    sentiments_of_versions,
)
from app.comments.queue.queries import sentiments_by_people
from app.disclosure import Figure, Hidden, figure, is_safe_size, release_total
from app.extensions import db
from app.kernel.localised import english_name
from app.results.feedback.counts import ASSESSED
from app.results.feedback.views import NOT_ASSESSED
from app.statistics.agreement import Agreement, agreement

ALL: Final = "All languages"


@dataclass(frozen=True)
class Version:
    """A version of the machine. `own` is set where it was trained on corrections made here.

    `changed`: how many comments it reads otherwise than the live one, of how many both have read.
    `shares`: of these, how many each reads so, first the live one; none below 10.
    """

    version: str
    is_live: bool
    read: int
    comments: int
    own: OwnHeadVersion | None
    changed: int
    compared: int
    shares: Mapping[str, tuple[Figure, Figure]]


@dataclass(frozen=True)
class AgreementPage:
    """Agreement by language, all languages first, and the versions there are."""

    languages: Mapping[str, Agreement]
    versions: tuple[Version, ...]


def agreement_page() -> AgreementPage:
    """What the page shows."""
    return AgreementPage(agreement_by_language(), tuple(_versions()))


def agreement_by_language() -> dict[str, Agreement]:
    """Agreement in each language in which people checked 10 comments, all languages first.

    Comments that nobody confirmed or changed say nothing of agreement, nor those of which the
    machine was not sure, since these count in no figure.
    """
    by_person = sentiments_by_people()
    by_machine = {
        comment_id: (language, sentiment)
        for comment_id, language, sentiment in db.session.execute(
            select(Reading.comment_id, Reading.language, Reading.sentiment)
            .join(ModelVersion, ModelVersion.version == Reading.model)
            .where(ModelVersion.is_live, Reading.is_sure, Reading.comment_id.in_(by_person))
        )
    }
    pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for comment_id, (language, sentiment) in by_machine.items():
        for name in (ALL, english_name(language)):
            pairs[name].append((by_person[comment_id], sentiment))
    names = sorted(pairs, key=lambda name: (name != ALL, name))
    return {name: _agreement(pairs[name]) for name in names if is_safe_size(len(pairs[name]))}


def _agreement(pairs: list[tuple[str, str]]) -> Agreement:
    return agreement([person for person, _ in pairs], [machine for _, machine in pairs])


def _versions() -> list[Version]:
    live = live_version()
    own = {each.version: each for each in db.session.execute(select(OwnHeadVersion)).scalars()}
    return [_version(each, live, own.get(each.version)) for each in known_versions()]


def _version(each: ModelVersion, live: str | None, own: OwnHeadVersion | None) -> Version:
    found = progress(each.version)
    is_other = live is not None and not each.is_live
    pairs = sentiments_of_versions(live or "", each.version) if is_other else {}
    return Version(
        version=each.version,
        is_live=each.is_live,
        read=found.read,
        comments=found.comments,
        own=own,
        changed=sum(number for (one, other), number in pairs.items() if one != other),
        compared=sum(pairs.values()),
        shares=_shares(pairs),
    )


def _shares(pairs: Mapping[tuple[str, str], int]) -> dict[str, tuple[Figure, Figure]]:
    """What would change in the figures: each sentiment by the one version and by the other."""
    whole = release_total(sum(pairs.values()))
    if isinstance(whole, Hidden):
        return {}
    before, after = Counter[str](), Counter[str]()
    for (one, other), number in pairs.items():
        before[one] += number
        after[other] += number
    return {
        name: (figure(before[name], whole), figure(after[name], whole))
        for name in (*ASSESSED, NOT_ASSESSED)
    }
