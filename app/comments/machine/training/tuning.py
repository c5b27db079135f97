"""Tuning layers of the encoder together with its heads."""

import sys
import time
from collections.abc import Callable
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from app.comments.machine.engine.batches import batches
from app.comments.machine.engine.wording import with_question
from app.comments.machine.training.examples import Example
from app.comments.machine.training.heads import (
    RATING_DROPPED,
    TrainableHeads,
    class_weights,
    loss_of,
    targets_of,
)
from app.comments.machine.training.tunable import Tunable

HEADS_FASTER: Final = 2.0
DECAY: Final = 0.01
WARM_UP: Final = 0.08
DROPOUT: Final = 0.1
CLIP: Final = 1.0
ASKED_SHARE: Final = 0.7
OWN_SHARE: Final = 0.5
"""So many of our own comments are trained on each time over, lest they outweigh those of people."""
EVERY: Final = 50


class Tuning:
    """Some layers of the encoder, up to the last, and its heads, while they are tuned.

    Args:
        begin: gives the encoder to begin from; what is left to chance in it is decided by the seed.
        examples: everything that may be trained on, at one time or another.
        clinic_themes: the clinics' own themes that are learned beside ours.
        seed: what decides everything that is left to chance.
    """

    def __init__(
        self,
        begin: Callable[[], Tunable],
        examples: list[Example],
        clinic_themes: tuple[str, ...],
        seed: int,
    ) -> None:
        torch.manual_seed(seed)
        self._random = np.random.default_rng(seed)
        self.encoder = begin()
        plain = [each.text for each in examples]
        asked = [with_question(each.text, each.question) for each in examples]
        known = list(dict.fromkeys(plain + asked))
        rows = dict(zip(known, self.encoder.rows(known), strict=True))
        self._plain = [rows[text] for text in plain]
        self._asked = [rows[text] for text in asked]
        self._wanted = targets_of(examples, clinic_themes)
        self._weights = {
            name: class_weights(getattr(self._wanted, name)) for name in ("care", "public")
        }
        self._is_own = np.array([each.kind == "own" for each in examples])
        self.heads = TrainableHeads(self.encoder.width, len(clinic_themes))

    def run(
        self, rows: NDArray[np.int64], *, epochs: int, rate: float, own_share: float = 1.0
    ) -> None:
        """Train on these examples.

        The weights of the second half of all steps are averaged. Of our own comments a share is
        drawn again each time over.
        """
        plan = [self._batches(rows, own_share) for _ in range(epochs)]
        steps = sum(map(len, plan))
        optimiser = self._optimiser(rate)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _Slope(steps))
        average = _Average(self._trained)
        progress = _Progress(steps)
        self.encoder.layers.train()
        self.heads.train()
        for some in plan:
            for batch in some:
                optimiser.zero_grad()
                loss = self._loss(batch)
                loss.backward()
                nn.utils.clip_grad_norm_(self._trained, CLIP)
                optimiser.step()
                schedule.step()
                if progress.step(loss.item()) > steps / 2:
                    average.add()
        average.put()
        self.encoder.layers.eval()
        self.heads.eval()

    def _batches(self, rows: NDArray[np.int64], own_share: float) -> list[NDArray[np.int64]]:
        is_drawn = ~self._is_own[rows] | (self._random.random(len(rows)) < own_share)
        drawn = rows[is_drawn]
        lengths = [len(self._asked[row]) for row in drawn]
        return [drawn[indexes] for indexes in batches(lengths, self.encoder.at_once, self._random)]

    def _loss(self, rows: NDArray[np.int64]) -> Tensor:
        """How wrong it is on a batch; most texts are read with what was asked, some without."""
        is_asked = self._random.random(len(rows)) < ASKED_SHARE
        texts = [
            (self._asked if with_it else self._plain)[row]
            for row, with_it in zip(rows, is_asked, strict=True)
        ]
        part = self._wanted.at(rows)
        shown = part.ratings * (torch.rand(len(rows), 1) > RATING_DROPPED)
        read = self.encoder.read(texts, DROPOUT)
        return loss_of(self.heads(read, shown, DROPOUT), part, self._weights)

    @property
    def _trained(self) -> list[nn.Parameter]:
        return [
            each
            for module in (self.encoder.layers, self.heads)
            for each in module.parameters()
            if each.requires_grad
        ]

    def _optimiser(self, rate: float) -> torch.optim.Optimizer:
        layers = [each for each in self.encoder.layers.parameters() if each.requires_grad]
        return torch.optim.AdamW(
            [
                {"params": layers, "lr": rate},
                {"params": list(self.heads.parameters()), "lr": rate * HEADS_FASTER},
            ],
            weight_decay=DECAY,
        )


class _Slope:
    """The rate rises over the first steps and then falls in a straight line."""

    def __init__(self, steps: int) -> None:
        self.steps, self.warm = steps, max(1, int(steps * WARM_UP))

    def __call__(self, step: int) -> float:
        if step < self.warm:
            return (step + 1) / self.warm
        return max(0.0, (self.steps - step) / (self.steps - self.warm))


class _Average:
    """The mean of what the weights were."""

    def __init__(self, parameters: list[nn.Parameter]) -> None:
        self.parameters, self.number = parameters, 0
        self.sums = [torch.zeros_like(each) for each in parameters]

    @torch.no_grad()
    def add(self) -> None:
        self.number += 1
        for total, parameter in zip(self.sums, self.parameters, strict=True):
            total += parameter

    @torch.no_grad()
    def put(self) -> None:
        for total, parameter in zip(self.sums, self.parameters, strict=True):
            parameter.copy_(total / self.number)


class _Progress:
    """Says on standard error how far it is."""

    def __init__(self, steps: int) -> None:
        self.steps, self.done, self.losses, self.began = steps, 0, 0.0, time.monotonic()

    def step(self, loss: float) -> int:
        """One more step was done; gives how many that makes."""
        self.done, self.losses = self.done + 1, self.losses + loss
        if self.done % EVERY == 0:
            left = (time.monotonic() - self.began) / self.done * (self.steps - self.done)
            loss_now = self.losses / EVERY
            sys.stderr.write(
                f"step {self.done} of {self.steps}, loss {loss_now:.3f}, {left:.0f} s left\n"
            )
            sys.stderr.flush()
            self.losses = 0.0
        return self.done
