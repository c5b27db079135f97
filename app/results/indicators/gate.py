"""What may be shown of one cut of one series: whatever was released about it, and why nothing else
is.

What is released is released in parcels (`app.disclosure.parcels`), so there is nothing more to
hide here, whatever else was shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.collection.responses.tally import GroupTally, QuestionTally, together
from app.disclosure import Hidden, Released, release_total
from app.results.indicators.cuts import Shape
from app.results.indicators.queries import ReleasedSeries
from app.results.indicators.subjects import RESPONSES, is_released_by_answers

Cell = Released | Hidden


@dataclass(frozen=True)
class Seen:
    """One series in one cut: what was released, and of what it may be shown.

    `cells` has a decision for each question and theme; of an equality question it is of those who
    answered it, and its answers are to be protected each. `alike`: subjects of which people wait,
    nearly all of whom gave one answer that is not good. `has_anybody`: somebody answered, be it
    that nothing is released about it.
    """

    tally: GroupTally
    whole: Cell
    cells: Mapping[str, Cell] = field(default_factory=dict)
    alike: frozenset[str] = frozenset()
    has_anybody: bool = True

    def cell(self, subject: str) -> Cell:
        """The decision on a subject; hidden where nobody was asked."""
        if isinstance(self.whole, Hidden):
            return self.whole
        return self.cells.get(subject, Hidden())


def see(released: ReleasedSeries, shape: Shape) -> Seen:
    """What may be shown of a cut: everything that was released about its people."""
    groups = list(_groups(released, shape))
    tally = together(groups)
    # Of a service that is not released, it is not even said how anybody answered there.
    tally.notes = together(each for each in groups if each.responses).notes
    asked = {*tally.questions, *(question.id for question in released.survey.questions)}
    asked |= released.themes_waiting(shape)
    hidden = {each: released.why_hidden(shape, each) for each in asked}
    return Seen(
        tally,
        _cell(released, shape, RESPONSES, tally.responses),
        {each: _released(_people(released, tally, each)) or hidden[each] for each in asked},
        frozenset(each for each in asked if hidden[each].is_to_look_at),
        released.has_anybody(shape),
    )


def see_subject(
    released: ReleasedSeries, shape: Shape, subject: str, tallies: Mapping[str, QuestionTally]
) -> tuple[QuestionTally, Cell]:
    """The same of one question or theme alone, of which the tally of each service is given."""
    whole = QuestionTally()
    for service, tally in tallies.items():
        if not shape.services or service in shape.services:
            whole.join(tally)
    return whole, _cell(released, shape, subject, whole.valid_base)


def _people(released: ReleasedSeries, tally: GroupTally, subject: str) -> int:
    if is_released_by_answers(released.survey, subject):
        return tally.questions[subject].answered
    return tally.questions[subject].valid_base


def _cell(released: ReleasedSeries, shape: Shape, subject: str, people: int) -> Cell:
    return _released(people) or released.why_hidden(shape, subject)


def _released(people: int) -> Released | None:
    cell = release_total(max(0, people))
    return cell if isinstance(cell, Released) else None


def _groups(released: ReleasedSeries, shape: Shape) -> Iterable[GroupTally]:
    """The tallies of each service of the cut, and of each filing that it has."""
    for reporting_group, services in released.services.items():
        if shape.reporting_group in ("", reporting_group):
            for service, tally in services.items():
                if not shape.services or service in shape.services:
                    yield tally
