"""The command line: `ownwords …`. Exit 0: done; 1: refused, and why; 2: wrong usage.

A command is loaded when it is called, and what it works with when it runs, so that help and small
commands need not wait for the database, the pages and the machine that reads.
"""

import os
from importlib import import_module
from typing import Final

import click

FILES: Final = {
    **{name: name for name in ("serve", "worker", "demo", "survey", "link")},
    "poster": "printing",
    "booklet": "printing",
    **{name: name for name in ("event", "responses", "comments", "analysis", "service", "keys")},
    **{name: name for name in ("user", "framework", "evidence", "action", "audit", "training")},
    "policy": "policy",
}
"""The file of this folder that each command, or group of commands, is in."""


class _Commands(click.Group):
    """Commands that are loaded one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(FILES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in FILES:
            return None
        found: click.Command = getattr(import_module(f"app.cli.{FILES[cmd_name]}"), cmd_name)
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Own Words: hear what people say of a care service, in their own words."""
    # Whatever a command makes is for the account that it runs under, and for nobody else.
    os.umask(0o077)
