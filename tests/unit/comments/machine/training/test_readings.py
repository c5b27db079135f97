"""What two readers and a third found in the clinics' comments."""

import pytest

from app.comments.machine.engine.heads import SENTIMENTS
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.readings import (
    TELLS_OF_HARM,
    Labels,
    labels_of,
    readers_agree,
    readings,
)


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        ("", Labels({}, "")),
        ("food", Labels({"food": ""}, "")),
        (
            "food:negative;kindness:positive",
            Labels({"food": "negative", "kindness": "positive"}, ""),
        ),
        ("safety:negative;harm:direct", Labels({"safety": "negative"}, "direct")),
        ("no_theme_of_ours:negative", Labels({}, "")),
    ],
)
def test_labels_as_a_file_has_them(written, labels):
    assert labels_of(written) == labels


def test_how_far_two_readers_agree_beyond_chance(tmp_path):
    file = tmp_path / "read.csv"
    rows = ["food,food,food"] * 40 + ["food,,food"] * 10 + [",food,"] * 10 + [",,"] * 40
    lines = [f"{number},{row}" for number, row in enumerate(rows)]
    file.write_text("\n".join(("id,first,second,settled", *lines)), encoding="utf-8")
    [(theme, found)] = readers_agree(file).items()
    assert theme == "food"
    assert found.kappa == pytest.approx(0.6)
    assert (found.table.by_first, found.table.by_second) == ((50, 50), (50, 50))


def test_every_clinic_comment_was_read_in_our_words():
    found = readings()
    assert len(found) == 3170
    for labels in found.values():
        assert labels.themes.keys() <= THEMES.keys()
        assert set(labels.themes.values()) <= set(SENTIMENTS)
        assert labels.harm in ("", *TELLS_OF_HARM)
