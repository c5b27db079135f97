"""A real server on this machine: it starts once, is not stalled, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager

import pytest

COMMAND = (sys.executable, "-c", "from app.cli import main; main()", "serve", "--workers", "1")
START_SECONDS = 60
STALLED = 60
HALF = (
    b"POST /s/ABC/en HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nkindness="
)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def environment(settings):
    names = ("data", "database_url", "secret_key")
    return os.environ | {f"OWNWORDS_{name.upper()}": str(getattr(settings, name)) for name in names}


@contextmanager
def serving(settings, port):
    process = subprocess.Popen(
        [*COMMAND, "--port", str(port)],
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    with process:
        try:
            until(lambda: status(port) == 200 or process.poll() is not None)
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.communicate(timeout=START_SECONDS)


def until(true):
    end = time.monotonic() + START_SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def status(port, path="/healthz"):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


@pytest.fixture
def port():
    return free_port()


def test_posts_that_stall_keep_nobody_from_being_answered(settings, port):
    with serving(settings, port), ExitStack() as stack:
        for _ in range(STALLED):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(HALF)
        assert [status(port, path) for path in ("/readyz", "/", "/s/ABC/en")] == [200, 200, 404]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_second_server_on_a_port_is_refused_and_a_killed_one_leaves_no_process(settings, port):
    with serving(settings, port) as first:
        second = subprocess.run(
            [*COMMAND, "--port", str(port)],
            env=environment(settings),
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            check=False,
        )
        assert (second.returncode, second.stderr) == (
            1,
            f"Error: Something listens on 127.0.0.1:{port} already, perhaps Own Words itself. "
            "End it, or choose another port with --port.\n",
        )
        first.kill()
        until(lambda: status(port) is None)
        with serving(settings, port):
            assert status(port) == 200


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_links_and_posters_say_the_port_that_it_is_served_on(settings, port, monkeypatch):
    with serving(settings, port):
        monkeypatch.setenv("OWNWORDS_DATA", str(settings.data))
        monkeypatch.delenv("PORT", raising=False)
        from app.config import load_settings  # noqa: PLC0415 - of this environment

        assert load_settings().base_url == f"http://127.0.0.1:{port}"
