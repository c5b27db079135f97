"""What the pages of results need, put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.kernel.clock import today
from app.results.feedback.agreement import agreement_by_language
from app.results.feedback.choosing import Offered, chosen_cut, cut_title, names, offered
from app.results.feedback.cuts import FeedbackCut
from app.results.feedback.queries import counts_of, left_to_count, released_at
from app.results.feedback.ratings import ratings_in_words
from app.results.feedback.results import FeedbackResults, results_of
from app.results.feedback.short import in_short
from app.results.feedback.similar.saying import ManySay, many_say
from app.statistics.agreement import Agreement


@dataclass(frozen=True)
class FeedbackPage:
    """Results and what else can be chosen. `as_of` is None before anything was released.

    `agreements`: how far people and the machine agree, by the name of the language.
    """

    results: FeedbackResults
    short: tuple[str, ...]
    agreements: Mapping[str, Agreement]
    cut: FeedbackCut
    title: str
    as_of: datetime | None
    offered: Offered
    left: int
    many: tuple[ManySay, ...]


def feedback_page(*, service: str | None, audience: str | None, period: str | None) -> FeedbackPage:
    """The results of a cut.

    Raises:
        NotFound: when there is no such service, audience or period.
    """
    choices = offered()
    cut = chosen_cut(service, audience, period, choices.services)
    counts = counts_of(cut)
    results = results_of(counts, names(choices.services))
    return FeedbackPage(
        results=results,
        short=in_short(results, ratings_in_words(cut, today())),
        agreements=agreement_by_language(),
        cut=cut,
        title=cut_title(cut, choices.services),
        as_of=released_at(),
        offered=choices,
        left=left_to_count(),
        many=many_say(cut, counts),
    )
