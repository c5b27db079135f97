"""Fitting what the words of comments say of their sentiment."""

from collections import Counter
from collections.abc import Callable
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from app.comments.machine.engine.heads import SENTIMENTS
from app.comments.machine.engine.words import BUCKETS, code_of, features, with_asked
from app.comments.machine.training.examples import Example

EPOCHS: Final = 25
ROWS: Final = 256
RATE: Final = 0.05
RIDGE: Final = 3e-5
ASKED_OFTEN: Final = 20
FINEST: Final = 127


def fit_words(examples: list[Example], seed: int) -> dict[str, NDArray[np.generic]]:
    """The arrays of `engine.words.Words`, weights in 8 bits."""
    counts = Counter(each.question for each in examples if each.question)
    known = {question for question, number in counts.items() if number >= ASKED_OFTEN}
    sentiment = _fitted(*_sentiments(examples, known), RIDGE, seed)
    return {
        "questions": np.array(sorted(map(code_of, known)), np.uint32),
        **{f"sentiment.{name}": values for name, values in sentiment.items()},
    }


Features = list[NDArray[np.int64]]
Losses = Callable[[Tensor, NDArray[np.int64]], Tensor]
"""How wrong scores are, for the rows that they are of."""


def _sentiments(examples: list[Example], known: set[str]) -> tuple[Features, Tensor, Losses]:
    """Comments of all languages, those with a known question also as if it had not been asked."""
    plain = [features(each.text) for each in examples]
    asked = [
        (with_asked(found, each.question), each)
        for found, each in zip(plain, examples, strict=True)
        if each.question in known
    ]
    chosen = [*examples, *(each for _, each in asked)]
    labels = torch.tensor([each.sentiment for each in chosen])
    is_care = torch.tensor([each.is_care for each in chosen])

    def losses(outputs: Tensor, rows: NDArray[np.int64]) -> Tensor:
        care, public = outputs.split(len(SENTIMENTS), dim=1)
        scores = torch.where(is_care[rows, None], care, public)
        return functional.cross_entropy(scores, labels[rows])

    return [*plain, *(found for found, _ in asked)], torch.zeros(2 * len(SENTIMENTS)), losses


def _fitted(
    found: Features, bias: Tensor, losses: Losses, ridge: float, seed: int
) -> dict[str, NDArray[np.generic]]:
    """The weights under which scores are least wrong, with a penalty on their squares."""
    torch.manual_seed(seed)
    rarity = _rarity(found)
    bag = nn.EmbeddingBag(BUCKETS, len(bias), mode="sum")
    nn.init.zeros_(bag.weight)
    offset = nn.Parameter(bias)
    optimiser = torch.optim.Adam([bag.weight, offset], lr=RATE)
    random = np.random.default_rng(seed)
    for epoch in range(EPOCHS):
        optimiser.param_groups[0]["lr"] = RATE * (1 - epoch / EPOCHS)
        order = random.permutation(len(found))
        for start in range(0, len(order), ROWS):
            rows = order[start : start + ROWS]
            outputs = bag(*_bags([found[row] for row in rows], rarity)) + offset
            loss = losses(outputs, rows) + ridge * (bag.weight**2).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return _packed(bag.weight.detach().numpy(), offset.detach().numpy(), rarity)


def _rarity(found: list[NDArray[np.int64]]) -> NDArray[np.float32]:
    """The logarithm of how rarely each feature comes, smoothed."""
    counts = np.bincount(np.concatenate(found), minlength=BUCKETS)
    return np.asarray(np.log((1 + len(found)) / (1 + counts)) + 1, np.float32)


def _bags(
    found: list[NDArray[np.int64]], rarity: NDArray[np.float32]
) -> tuple[Tensor, Tensor, Tensor]:
    """Features of some texts end to end, where each begins, and their weights of length one."""
    weights = [rarity[each] / max(float(np.linalg.norm(rarity[each])), 1e-6) for each in found]
    starts = np.cumsum([0, *(len(each) for each in found[:-1])])
    return (
        torch.from_numpy(np.concatenate(found)),
        torch.from_numpy(starts),
        torch.from_numpy(np.concatenate(weights)),
    )


def _packed(
    weights: NDArray[np.float32],
    bias: NDArray[np.float32],
    rarity: NDArray[np.float32],
) -> dict[str, NDArray[np.generic]]:
    scales = np.maximum(np.abs(weights).max(axis=0) / FINEST, 1e-9)
    return {
        "weights": np.rint(weights / scales).astype(np.int8),
        "scales": scales.astype(np.float32),
        "bias": bias.astype(np.float32),
        "rarity": rarity.astype(np.float16),
    }
