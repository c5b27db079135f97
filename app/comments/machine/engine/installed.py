"""An encoder that somebody installed on this machine, in a folder of files that are never run.

Either `*.safetensors` and `config.json`, as the `transformers` library keeps them, or `model.onnx`;
beside it `tokenizer.json`, which says how texts are cut into pieces. What reads them is in no lock
of ours, so each message says what to install. Nothing is fetched and nothing is sent.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.batches import batches, padded
from app.comments.machine.engine.embedding import Floats
from app.kernel.errors import Refused

CONFIG: Final = "config.json"
TOKENIZER: Final = "tokenizer.json"
SAFETENSORS: Final = "*.safetensors"
ONNX: Final = ("model.onnx", "onnx/model.onnx")
FOR_TRANSFORMERS: Final = "torch==2.13.0 transformers==5.24.0"
FOR_ONNX: Final = "onnxruntime==1.32.0 tokenizers==0.23.3"
LONGEST: Final = 512
"""So many pieces of a text are read, or fewer where the encoder has fewer places."""
ENDS: Final = 2
"""Some encoders keep two of their places for themselves."""
TOKENS: Final = 2048
LEAST: Final = 1e-9

Table = NDArray[np.int64]
Run = Callable[[Table, Table], Floats]
"""Piece numbers and where they are real (1) to numbers for every piece, or for every text."""
Cut = Callable[[Sequence[str]], list[list[int]]]
"""Texts to piece numbers."""
Deltas = Mapping[str, NDArray[np.floating]]


class InstalledEncoder:
    """Rows of length one: the mean of what the encoder makes of a text's pieces."""

    def __init__(self, cut: Cut, run: Run, fill: int = 0) -> None:
        self._cut, self._run, self._fill = cut, run, fill

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        pieces = [each or [self._fill] for each in self._cut(texts)]
        rows: list[Floats] = [np.empty(0, np.float32)] * len(texts)
        for some in batches([len(each) for each in pieces], TOKENS):
            ids, mask = padded([pieces[index] for index in some], self._fill)
            for index, row in zip(
                some, _pooled(self._run(ids, mask.astype(np.int64)), mask), strict=True
            ):
                rows[index] = row
        return np.stack(rows)


def encoder_in(folder: Path, deltas: Deltas) -> InstalledEncoder:
    """The encoder in a folder, with what was tuned of it.

    Raises:
        Refused: when the folder holds none, or what reads it is not installed.
    """
    if is_for_transformers(folder):
        run = _run_of(tuned(transformer_in(folder), deltas))
    else:
        run = _session(folder)
    encoder = InstalledEncoder(cutter(folder), run, fill_of(folder))
    try:
        encoder.embed(["a"])
    except Exception as error:
        # Whatever goes wrong inside somebody's model, they must be told which model it is.
        raise Refused(f"OWNWORDS_MODEL: what is in {folder} reads no text: {error}") from error
    return encoder


def is_for_transformers(folder: Path) -> bool:
    """Whether `transformers` reads what is in a folder, or else ONNX Runtime.

    Raises:
        Refused: when neither does.
    """
    if not (folder / TOKENIZER).is_file():
        raise Refused(f"OWNWORDS_MODEL: {folder} holds no encoder (no {TOKENIZER}).")
    if (folder / CONFIG).is_file() and any(folder.glob(SAFETENSORS)):
        return True
    if _onnx_file(folder) is None:
        raise Refused(
            f"OWNWORDS_MODEL: {folder} holds no encoder (neither {CONFIG} with model.safetensors, "
            f"nor {' or '.join(ONNX)})."
        )
    return False


def digest(folder: Path) -> str:
    """What distinguishes one encoder: its settings, and the names and sizes of its files."""
    known = [*folder.glob("*"), *folder.glob("onnx/*")]
    files = sorted(path for path in known if path.is_file())
    sizes = [(str(path.relative_to(folder)), path.stat().st_size) for path in files]
    settings = [path.read_bytes() for path in files if path.name == CONFIG]
    return hashlib.sha256(repr([sizes, settings]).encode()).hexdigest()


def cutter(folder: Path) -> Cut:
    """How the folder's own tokenizer cuts texts, the ends among the pieces.

    Raises:
        Refused: when `tokenizers` is not installed.
    """
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415
    except ImportError as error:
        raise _missing(FOR_ONNX, error) from error
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_padding()
    places = int(_settings(folder).get("max_position_embeddings") or LONGEST + ENDS)
    tokenizer.enable_truncation(min(LONGEST, places - ENDS))
    return lambda texts: [each.ids for each in tokenizer.encode_batch(list(texts))]


def fill_of(folder: Path) -> int:
    """The piece that stands where a text is shorter than those that it is read with."""
    return int(_settings(folder).get("pad_token_id") or 0)


def transformer_in(folder: Path) -> Any:
    """The encoder of a folder in PyTorch, as it came.

    Raises:
        Refused: when the libraries are missing, or cannot make anything of the folder.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        from transformers import AutoModel  # noqa: PLC0415

        # Weights in other formats can run code when they are loaded.
        return AutoModel.from_pretrained(str(folder), local_files_only=True, use_safetensors=True)
    except ImportError as error:
        raise _missing(FOR_TRANSFORMERS, error) from error
    except (OSError, ValueError, KeyError) as error:
        raise Refused(f"OWNWORDS_MODEL: {folder} cannot be loaded: {error}") from error


def tuned(model: Any, deltas: Deltas) -> Any:
    """The same encoder with what was tuned: a delta of low rank for some matrices."""
    for name in sorted({each.rpartition(".")[0] for each in deltas}):
        up, down = (deltas[f"{name}.{part}"].astype(np.float32) for part in ("up", "down"))
        weight = model.get_submodule(name).weight.data
        weight += weight.new_tensor(up @ down)
    return model.eval()


def _run_of(model: Any) -> Run:
    import torch  # noqa: PLC0415

    def run(ids: Table, mask: Table) -> Floats:
        with torch.inference_mode():
            found = model(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask))
        return np.asarray(found.last_hidden_state.float().numpy())

    return run


def _session(folder: Path) -> Run:
    try:
        import onnxruntime  # noqa: PLC0415
    except ImportError as error:
        raise _missing(FOR_ONNX, error) from error
    options = onnxruntime.SessionOptions()
    # Texts are shared out to the cores, each with one thread.
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(_onnx_file(folder)), options, providers=["CPUExecutionProvider"]
    )
    wanted = [each.name for each in session.get_inputs()]

    def run(ids: Table, mask: Table) -> Floats:
        known = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
        }
        return np.asarray(session.run(None, {name: known[name] for name in wanted})[0], np.float32)

    return run


def _pooled(found: Floats, mask: NDArray[np.bool_]) -> Floats:
    if found.ndim > mask.ndim:
        weights = mask[..., None].astype(np.float32)
        found = (found * weights).sum(axis=1) / weights.sum(axis=1)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(lengths, LEAST), np.float32)


def _onnx_file(folder: Path) -> Path | None:
    return next((folder / name for name in ONNX if (folder / name).is_file()), None)


def _settings(folder: Path) -> dict[str, Any]:
    path = folder / CONFIG
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _missing(packages: str, error: ImportError) -> Refused:
    return Refused(
        "OWNWORDS_MODEL is set, but what reads that model is not installed: "
        f"pip install {packages} ({error})."
    )
