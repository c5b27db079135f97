"""When new answers are told: in batches, so that no two looks differ by a few people.

What was counted after a figure was first shown waits until five people are in the same sum, and
until they did not all give one sensitive answer. A month that had too few is told with the months
after it. Every figure of every page is a sum of what was told so, whatever service and months it
is of; so the difference of any two figures, shown at any two times, is made of whole batches.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.measures.subjects import ANSWERED, ASKED, PLACED, RESPONSES, TOTAL
from app.statistics.disclosure import FRESH, unanimous

Codes = Counter[str]
APART_FROM_CODES: Final = (ASKED, ANSWERED, PLACED, TOTAL)


@dataclass(frozen=True)
class Batch:
    """What is told now: `taken` from the months in which people answered, shown in `month`."""

    month: str
    taken: Mapping[str, Codes]

    @property
    def shown(self) -> Codes:
        """All that is taken, together."""
        return _together(self.taken.values())


def ready(
    subject: str, waiting: Mapping[str, Codes], sensitive: Collection[str]
) -> Iterator[Batch]:
    """The batches of one subject that can be told, of what waits in each month."""

    def is_enough(codes: Codes) -> bool:
        return _is_batch(subject, codes) and not unanimous(codes, codes[PLACED], sensitive)

    yield from _gathered(waiting, is_enough)


def ready_by_code(
    waiting: Mapping[str, Codes], shown: Codes, whole: int | None = None
) -> list[Batch]:
    """The batches of a subject whose codes are groups of people, each told by itself.

    The whole stands beside its groups, so nothing moves that would leave a few between the two.

    Args:
        waiting: what waits in each month.
        shown: what is told of each code.
        whole: people told of as a whole; None where the subject has the whole as a code.
    """
    batches: list[Batch] = []
    for code in sorted({code for codes in waiting.values() for code in codes}):
        of_code = {month: Counter({code: codes[code]}) for month, codes in waiting.items()}
        batches += _gathered(of_code, lambda codes: _moves(codes.total()))
    told = shown + _together(batch.shown for batch in batches)
    groups = sum(people for code, people in told.items() if code not in APART_FROM_CODES)
    left = (told[ANSWERED] if whole is None else whole) - groups
    return [] if 0 < abs(left) < FRESH else batches


def _gathered(waiting: Mapping[str, Codes], is_enough: Callable[[Codes], bool]) -> Iterator[Batch]:
    """Month after month until there are enough, and then from none again."""
    taken: dict[str, Codes] = {}
    for month in sorted(waiting):
        if any(waiting[month].values()):
            taken[month] = waiting[month]
        if taken and is_enough(_together(taken.values())):
            yield Batch(month, taken)
            taken = {}


def _is_batch(subject: str, codes: Codes) -> bool:
    if subject == RESPONSES:
        return _moves(codes.total())
    return _moves(codes[ASKED]) and _moves(codes[PLACED])


def _moves(people: int) -> bool:
    """Whether nobody, or enough people, came or went; a correction brings and takes nobody."""
    return people == 0 or abs(people) >= FRESH


def _together(parts: Iterable[Codes]) -> Codes:
    whole: Codes = Counter()
    for part in parts:
        whole.update(part)
    return whole
