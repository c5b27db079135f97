"""What stands between the line and the application: a request takes a thread once it is whole.

A phone in a lift, or somebody who means harm, may send half a request and then nothing. Here it
waits in the event loop, where it costs a little memory; the threads are for what can be answered.
"""

import asyncio
import contextlib
import io
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final
from urllib.parse import unquote_to_bytes

Scope = Mapping[str, Any]
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Answer = tuple[int, list[tuple[bytes, bytes]], bytes]

# Whoever watches is answered also when every thread waits, for the database perhaps.
HEALTH_PATHS: Final = ("/healthz", "/readyz")
MEBIBYTE: Final = 1024 * 1024
FAILED: Final = "Something went wrong here. Please send it again in a moment."
RETRY: Final = (b"retry-after", b"5")
TOO_SLOW: Final = "Your request did not arrive in time. Please send it again."
TOO_MUCH_AT_ONCE: Final = "Too much arrives here at once. Please send it again in a moment."
log = logging.getLogger(__name__)


class Gone(Exception):
    """Nobody waits for an answer any more."""


class Front:
    """An ASGI application that reads a request whole, then has a WSGI application answer it.

    Args:
        application: the WSGI application.
        threads: how many requests are answered at once.
        body_limit: bytes of a body that are read; the application is told the length of a longer
            one, without its bytes, and refuses it in its own words.
        body_seconds: how long a body may take to arrive, all of it.
        held_limit: bytes of unfinished bodies that are kept at once.
    """

    def __init__(
        self,
        application: WsgiApp,
        *,
        threads: int = 12,
        body_limit: int = 4 * MEBIBYTE,
        body_seconds: float = 60,
        held_limit: int = 256 * MEBIBYTE,
    ) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._health_pool = ThreadPoolExecutor(2, thread_name_prefix="health")
        self._body_limit = body_limit
        self._body_seconds = body_seconds
        self._held_limit = held_limit
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; anything that is not a request is left alone."""
        if scope["type"] != "http":
            return
        with contextlib.suppress(Gone):
            status, headers, body = await self._answer(scope, receive)
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        chunks: list[bytes] = []
        try:
            async with asyncio.timeout(self._body_seconds):
                length = await self._read(receive, chunks)
        except TimeoutError:
            return _in_words(408, TOO_SLOW)
        except MemoryError:
            return _in_words(503, TOO_MUCH_AT_ONCE)
        finally:
            self._held -= sum(map(len, chunks))
        environ = environ_of(scope, b"".join(chunks), length)
        loop = asyncio.get_running_loop()
        pool = self._health_pool if environ["PATH_INFO"] in HEALTH_PATHS else self._pool
        try:
            return await loop.run_in_executor(pool, run, self._application, environ)
        except Exception:
            log.exception("a request could not be answered")
            return _in_words(500, FAILED)

    async def _read(self, receive: Receive, chunks: list[bytes]) -> int:
        """Read the body; gives its length as far as it is known, which may be over the limit.

        Raises:
            Gone: when the other side ends the connection.
            MemoryError: when more would be held than may be.
        """
        length = 0
        while True:
            event = await receive()
            if event["type"] == "http.disconnect":
                raise Gone
            chunk = event.get("body", b"")
            length += len(chunk)
            if length > self._body_limit:
                return length
            self._held += len(chunk)
            chunks.append(chunk)
            if self._held > self._held_limit:
                raise MemoryError
            if not event.get("more_body", False):
                return length


def _in_words(status: int, words: str) -> Answer:
    body = f"{words}\n".encode()
    kind = (b"content-type", b"text/plain; charset=utf-8")
    return status, [kind, RETRY, (b"cache-control", b"no-store"), (b"connection", b"close")], body


def environ_of(scope: Scope, body: bytes, length: int) -> dict[str, Any]:
    """The WSGI environment (PEP 3333) of an ASGI request whose body is read."""
    path = scope.get("raw_path") or scope["path"].encode()
    host, port = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path.split(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 80),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    if length or "CONTENT_LENGTH" in environ:
        environ["CONTENT_LENGTH"] = str(length)
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    return environ


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    # With an underscore it could stand for another header, which a server in front did not see.
    if "_" in name:
        return
    key = name.upper().replace("-", "_")
    if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        key = f"HTTP_{key}"
    joined = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{joined}{value}" if key in environ else value


def run(application: WsgiApp, environ: dict[str, Any]) -> Answer:
    """Have the application answer, and wait for its answer to be whole."""
    started: list[Any] = []
    parts: list[bytes] = []

    def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
        started[:] = [status, headers]
        return parts.append

    answer = application(environ, start_response)
    try:
        parts.extend(answer)
    finally:
        close = getattr(answer, "close", None)
        if close is not None:
            close()
    status, headers = started
    encoded = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
    return int(status.split()[0]), encoded, b"".join(parts)
