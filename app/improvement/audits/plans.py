"""What is planned for a round, as people type it and as it can be kept."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from app.improvement.audits.drawing import Sampling, checked_sampling
from app.kernel.days import refuse_before, required_day
from app.kernel.errors import Refused
from app.kernel.texts import one_line, required_line


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
        Refused: when something cannot be stored or does not fit together.
    """
    sampling = checked_sampling(plan.sampling)
    auditor = required_line(plan.auditor, name="Who audits")
    second = one_line(plan.second_auditor, name="Who audits a second time")
    opens_on = required_day(plan.opens_on, name="The first day")
    closes_on = required_day(plan.closes_on, name="The last day")
    refuse_before(closes_on, opens_on, "The round ends", "it begins")
    _refuse_wrong_second(sampling, auditor, second)
    return {
        "name": required_line(plan.name, name="The round's name"),
        "opens_on": opens_on,
        "closes_on": closes_on,
        "auditor": auditor,
        "second_auditor": second,
        "population": sampling.population,
        "sample_size": sampling.size,
        "double_share": sampling.double_share,
    }


def checked_seriousness(code: str | None) -> Seriousness:
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
