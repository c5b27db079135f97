"""What is typed about a policy and its approval, checked and tidied."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.administration.organisation.lines import one_line, required_line, several_lines
from app.kernel.clock import today
from app.kernel.errors import Refused

LINE_LIMIT: Final = 200
VERSION_LIMIT: Final = 40
ADDRESS_LIMIT: Final = 500
TEXT_LIMIT: Final = 4000
ADDRESS: Final = re.compile(r"https?://[^\s]+\Z")


@dataclass(frozen=True)
class PolicyPlan:
    """What a policy is about; `measures` and `themes` are codes."""

    title: str
    owner: str
    summary: str
    address: str | None = None
    practice: str | None = None
    measures: Sequence[str] = ()
    themes: Sequence[str] = ()


@dataclass(frozen=True)
class Approval:
    """The approval of a version; `review_on` is when it is to be looked at again."""

    version: str
    approved_on: date
    review_on: date
    approved_by: str
    change: str | None = None


def policy_values(plan: PolicyPlan) -> dict[str, Any]:
    """The columns of a policy.

    Raises:
        Refused: when a text is missing, too long or cannot be seen, or the address is none.
    """
    summary = several_lines(plan.summary, name="The summary", limit=TEXT_LIMIT)
    if summary is None:
        raise Refused("The summary is missing. Say in plain words what the policy asks of staff.")
    address = one_line(plan.address, name="The address", limit=ADDRESS_LIMIT)
    if address is not None and not ADDRESS.match(address):
        raise Refused(
            "The address must begin with https:// or http://, or be left empty. For a paper "
            "copy, say in the summary where it is kept."
        )
    return {
        "title": required_line(plan.title, name="The title", limit=LINE_LIMIT),
        "owner": required_line(plan.owner, name="The owner", limit=LINE_LIMIT),
        "summary": summary,
        "address": address,
        "practice": several_lines(plan.practice, name="The practice", limit=TEXT_LIMIT),
        "measures": list(dict.fromkeys(plan.measures)),
        "themes": list(dict.fromkeys(plan.themes)),
    }


def approval_values(approval: Approval) -> dict[str, Any]:
    """The columns of an approval, and the review date of the policy.

    Raises:
        Refused: when something is missing or cannot be kept, or the days are in the wrong order.
    """
    if approval.approved_on > today():
        raise Refused(
            f"{approval.approved_on.isoformat()} is to come, so the version is not approved yet. "
            "Record it on the day."
        )
    if approval.review_on <= approval.approved_on:
        raise Refused(
            f"The review on {approval.review_on.isoformat()} would not be after the approval on "
            f"{approval.approved_on.isoformat()}. Choose a later review date."
        )
    return {
        "version": required_line(approval.version, name="The version", limit=VERSION_LIMIT),
        "approved_on": approval.approved_on,
        "approved_by": required_line(
            approval.approved_by, name="Who approved it", limit=LINE_LIMIT
        ),
        "change": several_lines(approval.change, name="What changed", limit=TEXT_LIMIT),
    }
