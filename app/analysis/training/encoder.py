"""The encoder in PyTorch: frozen 4-bit weights with small trainable deltas (LoRA).

Hu and others, LoRA (2021). Quantised weights are trained through by the straight-through rule, so
that what is learned survives being written back in 4 bits.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from app.analysis.training.tensors import BLOCK, EncoderFile

MATRICES: Final = ("q", "k", "v", "ao", "fi", "fo")
NORMS: Final = ("aln", "oln")
LENGTH: Final = 96
BATCH_TOKENS: Final = 1100


class Matrix(nn.Module):
    """One weight matrix with its bias and, where it is trained, a delta of low rank."""

    def __init__(self, file: EncoderFile, name: str, columns: int, rank: int) -> None:
        super().__init__()
        self.name, self.is_quantised = name, False
        self.register_buffer("weight", torch.from_numpy(file.quarters(f"{name}.w", columns)))
        scales = file.scales(f"{name}.w")[:, None]
        self.register_buffer("scale", torch.from_numpy(np.where(scales == 0, 1e-8, scales)))
        self.bias = nn.Parameter(torch.from_numpy(file.floats(f"{name}.b")), requires_grad=rank > 0)
        self.rank = rank
        if rank:
            rows = self.weight.shape[0]
            self.down = nn.Parameter(torch.randn(rank, columns) / columns**0.5)
            self.up = nn.Parameter(torch.zeros(rows, rank))

    def merged(self) -> Tensor:
        """The weight with its delta."""
        return self.weight + self.up @ self.down if self.rank else self.weight

    def forward(self, x: Tensor) -> Tensor:
        if not self.rank:
            return functional.linear(x, self.weight, self.bias)
        if not self.is_quantised:
            delta = functional.linear(functional.linear(x, self.down), self.up)
            return functional.linear(x, self.weight, self.bias) + delta
        return functional.linear(x, self._through(self.merged()), self.bias)

    def _through(self, weight: Tensor) -> Tensor:
        """On the grid of the file going forward, as it is going back."""
        blocks = weight.view(-1, BLOCK)
        grid = torch.clamp(torch.round(blocks / self.scale), -8, 7) * self.scale
        return weight + (grid.view_as(weight) - weight).detach()


class Layer(nn.Module):
    """One layer of the transformer."""

    def __init__(self, file: EncoderFile, number: int, rank: int) -> None:
        super().__init__()
        self.number, self.heads, self.epsilon = number, file.heads, file.epsilon
        for name in MATRICES:
            columns = file.inner if name == "fo" else file.width
            self.add_module(name, Matrix(file, f"l{number}.{name}", columns, rank))
        for name in NORMS:
            for part in ("w", "b"):
                values = torch.from_numpy(file.floats(f"l{number}.{name}.{part}"))
                self.register_parameter(f"{name}{part}", nn.Parameter(values, rank > 0))

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        x = self._normed("aln", x + self._attention(x, mask))
        inner = self.get_submodule("fo")(functional.gelu(self.get_submodule("fi")(x)))
        return self._normed("oln", x + self._drop(inner, dropout))

    def _attention(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = x.shape
        query, key, value = (
            self.get_submodule(name)(x).view(rows, length, self.heads, -1).transpose(1, 2)
            for name in ("q", "k", "v")
        )
        # Written out: on a processor the fused form takes longer than all the rest at this length.
        scores = query @ key.transpose(2, 3) * query.shape[-1] ** -0.5
        seen = scores.masked_fill(~mask[:, None, None, :], -1e4).softmax(dim=-1).to(value) @ value
        joined: Tensor = self.get_submodule("ao")(seen.transpose(1, 2).reshape(rows, length, width))
        return joined

    def _normed(self, name: str, x: Tensor) -> Tensor:
        weight, bias = self.get_parameter(f"{name}w"), self.get_parameter(f"{name}b")
        return functional.layer_norm(x, x.shape[-1:], weight, bias, self.epsilon)

    def _drop(self, x: Tensor, dropout: float) -> Tensor:
        return functional.dropout(x, dropout, self.training)


class Layers(nn.Module):
    """Some layers of the encoder, the first of which takes what `embedded` or others gave."""

    def __init__(self, file: EncoderFile, first: int, last: int, rank: int = 0) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(file, number, rank) for number in range(first, last))

    def forward(self, x: Tensor, mask: Tensor, dropout: float = 0.0) -> Tensor:
        for layer in self.layers:
            x = layer(x, mask, dropout)
        return x

    def matrices(self) -> Iterator[Matrix]:
        """Every weight matrix."""
        return (module for module in self.modules() if isinstance(module, Matrix))

    def quantise(self, *, is_on: bool) -> None:
        """Whether, from now on, it is trained through the 4-bit grid."""
        for matrix in self.matrices():
            matrix.is_quantised = is_on


class Embedding(nn.Module):
    """Words and places, before the first layer."""

    def __init__(self, file: EncoderFile) -> None:
        super().__init__()
        self.epsilon = file.epsilon
        places = file.floats("emb.pos").reshape(-1, file.width)
        self.register_buffer("words", torch.from_numpy(file.quarters("emb.word", file.width)))
        self.register_buffer(
            "places", torch.from_numpy(places + file.floats("emb.type")[: file.width])
        )
        self.register_buffer("weight", torch.from_numpy(file.floats("emb.ln.w")))
        self.register_buffer("bias", torch.from_numpy(file.floats("emb.ln.b")))

    def forward(self, ids: Tensor) -> Tensor:
        x = self.words[ids] + self.places[: ids.shape[1]]
        return functional.layer_norm(x, x.shape[-1:], self.weight, self.bias, self.epsilon)


def pooled(x: Tensor, mask: Tensor) -> Tensor:
    """The mean of a text's tokens, of length one."""
    weights = mask[..., None].float()
    return functional.normalize((x * weights).sum(1) / weights.sum(1), dim=-1)


def batches(
    lengths: Sequence[int], random: np.random.Generator | None = None
) -> list[NDArray[np.int64]]:
    """Indexes of texts of about one length, a bounded number of tokens in each batch."""
    sizes = np.asarray(lengths, dtype=float)
    jitter = random.uniform(0, 6, len(sizes)) if random is not None else 0
    found: list[NDArray[np.int64]] = []
    current: list[int] = []
    longest = 0
    for index in np.argsort(sizes + jitter, kind="stable").tolist():
        longest = max(longest, lengths[index])
        if current and longest * (len(current) + 1) > BATCH_TOKENS:
            found.append(np.array(current))
            current, longest = [], lengths[index]
        current.append(index)
    if current:
        found.append(np.array(current))
    if random is not None:
        random.shuffle(found)
    return found


def padded(texts: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Piece numbers as one table, and where they are real."""
    longest = max(map(len, texts))
    ids = np.ones((len(texts), longest), np.int64)
    mask = np.zeros((len(texts), longest), bool)
    for row, text in enumerate(texts):
        ids[row, : len(text)], mask[row, : len(text)] = text, True
    return torch.from_numpy(ids), torch.from_numpy(mask)
