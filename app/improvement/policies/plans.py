"""What is typed about a policy and its approval, checked and tidied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.kernel import limits
from app.kernel.days import past_day
from app.kernel.errors import Refused
from app.kernel.texts import required_line, required_text, several_lines, web_address


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
    return {
        "title": required_line(plan.title, name="The title"),
        "owner": required_line(plan.owner, name="The owner"),
        "summary": required_text(plan.summary, name="The summary"),
        "address": web_address(plan.address, name="The address"),
        "practice": several_lines(plan.practice, name="The practice"),
        "measures": list(dict.fromkeys(plan.measures)),
        "themes": list(dict.fromkeys(plan.themes)),
    }


def approval_values(approval: Approval) -> dict[str, Any]:
    """The columns of an approval, and the review date of the policy.

    Raises:
        Refused: when something is missing or cannot be stored, or the days are in the wrong order.
    """
    approved_on = past_day(approval.approved_on, name="The day of approval")
    if approval.review_on <= approval.approved_on:
        raise Refused(
            f"The review on {approval.review_on.isoformat()} would not be after the approval on "
            f"{approval.approved_on.isoformat()}. Choose a later review date."
        )
    return {
        "version": required_line(approval.version, name="The version", limit=limits.VERSION),
        "approved_on": approved_on,
        "approved_by": required_line(approval.approved_by, name="Who approved it"),
        "change": several_lines(approval.change, name="What changed"),
    }
