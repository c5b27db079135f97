"""What is planned for a round, as people type it and as it can be kept."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from app.administration.organisation.lines import one_line, required_line, several_lines
from app.improvement.audits.drawing import Sampling, checked_sampling
from app.kernel.errors import Refused

LINE_LIMIT: Final = 200
TEXT_LIMIT: Final = 2_000
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2100, 12, 31)


class Seriousness(StrEnum):
    """How serious a finding is."""

    SERIOUS = "serious"
    MODERATE = "moderate"
    MINOR = "minor"


SERIOUSNESS: Final = {
    Seriousness.SERIOUS: "Serious: somebody may be harmed or their rights overlooked",
    Seriousness.MODERATE: "Moderate: care falls short of what was agreed",
    Seriousness.MINOR: "Minor: to be put right, with little effect on anybody",
}
"""What each is called where one is chosen."""


@dataclass(frozen=True)
class RoundPlan:
    """What is planned for a round. `auditor` and `second_auditor` name a person or a role."""

    name: str
    opens_on: date
    closes_on: date
    sampling: Sampling
    auditor: str
    second_auditor: str | None = None


def values_of(plan: RoundPlan) -> dict[str, Any]:
    """The plan, tidied, by the names of a round's fields.

    Raises:
        Refused: when something cannot be kept or does not fit together.
    """
    sampling = checked_sampling(plan.sampling)
    auditor = required_line(plan.auditor, name="Who audits", limit=LINE_LIMIT)
    second = one_line(plan.second_auditor, name="Who audits a second time", limit=LINE_LIMIT)
    _refuse_wrong_days(plan.opens_on, plan.closes_on)
    _refuse_wrong_second(sampling, auditor, second)
    return {
        "name": required_line(plan.name, name="The round's name", limit=LINE_LIMIT),
        "opens_on": plan.opens_on,
        "closes_on": plan.closes_on,
        "auditor": auditor,
        "second_auditor": second,
        "population": sampling.population,
        "sample_size": sampling.size,
        "double_share": sampling.double_share,
    }


def kept_text(text: str | None, *, name: str) -> str:
    """A text of several lines that must be there.

    Raises:
        Refused: when it is missing or too long.
    """
    kept = several_lines(text, name=name, limit=TEXT_LIMIT)
    if kept is None:
        raise Refused(f"{name} is missing. Type it.")
    return kept


def kept_seriousness(code: str | None) -> Seriousness:
    """How serious a finding is.

    Raises:
        Refused: when it is none of the three.
    """
    try:
        return Seriousness(code or "")
    except ValueError:
        raise Refused(
            f"Say how serious the finding is: {', '.join(Seriousness)}. "
            f"'{(code or '')[:40]}' is none of them."
        ) from None


def _refuse_wrong_days(opens_on: date, closes_on: date) -> None:
    for day in (opens_on, closes_on):
        if not EARLIEST <= day <= LATEST:
            raise Refused(
                f"The day {day.isoformat()} is too far away. Choose one from "
                f"{EARLIEST.isoformat()} to {LATEST.isoformat()}."
            )
    if closes_on < opens_on:
        raise Refused(
            f"The round would end on {closes_on.isoformat()}, before it begins on "
            f"{opens_on.isoformat()}. Choose a later last day."
        )


def _refuse_wrong_second(sampling: Sampling, auditor: str, second: str | None) -> None:
    if not sampling.double_share:
        return
    if second is None:
        raise Refused("Say who audits the records a second time, or draw none for that (0 %).")
    if second.casefold() == auditor.casefold():
        raise Refused(
            f"{auditor} cannot be the second auditor too. A second audit tells something only "
            "when it is another person's."
        )
