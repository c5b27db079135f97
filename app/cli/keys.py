"""`ownwords keys`: what answers are sealed to while they wait on a device."""

import click

from app.cli.common import emit, json_option, with_database


@click.group()
def keys() -> None:
    """Keys that waiting answers are sealed to."""


@keys.command("list")
@json_option
@with_database
def list_command(as_json: bool) -> None:
    """Every key, the one in use first. Private halves are never shown."""
    from app.collection.sealing.queries import all_keys
    from app.kernel.clock import here

    found = all_keys()
    emit(
        [{"kid": key.kid, "made_at": key.made_at.isoformat()} for key in found],
        as_json,
        "\n".join(f"{key.kid}  made {here(key.made_at):%Y-%m-%d %H:%M}" for key in found)
        or "No keys yet. The first is made when the first survey is opened.",
    )


@keys.command("rotate")
@json_option
@with_database
def rotate_command(as_json: bool) -> None:
    """Make a new key to seal to; answers sealed to older ones can still be opened."""
    from app.administration.accounts.operations import COMMAND_LINE, record
    from app.collection.sealing.operations import make_key

    made = make_key()
    record(actor=COMMAND_LINE, action="key-rotated", subject=made.kid)
    emit({"kid": made.kid}, as_json, f"Answers are sealed to {made.kid} from now on.")
