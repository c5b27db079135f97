"""An installed encoder: which library reads it, and texts to rows of length one."""

import sys
from types import ModuleType

import numpy as np
import pytest

from app.comments.machine.engine import installed
from app.comments.machine.engine.installed import (
    FOR_ONNX,
    FOR_TRANSFORMERS,
    InstalledEncoder,
    cutter,
    digest,
    encoder_in,
    is_for_transformers,
)
from app.kernel.errors import Refused


@pytest.fixture
def folder(tmp_path):
    """A folder with a tokenizer and nothing to read with."""
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    return tmp_path


def cut(texts):
    return [[len(word) for word in text.split()] for text in texts]


def for_each_piece(ids, mask):
    """Two numbers for each piece: its own, and one; where nothing is, something else."""
    assert ids.shape == mask.shape
    return np.stack([np.where(mask == 1, ids, 99), np.ones_like(ids)], axis=2).astype(np.float32)


def test_a_row_is_the_mean_of_the_pieces_that_are_there():
    rows = InstalledEncoder(cut, for_each_piece).embed(["aaa a", "aaaaa", ""])
    expected = np.array([[2, 1], [5, 1], [0, 1]])
    assert rows == pytest.approx(expected / np.linalg.norm(expected, axis=1, keepdims=True))


def test_an_encoder_that_gives_one_row_for_a_text_is_taken_at_its_word():
    rows = InstalledEncoder(cut, lambda ids, _: ids[:, :1].repeat(4, axis=1) * 1.0).embed(["aa a"])
    assert rows == pytest.approx(np.full((1, 4), 0.5))


def test_which_library_reads_it_is_seen_from_the_files(folder):
    with pytest.raises(Refused, match=r"neither config\.json with model\.safetensors, nor"):
        is_for_transformers(folder)
    (folder / "model.onnx").write_bytes(b"")
    assert not is_for_transformers(folder)
    (folder / "config.json").write_text("{}", encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"")
    assert is_for_transformers(folder)


@pytest.mark.parametrize(
    ("files", "missing", "packages"),
    [
        (("config.json", "model.safetensors"), "transformers", FOR_TRANSFORMERS),
        (("model.onnx",), "onnxruntime", FOR_ONNX),
    ],
)
def test_what_is_to_be_installed_is_said(folder, monkeypatch, files, missing, packages):
    for name in files:
        (folder / name).write_text("{}", encoding="utf-8")
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(Refused, match=f"pip install {packages}"):
        encoder_in(folder, {})


def test_texts_are_cut_by_its_own_tokenizer_to_as_many_pieces_as_it_has_places(folder, monkeypatch):
    class Tokenizer:
        limit = 0

        @classmethod
        def from_file(cls, path):
            return cls()

        def no_padding(self): ...

        def enable_truncation(self, limit):
            Tokenizer.limit = limit

    module = ModuleType("tokenizers")
    module.__dict__["Tokenizer"] = Tokenizer
    monkeypatch.setitem(sys.modules, "tokenizers", module)
    cutter(folder)
    assert Tokenizer.limit == 512
    (folder / "config.json").write_text('{"max_position_embeddings": 130}', encoding="utf-8")
    cutter(folder)
    assert Tokenizer.limit == 128


def test_a_model_that_reads_no_text_is_refused_by_its_folder(folder, monkeypatch):
    def broken(ids, mask):
        raise RuntimeError("decoder_input_ids are missing")

    (folder / "model.onnx").write_bytes(b"")
    monkeypatch.setattr(installed, "_session", lambda _: broken)
    monkeypatch.setattr(installed, "cutter", lambda _: cut)
    with pytest.raises(Refused, match="reads no text: decoder_input_ids are missing"):
        encoder_in(folder, {})


def test_another_file_in_the_folder_is_another_encoder(folder):
    before = digest(folder)
    (folder / "onnx").mkdir()
    (folder / "onnx" / "model.onnx").write_bytes(b"1")
    assert digest(folder) != before
