"""Rounds as pages show them."""

import uuid
from dataclasses import dataclass
from typing import Final

from app.improvement.audits.queries import RoundLine, round_line
from app.improvement.audits.results import Movement, movements
from app.improvement.audits.tools import FIRST, SECOND
from app.kernel.clock import today

ROLES: Final = {FIRST: "first auditor", SECOND: "second auditor"}
SHORT: Final = 6


@dataclass(frozen=True)
class Compared:
    """The round before, and what moved since.

    `version_differs`: both have results, of different versions of the tool, which are not compared.
    """

    line: RoundLine
    movements: tuple[Movement, ...]
    version_differs: bool


def phase_of(line: RoundLine) -> str:
    """How far a round is, in words."""
    if today() < line.round.opens_on:
        return "To come"
    if today() > line.round.closes_on:
        return "Over"
    return "Under way"


def compared(line: RoundLine) -> Compared | None:
    """The round that this one follows, with what moved in the newest version both used."""
    if line.round.follows_id is None:
        return None
    earlier = round_line(line.round.follows_id)
    before = {result.tool.survey.version: result for result in earlier.results}
    found = next((each for each in line.results if each.tool.survey.version in before), None)
    moved = movements(before[found.tool.survey.version], found) if found else ()
    return Compared(earlier, moved, bool(earlier.results and line.results and not moved))


def short_id(response_id: uuid.UUID) -> str:
    """Enough of an answer's random id to distinguish it from another about the same record."""
    return str(response_id)[:SHORT]
