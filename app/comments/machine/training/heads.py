"""What stands on the encoder: one shared layer, and a small head for each thing that is read."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from app.comments.machine.engine.heads import OF_TOPICS, RATINGS, SCALE, SENTIMENTS
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.examples import Example

HIDDEN: Final = 128
TOPIC_HIDDEN: Final = 192
LEVELS: Final = 5
SMOOTHING: Final = 0.05
PRIOR_POWER: Final = -0.5
LEVEL_WEIGHT: Final = 0.3
THEME_WEIGHT: Final = 8.0
CLINIC_THEME_WEIGHT: Final = 8.0
"""The mean over many themes, most of which are not there, is small beside a sentiment's loss."""
SIGNAL_WEIGHT: Final = 1.0
NAMED_WEIGHT: Final = 2.0
"""A theme that is there counts for more than one that is not: most are not."""
RATING_DROPPED: Final = 0.5


class TrainableHeads(nn.Module):
    """Sentiment of care and of other texts, which of the two it is, themes, and signals of harm.

    One sentiment head for both kinds of text hurts care: what counts as neutral differs. Themes
    have a layer of their own, or sentiment crowds them out of the shared one.
    """

    def __init__(self, width: int, clinic_themes: int) -> None:
        super().__init__()
        self.shared = nn.Linear(width + RATINGS, HIDDEN)
        self.topics = nn.Linear(width, TOPIC_HIDDEN)
        self.level = nn.Linear(HIDDEN, LEVELS)
        sentiments = len(SENTIMENTS)
        sizes = {"care": sentiments, "public": sentiments, "signal": 1, "is_care": 1}
        themes = {"themes": len(THEMES), "clinic_themes": clinic_themes}
        self.tops = nn.ModuleDict(
            {name: nn.Linear(HIDDEN, size) for name, size in sizes.items()}
            | {name: nn.Linear(TOPIC_HIDDEN, size) for name, size in themes.items()}
        )

    def forward(self, x: Tensor, ratings: Tensor, dropout: float = 0.0) -> dict[str, Tensor]:
        scaled = x * SCALE
        hidden = self._active(self.shared(torch.cat([scaled, ratings], dim=1)), dropout)
        topics = self._active(self.topics(scaled), dropout)
        outputs = {
            name: top(topics if name in OF_TOPICS else hidden) for name, top in self.tops.items()
        }
        return outputs | {"level": self.level(hidden)}

    def _active(self, x: Tensor, dropout: float) -> Tensor:
        return functional.dropout(functional.gelu(x, approximate="tanh"), dropout, self.training)


@dataclass(frozen=True)
class Targets:
    """What the heads are to say of some examples; -1 and NaN where it is not known."""

    care: Tensor
    public: Tensor
    themes: Tensor
    clinic_themes: Tensor
    signal: Tensor
    is_care: Tensor
    level: Tensor
    ratings: Tensor

    def at(self, rows: NDArray[np.int64]) -> "Targets":
        """Those of some rows."""
        return Targets(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


def targets_of(examples: list[Example], clinic_themes: tuple[str, ...]) -> Targets:
    """Labels as tables, a row for each example."""
    unknown = float("nan")

    def named(example: Example) -> list[float]:
        if example.themes is None or example.kind != "clinic":
            return [unknown] * len(clinic_themes)
        return [float(name in example.themes) for name in clinic_themes]

    return Targets(
        care=torch.tensor([each.sentiment if each.is_care else -1 for each in examples]),
        public=torch.tensor([-1 if each.is_care else each.sentiment for each in examples]),
        themes=torch.tensor([_care_themes(each) for each in examples]),
        clinic_themes=torch.tensor([named(each) for each in examples]),
        signal=torch.tensor(
            [[unknown if each.is_signal is None else float(each.is_signal)] for each in examples]
        ),
        is_care=torch.tensor([[float(each.is_care)] for each in examples]),
        level=torch.tensor([-1 if each.level is None else each.level for each in examples]),
        ratings=torch.tensor([rating_row(each.rating) for each in examples]),
    )


def _care_themes(example: Example) -> list[float]:
    return [
        float(theme in example.our_themes) if theme in example.known_themes else float("nan")
        for theme in THEMES
    ]


def rating_row(rating: int | None) -> list[float]:
    """A rating as the heads take it; all zeros where there is none."""
    return [float(rating == place + 1) for place in range(RATINGS)]


def class_weights(labels: Tensor) -> Tensor:
    """Rare sentiments count for more, by the root of their share."""
    shares = torch.bincount(labels[labels >= 0], minlength=len(SENTIMENTS)).float()
    weights = (shares / shares.sum()).clamp(min=0.01) ** PRIOR_POWER
    return weights / weights.mean()


def loss_of(outputs: dict[str, Tensor], wanted: Targets, weights: dict[str, Tensor]) -> Tensor:
    """How wrong the heads are, over what is known of these examples."""
    total = torch.zeros(())
    for name in ("care", "public"):
        labels = getattr(wanted, name)
        if (labels >= 0).any():
            total = total + functional.cross_entropy(
                outputs[name], labels, weights[name], ignore_index=-1, label_smoothing=SMOOTHING
            )
    if (wanted.level >= 0).any():
        total = total + LEVEL_WEIGHT * functional.cross_entropy(
            outputs["level"], wanted.level, ignore_index=-1
        )
    total = total + THEME_WEIGHT * _known(outputs["themes"], wanted.themes)
    total = total + CLINIC_THEME_WEIGHT * _known(outputs["clinic_themes"], wanted.clinic_themes)
    total = total + SIGNAL_WEIGHT * _known(outputs["is_care"], wanted.is_care)
    return total + SIGNAL_WEIGHT * _known(outputs["signal"], wanted.signal)


def _known(outputs: Tensor, wanted: Tensor) -> Tensor:
    is_known = ~wanted.isnan()
    if not is_known.any():
        return torch.zeros(())
    return functional.binary_cross_entropy_with_logits(
        outputs[is_known], wanted[is_known], pos_weight=torch.tensor(NAMED_WEIGHT)
    )
