"""What is released about one cut, and why nothing is released about parts of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.disclosure import Hidden, Released, release_total
from app.results.feedback.models import EVERYTHING, is_theme
from app.results.feedback.shares import Measurements
from app.results.feedback.views import NEGATIVE, NEUTRAL, POSITIVE

ASSESSED: Final = (NEGATIVE, NEUTRAL, POSITIVE)
BREAKDOWNS: Final = ("theme", "month", "language", "audience", "helper", "service_id")

Sentiments = Counter[str]


@dataclass
class Counts:
    """What is released: `parts` by how people feel, for each theme and each other breakdown.

    `spoke` has how many wrote, by breakdown and group, and `theme_months` for each theme how many
    in each month. They are released in parcels of their own, since of some it is not known how they
    feel, and may be a few ahead or behind. `hidden` has why nothing is released about a group of a
    breakdown, and `why` of the whole. `theme_languages` has how many spoke of
    each theme in each language; `measured`: how each theme is found, as far as it is known.
    """

    parts: dict[str, defaultdict[str, Sentiments]] = field(
        default_factory=lambda: {name: defaultdict(Counter) for name in BREAKDOWNS}
    )
    spoke: Counter[tuple[str, str]] = field(default_factory=Counter)
    theme_months: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    hidden: dict[tuple[str, str], Hidden] = field(default_factory=dict)
    why: Hidden = field(default_factory=Hidden)
    theme_languages: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    measured: Measurements = field(default_factory=Measurements)

    def cell(self, breakdown: str, key: str, people: int) -> Released | Hidden:
        """Whether so many people of a group may be shown; if not, why."""
        cell = release_total(people)
        if isinstance(cell, Released):
            return cell
        return self.hidden.get((breakdown, key), cell)

    @property
    def whole(self) -> Released | Hidden:
        """Whether anything may be shown."""
        cell = release_total(self.people)
        return cell if isinstance(cell, Released) else self.why

    @property
    def everything(self) -> Sentiments:
        """All people of the cut, by what they said as a whole."""
        return self.parts["theme"][EVERYTHING]

    @property
    def people(self) -> int:
        """How many people wrote something."""
        return self.spoke["theme", EVERYTHING]

    def themes(self) -> Mapping[str, Sentiments]:
        """People by theme."""
        return {theme: each for theme, each in self.parts["theme"].items() if is_theme(theme)}
