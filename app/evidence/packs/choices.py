"""What can be chosen for a pack, and what is chosen before anybody chose."""

from datetime import date

from app.evidence.frameworks.definition import Status
from app.evidence.frameworks.queries import library
from app.evidence.packs.queries import services_by_id
from app.kernel.clock import today
from app.results.feedback.cuts import LAST_YEAR, FeedbackCut
from app.results.indicators.months import days_of


def frameworks() -> dict[str, str]:
    """The frameworks with something to show, by reference: name and whether they are in force."""
    day = today()
    return {
        each.reference: f"{each.name}, {each.version}. {each.standing(day)}."
        for each in library().frameworks
        if not each.unnamed
    }


def services() -> dict[str, str]:
    """The services by name."""
    return {name: name for name in services_by_id().values()}


def usual_frameworks() -> list[str]:
    """The first framework in force that distinguishes kinds of evidence, or the first at all."""
    known = [each for each in library().frameworks if not each.unnamed]
    in_force = [each for each in known if each.is_in_force(today()) and each.categories]
    return [each.reference for each in (in_force or known)[:1] if each.status is not Status.DRAFT]


def usual_dates() -> tuple[date, date]:
    """The last twelve whole months."""
    first, last = FeedbackCut(period=LAST_YEAR).months(today())
    return days_of(first, last)
