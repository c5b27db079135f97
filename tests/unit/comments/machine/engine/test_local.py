"""A model of somebody's own says the sentiment, where it was measured and nowhere else."""

import json
import sys
from types import ModuleType

import pytest

from app.comments.machine.engine.calibration import Calibration
from app.comments.machine.engine.local import LocalModel, calibrated, save_figures
from app.comments.machine.engine.reader import CommentInput, Reader
from app.kernel.errors import Refused
from tests.engine import KnowsWords, calibration, heads

STARS = ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"]
COMMENT = CommentInput("Well that is how it is with them", question="What is good?")


@pytest.fixture
def folder(tmp_path):
    """A folder that looks like a model's."""
    path = tmp_path / "mine"
    path.mkdir()
    (path / "config.json").write_text("{}", encoding="utf-8")
    return path


@pytest.fixture
def transformers(monkeypatch):
    """The library with a tiny classifier: it says its last label of everything, .9 sure."""

    def install(labels):
        def pipeline(task, *, model, top_k, truncation):
            rest = 0.1 / (len(labels) - 1)
            said = [{"label": label, "score": rest} for label in labels[:-1]]
            return lambda texts: [[*said, {"label": labels[-1], "score": 0.9}] for _ in texts]

        module = ModuleType("transformers")
        module.__dict__["pipeline"] = pipeline
        monkeypatch.setitem(sys.modules, "transformers", module)

    return install


def read(local, folder):
    figures = calibrated(calibration(), local.version, folder)
    reader = Reader(KnowsWords(), heads(), figures, local=local)
    return reader.version, reader.read([COMMENT])[0]


def test_it_is_believed_where_it_was_measured(folder, tmp_path, transformers):
    transformers(["NEGATIVE", "neutral", "Positive"])
    local = LocalModel(folder)
    version, labels = read(local, tmp_path)
    assert (version, labels.sentiment) == (f"tiny-1+{local.version}", "not_assessed")
    save_figures(local.version, {"en": {"temperature": 1.0, "threshold": 0.8}}, tmp_path)
    _, labels = read(local, tmp_path)
    assert (labels.sentiment, round(labels.confidence, 2), labels.is_sure) == (
        "positive",
        0.9,
        True,
    )


def test_figures_of_another_model_say_nothing(folder, tmp_path, transformers):
    transformers(STARS)
    save_figures("local-other", {"en": {"temperature": 1.0, "threshold": 0.8}}, tmp_path)
    assert read(LocalModel(folder), tmp_path)[1].sentiment == "not_assessed"


def test_stars_are_sentiments(folder, tmp_path, transformers):
    transformers(STARS[::-1])
    local = LocalModel(folder)
    save_figures(local.version, {"en": {"temperature": 1.0, "threshold": 0.8}}, tmp_path)
    assert read(local, tmp_path)[1].sentiment == "negative"


def test_labels_that_mean_nothing_to_us_are_refused(folder, transformers):
    transformers(["joy", "anger"])
    with pytest.raises(Refused, match="the model says 'joy'"):
        LocalModel(folder).instead(heads().read(KnowsWords().embed(["a"]), [None]), ["a"])


def test_what_is_missing_is_named(folder, tmp_path, monkeypatch):
    with pytest.raises(Refused, match=r"no config\.json"):
        LocalModel(tmp_path)
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(Refused, match="pip install transformers torch"):
        LocalModel(folder)


def test_another_model_in_the_folder_is_another_version(folder, transformers):
    transformers(STARS)
    before = LocalModel(folder).version
    (folder / "config.json").write_text(json.dumps({"layers": 2}), encoding="utf-8")
    assert LocalModel(folder).version != before


def test_nothing_was_measured_when_no_figures_are_kept(tmp_path):
    assert calibrated(Calibration("v", {}, {}), "local-1", tmp_path).languages == {}
