"""A quarter of a service in a plain paragraph, in English and in Welsh.

Its sentences are templates, and every number in them is a figure that is released: it stands in the
results, on the page of what many say, or in the list of actions, and can be counted again there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import force_locale, gettext, lazy_gettext, ngettext

from app.disclosure import LOWEST_THRESHOLD, Figure, Masked, Released
from app.improvement.actions.queries import activities as actions
from app.kernel.clock import today
from app.kernel.localised import cldr_locale
from app.results.feedback.cuts import CLOSE, FeedbackCut
from app.results.feedback.pages import FeedbackPage
from app.results.feedback.quarters import Moved, moved_until
from app.results.feedback.queries import counts_of
from app.results.feedback.results import FeedbackResults, ThemeFinding
from app.results.feedback.similar.saying import ManySay
from app.results.feedback.views import POSITIVE
from app.results.indicators.months import days_of
from app.statistics.signals import Side

LANGUAGES: Final = ("en", "cy")
MOST_NAMED: Final = 3

QUARTERS: Final = (
    lazy_gettext("January to March %(year)s"),
    lazy_gettext("April to June %(year)s"),
    lazy_gettext("July to September %(year)s"),
    lazy_gettext("October to December %(year)s"),
)
WHOSE: Final = {
    CLOSE: lazy_gettext("people we support, families and friends"),
    "people": lazy_gettext("people we support"),
    "families": lazy_gettext("families and friends"),
    "partners": lazy_gettext("community partners"),
    "staff": lazy_gettext("staff"),
    "public": lazy_gettext("whoever used a link for everybody"),
}
THEME_NAMES: Final = {
    "respect_dignity": lazy_gettext("Respect and dignity"),
    "kindness": lazy_gettext("Kindness"),
    "being_listened_to": lazy_gettext("Being listened to"),
    "food": lazy_gettext("Food"),
    "faith_worship": lazy_gettext("Faith and worship"),
    "language_communication": lazy_gettext("Language and communication"),
    "dress": lazy_gettext("Dress"),
    "hair_skin_care": lazy_gettext("Hair and skin care"),
    "festivals_customs": lazy_gettext("Festivals and customs"),
    "gender_of_carer": lazy_gettext("Gender of carer"),
    "family_involvement": lazy_gettext("Family involvement"),
    "community_links": lazy_gettext("Community links"),
    "activities": lazy_gettext("Activities"),
    "staff_knowledge_culture": lazy_gettext("Staff knowledge of culture"),
    "fairness_discrimination": lazy_gettext("Fairness and discrimination"),
    "staffing_timeliness": lazy_gettext("Staffing and timeliness"),
    "environment": lazy_gettext("Environment"),
    "information": lazy_gettext("Information"),
    "safety": lazy_gettext("Safety"),
    "leadership": lazy_gettext("Leadership"),
}


@dataclass(frozen=True)
class QuarterFacts:
    """All that a paragraph is made of. `done`: actions about the service finished in the quarter.

    `many` are those that may be named to whoever reads it.
    """

    cut: FeedbackCut
    service: str
    results: FeedbackResults
    moved: Moved
    many: Sequence[ManySay]
    done: int


def quarter_facts(
    cut: FeedbackCut, service: str, results: FeedbackResults, many: Sequence[ManySay]
) -> QuarterFacts:
    """What is known of a quarter of a service.

    Args:
        cut: of one service and one quarter.
        service: its name.
        results: what is released of the cut.
        many: what many say in it, as far as it may be named.
    """
    first, last = cut.months(today())
    first_day, last_day = days_of(first, last)
    done = actions(first=first_day, last=last_day)
    return QuarterFacts(
        cut,
        service,
        results,
        moved=moved_until(counts_of(FeedbackCut(cut.service_id, cut.audience)), last),
        many=many,
        done=sum(each.is_about(cut.service_id) for each in done),
    )


def paragraphs_of(page: FeedbackPage) -> dict[str, str]:
    """The paragraph on a page of results, by language; none where it is of no one quarter."""
    if not page.cut.is_quarter_of_service:
        return {}
    service = page.offered.services[str(page.cut.service_id)]
    facts = quarter_facts(page.cut, service, page.results, page.many)
    return {language: paragraph(facts, language) for language in LANGUAGES}


def paragraph(facts: QuarterFacts, language: str) -> str:
    """The paragraph in one language."""
    with force_locale(cldr_locale(language)):
        return " ".join(_sentences(facts))


def _sentences(facts: QuarterFacts) -> Iterator[str]:
    yield _who_wrote(facts)
    if not facts.results.hidden:
        yield _how_they_feel(facts.results)
        yield from _themes(facts.results)
        yield from _movements(facts)
        yield from _many(facts.many)
    yield _done(facts.done)


def _who_wrote(facts: QuarterFacts) -> str:
    cut, wrote = facts.cut, facts.results.everything.spoke
    year, quarter = cut.period.split("-Q")
    named = {
        "service": facts.service,
        "quarter": str(QUARTERS[int(quarter) - 1]) % {"year": year},
        "who": str(WHOSE[cut.audience or CLOSE]),
    }
    if wrote is None:
        return str(
            gettext(
                "Nothing is released of what was written about %(service)s in %(quarter)s "
                "(%(who)s).",
                **named,
            )
        )
    return str(
        ngettext(
            "%(num)s person wrote about %(service)s in %(quarter)s (%(who)s).",
            "%(num)s people wrote about %(service)s in %(quarter)s (%(who)s).",
            wrote,
            **named,
        )
    )


def _how_they_feel(results: FeedbackResults) -> str:
    positive = results.everything.shares.get(POSITIVE)
    if isinstance(positive, Masked):
        more = gettext("More than 90 in 100 of them were positive.")
        fewer = gettext("Fewer than 10 in 100 of them were positive.")
        return str(more if positive.is_most else fewer)
    if not isinstance(positive, Figure) or positive.percent is None:
        return str(gettext("Of too few of them it is known how they feel."))
    return str(
        ngettext(
            "%(percent)s in 100 were positive, likely between %(low)s and %(high)s in 100, of "
            "%(num)s person of whom it is known how they feel.",
            "%(percent)s in 100 were positive, likely between %(low)s and %(high)s in 100, of "
            "%(num)s people of whom it is known how they feel.",
            positive.base,
            percent=positive.percent,
            low=positive.low,
            high=positive.high,
        )
    )


def _themes(results: FeedbackResults) -> Iterator[str]:
    named = [_found_with(each) for each in results.themes[:MOST_NAMED]]
    if named:
        yield gettext("Found most often in what they wrote: %(themes)s.", themes=_listed(named))


def _found_with(theme: ThemeFinding) -> str:
    return str(
        ngettext(
            "%(theme)s (%(num)s person)",
            "%(theme)s (%(num)s people)",
            theme.feeling.spoke or 0,
            theme=_theme_name(theme),
        )
    )


def _movements(facts: QuarterFacts) -> Iterator[str]:
    """What is unlike the months before, by the rules of XmR charts."""
    if facts.moved.positive is Side.HIGH:
        yield gettext("More of them were positive than in the months before.")
    elif facts.moved.positive is Side.LOW:
        yield gettext("Fewer of them were positive than in the months before.")
    rising, falling = _moved_so(facts, "rising"), _moved_so(facts, "falling")
    if rising:
        yield gettext("More people than in the months before spoke of: %(themes)s.", themes=rising)
    if falling:
        yield gettext(
            "Fewer people than in the months before spoke of: %(themes)s.", themes=falling
        )


def _moved_so(facts: QuarterFacts, movement: str) -> str:
    themes = facts.results.themes
    return _listed([_theme_name(e) for e in themes if facts.moved.themes.get(e.code) == movement])


def _many(many: Sequence[ManySay]) -> Iterator[str]:
    said = [_said_by(each) for each in many[:MOST_NAMED]]
    if said:
        yield gettext("What many said, in their own words: %(said)s.", said=_listed(said))


def _said_by(many: ManySay) -> str:
    if not isinstance(many.people, Released):
        least, name = LOWEST_THRESHOLD, many.name
        return str(gettext("“%(name)s” (at least %(least)s people)", name=name, least=least))
    return str(
        ngettext(
            "“%(name)s” (%(num)s person)",
            "“%(name)s” (%(num)s people)",
            many.people.base,
            name=many.name,
        )
    )


def _done(number: int) -> str:
    if not number:
        return str(gettext("No action was recorded as done in these months."))
    return str(
        ngettext(
            "%(num)s action was recorded as done in these months.",
            "%(num)s actions were recorded as done in these months.",
            number,
        )
    )


def _theme_name(theme: ThemeFinding) -> str:
    return str(THEME_NAMES.get(theme.code, theme.name))


def _listed(parts: Sequence[str]) -> str:
    return "; ".join(parts)
