"""What was read once is not read again, as long as it is the same encoder."""

import pytest

from app.comments.machine.training.remembered import Remembering
from tests.engine import KnowsWords


def test_a_text_is_read_once_and_not_again_in_another_run(tmp_path):
    encoder, file = KnowsWords(), tmp_path / "numbers.npz"
    first = Remembering(encoder, file, "one")
    rows = first.embed(["cold tea", "kind", "cold tea"])
    assert rows == pytest.approx(KnowsWords().embed(["cold tea", "kind", "cold tea"]))
    first.save()
    again = Remembering(encoder, file, "one").embed(["kind", "slap"])
    assert again == pytest.approx(KnowsWords().embed(["kind", "slap"]))
    assert encoder.asked == ["cold tea", "kind", "slap"]


def test_numbers_of_another_encoder_are_forgotten(tmp_path):
    encoder, file = KnowsWords(), tmp_path / "numbers.npz"
    first = Remembering(encoder, file, "one")
    first.embed(["kind"])
    first.save()
    Remembering(encoder, file, "two").embed(["kind"])
    assert encoder.asked == ["kind", "kind"]
