"""Processes that belong together: a server's workers, and the port that it serves on."""

import errno
import multiprocessing
import os
import signal
import socket
import threading
import time
from typing import Final

from app.kernel.errors import Refused

LOOK_SECONDS: Final = 0.5
END_SECONDS: Final = 3.0
PORT_SECONDS: Final = 6.0


def end_with_parent() -> None:
    """End this process when the one that started it is gone, however that ended.

    What is being answered may be finished first. Nothing is done in a process of its own.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        watch = threading.Thread(target=_watch, args=(parent.pid,), daemon=True, name="parent")
        watch.start()


def _watch(parent: int | None) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(END_SECONDS)
    os._exit(1)


def refuse_port_in_use(host: str, port: int) -> None:
    """Make sure that nobody else listens there; workers of a killed server get time to end.

    Raises:
        Refused: when somebody does, or when nobody may.
    """
    until = time.monotonic() + PORT_SECONDS
    while (error := _why_not(host, port)) is not None:
        if error.errno != errno.EADDRINUSE:
            raise Refused(f"Nothing can listen on {host}:{port}: {error.strerror}.") from error
        if time.monotonic() > until:
            raise Refused(
                f"Something listens on {host}:{port} already, perhaps Own Words itself. End it, or "
                "choose another port with --port."
            ) from error
        time.sleep(LOOK_SECONDS)


def _why_not(host: str, port: int) -> OSError | None:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        return error
    return None
