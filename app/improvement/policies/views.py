"""A policy as its page shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from app.collection.links.qr import inline_svg
from app.collection.links.views import LinkView, link_views
from app.improvement.policies.operations import Understanding, understanding_of
from app.improvement.policies.queries import PolicyLine, links_of
from app.kernel.clock import today
from app.results.indicators.cuts import cut_of_days
from app.results.indicators.monthly import MonthlySeries
from app.results.indicators.operations import monthly

LAST_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True)
class AskedAt:
    """A link at which staff are asked about a version, with its code."""

    link: LinkView
    version: str
    picture: str


@dataclass(frozen=True)
class PolicyView:
    """Everything that a policy's page says."""

    line: PolicyLine
    themes: tuple[str, ...]
    understanding: Understanding
    asked_at: tuple[AskedAt, ...]
    in_practice: tuple[MonthlySeries, ...]


def policy_view(line: PolicyLine, theme_names: Mapping[str, str]) -> PolicyView:
    """One policy with what staff say of it, and the figures of what happens in practice."""
    policy = line.policy
    links = links_of(policy.id)
    views = link_views((link, service) for link, service, _ in links)
    return PolicyView(
        line=line,
        themes=tuple(theme_names.get(each, each) for each in policy.themes),
        understanding=understanding_of(policy),
        asked_at=tuple(
            AskedAt(view, version, inline_svg(view.url))
            for view, (_, _, version) in zip(views, links, strict=True)
            if version == policy.version
        ),
        in_practice=tuple(_in_practice(line)),
    )


def _in_practice(line: PolicyLine) -> Iterator[MonthlySeries]:
    """The last twelve months of each measure, of all services together, where any may be shown."""
    cut = cut_of_days(today() - LAST_YEAR, today())
    for measure in line.policy.measures:
        yield from (each for each in monthly(cut, measure=measure) if each.base)
