"""Before and after an act: two shares and how sure their difference is; not what made it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.disclosure import Figure, Hidden, Masked
from app.results.indicators.cuts import Cut
from app.results.indicators.figures import ShareFigures
from app.results.indicators.gaps import Gap, Verdict, gap
from app.results.indicators.months import month_after, month_before

SPANS: Final = (3, 6, 12)
USUAL_SPAN: Final = 6
VERDICTS: Final = {
    Verdict.TOO_FEW: "too few answers to say whether it changed",
    Verdict.LOWER: "lower after than before",
    Verdict.HIGHER: "higher after than before",
}


@dataclass(frozen=True)
class Window:
    """The whole months before and after the month of an act, which is in neither."""

    before: tuple[str, str]
    after: tuple[str, str]
    is_over: bool


@dataclass(frozen=True)
class BeforeAfter:
    """One series before and after; None stands where nobody is shown."""

    before: ShareFigures | None
    after: ShareFigures | None
    gap: Gap | None

    @property
    def whose(self) -> ShareFigures:
        """The series that it is of."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a pair is made of one series at least
        return found

    @property
    def words(self) -> str:
        """What may be said of it."""
        if self.gap is not None:
            return VERDICTS[self.gap.verdict]
        if self.before is None or self.after is None:
            return "this version of the survey was asked on one side only, so nothing is compared"
        if isinstance(self.before.good, Masked) or isinstance(self.after.good, Masked):
            return "not compared: a figure is masked to protect people"
        cells = (self.before.cell, self.after.cell)
        return str(next((each for each in cells if isinstance(each, Hidden)), Hidden()))


def window(on: date, span: int, today: date) -> Window:
    """So many whole months on each side of an act's month, as far as they are over."""
    month = f"{on:%Y-%m}"
    wanted, over = month_after(month, span), month_before(f"{today:%Y-%m}")
    return Window(
        before=(month_before(month, span), month_before(month)),
        after=(month_after(month), min(wanted, over)),
        is_over=wanted <= over,
    )


def months_of(cut: Cut, months: tuple[str, str]) -> Cut:
    """The same people, in other months."""
    return Cut(cut.services, cut.audience, *months)


def compared(
    before: Iterable[ShareFigures], after: Iterable[ShareFigures]
) -> tuple[BeforeAfter, ...]:
    """Each series with itself: a version, an audience, an edition, and by whom it was given."""
    earlier = {each.series: each for each in before}
    later = {each.series: each for each in after}
    pairs = [(earlier.get(key), later.get(key)) for key in {**earlier, **later}]
    return tuple(BeforeAfter(one, other, _gap(one, other)) for one, other in pairs)


def _gap(before: ShareFigures | None, after: ShareFigures | None) -> Gap | None:
    if before is None or after is None:
        return None
    if not isinstance(before.good, Figure) or not isinstance(after.good, Figure):
        return None
    return gap(after.good.count, after.good.base, before.good.count, before.good.base)
