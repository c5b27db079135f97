"""How well themes are found, and from which probability each is assigned and suggested."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.calibration import NEVER
from app.comments.machine.engine.heads import logistic
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.doubt import Rows, rounded, with_intervals
from app.comments.machine.training.evaluation import (
    Scored,
    cross_validated,
    f1_of,
    micro_f1,
    theme_figures,
)

ENGLISH: Final = "en"
FEWEST_MEASURED: Final = 15
FEWEST_OF_THEME: Final = 5
FEWEST_ENGLISH: Final = 15
"""Fewer examples in English say less than those of all languages."""
GOOD_THEME: Final = 0.55
SHIFTS: Final = tuple(float(each) for each in np.linspace(-1.5, 1.5, 13))
SUGGEST_SHARE: Final = 0.4
"""A theme is suggested from this share of the probability from which it would be assigned."""


def themes(read: Scored) -> dict[str, dict[str, Any]]:
    """For each theme, from where it is assigned (only where that is good enough) and suggested."""
    own = read.of("own")
    return {code: _theme(own, code) for code in THEMES}


def english_themes(read: Scored) -> dict[str, dict[str, Any]]:
    """The same in English, where what people named in clinics' comments can be measured on too."""
    english = read.where([each.is_care and each.language == ENGLISH for each in read.examples])
    found = {code: _theme(english, code) for code in THEMES}
    return {code: each for code, each in found.items() if each["n"] >= FEWEST_ENGLISH}


def other_themes(
    read: Scored, of_all: dict[str, dict[str, Any]]
) -> dict[str, dict[str, dict[str, Any]]]:
    """The figures of all languages for each other one, its thresholds moved together.

    A few dozen comments of a language say little of a single theme, but enough of how strongly
    themes are read in it at all.
    """
    own = read.of("own")
    return {
        language: moved(of_all, best_shift(own.of("own", language), of_all))
        for language in own.languages
        if language != ENGLISH and len(own.of("own", language).examples) >= FEWEST_MEASURED
    }


def best_shift(read: Scored, figures: dict[str, dict[str, Any]]) -> float:
    """By how much thresholds move, in log odds, for the best F1 of all themes; the least."""
    shifts = sorted(SHIFTS, key=abs)
    has = has_themes(read)
    found = [micro_f1([(said_in(read, moved(figures, each)), has)]) for each in shifts]
    return shifts[int(np.argmax(found))]


def moved(figures: dict[str, dict[str, Any]], shift: float) -> dict[str, dict[str, Any]]:
    """Thresholds moved by so much in log odds; what is never assigned stays so."""
    return {code: each | _moved(each, shift) for code, each in figures.items()}


def _moved(figures: dict[str, Any], shift: float) -> dict[str, float]:
    best = figures["best"] / (figures["best"] + (1 - figures["best"]) * np.exp(-shift))
    is_assigned = figures["assign"] < NEVER
    return rounded(
        {"best": best, "assign": best if is_assigned else NEVER, "suggest": best * SUGGEST_SHARE}
    )


def said_of(read: Scored, figures: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Precision, recall and F1 of the themes that are assigned, over all themes at once."""
    has, said = has_themes(read), said_in(read, figures)

    def measure(rows: Rows) -> dict[str, float]:
        both = float((said & has)[rows].sum())
        return {
            "n": float(len(rows)),
            "precision": both / max(1.0, float(said[rows].sum())),
            "recall": both / max(1.0, float(has[rows].sum())),
            "f1": micro_f1([(said[rows], has[rows])]),
        }

    counts = {"precision": float(said.sum()), "recall": float(has.sum()), "f1": float(has.sum())}
    return with_intervals(measure, read.units, counts)


def said_in(read: Scored, figures: dict[str, dict[str, Any]]) -> NDArray[np.bool_]:
    """Which themes are assigned to each, a column for each theme."""
    levels = np.array([figures[code]["assign"] for code in THEMES])
    return np.asarray(logistic(read.scores.themes) >= levels)


def has_themes(read: Scored) -> NDArray[np.bool_]:
    """Which themes are in each, a column for each theme."""
    return np.array([[code in each.our_themes for code in THEMES] for each in read.examples], bool)


def _theme(read: Scored, code: str) -> dict[str, Any]:
    known = read.where([code in each.known_themes for each in read.examples])
    has = np.array([code in each.our_themes for each in known.examples], bool)
    chances = logistic(known.scores.themes)[:, list(THEMES).index(code)]
    figures, said = theme_figures(chances, has), cross_validated(chances, has)
    best = figures["threshold"]
    is_good = figures["f1"] >= GOOD_THEME and figures["n"] >= FEWEST_OF_THEME
    measured = with_intervals(
        lambda rows: {"f1": f1_of(said[rows], has[rows])}, known.units, {"f1": figures["n"]}
    )
    return measured | rounded(
        {
            "n": figures["n"],
            "best": best,
            "assign": best if is_good else NEVER,
            "suggest": best * SUGGEST_SHARE,
        }
    )


def clinic_themes(read: Scored, names: list[str]) -> dict[str, Any]:
    """How well the clinics' own themes are found, thresholds chosen on other comments."""
    clinic = read.of("clinic")
    chances = logistic(clinic.scores.clinic_themes)
    columns = [
        np.array([name in (each.themes or ()) for each in clinic.examples]) for name in names
    ]
    often = [place for place, has in enumerate(columns) if has.sum() >= FEWEST_OF_THEME]
    pairs = [
        (cross_validated(chances[:, place], columns[place]), columns[place]) for place in often
    ]

    def measure(rows: Rows) -> dict[str, float]:
        some = [(said[rows], has[rows]) for said, has in pairs]
        return {
            "macro_f1": float(np.mean([f1_of(*each) for each in some])),
            "micro_f1": micro_f1(some),
        }

    whole = float(sum(columns[place].sum() for place in often))
    of = {"macro_f1": whole, "micro_f1": whole}
    return with_intervals(measure, clinic.units, of) | {"themes": len(often)}
