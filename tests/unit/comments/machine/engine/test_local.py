"""An encoder of somebody's own says the sentiment, where it was measured and nowhere else."""

import json

import pytest

from app.comments.machine.engine.installed import digest
from app.comments.machine.engine.local import (
    MEASURED,
    TRAINED,
    LocalModel,
    believed,
    calibrated,
    local_model,
    save_measured,
    unmeasured,
)
from app.comments.machine.engine.reader import CommentInput, Reader
from app.kernel.errors import Refused
from tests.engine import KnowsWords, calibration, heads

KIND = CommentInput("They are kind to me as they always were", question="What is good?")
URDU = CommentInput("یہ لوگ ہمیشہ kind ہیں", question="کیا اچھا ہے؟", language="ur")
SURE = {"temperature": 1.0, "threshold": 0.8}
NEVER_SURE = {"temperature": 1.0, "threshold": 2.0}


@pytest.fixture
def folder(tmp_path):
    """A folder that looks like an encoder's."""
    path = tmp_path / "mine"
    path.mkdir()
    for name in ("config.json", "tokenizer.json", "model.safetensors"):
        (path / name).write_text("{}", encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path, folder):
    """Where something was trained for it."""
    path = tmp_path / "kept"
    path.mkdir()
    trained = {"version": "first", "encoder": digest(folder)}
    (path / TRAINED).write_text(json.dumps(trained), encoding="utf-8")
    return path


class Contrary(KnowsWords):
    """Takes what is kind for cold."""

    def embed(self, texts):
        return super().embed([text.replace("kind", "cold") for text in texts])


def test_it_speaks_only_in_languages_in_which_it_is_right_often_enough(kept):
    assert believed(kept) == {}
    save_measured({"en": SURE, "ur": NEVER_SURE}, kept)
    figures = calibrated(calibration(), kept)
    local = LocalModel(Contrary(), heads(), frozenset(believed(kept)))
    reader = Reader(KnowsWords(), heads(), figures, local=local)
    assert [each.sentiment for each in reader.read([KIND, URDU])] == ["negative", "positive"]
    assert [each.language for each in reader.read([KIND, URDU])] == ["en", "ur"]


def test_each_time_it_is_measured_it_reads_again_under_another_version(kept):
    save_measured({"en": SURE}, kept)
    before = calibrated(calibration(), kept).version
    save_measured({"en": SURE | {"threshold": 0.7}}, kept)
    after = calibrated(calibration(), kept).version
    assert before != after
    assert [each[: len("tiny-1+local-")] for each in (before, after)] == ["tiny-1+local-"] * 2


def test_figures_of_what_was_trained_before_say_nothing(kept, folder):
    save_measured({"en": SURE}, kept)
    assert unmeasured(folder, kept) is None
    trained = {"version": "second", "encoder": digest(folder)}
    (kept / TRAINED).write_text(json.dumps(trained), encoding="utf-8")
    assert believed(kept) == {}
    assert "ownwords analysis evaluate" in (unmeasured(folder, kept) or "")


def test_what_was_trained_for_another_encoder_is_not_used(kept, folder):
    (folder / "config.json").write_text(json.dumps({"layers": 2}), encoding="utf-8")
    assert "ownwords analysis train" in (unmeasured(folder, kept) or "")
    with pytest.raises(Refused, match="nothing was trained for"):
        local_model(folder, kept)


def test_what_is_missing_is_named(kept, folder, tmp_path):
    with pytest.raises(Refused, match="there is no folder"):
        unmeasured(tmp_path / "none", kept)
    (folder / "tokenizer.json").unlink()
    with pytest.raises(Refused, match=r"holds no encoder \(no tokenizer\.json\)"):
        unmeasured(folder, kept)


def test_nobody_chosen_is_nobody_read(kept):
    encoder = KnowsWords()
    scores = heads().read(KnowsWords().embed(["kind"]), [None])
    local = LocalModel(encoder, heads(), frozenset())
    assert local.instead(scores, ["kind"], [None], [False]) is scores
    assert (encoder.asked, (kept / MEASURED).exists()) == ([], False)
