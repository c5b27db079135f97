"""`ownwords retention`: deleting what is due, and saying what is."""

import click

from app.cli.common import emit, json_option, with_database


@click.group()
def retention() -> None:
    """How long things are kept (OWNWORDS_KEEP). The worker deletes what is due once a day."""


@retention.command("run")
@click.option("--dry-run", is_flag=True, help="Delete nothing; say how much is due.")
@json_option
@with_database
def run_command(dry_run: bool, as_json: bool) -> None:
    """Delete what is due now. Figures that were counted stay."""
    from flask import current_app

    from app.administration.accounts.operations import COMMAND_LINE
    from app.comments.retention.operations import count_due, delete_due
    from app.web.database import commit

    kept = current_app.config["OWNWORDS"].months_kept
    if dry_run:
        found = count_due(kept=kept)
    else:
        found = delete_due(kept=kept, actor=COMMAND_LINE, commit=commit)
    emit(
        {**found, "dry_run": dry_run},
        as_json,
        f"{'Due' if dry_run else 'Deleted'}: {found['comments']} comments, answers of "
        f"{found['answers']} people, {found['cases']} decisions and steps, "
        f"{found['audit']} audit entries.",
    )
