"""`ownwords worker`: work in the background."""

import sys

import click

from app.cli.common import migrated_app, refusing


@click.command()
@click.option("--once", is_flag=True, help="Do what waits, and end.")
@refusing
def worker(once: bool) -> None:
    """Read comments, keep figures up to date and send notices, until told to stop."""
    from app.kernel.files import hold
    from app.web.database import alone
    from app.worker.jobs import everything, lay_before_readers
    from app.worker.schedule import make_schedule, run_until_stopped

    app = migrated_app()
    hold(app.config["OWNWORDS"].data)
    with app.app_context(), alone():
        lay_before_readers(app)
        schedule = make_schedule(app)
    done = everything(app, _show_progress)
    click.echo(f"{done} comments read.")
    if not once:
        run_until_stopped(schedule)


def _show_progress(done: int) -> None:
    sys.stderr.write(f"\r{done} comments read")
    sys.stderr.flush()
