"""What is never shown: comments of a small group, or of one that is described."""

import pytest

from app.disclosure import comments_may_show, release_total


@pytest.mark.parametrize(
    ("base", "labels", "expected"),
    [(10, 0, True), (10, 1, True), (10, 2, False), (9, 0, False), (9, 1, False), (900, 3, False)],
)
def test_comments_are_withheld_with_their_group_and_beside_two_labels(
    base: int, labels: int, expected: bool
) -> None:
    assert comments_may_show(release_total(base), labels) is expected
