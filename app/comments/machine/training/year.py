"""Theme shares of made-up years of which the truth is known, in four languages.

In each language people speak of themes as often as in the held-out made-up comments, and the
machine finds and misses them as often as it was measured to there. Some people are drawn and read
blind, as a reading sample is; then shares are corrected as the product corrects them, and what it
says is held against the truth of that very year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.themes import THEMES
from app.statistics.intervals import wilson
from app.statistics.prevalence import Estimate, Readings, adjusted, measured

LANGUAGES: Final = {"en": (6000, 400), "cy": (900, 150), "ur": (1200, 150), "pl": (700, 150)}
"""People a year, and how many of them are read blind."""
YEARS: Final = 200
SEED: Final = 20261130
FEWEST: Final = 10
"""So many of the people read must have spoken of a theme, and so many not."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class ThemeYear:
    """One theme in one language and year: true share, share found, and what is made of it."""

    theme: str
    truth: float
    count: int
    people: int
    estimate: Estimate | None

    @property
    def found(self) -> float:
        """The share that the machine found, with those read blind as they were read."""
        return self.count / self.people

    @property
    def is_within(self) -> bool:
        """Whether the truth lies within the interval of the estimate."""
        return self.estimate is not None and self.estimate.low <= self.truth <= self.estimate.high

    @property
    def is_within_uncorrected(self) -> bool:
        """Whether it lies within the interval that the share found would have by itself."""
        plain = wilson(self.count, self.people)
        return plain is not None and plain.low <= self.truth <= plain.high


def simulated(said: dict[str, Flags], has: dict[str, Flags]) -> dict[str, Any]:
    """Figures of many years by language, and one of these years in full.

    Args:
        said: of each language, which themes the machine assigned to each held-out comment.
        has: which themes are in it.
    """
    random = np.random.default_rng(SEED)
    figures, first = {}, []
    for language in LANGUAGES:
        if language in said:
            years = [
                list(_year(random, language, said[language], has[language])) for _ in range(YEARS)
            ]
            figures[language] = _figures([each for year in years for each in year])
            first += [_row(language, each) for each in years[0] if each.estimate]
    return {"years": YEARS, "languages": figures, "one": first}


def _year(
    random: np.random.Generator, language: str, said: Flags, has: Flags
) -> Iterator[ThemeYear]:
    people, read = LANGUAGES[language]
    for place, theme in enumerate(THEMES):
        one, other = said[:, place], has[:, place]
        cells = [one & other, ~one & other, one & ~other, ~one & ~other]
        if not cells[0].any() or not cells[1].any():
            # A theme that is never met, or never missed, says nothing of how much is missed.
            continue
        whole = random.multinomial(people, [each.mean() for each in cells])
        readings = Readings(*map(int, random.multivariate_hypergeometric(whole, read)))
        count = int(whole[0] + whole[2]) - readings.machine + readings.person
        yield ThemeYear(
            theme,
            float(whole[0] + whole[1]) / people,
            count,
            people,
            _estimate(readings, count, people),
        )


def _estimate(readings: Readings, count: int, people: int) -> Estimate | None:
    if min(readings.spoke, readings.did_not) < FEWEST:
        return None
    accuracy = measured([(readings, people)])
    return adjusted(count, people, accuracy) if accuracy else None


def _figures(all_years: list[ThemeYear]) -> dict[str, float]:
    corrected = [each for each in all_years if each.estimate]
    mean = {
        "corrected": len(corrected) / max(1, len(all_years)),
        "within": _share(each.is_within for each in corrected),
        "within_uncorrected": _share(each.is_within_uncorrected for each in corrected),
        "off": _share(abs(each.estimate.share - each.truth) for each in corrected if each.estimate),
        "off_uncorrected": _share(abs(each.found - each.truth) for each in corrected),
    }
    return {"n": len(corrected), **{name: round(value, 4) for name, value in mean.items()}}


def _share(values: Iterator[float]) -> float:
    found = list(values)
    return float(np.mean(found)) if found else 0.0


def _row(language: str, year: ThemeYear) -> dict[str, Any]:
    estimate = year.estimate or Estimate(0.0, 0.0, 0.0)
    return {
        "language": language,
        "theme": year.theme,
        "truth": round(year.truth, 4),
        "found": round(year.found, 4),
        "estimate": [round(each, 4) for each in (estimate.share, estimate.low, estimate.high)],
        "is_within": year.is_within,
    }
