"""Measuring a model on what it was not trained on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.embedding import Encoder, Floats
from app.comments.machine.engine.heads import SENTIMENTS, Heads, HeadScores, softmax
from app.comments.machine.engine.local import LocalModel
from app.comments.machine.engine.wording import with_question
from app.comments.machine.engine.words import WordModel
from app.comments.machine.training.examples import Example

AT_ONCE: Final = 64
NEUTRAL: Final = 1
RIGHT_OFTEN_ENOUGH: Final = 0.95
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Scored:
    """Held-out examples and what the heads said of them."""

    examples: list[Example]
    scores: HeadScores

    def where(self, chosen: Sequence[bool]) -> "Scored":
        """Only some of them."""
        kept = [each for each, is_chosen in zip(self.examples, chosen, strict=True) if is_chosen]
        return Scored(kept, self.scores.at(chosen))

    def of(self, kind: str, language: str | None = None) -> "Scored":
        """Those of a kind and, where it is given, a language."""
        return self.where(
            [each.kind == kind and language in (None, each.language) for each in self.examples]
        )

    @property
    def labels(self) -> Labels:
        """Which sentiment each has."""
        return np.array([each.sentiment for each in self.examples], np.int64)

    @property
    def units(self) -> list[str]:
        """What each belongs to that is drawn as one: a writer, or a text."""
        return [each.unit for each in self.examples]

    @property
    def languages(self) -> list[str]:
        """The languages there are."""
        return sorted({each.language for each in self.examples})


@dataclass(frozen=True)
class Model:
    """What reads: an encoder, its heads, and what words say of sentiment."""

    encoder: Encoder
    heads: Heads
    words: WordModel | None = None
    local: LocalModel | None = None

    def read(
        self, examples: list[Example], *, is_asked: bool = True, is_rated: bool = False
    ) -> Scored:
        """What is said of examples, with what was asked and with the rating or without."""
        parts = [self.heads.read(np.empty((0, self.heads.width), np.float32), [])]
        for start in range(0, len(examples), AT_ONCE):
            some = examples[start : start + AT_ONCE]
            texts = [with_question(each.text, each.question if is_asked else "") for each in some]
            ratings = [each.rating if is_rated else None for each in some]
            scores = self.heads.read(self.encoder.embed(texts), ratings)
            if self.words:
                scores = self.words.joined(
                    scores,
                    [each.text for each in some],
                    [each.question if is_asked else "" for each in some],
                )
            if self.local:
                scores = self.local.instead(scores, texts, ratings, [True] * len(some))
            parts.append(scores)
        names = HeadScores.__dataclass_fields__
        return Scored(
            examples,
            HeadScores(
                **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
            ),
        )


def numbers_of(model: Model, examples: list[Example]) -> Floats:
    """What the encoder makes of each with what was asked."""
    texts = [with_question(each.text, each.question) for each in examples]
    rows = [
        model.encoder.embed(texts[start : start + AT_ONCE])
        for start in range(0, len(texts), AT_ONCE)
    ]
    return np.concatenate(rows)


def sentiment_figures(chances: Floats, labels: Labels) -> dict[str, float]:
    """Macro-F1, accuracy, accuracy of choosing between the poles, and how often a sign is turned.

    `polar` looks at comments that are negative or positive, and at those two answers only;
    `coverage_95` is the share that can be answered with 95 % right, the surest first, and
    `sure_flips` how often a sign is turned among those.
    """
    predicted = chances.argmax(axis=1)
    is_polar = labels != NEUTRAL
    is_turned = np.abs(predicted - labels) == len(SENTIMENTS) - 1
    coverage = coverage_at(chances, labels, RIGHT_OFTEN_ENOUGH)
    order = np.argsort(-chances.max(axis=1))
    poles = np.where(chances[:, 0] > chances[:, 2], 0, 2)
    return {
        "n": float(len(labels)),
        "macro_f1": macro_f1(predicted, labels),
        "accuracy": float((predicted == labels).mean()),
        "polar": float((poles == labels)[is_polar].mean()) if is_polar.any() else float("nan"),
        "sign_flips": float(is_turned.mean()),
        "sure_flips": float(is_turned[order[: round(coverage * len(labels))]].mean())
        if coverage
        else 0.0,
        "coverage_95": coverage,
    }


def counted_on(chances: Floats, labels: Labels) -> dict[str, float]:
    """On how many comments each of these figures stands."""
    whole = float(len(labels))
    return {
        **dict.fromkeys(("macro_f1", "accuracy", "sign_flips", "coverage_95"), whole),
        "polar": float((labels != NEUTRAL).sum()),
        "sure_flips": round(coverage_at(chances, labels, RIGHT_OFTEN_ENOUGH) * whole),
    }


def macro_f1(predicted: Labels, labels: Labels) -> float:
    """The mean over the sentiments that occur of the harmonic mean of precision and recall."""
    return float(
        np.mean([f1_of(predicted == each, labels == each) for each in set(labels.tolist())])
    )


def coverage_at(chances: Floats, labels: Labels, accuracy: float) -> float:
    """The largest share, the surest first, of which so many are right."""
    order = np.argsort(-chances.max(axis=1))
    is_right = (chances.argmax(axis=1) == labels)[order]
    running = is_right.cumsum() / (np.arange(len(labels)) + 1)
    enough = np.flatnonzero(running >= accuracy)
    return float((enough[-1] + 1) / len(labels)) if len(enough) else 0.0


def best_temperature(scores: Floats, labels: Labels) -> float:
    """The temperature under which the labels are the likeliest."""
    grid = np.exp(np.linspace(np.log(0.5), np.log(4), 60))
    rows = np.arange(len(labels))
    losses = [-np.log(softmax(scores, each)[rows, labels] + 1e-9).mean() for each in grid]
    return float(grid[int(np.argmin(losses))])


def theme_figures(chances: Floats, has: NDArray[np.bool_]) -> dict[str, float]:
    """For one theme the threshold with the best F1, how good F1 is, and how many have the theme.

    F1 is that of thresholds chosen on one half and applied to the other, lest it be flattered; the
    threshold itself is chosen on all.
    """
    scores = cross_validated(chances, has)
    return {
        "n": float(has.sum()),
        "threshold": best_threshold(chances, has),
        "f1": f1_of(scores, has),
    }


def cross_validated(chances: Floats, has: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which examples are said to have a theme, each by the threshold of those it is not among."""
    is_even = np.arange(len(has)) % 2 == 0
    scores = np.zeros(len(has), bool)
    for half in (is_even, ~is_even):
        if half.any():
            scores[half] = chances[half] >= best_threshold(chances[~half], has[~half])
    return scores


def best_threshold(chances: Floats, has: NDArray[np.bool_]) -> float:
    """The probability from which naming a theme is right most evenly; the middle of the best."""
    grid = np.linspace(0.06, 0.9, 43)
    found = np.array([f1_of(chances >= each, has) for each in grid])
    return float(np.median(grid[found >= found.max() - 1e-9]))


def micro_f1(pairs: Iterable[tuple[NDArray[np.bool_], NDArray[np.bool_]]]) -> float:
    """F1 over all themes at once; each pair is what was said and what is so."""
    counts: defaultdict[str, int] = defaultdict(int)
    for scores, has in pairs:
        counts["both"] += int((scores & has).sum())
        counts["all"] += int(scores.sum() + has.sum())
    return 2 * counts["both"] / max(1, counts["all"])


def f1_of(scores: NDArray[Any], has: NDArray[Any]) -> float:
    """The harmonic mean of precision and recall; 0 where there is nothing to find or found."""
    total = int(scores.sum() + has.sum())
    return 2 * int((scores & has).sum()) / total if total else 0.0
