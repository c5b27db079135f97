"""`ownwords evidence`: making evidence packs and returns, and checking whether one was changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.common import DAY, LateChoice, emit, is_installed, json_option, refusing, with_app
from app.kernel.errors import Refused
from app.kernel.files import whole_or_not

if TYPE_CHECKING:
    from app.evidence.packs.verifying import Verified


def _pack_formats() -> Iterable[str]:
    from app.evidence.packs.operations import FORMATS

    return FORMATS


def _return_formats() -> Iterable[str]:
    from app.evidence.returns.operations import FORMATS

    return FORMATS


@click.group()
def evidence() -> None:
    """Evidence packs and returns for regulators and councils."""


@evidence.command("pack")
@click.option(
    "--framework",
    "frameworks",
    required=True,
    multiple=True,
    help="Id of a framework, such as cqc-saf; repeat it for two in one pack.",
)
@click.option("--from", "first", required=True, type=DAY, help="The first day.")
@click.option("--to", "last", required=True, type=DAY, help="The last day.")
@click.option("--service", "services", multiple=True, help="Name of a service; else all.")
@click.option("--format", "file_format", required=True, type=LateChoice(_pack_formats))
@click.option("-o", "--output", "target", required=True, type=click.Path(path_type=Path))
@with_app
def pack_command(
    frameworks: tuple[str, ...],
    first: date,
    last: date,
    services: tuple[str, ...],
    file_format: str,
    target: Path,
) -> None:
    """Write an evidence pack to a file."""
    from app.administration.accounts.operations import COMMAND_LINE
    from app.evidence.packs.operations import FORMATS, make_pack

    pack = make_pack(
        frameworks=frameworks,
        first=first,
        last=last,
        services=services,
        actor=COMMAND_LINE,
    )
    with whole_or_not(target) as draft:
        draft.write_bytes(FORMATS[file_format](pack))
    click.echo(f"{pack.title}: content {pack.digest}", err=True)


@evidence.command("return")
@click.option("--from", "first", required=True, type=DAY, help="The first day.")
@click.option("--to", "last", required=True, type=DAY, help="The last day.")
@click.option("--service", "services", multiple=True, help="Name of a service; else all.")
@click.option("--format", "file_format", default="csv", type=LateChoice(_return_formats))
@click.option("-o", "--output", "target", required=True, type=click.Path(path_type=Path))
@with_app
def return_command(
    first: date, last: date, services: tuple[str, ...], file_format: str, target: Path
) -> None:
    """Write a provider quality return to a file; what is not held is left empty."""
    from app.administration.accounts.operations import COMMAND_LINE
    from app.evidence.returns.operations import FORMATS as RETURN_FORMATS
    from app.evidence.returns.operations import make_return

    made = make_return(first=first, last=last, services=services, reader=None, actor=COMMAND_LINE)
    with whole_or_not(target) as draft:
        draft.write_bytes(RETURN_FORMATS[file_format](made))
    click.echo(f"{made.title}: content {made.digest}", err=True)


@evidence.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", default="", help="The public key that the pack must be signed with.")
@json_option
@refusing
def verify_command(file: Path, key: str, as_json: bool) -> None:
    """Say whether the JSON FILE of a pack is as it was made.

    Where packs are made, it is held against the audit record; elsewhere give the public KEY that is
    printed in the pack and served at /evidence-key.
    """
    check = _verify_here if is_installed() and not key else _verify_by_key(key)
    found = check(_content(file), str(file))
    emit(
        {
            "title": found.title,
            "content_sha256": found.content_sha256,
            "made": found.made,
            "signed_with": found.signed_with or None,
        },
        as_json,
        f"{file} is as it was made: {found.title}, {found.made.get('on')}. {_signature(found)} "
        f"Compare the content hash with the one printed in the pack: {found.content_sha256}",
    )


@with_app
def _verify_here(content: bytes, name: str) -> Verified:
    from app.evidence.packs.operations import verify_here

    return verify_here(content, name)


def _verify_by_key(key: str) -> Callable[[bytes, str], Verified]:
    from app.evidence.packs.verifying import hold_against, verify

    def check(content: bytes, name: str) -> Verified:
        found = verify(content, name)
        hold_against(found, name, [key.strip()], is_recorded=bool(found.signed_with))
        return found

    return check


def _signature(found: Verified) -> str:
    if found.signed_with:
        return f"It is signed with {found.signed_with}."
    return "It has no signature, but the audit record says that it was made here."


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from error
