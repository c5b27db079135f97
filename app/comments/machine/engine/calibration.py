"""What was measured of a model: how sure it may be of itself, in each language and theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.comments.machine.engine.embedding import Floats
from app.comments.machine.engine.heads import HeadScores, logistic, softmax

NEVER: Final = 2.0
"""A threshold that no probability reaches: suggested only."""

HARM_RAISED: Final = 0.2
"""A comment that is as likely as this to report harm is raised in the queue."""

OTHER: Final = "other"
"""All languages in which themes have no figures of their own."""


@dataclass(frozen=True)
class LanguageFigures:
    """One language. `temperature` makes its probabilities true; `threshold`: sure from here."""

    temperature: float
    threshold: float


@dataclass(frozen=True)
class ThemeCalibration:
    """One theme. `assign` is where it is counted from, `suggest` where it is offered from."""

    assign: float
    suggest: float


@dataclass(frozen=True)
class Calibration:
    """The figures of one version of the model.

    `themes` has those of each language that enough was measured in, by its code, and those of every
    other one under `other`.
    """

    version: str
    languages: Mapping[str, LanguageFigures]
    themes: Mapping[str, Mapping[str, ThemeCalibration]]

    def is_evaluated(self, language: str) -> bool:
        """Whether anything was measured in this language."""
        return language in self.languages

    def sentiment(self, scores: HeadScores, language: str, *, is_care: bool) -> Floats:
        """Probabilities of negative, neutral and positive, for one comment."""
        chances: Floats = chances_of(scores, self.languages[language].temperature, [is_care])[0]
        return chances

    def threshold(self, language: str) -> float:
        """From which confidence a sentiment in this language is shown as sure."""
        return self.languages[language].threshold

    def theme(self, theme: str, language: str) -> ThemeCalibration:
        """From which probabilities a theme is assigned and suggested in a language."""
        return self.themes[language if language in self.themes else OTHER][theme]


def chances_of(scores: HeadScores, temperature: float, are_care: Sequence[bool]) -> Floats:
    """Probabilities of negative, neutral and positive, a row for each comment.

    Where no question says that it is on care, the text itself says how far the head for other
    texts is believed.
    """
    care, public = softmax(scores.care, temperature), softmax(scores.public, temperature)
    share = np.maximum(logistic(scores.is_care), np.asarray(are_care, np.float32)[:, None])
    return np.asarray(share * care + (1 - share) * public, np.float32)
