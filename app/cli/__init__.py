"""The command line: `ownwords …`. Exit 0: done; 1: refused, and why; 2: wrong usage.

A command is loaded when it is called, and what it works with when it runs, so that help and small
commands need not wait for the database, the pages and the machine that reads.
"""

import atexit
import errno
import gc
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
    "retention": "retention",
    "backup": "backup",
    "restore": "backup",
}
"""The file of this folder that each command, or group of commands, is in."""

MADE_BETWEEN_LOOKS: Final = 200_000
"""How many objects are made before Python looks which can go. A list makes up to 110,000; 700 is
its own number."""


class _Commands(click.Group):
    """Commands that are loaded one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(FILES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in FILES:
            return None
        found: click.Command = getattr(import_module(f"app.cli.{FILES[cmd_name]}"), cmd_name)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what no name of a file can hold, and nothing else either."""
        if any("\0" in each or not _is_encodable(each) for each in args):
            ctx.fail("A word of this command holds a character that cannot be seen or kept.")
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a name that the machine cannot give to a file is said as such."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            raise click.ClickException("The name of a file is too long.") from None


def _is_encodable(word: str) -> bool:
    try:
        os.fsencode(word)
    except UnicodeEncodeError:
        return False
    return True


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="own-words", message="Own Words %(version)s")
def main() -> None:
    """Own Words: hear what people say of a care service, in their own words."""
    # Whatever a command makes is for the account that it runs under, and for nobody else.
    os.umask(0o077)
    # Loading makes many objects and leaves none to clear up, and at the end all go at once: looking
    # through them for some that could go sooner took a third of the time of a small command.
    gc.set_threshold(MADE_BETWEEN_LOOKS)
    atexit.register(gc.freeze)
