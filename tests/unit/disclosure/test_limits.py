"""What is never told: more than two dimensions, and comments of a group that is described."""

import pytest

from app.disclosure import check_dimensions, comments_may_show, release_total


@pytest.mark.parametrize("dimensions", [[], ["service"], ["service", "month"], ["a", "b", "a"]])
def test_two_dimensions_are_allowed(dimensions: list[str]) -> None:
    check_dimensions(dimensions)


def test_a_third_dimension_is_refused_with_the_remedy() -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011
        check_dimensions(["service", "month", "language"])

    assert str(refusal.value) == (
        "figures are cut by 2 dimensions at most, this cut names 3: language, month, service; "
        "leave out 1"
    )


@pytest.mark.parametrize(
    ("base", "labels", "expected"),
    [(10, 0, True), (10, 1, True), (10, 2, False), (9, 0, False), (9, 1, False), (900, 3, False)],
)
def test_comments_are_withheld_with_their_group_and_beside_two_labels(
    base: int, labels: int, expected: bool
) -> None:
    assert comments_may_show(release_total(base), labels) is expected
