"""`ownwords serve`: the production server."""

import click
from granian import Granian
from granian.constants import Interfaces

from app.cli.common import migrated_app, refusing

BACKLOG = 1024
# A request reaches a thread before its body is whole, so a phone on a slow line holds one up.
THREADS = 12


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@refusing
def serve(host: str, port: int, workers: int) -> None:
    """Serve Own Words until it is told to stop. Access is not logged: nobody is followed."""
    migrated_app()
    click.echo(f"Own Words listens on http://{host}:{port}")
    Granian(
        target="app.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        backlog=BACKLOG,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_access=False,
        websockets=False,
    ).serve()
