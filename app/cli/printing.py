"""`ownwords poster` and `ownwords booklet`: what hangs on walls and lies on tables."""

from collections.abc import Iterable
from pathlib import Path

import click

from app.cli.common import LateChoice, with_app
from app.kernel.files import whole_or_not

output_option = click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write, for example poster.pdf.",
)


def _sizes() -> Iterable[str]:
    from app.collection.printing.posters import SIZES

    return SIZES


@click.command()
@click.argument("token")
@click.option(
    "--size",
    type=LateChoice(_sizes, case_sensitive=False),
    default="A4",
    show_default=True,
    help="card: to fold and stand on a table; letter: strips to cut and put in letters.",
)
@click.option("--languages", help="For example en,ur; else the link's own, or all that fit.")
@output_option
@with_app
def poster(token: str, size: str, languages: str | None, target: Path) -> None:
    """Make a poster of a link, with its code in one or several languages."""
    from app.collection.printing import operations

    made = operations.poster(
        token=token,
        size=size,
        languages=None if languages is None else languages.split(","),
        base_url=_base_url(),
    )
    write(made, target)


@click.command()
@click.argument("token")
@click.option("--language", help="For example cy or en-easyread; else the link's own.")
@output_option
@with_app
def booklet(token: str, language: str | None, target: Path) -> None:
    """Make a paper booklet of a link, with every question."""
    from app.collection.printing import operations

    write(operations.booklet(token=token, language=language, base_url=_base_url()), target)


def _base_url() -> str:
    from flask import current_app

    address: str = current_app.config["OWNWORDS"].base_url
    return address


def write(content: bytes, target: Path) -> None:
    with whole_or_not(target) as draft:
        draft.write_bytes(content)
    click.echo(f"{target} is ready to print.", err=True)
