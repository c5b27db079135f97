"""What may be shown of a cut after some more people have answered.

A figure that was shown stays until five more people are in it, group by group. The groups of a
breakdown add up to the whole, so the whole moves only when what is not shown in its groups yet is
nobody, or five people at least: otherwise subtraction would find the one whose group stood still.
"""

from typing import Final

from app.insight.counts import BREAKDOWNS, Counts, Sentiments
from app.statistics.disclosure import FRESH

DISJOINT: Final = tuple(name for name in BREAKDOWNS if name != "theme")


def next_counts(previous: Counts | None, current: Counts, *, is_final: bool = False) -> Counts:
    """The counts to show now; the very object `previous` where nothing may change.

    Args:
        previous: what was shown last, None where nothing was.
        current: the counts of this moment.
        is_final: the period is long over, so that nobody will be added any more.
    """
    if previous is None or is_final or previous.people == current.people:
        return current
    if _is_few(current.people - previous.people):
        return previous
    chosen = Counts(theme_months=current.theme_months)
    chosen.parts["theme"].update(_parts(previous, current, "theme"))
    chosen.parts["theme"][""] = current.everything
    for name in DISJOINT:
        chosen.parts[name].update(_parts(previous, current, name))
        left = current.people - sum(each.total() for each in chosen.parts[name].values())
        if _is_few(left):
            return previous
    return chosen


def _parts(previous: Counts, current: Counts, name: str) -> dict[str, Sentiments]:
    """Each group as it may be shown; one that only a few have joined or left stays as it was."""
    before, after = previous.parts[name], current.parts[name]
    return {
        key: before[key] if _is_few(after[key].total() - before[key].total()) else after[key]
        for key in [*before, *(key for key in after if key not in before)]
    }


def _is_few(people: int) -> bool:
    return 0 < abs(people) < FRESH
