"""What audits of records found, round by round: the figures of the first auditors, as on its page.

Rounds are never added together, and a record that two auditors looked at counts once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.collection.responses.reporting_groups import AUDITORS
from app.disclosure import is_safe_size
from app.evidence.frameworks.definition import ThemeMap
from app.evidence.packs.asking import Scope
from app.evidence.packs.content import Cell, Table
from app.improvement.audits.queries import RoundLine, ended_rounds
from app.improvement.audits.results import CriterionResult, Result
from app.kernel.days import long_date
from app.statistics.rounding import whole_percent

COLUMNS: Final = (
    "Criterion",
    "Round",
    "Service",
    "Tool and version",
    "Records audited",
    "n",
    "Yes",
    "Yes, %",
    "95 % interval",
)
NOTE: Final = (
    "n are the records to which the criterion applies, of those that were drawn at random; what "
    "the first auditor answered counts. Rounds stand by themselves and are never added together."
)


@dataclass(frozen=True)
class Audited:
    """One criterion in one round."""

    line: RoundLine
    result: Result
    found: CriterionResult

    @property
    def is_shown(self) -> bool:
        """Whether so many records stand behind it that it points at nobody."""
        return is_safe_size(self.found.share.base)

    @property
    def named(self) -> str:
        """The criterion with its round."""
        return f"“{self.found.criterion.text}” ({self.line.round.name}, {self.line.service.name})"

    @property
    def row(self) -> tuple[Cell, ...]:
        """A row of the table of audits."""
        share, interval = self.found.share, self.found.share.interval
        likely = ""
        if interval is not None:
            likely = f"{whole_percent(interval.low)}–{whole_percent(interval.high)}"
        of_round, tool = self.line.round, self.result.tool
        return (
            self.found.criterion.text,
            f"{of_round.name}, {long_date(of_round.opens_on)} to {long_date(of_round.closes_on)}",
            self.line.service.name,
            f"{tool.title}, version {tool.survey.version}",
            self.result.records,
            share.base,
            share.yes,
            "" if share.percent is None else share.percent,
            likely,
        )

    def places(self, theme_map: ThemeMap) -> tuple[str, ...]:
        """Where it belongs, by its measure or its theme."""
        criterion = self.found.criterion
        return theme_map.places(
            theme=criterion.theme or "",
            audience=AUDITORS,
            measure=self.result.tool.survey.question(criterion.id).measure or "",
        )


def rounds_within(scope: Scope) -> tuple[RoundLine, ...]:
    """The rounds of a pack's services that ended within its dates, the earliest first."""
    ended = ended_rounds(first=scope.first, last=scope.last)
    return tuple(line for line in ended if line.service.id in scope.services)


def audited(rounds: Iterable[RoundLine]) -> Iterator[Audited]:
    """Every criterion of every round."""
    for line in rounds:
        for result in line.results:
            yield from (Audited(line, result, each) for each in result.criteria)


def audits_table(table_id: str, shown: Iterable[Audited]) -> Table:
    """The criteria that belong to one place, round by round."""
    rows = tuple(each.row for each in shown)
    return Table(table_id, "Audits of records, by round", COLUMNS, rows, (NOTE,))
