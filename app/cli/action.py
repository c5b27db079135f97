"""`ownwords action`: what was heard, decided and done."""

import click

from app.actions.queries import ActionLine, action_document, all_actions
from app.cli.common import emit, json_option, with_app
from app.kernel.errors import NotFound
from app.organisation.queries import service_by_name


@click.group()
def action() -> None:
    """Actions: what was heard, what was decided and why, and what was done."""


@action.command("list")
@click.option("--service", help="Only what is about this service, or about all of them.")
@click.option("--overdue", is_flag=True, help="Only promises whose day has passed.")
@json_option
@with_app
def list_command(service: str | None, overdue: bool, as_json: bool) -> None:
    """All actions, overdue ones first."""
    found = service_by_name(service) if service else None
    if service and found is None:
        raise NotFound(f"There is no service '{service}'. See: ownwords service list")
    lines = all_actions(service_id=found.id if found else None)
    shown = [line for line in lines if line.is_overdue or not overdue]
    text = "\n".join(map(_line, shown)) or "No actions yet."
    emit([action_document(line) for line in shown], as_json, text)


def _line(line: ActionLine) -> str:
    due = f"by {line.action.due_on}" if line.action.due_on else "no day"
    state = "overdue" if line.is_overdue else line.state.value
    return f"{state}  {due}  {line.about}  {line.action.owner or '-'}  {line.action.heard[:60]}"
