"""How many attended, beside how many answered.

The two are never divided: attendance is no denominator. Not everybody who attended was asked, and
who answered need not have come.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

MOST_ATTENDING: Final = 100_000


class CountKind(StrEnum):
    """Whether people were counted or a number was guessed."""

    COUNTED = "counted"
    ESTIMATED = "estimated"


@dataclass(frozen=True)
class Attendance:
    """How many attended, who says so, and when it was written down."""

    number: int
    kind: CountKind
    by: str
    recorded_on: date

    @property
    def document(self) -> dict[str, str | int]:
        """The attendance as the command line prints it."""
        return {
            "number": self.number,
            "kind": self.kind.value,
            "by": self.by,
            "recorded_on": self.recorded_on.isoformat(),
        }

    def __str__(self) -> str:
        return f"{self._number} ({self._how})"

    @property
    def sourced(self) -> str:
        """With who says so, for example `about 60 attending (estimate, by the host)`."""
        return f"{self._number} ({self._how}, by {self.by})" if self.by else str(self)

    @property
    def _number(self) -> str:
        about = "" if self.kind is CountKind.COUNTED else "about "
        return f"{about}{self.number} attending"

    @property
    def _how(self) -> str:
        return "counted" if self.kind is CountKind.COUNTED else "estimate"


def counts_in_words(answers: int, attendance: Attendance | None) -> str:
    """For example `9 answers, about 60 attending (estimate)`."""
    in_words = "1 answer" if answers == 1 else f"{answers} answers"
    return (
        f"{in_words}; attendance not recorded yet"
        if attendance is None
        else f"{in_words}, {attendance}"
    )
