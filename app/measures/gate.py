"""What may be shown of one cut of one series, beside everything that was shown before.

Three rules meet here. A service stands beside all services together (`app.responses.gate`). A cut
must not, with others that were shown, single out a handful (`disclosure.conflicts`); who was shown
first goes before. And all figures are sums of what was told in batches (`app.measures.batches`), so
it does not matter when they were shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.measures.cuts import EVERYTHING, Shape
from app.measures.queries import Release, Told
from app.measures.subjects import GROUP, RESPONSES, sensitive_in
from app.questionnaire.definition import Survey
from app.responses.gate import open_gate, release_services
from app.responses.tally import GroupTally, QuestionTally, together
from app.statistics.disclosure import THRESHOLD, Hidden, Released, conflicts, release_total

Cell = Released | Hidden
CHOSEN: Final = "chosen"


@dataclass(frozen=True)
class Seen:
    """One series in one cut: what was told, and of what it may be shown.

    `cells` has a decision for each question and theme; of an equality question it is of those who
    answered it, and its answers are to be protected each.
    """

    tally: GroupTally
    whole: Cell
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def cell(self, subject: str) -> Cell:
        """The decision on a subject; hidden where nobody was asked."""
        if isinstance(self.whole, Hidden):
            return self.whole
        return self.cells.get(subject, Hidden(THRESHOLD))


def see(told: Told, shape: Shape) -> Seen:
    """What may be shown of a cut: everything that was told of its people."""
    groups = _groups(told, shape)
    seen = seen_beside_others(told.survey, groups) if shape.services else seen_together(groups)
    overlaps = Overlaps(told, shape)
    if isinstance(seen.whole, Hidden) or overlaps.single_out(RESPONSES):
        return Seen(seen.tally, Hidden(THRESHOLD))
    return Seen(
        seen.tally,
        seen.whole,
        {
            subject: Hidden(THRESHOLD)
            if isinstance(cell, Released) and overlaps.single_out(subject)
            else cell
            for subject, cell in seen.cells.items()
        },
    )


def see_subject(
    told: Told, shape: Shape, subject: str, tallies: Mapping[str, QuestionTally]
) -> tuple[QuestionTally, Cell]:
    """The same of one question or theme alone, of which the tally of each service is given."""
    merged = _merged(tallies, shape.services)
    if not shape.services:
        whole = _together(tallies)
        cell: Cell = release_total(whole.placed)
    else:
        whole = merged.get(CHOSEN, QuestionTally())
        cells = release_services(merged, sensitive_in(told.survey, subject))
        cell = cells.get(CHOSEN, Hidden(THRESHOLD))
    if isinstance(cell, Released) and Overlaps(told, shape, subject).single_out(subject):
        cell = Hidden(THRESHOLD)
    return whole, cell


class Overlaps:
    """The cuts of a series that were shown before one that is asked for.

    Args:
        scope: what is asked for: everything where it is empty, a question, a theme, or a grouping.
    """

    def __init__(self, told: Told, shape: Shape, scope: str = "") -> None:
        self._sizes = told.sizes
        self._asked = told.cells(shape)
        of_groups = scope.startswith(f"{GROUP}:")
        # Groups of people are on no page but those that ask for them.
        self._is_everything = shape == EVERYTHING and not of_groups
        self._before = [] if of_groups else [("", told.cells(EVERYTHING))]
        self._before += [
            (each.subject, told.cells(each.shape)) for each in shown_before(told, shape, scope)
        ]

    def single_out(self, subject: str) -> bool:
        """Whether to show a subject of the cut would tell of a handful of people."""
        if self._is_everything:
            return False
        before = [cells for scope, cells in self._before if scope in ("", subject, _scope(subject))]
        sizes: Mapping[Any, int] = self._sizes[subject]
        return conflicts(self._asked, before, sizes, THRESHOLD)


def shown_before(told: Told, shape: Shape, scope: str) -> Iterator[Release]:
    """What stands in the register, up to the cut itself where that stands there too."""
    for each in told.released:
        if (each.subject, each.shape) == (scope, shape):
            return
        if each.subject.startswith(f"{GROUP}:") == scope.startswith(f"{GROUP}:"):
            yield each


def _scope(subject: str) -> str:
    """What stands in the register for a group of people: its grouping."""
    return subject if not subject.startswith(f"{GROUP}:") else ":".join(subject.split(":")[:3])


def _groups(told: Told, shape: Shape) -> dict[str, GroupTally]:
    """The tallies of each service of the cut's filing; several filings are added together."""
    groups: dict[str, GroupTally] = {}
    for filed, services in told.services.items():
        if shape.filed_under in ("", filed):
            for service, tally in services.items():
                groups[service] = together([groups.get(service, GroupTally()), tally])
    return _with_chosen(groups, shape.services)


def _with_chosen(groups: dict[str, GroupTally], services: tuple[str, ...]) -> dict[str, GroupTally]:
    """The chosen services as one group beside the others."""
    chosen = [groups.pop(service) for service in services if service in groups]
    return {CHOSEN: together(chosen)} | groups if services else groups


def _merged(
    tallies: Mapping[str, QuestionTally], services: tuple[str, ...]
) -> dict[str, QuestionTally]:
    others = {name: tally for name, tally in tallies.items() if name not in services}
    chosen = {name: tally for name, tally in tallies.items() if name in services}
    return {CHOSEN: _together(chosen)} | others


def _together(tallies: Mapping[str, QuestionTally]) -> QuestionTally:
    whole = QuestionTally()
    for tally in tallies.values():
        whole.join(tally)
    return whole


def seen_together(groups: Mapping[str, GroupTally]) -> Seen:
    """All services as one."""
    tally = together(groups.values())
    return Seen(
        tally,
        release_total(tally.responses),
        {subject: release_total(each.placed) for subject, each in tally.questions.items()},
    )


def seen_beside_others(survey: Survey, groups: dict[str, GroupTally]) -> Seen:
    """The chosen services: what they show never gives another away."""
    gate = open_gate(survey, groups)
    whole = gate.services[CHOSEN]
    hidden = {name for name, cell in gate.services.items() if isinstance(cell, Hidden)}
    themes = {subject for group in groups.values() for subject in group.questions} - {
        question.id for question in survey.questions
    }
    cells = {subject: cells[CHOSEN] for subject, cells in gate.questions.items()}
    for theme in themes:
        tallies = {name: group.questions[theme] for name, group in groups.items()}
        of_theme = release_services(tallies, sensitive_in(survey, theme), withheld=hidden)
        cells[theme] = of_theme[CHOSEN]
    return Seen(groups[CHOSEN], whole, cells)
