"""What was measured of a model: how sure it may be of itself, in each language and theme."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.engine.embedding import Floats
from app.analysis.engine.heads import Said, softmax

NEVER = 2.0
"""A threshold that no probability reaches: suggested only."""


@dataclass(frozen=True)
class LanguageFigures:
    """One language. `temperature` makes its probabilities true; `threshold`: sure from here."""

    temperature: float
    threshold: float


@dataclass(frozen=True)
class ThemeFigures:
    """One theme. `assign` is where it is counted from, `suggest` where it is offered from."""

    assign: float
    suggest: float


@dataclass(frozen=True)
class Calibration:
    """The figures of one version of the model.

    `care_share`: where no question is known, how far the care head is believed and not the one
    for other texts.
    """

    version: str
    care_share: float
    languages: Mapping[str, LanguageFigures]
    themes: Mapping[str, ThemeFigures]

    def is_evaluated(self, language: str) -> bool:
        """Whether anything was measured in this language."""
        return language in self.languages

    def sentiment(self, said: Said, language: str, *, is_care: bool) -> Floats:
        """Probabilities of negative, neutral and positive, for one comment."""
        temperature = self.languages[language].temperature
        care: Floats = softmax(said.care, temperature)[0]
        if is_care:
            return care
        public: Floats = softmax(said.public, temperature)[0]
        mixed: Floats = self.care_share * care + (1 - self.care_share) * public
        return mixed

    def threshold(self, language: str) -> float:
        """From which confidence a sentiment in this language is shown as sure."""
        return self.languages[language].threshold

    def assign_from(self, theme: str) -> float:
        """From which probability a theme is assigned."""
        return self.themes[theme].assign

    def suggest_from(self, theme: str) -> float:
        """From which probability a theme is suggested."""
        return self.themes[theme].suggest
