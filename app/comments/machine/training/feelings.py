"""Fitting how each theme of a comment is spoken of, and measuring it on what was held out."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.feelings import Feelings
from app.comments.machine.engine.heads import SCALE, SENTIMENTS, softmax
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.doubt import Rows, with_intervals
from app.comments.machine.training.evaluation import Model, macro_f1, numbers_of
from app.comments.machine.training.examples import Example

STEPS: Final = 400
RATE: Final = 0.01
FADE: Final = (0.9, 0.999)
RIDGE: Final = 2e-2

Floats = NDArray[np.floating]
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Felt:
    """Themes of comments, in the order of themes: which comment, which theme, how it is felt."""

    comments: Labels
    themes: Labels
    labels: Labels

    @classmethod
    def of(cls, examples: list[Example]) -> "Felt":
        """What is known of these examples."""
        codes = list(THEMES)
        found = sorted(
            (codes.index(theme), row, SENTIMENTS.index(feeling))
            for row, each in enumerate(examples)
            for theme, feeling in each.feelings.items()
        )
        themes, comments, labels = np.array(found, np.int64).reshape(-1, 3).T
        return cls(comments, themes, labels)

    def among(self, chosen: NDArray[np.bool_]) -> "Felt":
        """Those of some of the comments."""
        kept = chosen[self.comments]
        return Felt(self.comments[kept], self.themes[kept], self.labels[kept])


def fit_feelings(numbers: Floats, care: Floats, felt: Felt) -> dict[str, NDArray[np.float16]]:
    """The arrays of `engine.feelings.Feelings`.

    Args:
        numbers: what the encoder made of each comment.
        care: what the heads say of the sentiment of each as a whole.
        felt: what is known of their themes.
    """
    rows = np.asarray(numbers * SCALE, np.float32)[felt.comments]
    whole = np.asarray(care, np.float32)[felt.comments]
    themes = [np.searchsorted(felt.themes, each) for each in range(len(THEMES) + 1)]
    slices = [slice(*ends) for ends in zip(themes, themes[1:], strict=False)]
    found = _started(rows.shape[1])
    optimiser = _Adam(found)
    wanted, weights = np.eye(len(SENTIMENTS))[felt.labels], _weights(felt.labels)
    for step in range(STEPS):
        scores = rows @ found["shared"].T + found["bias"][felt.themes] + found["whole"] * whole
        for theme, some in enumerate(slices):
            scores[some] += rows[some] @ found["own"][theme].T
        error = np.asarray((softmax(scores) - wanted) * weights, np.float32)
        of_themes = np.stack([error[some].T @ rows[some] for some in slices])
        optimiser.step(
            {
                "shared": of_themes.sum(axis=0) + RIDGE * found["shared"],
                "own": of_themes + RIDGE * found["own"],
                "bias": np.stack([error[some].sum(axis=0) for some in slices]),
                "whole": np.asarray((error * whole).sum()),
            },
            RATE * (1 - step / STEPS),
        )
    return {name: values.astype(np.float16) for name, values in found.items()}


def _weights(labels: Labels) -> Floats:
    """Rare feelings count for more, by the root of their share; together they count as one."""
    counts = np.bincount(labels, minlength=len(SENTIMENTS)).clip(min=1)
    weights = (counts**-0.5)[labels]
    return np.asarray(weights / weights.sum())[:, None]


def _started(width: int) -> dict[str, Floats]:
    sentiments = len(SENTIMENTS)
    return {
        "shared": np.zeros((sentiments, width), np.float32),
        "own": np.zeros((len(THEMES), sentiments, width), np.float32),
        "bias": np.zeros((len(THEMES), sentiments), np.float32),
        "whole": np.asarray(1.0, np.float32),
    }


class _Adam:
    """Kingma and Ba, Adam (2015), on arrays that it changes in place."""

    def __init__(self, values: dict[str, Floats]) -> None:
        self._values, self._steps = values, 0
        self._mean = {name: np.zeros_like(each) for name, each in values.items()}
        self._square = {name: np.zeros_like(each) for name, each in values.items()}

    def step(self, slopes: dict[str, Floats], rate: float) -> None:
        self._steps += 1
        for name, slope in slopes.items():
            mean, square = self._mean[name], self._square[name]
            mean += (1 - FADE[0]) * (slope - mean)
            square += (1 - FADE[1]) * (slope**2 - square)
            mean_now = mean / (1 - FADE[0] ** self._steps)
            square_now = square / (1 - FADE[1] ** self._steps)
            self._values[name] -= rate * mean_now / (np.sqrt(square_now) + 1e-8)


def trained_feelings(model: Model, examples: list[Example]) -> dict[str, NDArray[np.float16]]:
    """How themes are felt, learned from all examples of which it is known."""
    known = [each for each in examples if each.feelings]
    return fit_feelings(numbers_of(model, known), model.read(known).scores.care, Felt.of(known))


def feelings_figures(model: Model, examples: list[Example]) -> dict[str, Any]:
    """How well feelings are read on what is held out, beside that of the comment as a whole.

    By language, those of clinics apart, and over all under `all`.
    """
    may_train = [each for each in examples if each.may_train]
    trained = [each for each in may_train if not each.is_held_out]
    head = Feelings(trained_feelings(model, trained))
    held = [each for each in may_train if each.is_held_out and each.feelings]
    felt, care = Felt.of(held), model.read(held).scores.care
    scores = head.scores(numbers_of(model, held), care)
    said = scores[felt.comments, felt.themes].argmax(axis=1)
    whole = care[felt.comments].argmax(axis=1)
    groups = np.array([each.kind if each.kind == "clinic" else each.language for each in held])
    names = {"all": np.ones(len(held), bool)} | {
        name: groups == name for name in sorted(set(groups))
    }
    figures = {}
    for name, chosen in names.items():
        kept = chosen[felt.comments]
        units = [held[row].unit for row in felt.comments[kept]]
        figures[name] = _figures(said[kept], whole[kept], felt.labels[kept], units)
    return figures


def _figures(said: Labels, whole: Labels, labels: Labels, units: list[str]) -> dict[str, Any]:
    def measure(rows: Rows) -> dict[str, float]:
        return {
            "macro_f1": macro_f1(said[rows], labels[rows]),
            "accuracy": float((said[rows] == labels[rows]).mean()),
            "whole_f1": macro_f1(whole[rows], labels[rows]),
            "whole_accuracy": float((whole[rows] == labels[rows]).mean()),
        }

    of = dict.fromkeys(("macro_f1", "accuracy", "whole_f1", "whole_accuracy"), float(len(labels)))
    return with_intervals(measure, units, of) | {"n": len(labels)}
