"""Tuning the upper half of the encoder together with its heads."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from app.analysis.engine.wording import with_question
from app.analysis.training.encoder import (
    LENGTH,
    MATRICES,
    NORMS,
    Embedding,
    Layers,
    batches,
    padded,
    pooled,
)
from app.analysis.training.examples import Example
from app.analysis.training.heads import (
    RATING_DROPPED,
    Heads,
    class_weights,
    loss_of,
    targets_of,
)
from app.analysis.training.tensors import EncoderFile, Floats

FIRST_TUNED: Final = 4
RANK: Final = 16
RATE: Final = 1e-3
DECAY: Final = 0.01
WARM_UP: Final = 0.08
DROPOUT: Final = 0.1
CLIP: Final = 1.0
QUANTISED_EPOCHS: Final = 2
ASKED_SHARE: Final = 0.75
EVERY: Final = 50


@dataclass(frozen=True)
class Cached:
    """What the frozen lower half makes of a text."""

    rows: list[Tensor]

    @property
    def lengths(self) -> list[int]:
        return [len(row) for row in self.rows]

    def batch(self, indexes: NDArray[np.int64]) -> tuple[Tensor, Tensor]:
        """Some texts as one table, and where it is real."""
        _, mask = padded([[0] * len(self.rows[index]) for index in indexes])
        x = torch.zeros(*mask.shape, self.rows[0].shape[1])
        for place, index in enumerate(indexes):
            x[place, : len(self.rows[index])] = self.rows[index].float()
        return x, mask


@torch.no_grad()
def cached(file: EncoderFile, texts: list[str]) -> Cached:
    """Run the frozen lower half once."""
    embedding, lower = Embedding(file), Layers(file, 0, FIRST_TUNED)
    pieces = [file.tokenizer.ids(text, LENGTH) for text in texts]
    rows: list[Tensor] = [torch.empty(0)] * len(texts)
    for indexes in batches([len(each) for each in pieces]):
        ids, mask = padded([pieces[index] for index in indexes])
        x = lower(embedding(ids), mask)
        for place, index in enumerate(indexes):
            rows[index] = x[place, : len(pieces[index])].half()
    return Cached(rows)


@dataclass(frozen=True)
class Tuned:
    """The tuned upper half and its heads."""

    upper: Layers
    heads: Heads
    clinic_themes: tuple[str, ...]


def tune(
    file: EncoderFile,
    examples: list[Example],
    clinic_themes: tuple[str, ...],
    *,
    seed: int,
    epochs: int,
) -> Tuned:
    """Tune on these examples. The weights of the second half of all steps are averaged."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    asked = cached(file, [with_question(each.text, each.question) for each in examples])
    plain = cached(file, [each.text for each in examples])
    wanted = targets_of(examples, clinic_themes)
    upper, heads = (
        Layers(file, FIRST_TUNED, file.layers, RANK),
        Heads(file.width, len(clinic_themes)),
    )
    model = nn.ModuleDict({"upper": upper, "heads": heads})
    weights = {name: class_weights(getattr(wanted, name)) for name in ("care", "public")}
    trained = [each for each in model.parameters() if each.requires_grad]
    steps = epochs * len(batches(asked.lengths, np.random.default_rng(seed)))
    optimiser = torch.optim.AdamW(trained, lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _Slope(steps))
    average = _Average(trained)
    step, began, losses = 0, time.monotonic(), 0.0
    model.train()
    for epoch in range(epochs):
        if epoch == epochs - QUANTISED_EPOCHS:
            upper.quantise()
        for source, indexes in _mixed(asked, plain, random):
            x, mask = source.batch(indexes)
            part = wanted.at(indexes)
            shown = part.ratings * (torch.rand(len(indexes), 1) > RATING_DROPPED)
            said = heads(pooled(upper(x, mask, DROPOUT), mask), shown, DROPOUT)
            loss = loss_of(said, part, weights)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trained, CLIP)
            optimiser.step()
            schedule.step()
            step, losses = step + 1, losses + loss.item()
            if step > steps / 2:
                average.add()
            if step % EVERY == 0:
                _tell(epoch, step, steps, losses / EVERY, began)
                losses = 0.0
    average.put()
    model.eval()
    return Tuned(upper, heads, clinic_themes)


@torch.no_grad()
def encoder_bytes(file: EncoderFile, tuned: Tuned) -> bytes:
    """The encoder's file with what was learned written into it."""
    quarters: dict[str, Floats] = {}
    floats: dict[str, Floats] = {}
    for layer in tuned.upper.layers:
        for name in MATRICES:
            matrix = layer.get_submodule(name)
            quarters[f"l{layer.number}.{name}.w"] = matrix.merged().numpy()
            floats[f"l{layer.number}.{name}.b"] = matrix.bias.numpy()
        for name in NORMS:
            for part in ("w", "b"):
                values = layer.get_parameter(f"{name}{part}")
                floats[f"l{layer.number}.{name}.{part}"] = values.numpy()
    return file.replaced(quarters, {name: _short(values) for name, values in floats.items()})


def _short(values: Floats) -> Floats:
    """Half precision is enough, and packs better."""
    return values.astype(np.float16).astype(np.float32)


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


def _mixed(
    asked: Cached, plain: Cached, random: np.random.Generator
) -> Iterator[tuple[Cached, NDArray[np.int64]]]:
    """Batches of one epoch; in three of four the question stands before the text."""
    for indexes in batches(asked.lengths, random):
        yield (asked if random.random() < ASKED_SHARE else plain), indexes


def _tell(epoch: int, step: int, steps: int, loss: float, began: float) -> None:
    seconds = time.monotonic() - began
    left = seconds / step * (steps - step)
    sys.stderr.write(
        f"epoch {epoch + 1}, step {step} of {steps}, loss {loss:.3f}, {left:.0f} s left\n"
    )
    sys.stderr.flush()
