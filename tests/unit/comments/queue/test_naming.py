"""Names are found as words of their own, in any script."""

import pytest

from app.comments.queue.naming import mentions


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sue was rude", "Sue"),
        ("It was SUE'S fault", "Sue"),
        ("Jose\u0301 shouted", "José"),
        ("the deputy   manager laughed", "deputy manager"),
        ("ڈپٹی مینیجر نے مذاق اڑایا", "ڈپٹی مینیجر"),
        ("ਮੈਨੇਜਰ ਨੇ ਕਿਹਾ", "ਮੈਨੇਜਰ"),
        ("S\u200bue shouted", "Sue"),
    ],
)
def test_it_is_found(text, name):
    assert mentions(text, [name])


@pytest.mark.parametrize(
    ("text", "names"),
    [("They will pursue it", ["Sue"]), ("Nothing", []), ("Anything", ["", "  "]), ("", ["Sue"])],
)
def test_it_is_not_found_inside_other_words_or_without_names(text, names):
    assert not mentions(text, names)
