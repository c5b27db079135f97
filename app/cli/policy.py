"""`ownwords policy`: policies and when they are to be reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli.common import emit, json_option, with_app

if TYPE_CHECKING:
    from app.improvement.policies.queries import PolicyLine


@click.group()
def policy() -> None:
    """Policies: owners, versions and review dates."""


@policy.command("list")
@click.option("--overdue", is_flag=True, help="Only those whose review date has passed.")
@json_option
@with_app
def list_command(overdue: bool, as_json: bool) -> None:
    """All policies, those whose review is overdue first."""
    from app.improvement.policies.queries import all_policies

    shown = [line for line in all_policies() if line.is_overdue or not overdue]
    text = "\n".join(map(_line, shown)) or "No policy to show."
    emit([_document(line) for line in shown], as_json, text)


def _document(line: PolicyLine) -> dict[str, Any]:
    kept = line.policy
    return {
        "id": str(kept.id),
        "title": kept.title,
        "owner": kept.owner,
        "version": kept.version,
        "approved_on": kept.approved_on.isoformat(),
        "review_on": kept.review_on.isoformat(),
        "overdue": line.is_overdue,
        "withdrawn_on": kept.withdrawn_on.isoformat() if kept.withdrawn_on else None,
    }


def _line(line: PolicyLine) -> str:
    kept = line.policy
    state = "overdue" if line.is_overdue else "withdrawn" if kept.withdrawn_on else "in force"
    return f"{state}  review {kept.review_on}  {kept.title}, version {kept.version}  {kept.owner}"
