"""The time points of a programme at which people answer."""

from enum import StrEnum


class TimePoint(StrEnum):
    """When an answer is given; the words are those of surveys/staff-confidence."""

    BEFORE = "before"
    AFTER = "after"
    LATER = "later"
