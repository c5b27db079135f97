"""The share of people who really spoke of something, from what an erring reader found.

Adjusted count: the share found less the false alarms, over what the reader finds of those who spoke
(Rogan and Gladen, American Journal of Epidemiology 107, 1978, 71-76). Its 95 % interval is that of
Lang and Reiczigel (Preventive Veterinary Medicine 113, 2014, 13-22), which carries the error of the
share found and the errors of sensitivity and specificity, since these are measured on a sample too.

Where the sample is drawn more than in proportion from some groups, each person in it stands for as
many as there are in the group for each one read; the effective number of people is Kish's (Survey
Sampling, 1965, 11.7).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Final

from app.statistics.intervals import Z95, Interval, newcombe, wilson

FEWEST_READ: Final = 50
"""So many people must be read in a language before its shares are corrected."""

LEAST_DIFFERENCE: Final = 0.2
"""Of sensitivity and the share of false alarms: below it a reader says too little to correct by."""


@dataclass(frozen=True, slots=True)
class Readings:
    """People by who says that they spoke of a theme: the person reading blind, and the machine."""

    both: int
    person: int
    machine: int
    neither: int

    @property
    def people(self) -> int:
        """How many were read."""
        return self.both + self.person + self.machine + self.neither

    @property
    def spoke(self) -> int:
        """How many spoke of it, as the person says."""
        return self.both + self.person

    @property
    def did_not(self) -> int:
        """How many did not, as the person says."""
        return self.machine + self.neither

    @property
    def found(self) -> int:
        """How many spoke of it as the machine says."""
        return self.both + self.machine


@dataclass(frozen=True, slots=True)
class Rate:
    """A proportion that was measured on `of` people; not whole where they stand for others."""

    share: float
    of: float

    @property
    def interval(self) -> Interval:
        """Wilson's interval."""
        found = wilson(self.share * self.of, self.of)
        return found or Interval(0.0, 1.0)

    @property
    def smoothed(self) -> float:
        """With one person more on either side, so that it is never quite 0 or 1."""
        return (self.share * self.of + 1) / (self.of + 2)

    @property
    def variance(self) -> float:
        """Of the smoothed proportion."""
        return self.smoothed * (1 - self.smoothed) / (self.of + 2)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a reader errs: of those who spoke of it they find `sensitivity`, and of those who did not
    they leave out `specificity`."""

    sensitivity: Rate
    specificity: Rate

    @property
    def difference(self) -> float:
        """Sensitivity less the share of false alarms: 1 without error, 0 by chance alone."""
        return self.sensitivity.share + self.specificity.share - 1

    @property
    def is_enough(self) -> bool:
        """Whether the reader tells those who spoke from the others well enough to correct by."""
        smoothed = self.sensitivity.smoothed + self.specificity.smoothed - 1
        doubt = Z95 * sqrt(self.sensitivity.variance + self.specificity.variance)
        return self.difference >= LEAST_DIFFERENCE and smoothed - doubt > 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share that was estimated, with the bounds of its 95 % interval, all from 0 to 1."""

    share: float
    low: float
    high: float


def measured(groups: Iterable[tuple[Readings, int]]) -> Accuracy | None:
    """How what is counted errs, from a sample of groups; None where nobody spoke, or everybody did.

    Whoever was read counts as the person says, so that only the others are counted with an error.
    The error is measured on few and holds for many, so the doubt is that of those who were read.

    Args:
        groups: what was read in each group, and how many people there are in it, read or not.
    """
    some = [(each, max(1.0, people / each.people)) for each, people in groups if each.people]
    spoke = [(weight, each.both, each.spoke) for each, weight in some if each.spoke]
    did_not = [(weight, each.neither, each.did_not) for each, weight in some if each.did_not]
    if not spoke or not did_not:
        return None
    return Accuracy(_rate(spoke), _rate(did_not))


def read_so(readings: Readings) -> Accuracy:
    """How a reader errs with those who were read, each standing for nobody else."""
    return Accuracy(
        Rate(readings.both / readings.spoke if readings.spoke else 0.0, readings.spoke),
        Rate(readings.neither / readings.did_not if readings.did_not else 0.0, readings.did_not),
    )


def are_alike(groups: Iterable[Readings]) -> bool:
    """Whether no group is read otherwise than the others, as far as its readings tell."""
    some = list(groups)
    return not any(
        _differ(each.both, each.spoke, [(one.both, one.spoke) for one in some if one is not each])
        or _differ(
            each.neither,
            each.did_not,
            [(one.neither, one.did_not) for one in some if one is not each],
        )
        for each in some
    )


def adjusted(count: int, base: int, accuracy: Accuracy) -> Estimate | None:
    """The share of people who really spoke of it, where `count` of `base` were found to.

    None where nobody was counted, or where the reader errs too much to correct by.

    Raises:
        ValueError: when the count is not between 0 and the base.
    """
    if not 0 <= count <= base:
        raise ValueError(f"{count} of {base} is not a proportion")
    if not base or not accuracy.is_enough:
        return None
    share = (count / base + accuracy.specificity.share - 1) / accuracy.difference
    interval = _lang_reiczigel(count, base, accuracy)
    within = _clipped(share)
    return Estimate(within, min(within, interval.low), max(within, interval.high))


def is_no_overcount(count: int, base: int, accuracy: Accuracy) -> bool:
    """Whether surely no fewer people spoke of it than were found to.

    It is looked at as badly as the measurement allows: as many false alarms as the lower end of
    specificity gives, and as few missed as the upper end of sensitivity does.
    """
    if not base:
        return False
    share = count / base
    high, low = accuracy.sensitivity.interval.high, accuracy.specificity.interval.low
    return high + low > 1 and (share + low - 1) / (high + low - 1) >= share


def _rate(groups: list[tuple[float, int, int]]) -> Rate:
    """Of weight, how many were read rightly, and of how many, in each group."""
    whole = sum(weight * of for weight, _, of in groups)
    right = sum(of + (weight - 1) * good for weight, good, of in groups)
    effective = whole**2 / sum(weight**2 * of for weight, _, of in groups)
    return Rate(right / whole, effective)


def _differ(count: int, base: int, others: list[tuple[int, int]]) -> bool:
    other_count, other_base = sum(each for each, _ in others), sum(each for _, each in others)
    found = newcombe(count, base, other_count, other_base)
    return found is not None and not found.includes_zero


def _lang_reiczigel(count: int, base: int, accuracy: Accuracy) -> Interval:
    square = Z95 * Z95
    found = (count + square / 2) / (base + square)
    sensitivity, specificity = accuracy.sensitivity, accuracy.specificity
    difference = sensitivity.smoothed + specificity.smoothed - 1
    centre = (found + specificity.smoothed - 1) / difference
    shift = 2 * square * (centre * sensitivity.variance - (1 - centre) * specificity.variance)
    variance = (
        found * (1 - found) / (base + square)
        + centre**2 * sensitivity.variance
        + (1 - centre) ** 2 * specificity.variance
    )
    half = Z95 * sqrt(variance) / difference
    return Interval(_clipped(centre + shift - half), _clipped(centre + shift + half))


def _clipped(share: float) -> float:
    return min(1.0, max(0.0, share))
