"""What nobody sees, and what turns words round, is found; letters of every script are not."""

import pytest

from app.kernel.visible import has_unseen, without_unseen


@pytest.mark.parametrize(
    "name",
    [
        "Anna O’Brien-Jones",
        "Siân Llŷr",
        "ਗੁਰਪ੍ਰੀਤ ਕੌਰ",
        "عائشہ خان",
        "می\u200cخواهم",
        "ශ්\u200dරී",
        "王 小明",
        "Ngọc Ánh",
    ],
)
def test_names_of_people_are_seen(name):
    assert not has_unseen(name)


@pytest.mark.parametrize(
    "mark",
    [
        "\u202e",
        "\u2067",
        "\u200f",
        "\u061c",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\u3164",
        "\ufe0f",
        "\U000e0041",
        "\U000e0100",
        "\u2028",
        "\x07",
        "\ud800",
        "\ue000",
        "\u2800",
    ],
)
def test_what_is_not_seen_is_found_and_taken_out(mark):
    assert has_unseen(f"An{mark}na")
    assert without_unseen(f"{mark}An{mark}na{mark}") == "Anna"


def test_joiners_at_the_ends_are_found():
    assert [has_unseen("می\u200c"), has_unseen("\u200dශ්")] == [True, True]
