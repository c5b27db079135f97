"""The numbers of one cut before the gate: never shown as they are."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.insight.models import EVERYTHING, NOTE
from app.insight.views import NEGATIVE, NEUTRAL, NOT_ASSESSED, POSITIVE

ASSESSED: Final = (NEGATIVE, NEUTRAL, POSITIVE)
BREAKDOWNS: Final = ("theme", "month", "language", "audience", "helper", "service_id")

Sentiments = Counter[str]


@dataclass
class Counts:
    """People by sentiment, for each theme, and of everything they said for each other breakdown.

    `theme_months` has for each theme the people of each month.
    """

    parts: dict[str, defaultdict[str, Sentiments]] = field(
        default_factory=lambda: {name: defaultdict(Counter) for name in BREAKDOWNS}
    )
    theme_months: defaultdict[str, defaultdict[str, Sentiments]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )

    @property
    def everything(self) -> Sentiments:
        """All people of the cut, by what they said as a whole."""
        return self.parts["theme"][EVERYTHING]

    @property
    def people(self) -> int:
        """How many people wrote something."""
        return self.everything.total()

    def themes(self) -> Mapping[str, Sentiments]:
        """People by theme."""
        return {
            theme: each
            for theme, each in self.parts["theme"].items()
            if theme != EVERYTHING and not theme.startswith(NOTE)
        }

    def as_document(self) -> dict[str, Any]:
        """What can be stored and made into the same counts again."""
        return {
            "parts": {
                name: {k: dict(v) for k, v in part.items()} for name, part in self.parts.items()
            },
            "theme_months": {
                theme: {month: dict(each) for month, each in months.items()}
                for theme, months in self.theme_months.items()
            },
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Counts":
        """The counts that were stored."""
        counts = cls()
        for name, part in document["parts"].items():
            for key, each in part.items():
                counts.parts[name][key] = Counter(each)
        for theme, months in document["theme_months"].items():
            for month, each in months.items():
                counts.theme_months[theme][month] = Counter(each)
        return counts


def assessed(sentiments: Sentiments) -> int:
    """People of whom it was read, or said by a person, how they feel."""
    return sentiments.total() - sentiments[NOT_ASSESSED]
