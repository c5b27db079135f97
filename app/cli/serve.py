"""`ownwords serve`: the production server."""

import os

import click

from app.cli.common import migrated_app, refusing

BACKLOG = 1024
# Requests that one process holds at once, most of which may be waiting for their own bytes.
AT_ONCE = 4096
HEADER_MILLISECONDS = 10_000
STOP_SECONDS = 30


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@refusing
def serve(host: str, port: int, workers: int) -> None:
    """Serve Own Words until it is told to stop. Access is not logged: nobody is followed."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings

    from app.config import SERVED_PORT
    from app.kernel.processes import refuse_port_in_use

    # Without a public address, links and posters say where it is served.
    os.environ["PORT"] = str(port)
    app = migrated_app()
    refuse_port_in_use(host, port)
    (app.config["OWNWORDS"].data / SERVED_PORT).write_text(str(port), encoding="utf-8")
    click.echo(f"Own Words listens on http://{host}:{port}")
    Granian(
        target="app.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        workers=workers,
        backlog=BACKLOG,
        backpressure=AT_ONCE,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_access=False,
        websockets=False,
    ).serve()
