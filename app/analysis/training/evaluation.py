"""Measuring a model on what it was not trained on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.analysis.engine.embedding import Encoder, Floats
from app.analysis.engine.heads import SENTIMENTS, Heads, Said, logistic, softmax
from app.analysis.engine.wording import with_question
from app.analysis.training.examples import Example

AT_ONCE: Final = 64
NEUTRAL: Final = 1
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Scored:
    """Held-out examples and what the heads said of them."""

    examples: list[Example]
    said: Said

    def where(self, chosen: Sequence[bool]) -> "Scored":
        """Only some of them."""
        kept = [each for each, is_chosen in zip(self.examples, chosen, strict=True) if is_chosen]
        return Scored(kept, self.said.at(chosen))

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
    def languages(self) -> list[str]:
        """The languages there are."""
        return sorted({each.language for each in self.examples})


def scored(
    encoder: Encoder, heads: Heads, examples: list[Example], *, with_rating: bool = True
) -> Scored:
    """Read examples as comments in use are read."""
    parts = []
    for start in range(0, len(examples), AT_ONCE):
        some = examples[start : start + AT_ONCE]
        embeddings = encoder.embed([with_question(each.text, each.question) for each in some])
        ratings = [each.rating if with_rating else None for each in some]
        parts.append(heads.read(embeddings, ratings))
    names = Said.__dataclass_fields__
    said = Said(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})
    return Scored(examples, said)


def sentiment_figures(chances: Floats, labels: Labels) -> dict[str, float]:
    """Macro-F1, accuracy, accuracy of choosing between the poles, and how often a sign is turned.

    `polar` looks at comments that are negative or positive, and at those two answers only;
    `coverage_95` is the share that can be answered with 95 % right, the surest first.
    """
    given = chances.argmax(axis=1)
    is_polar = labels != NEUTRAL
    poles = np.where(chances[:, 0] > chances[:, 2], 0, 2)
    return {
        "n": float(len(labels)),
        "macro_f1": macro_f1(given, labels),
        "accuracy": float((given == labels).mean()),
        "polar": float((poles == labels)[is_polar].mean()) if is_polar.any() else float("nan"),
        "sign_flips": float((np.abs(given - labels) == len(SENTIMENTS) - 1).mean()),
        "coverage_95": coverage_at(chances, labels, 0.95),
    }


def macro_f1(given: Labels, labels: Labels) -> float:
    """The mean over the sentiments that occur of the harmonic mean of precision and recall."""
    return float(np.mean([_f1(given == each, labels == each) for each in set(labels.tolist())]))


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


def theme_figures(
    scored_examples: Scored, head: str, names: Sequence[str]
) -> dict[str, dict[str, float]]:
    """For each theme the threshold with the best F1, that F1, and how many examples have it."""
    chances = logistic(getattr(scored_examples.said, head))
    result = {}
    for column, name in enumerate(names):
        has = np.array([name in (each.themes or ()) for each in scored_examples.examples])
        threshold = best_threshold(chances[:, column], has)
        f1 = _f1(chances[:, column] >= threshold, has)
        result[name] = {"n": float(has.sum()), "threshold": threshold, "f1": f1}
    return result


def best_threshold(chances: Floats, has: NDArray[np.bool_]) -> float:
    """The probability from which naming a theme is right most evenly."""
    grid = np.linspace(0.1, 0.9, 33)
    return float(grid[int(np.argmax([_f1(chances >= each, has) for each in grid]))])


def micro_f1(pairs: Iterable[tuple[NDArray[np.bool_], NDArray[np.bool_]]]) -> float:
    """F1 over all themes at once; each pair is what was said and what is so."""
    counts: defaultdict[str, int] = defaultdict(int)
    for said, has in pairs:
        counts["both"] += int((said & has).sum())
        counts["all"] += int(said.sum() + has.sum())
    return 2 * counts["both"] / max(1, counts["all"])


def _f1(said: NDArray[Any], has: NDArray[Any]) -> float:
    total = int(said.sum() + has.sum())
    return 2 * int((said & has).sum()) / total if total else 0.0
