"""A transformer that somebody installed on this machine, which says the sentiment in place of ours.

It is never the default, nothing of it ships, and nothing is fetched or sent: the files lie in a
folder. What it says counts only in languages in which `ownwords analysis evaluate` measured it;
everywhere else comments read "not assessed". Themes, harm and likeness stay with the shipped model.
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from app.comments.machine.engine.calibration import Calibration, LanguageFigures
from app.comments.machine.engine.heads import SENTIMENTS, HeadScores
from app.comments.machine.engine.wording import LONGEST
from app.kernel.errors import Refused

FIGURES: Final = "local.json"
STARS: Final = ("negative", "negative", "neutral", "positive", "positive")
LEAST: Final = 1e-6

Classify = Callable[[list[str]], list[list[dict[str, Any]]]]


class Sentiments(Protocol):
    """Anything else that says how comments sound."""

    @property
    def version(self) -> str:
        """Which it is, for what is kept of its readings."""

    def instead(self, scores: HeadScores, texts: Sequence[str]) -> HeadScores:
        """What was said of some comments, with sentiments of its own."""


class LocalModel:
    """A folder with a text classifier as the `transformers` library keeps it.

    Raises:
        Refused: when the folder, the library or a label that is known is missing.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "config.json").is_file():
            raise Refused(f"OWNWORDS_TRANSFORMER: {folder} holds no model (no config.json).")
        self._classify = _classifier(folder)
        self.version = f"local-{_digest(folder)[:5]}"

    def instead(self, scores: HeadScores, texts: Sequence[str]) -> HeadScores:
        """What was said of some comments, with its own sentiments; the last ones may be empty."""
        if not texts:
            return scores
        found = self._classify([text[:LONGEST] for text in texts])
        sentiments = np.log(np.array([_chances(each) for each in found], np.float32) + LEAST)
        return replace(scores, care=sentiments, public=sentiments)


def calibrated(calibration: Calibration, version: str, folder: Path) -> Calibration:
    """The calibration with the languages in which the local model was measured, if in any."""
    path = folder / FIGURES
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    measured = kept.get("languages", {}) if kept.get("version") == version else {}
    languages = {
        code: LanguageFigures(each["temperature"], each["threshold"])
        for code, each in measured.items()
    }
    return replace(calibration, version=f"{calibration.version}+{version}", languages=languages)


def save_figures(version: str, languages: dict[str, dict[str, float]], folder: Path) -> None:
    """Keep what was measured, so that comments in those languages are assessed."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"version": version, "languages": languages}, indent=1)
    (folder / FIGURES).write_text(text + "\n", encoding="utf-8")


def _classifier(folder: Path) -> Classify:
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        from transformers import pipeline  # noqa: PLC0415
    except ImportError as error:
        raise Refused(
            "OWNWORDS_TRANSFORMER is set, but the library is not installed: "
            f"pip install transformers torch ({error})."
        ) from error
    classify: Classify = pipeline(
        "text-classification", model=str(folder), top_k=None, truncation=True
    )
    return classify


def _chances(labels: list[dict[str, Any]]) -> list[float]:
    """Probabilities of negative, neutral and positive from a classifier's own labels."""
    chances = dict.fromkeys(SENTIMENTS, 0.0)
    for each in labels:
        chances[_sentiment(str(each["label"]))] += float(each["score"])
    return list(chances.values())


def _sentiment(label: str) -> str:
    name = label.lower()
    if name in SENTIMENTS:
        return name
    number = name.split(" ")[0]
    if "star" in name and number.isdigit() and 1 <= int(number) <= len(STARS):
        return STARS[int(number) - 1]
    raise Refused(
        f"OWNWORDS_TRANSFORMER: the model says '{label}'; it must say negative, neutral and "
        "positive, or 1 star to 5 stars (id2label in its config.json)."
    )


def _digest(folder: Path) -> str:
    """What distinguishes one model: its settings, and the names and sizes of its files."""
    sizes = sorted((path.name, path.stat().st_size) for path in folder.iterdir())
    settings = (folder / "config.json").read_bytes()
    return hashlib.sha256(settings + repr(sizes).encode()).hexdigest()
