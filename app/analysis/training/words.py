"""Fitting what the words of English comments say of their themes."""

from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from app.analysis.engine.words import BUCKETS, LANGUAGE, features
from app.analysis.training.examples import Example
from app.analysis.training.heads import Targets, targets_of

EPOCHS: Final = 25
ROWS: Final = 256
RATE: Final = 0.05
RIDGE: Final = 3e-6
FINEST: Final = 127


def fit_words(
    examples: list[Example], clinic_themes: tuple[str, ...], seed: int
) -> dict[str, NDArray[np.generic]]:
    """The arrays of `engine.words.Words`, weights in 8 bits, from the English comments on care."""
    torch.manual_seed(seed)
    chosen = [each for each in examples if each.is_care and each.language == LANGUAGE]
    found = [features(each.text) for each in chosen]
    rarity = _rarity(found)
    wanted = _wanted(targets_of(chosen, clinic_themes))
    known = ~wanted.isnan()
    wanted = wanted.nan_to_num()
    share = (wanted.sum(0) / known.sum(0).clamp(min=1)).clamp(min=1e-3)
    bag = nn.EmbeddingBag(BUCKETS, wanted.shape[1], mode="sum")
    nn.init.zeros_(bag.weight)
    bias = nn.Parameter(torch.log(share / (1 - share)))
    optimiser = torch.optim.Adam([bag.weight, bias], lr=RATE)
    random = np.random.default_rng(seed)
    for epoch in range(EPOCHS):
        optimiser.param_groups[0]["lr"] = RATE * (1 - epoch / EPOCHS)
        order = random.permutation(len(chosen))
        for start in range(0, len(order), ROWS):
            rows = order[start : start + ROWS]
            said = bag(*_bags([found[row] for row in rows], rarity)) + bias
            losses = functional.binary_cross_entropy_with_logits(
                said, wanted[rows], reduction="none"
            )
            loss = (losses * known[rows]).sum() / len(rows) + RIDGE * (bag.weight**2).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return _packed(bag.weight.detach().numpy(), bias.detach().numpy(), rarity, len(clinic_themes))


def _wanted(targets: Targets) -> Tensor:
    return torch.cat([targets.themes, targets.clinic_themes], dim=1)


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
    clinic_themes: int,
) -> dict[str, NDArray[np.generic]]:
    scales = np.maximum(np.abs(weights).max(axis=0) / FINEST, 1e-9)
    return {
        "weights": np.rint(weights / scales).astype(np.int8),
        "scales": scales.astype(np.float32),
        "bias": bias.astype(np.float32),
        "rarity": rarity.astype(np.float16),
        "themes": np.array(weights.shape[1] - clinic_themes),
    }
