"""`ownwords policy`: policies and when they are to be reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli.common import emit, json_option, with_database

if TYPE_CHECKING:
    from app.improvement.policies.queries import PolicyLine


@click.group()
def policy() -> None:
    """Policies: owners, versions and review dates."""


@policy.command("list")
@click.option("--overdue", is_flag=True, help="Only those whose review date has passed.")
@json_option
@with_database
def list_command(overdue: bool, as_json: bool) -> None:
    """All policies, those whose review is overdue first."""
    from app.improvement.policies.queries import all_policies

    shown = [line for line in all_policies() if line.is_overdue or not overdue]
    text = "\n".join(map(_line, shown)) or "No policy to show."
    emit([_document(line) for line in shown], as_json, text)


def _document(line: PolicyLine) -> dict[str, Any]:
    policy = line.policy
    return {
        "id": str(policy.id),
        "title": policy.title,
        "owner": policy.owner,
        "version": policy.version,
        "approved_on": policy.approved_on.isoformat(),
        "review_on": policy.review_on.isoformat(),
        "overdue": line.is_overdue,
        "withdrawn_on": policy.withdrawn_on.isoformat() if policy.withdrawn_on else None,
    }


def _line(line: PolicyLine) -> str:
    policy = line.policy
    state = "overdue" if line.is_overdue else "withdrawn" if policy.withdrawn_on else "in force"
    title = f"{policy.title}, version {policy.version}"
    return f"{state}  review {policy.review_on}  {title}  {policy.owner}"
