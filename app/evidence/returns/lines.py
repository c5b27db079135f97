"""A line of a return: what is asked, the answer as far as it is held, and how it is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.disclosure import Hidden
from app.evidence.packs.content import Cell, Table

COLUMNS: Final = ("What is asked", "Answer", "n", "How it is known", "Note")
WIDTHS: Final = (26, 21, 6, 21, 26)
FILL: Final = "To be filled in by the provider."

LOOK: Final = "Something needs your attention in the comments."


@dataclass(frozen=True)
class ReturnLine:
    """One line. `answer` is empty where nothing is held; `n` are the people that a share is of."""

    asked: str
    answer: Cell = ""
    n: Cell = ""
    known: str = ""
    note: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The line as a row of a table."""
        return self.asked, self.answer, self.n, self.known, self.note


def to_fill(asked: str, why: str) -> ReturnLine:
    """A line whose answer the product does not hold, and why."""
    return ReturnLine(asked, note=f"{FILL} {why}")


def hidden(asked: str, why: Hidden) -> ReturnLine:
    """A line whose answer may not be shown."""
    return ReturnLine(asked, str(why), note=LOOK if why.is_to_look_at else "")


def table_of(table_id: str, title: str, lines: Iterable[ReturnLine]) -> Table:
    """Lines as a table."""
    return Table(table_id, title, COLUMNS, tuple(each.cells for each in lines), widths=WIDTHS)


def sentences(*texts: str) -> str:
    """Those of the texts that say something, one after the other."""
    return " ".join(each for each in texts if each)
