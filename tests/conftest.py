"""What every test stands on: no network beyond this machine, and no settings from outside."""

import gc
import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.routing import Rule

BROWSER = Path(__file__).parent / "browser"


class NetworkBlocked(Exception):
    """A test tried to reach another machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs Chromium."""
    for item in items:
        if item.path.is_relative_to(BROWSER):
            item.add_marker(pytest.mark.browser)


def _is_here(address: Any) -> bool:
    """Whether a socket address is a local socket file or a loopback address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        _guard(patch, name)
    yield
    patch.undo()


def _guard(patch: pytest.MonkeyPatch, name: str) -> None:
    real = getattr(socket.socket, name)

    def connect(self: socket.socket, address: Any) -> Any:
        if not _is_here(address):
            raise NetworkBlocked(f"tests stay on this machine; this one asked for {address}")
        return real(self, address)

    patch.setattr(socket.socket, name, connect)


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> None:
    """Tests choose their own settings, whatever this terminal exports."""
    for name in [name for name in os.environ if name.startswith("OWNWORDS_")]:
        del os.environ[name]


@pytest.fixture(autouse=True, scope="session")
def _rare_collection() -> None:
    """Look for dropped applications less often: each test leaves one, and looking takes long."""
    gc.freeze()
    gc.set_threshold(100_000)


@pytest.fixture(autouse=True, scope="session")
def _addresses_compiled_once() -> Iterator[None]:
    """Each test makes an application, which would compile its two hundred addresses again."""
    compiled: dict[Any, Any] = {}
    real = Rule._compile_builder

    def once(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, append_unknown, str(rule.defaults))
        if key not in compiled:
            compiled[key] = real(rule, append_unknown)
        return compiled[key]

    patch = pytest.MonkeyPatch()
    patch.setattr(Rule, "_compile_builder", once)
    yield
    patch.undo()
