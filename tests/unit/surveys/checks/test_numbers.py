"""Telephone numbers survive translation."""

import pytest

from app.surveys.checks.numbers import changed_numbers, foreign_figures

SOURCE = "Call 999, or 0808 800 0082 from 8 to 5."


@pytest.mark.parametrize(
    ("wording", "faults"),
    [
        ("Ffoniwch 0808 800 0082, neu 999, 8 a 5.", []),
        ("০৮০৮", ["lacks the number 08088000082", "lacks the number 999", "has the number ০৮০৮"]),
        ("Call 999 or 112, or 08088000082.", ["has the number 112"]),
        ({"one": "999", "other": "0808\u00a0800\u00a00082"}, []),
    ],
)
def test_a_number_that_was_lost_or_added_is_a_fault(wording, faults):
    found = [each.partition(",")[0].partition(";")[0] for each in changed_numbers(wording, SOURCE)]
    assert found == faults


def test_figures_of_another_script_are_a_fault():
    assert list(foreign_figures(["Am 5", "5"])) == []
    assert list(foreign_figures(["৫টা", "5"])) == ["has the figure ৫; write the figures 0 to 9"]
