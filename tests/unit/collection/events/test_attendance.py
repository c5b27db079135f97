"""How many attended, beside how many answered, and never a share of one in the other."""

from datetime import date

import pytest

from app.collection.events.attendance import Attendance, CountKind, counts_in_words


def attendance(number, kind):
    return Attendance(number, kind, by="the host", recorded_on=date(2026, 11, 30))


@pytest.mark.parametrize(
    ("answers", "of", "said"),
    [
        (9, attendance(60, CountKind.ESTIMATED), "9 answers, about 60 attending (estimate)"),
        (9, attendance(58, CountKind.COUNTED), "9 answers, 58 attending (counted)"),
        (9, None, "9 answers; attendance not recorded yet"),
        (1, attendance(0, CountKind.COUNTED), "1 answer, 0 attending (counted)"),
        (0, None, "0 answers; attendance not recorded yet"),
    ],
)
def test_what_came_is_two_counts(answers, of, said):
    assert counts_in_words(answers, of) == said


def test_attendance_is_told_to_other_programs():
    assert attendance(60, CountKind.ESTIMATED).document == {
        "number": 60,
        "kind": "estimated",
        "by": "the host",
        "recorded_on": "2026-11-30",
    }
