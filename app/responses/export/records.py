"""The rows of an export: every response raw, or what the gate lets through."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.questionnaire.definition import Survey
from app.responses.export.columns import NOT_COUNTED, Cell, Layout, QuestionColumns, about
from app.responses.gate import SeriesGate, open_gate
from app.responses.queries import Given
from app.responses.stray import reason, stray_of
from app.responses.tally import Counts, GroupTally, series_of
from app.statistics.disclosure import FRESH, THRESHOLD, Hidden, Released, release

COMMENT_WITHHELD: Final = "Withheld: comments are read in Own Words"
HIDDEN: Final = str(Hidden(THRESHOLD))

Record = Mapping[str, Cell]


@dataclass
class Outcome:
    """What an export wrote and kept back. `withheld` is in responses."""

    written: int = 0
    withheld: int = 0
    notes: list[str] = field(default_factory=list)


def raw_records(layout: Layout, responses: Iterable[Given], outcome: Outcome) -> Iterator[Record]:
    """Every response, whole."""
    for given in responses:
        outcome.written += 1
        record = about(given)
        for columns in layout.questions_of(given.version):
            record |= columns.cells(given.answers.get(columns.question.id))
        yield record | _not_counted(given)


def _not_counted(given: Given) -> dict[str, Cell]:
    """What is stray: the question, what was written, and why it is not among the answers."""
    said = [
        f"{name}: {'; '.join(each.written)} ({reason(each)})"
        for name, each in stray_of(given.stray).items()
    ]
    return {NOT_COUNTED: said} if said else {}


class GatedRecords:
    """The responses that the gate lets through, and in them the answers that it lets through."""

    def __init__(self, layout: Layout, counts: Counts) -> None:
        self._layout = layout
        surveys = {survey.version: survey for survey in layout.surveys}
        self._series = {
            series: _ReleasedSeries(surveys[series.version], groups)
            for series, groups in counts.series.items()
        }

    def __call__(self, responses: Iterable[Given], outcome: Outcome) -> Iterator[Record]:
        """The records, one at a time; counts in `outcome` what is written and what is not."""
        for given in responses:
            series = self._series.get(series_of(given))
            if series is None or not series.gate.releases(given.service):
                outcome.withheld += 1
                continue
            outcome.written += 1
            yield self._record(given, series)

    def _record(self, given: Given, series: "_ReleasedSeries") -> Record:
        record = about(given) | series.place(given)
        for columns in self._layout.questions_of(given.version):
            record |= series.cells(given, columns)
        return record


class _ReleasedSeries:
    """What may be told of the responses of one series."""

    def __init__(self, survey: Survey, groups: Mapping[str, GroupTally]) -> None:
        self.gate: SeriesGate = open_gate(survey, groups)
        self._locales = {service: release(dict(group.locales)) for service, group in groups.items()}
        self._events = {service: release(dict(group.events)) for service, group in groups.items()}

    def place(self, given: Given) -> dict[str, Cell]:
        """The event, language and edition, or that they are hidden: few people share them."""
        hidden: dict[str, Cell] = {}
        if not isinstance(self._events[given.service].get(given.event), Released):
            hidden["event"] = HIDDEN
        if not isinstance(self._locales[given.service].get(given.locale), Released):
            hidden |= {"language": HIDDEN, "edition": HIDDEN}
        return hidden

    def cells(self, given: Given, columns: QuestionColumns) -> dict[str, Cell]:
        """The cells of one question, or that they are hidden, answered or not."""
        answer = given.answers.get(columns.question.id)
        if columns.question.is_text:
            return columns.cells(None if answer is None else COMMENT_WITHHELD)
        if not self.gate.releases(given.service, columns.question.id):
            return columns.filled_with(HIDDEN)
        return columns.cells(answer)


RAW_NOTES: Final = """\
{written} responses are in this file, raw: every answer and comment as it was given.
What could not be counted stands in the column not_counted, as it was written; no figure holds it.
Keep it as you keep care records.
"""
GATED_NOTES: Final = """\
{written} responses are in this file. {withheld} are withheld: their service has fewer than \
{threshold}, or would give away one that has.
Versions, audiences and answers given for somebody else count separately.
Answers are added {fresh} or more at a time in each service, so that nobody can be found by \
comparing two files. Some may wait for others.
"{hidden}" stands where too few people of a service answered a question, or answered in one \
language or at one event.
Comments are withheld: they are read in Own Words, where reading them is recorded.
Equality answers are left out: they are shown in Own Words for all services together.
"""


def notes_of(layout: Layout, outcome: Outcome) -> list[str]:
    """What a reader of the file has to know, in sentences."""
    notes = RAW_NOTES if layout.is_raw else GATED_NOTES
    return notes.format(
        written=outcome.written,
        withheld=outcome.withheld,
        threshold=THRESHOLD,
        fresh=FRESH,
        hidden=HIDDEN,
    ).splitlines()
