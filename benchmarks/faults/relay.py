"""A relay between a browser and the server that cuts, delays, drops, answers falsely and goes dark.

What happens to a post is drawn from a seeded chance, in the order in which posts come, so that a
run can be repeated with its seed.
"""

import asyncio
import contextlib
import random
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

CHUNK = 65536
POST = b"POST /s/"
PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 14\r\n"
    b"Connection: close\r\n\r\n<p>Sign in</p>"
)
ILL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n"
    b'Content-Length: 20\r\nConnection: close\r\n\r\n{"status":"refused"}'
)
BUSY = (
    b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: 1\r\n"
    b'Content-Length: 21\r\nConnection: close\r\n\r\n{"status":"too many"}'
)
FAULTS = {
    "passed": 40,
    "cut in the request": 12,
    "reply lost": 16,
    "late": 12,
    "overtaken": 6,
    "sign-in page": 5,
    "server ill": 5,
    "too many": 4,
}
"""What may happen to a post, and how often of a hundred."""


class Relay:
    """Listens on a port of 127.0.0.1 in its own thread and hands on to another port."""

    def __init__(self, target: int, seed: int) -> None:
        self._target = target
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self.happened: Counter[str] = Counter()
        self.is_dark = False
        self.is_healthy = False
        self.port = 0

    def __enter__(self) -> "Relay":
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def go_dark(self, dark: bool) -> None:
        """Refuse every connection and drop those that are open; or take them again."""
        self.is_dark = dark
        if dark:
            self._loop.call_soon_threadsafe(self._drop_all)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()
        server.close()
        self._drop_all()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.1))
        self._loop.close()

    def _drop_all(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def _serve(self, browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        self._open.add(to_browser)
        try:
            if not self.is_dark:
                server, to_server = await asyncio.open_connection("127.0.0.1", self._target)
                await self._relay(browser, to_browser, server, to_server)
        except OSError:
            self.happened["connection broken"] += 1
        finally:
            self._open.discard(to_browser)
            to_browser.transport.abort()

    async def _relay(
        self,
        browser: asyncio.StreamReader,
        to_browser: asyncio.StreamWriter,
        server: asyncio.StreamReader,
        to_server: asyncio.StreamWriter,
    ) -> None:
        exchange = _Exchange(browser, to_browser, server, to_server)
        back = asyncio.ensure_future(_ignoring(exchange.bring_back))
        try:
            while sent := await browser.read(CHUNK):
                if self.is_dark or not await self._pass(sent, exchange):
                    break
        finally:
            back.cancel()
            to_server.transport.abort()

    async def _pass(self, sent: bytes, exchange: "_Exchange") -> bool:
        """Hand on what the browser sent, or do what the seed says; whether to go on."""
        if not sent.startswith(POST) or self.is_healthy:
            await exchange.hand_on(sent)
            return True
        fault = self._chance.choices(list(FAULTS), list(FAULTS.values()))[0]
        self.happened[fault] += 1
        return await self._deed(fault)(sent, exchange)

    def _deed(self, fault: str) -> Callable[[bytes, "_Exchange"], Awaitable[bool]]:
        pause = self._chance.uniform(0.05, 0.6)
        deeds: dict[str, Callable[[bytes, _Exchange], Coroutine[Any, Any, bool]]] = {
            "passed": lambda sent, exchange: exchange.after(0, sent),
            "late": lambda sent, exchange: exchange.after(pause, sent),
            "overtaken": lambda sent, exchange: exchange.after(2 + pause, sent),
            "cut in the request": lambda sent, exchange: exchange.cut(sent),
            "reply lost": lambda sent, exchange: exchange.lose_reply(sent),
            "sign-in page": lambda _, exchange: exchange.say(PORTAL),
            "server ill": lambda _, exchange: exchange.say(ILL),
            "too many": lambda _, exchange: exchange.say(BUSY),
        }
        return deeds[fault]


async def _ignoring(work: Callable[[], Awaitable[None]]) -> None:
    """Begun here, so that one that is called off before its turn leaves nothing behind."""
    with contextlib.suppress(OSError, asyncio.CancelledError):
        await work()


class _Exchange:
    """One connection of the browser and the one to the server that belongs to it."""

    def __init__(
        self,
        browser: asyncio.StreamReader,
        to_browser: asyncio.StreamWriter,
        server: asyncio.StreamReader,
        to_server: asyncio.StreamWriter,
    ) -> None:
        self._browser, self._to_browser = browser, to_browser
        self._server, self._to_server = server, to_server
        self._is_deaf = False

    async def bring_back(self) -> None:
        """Hand the server's bytes to the browser, unless the reply is to be lost."""
        while came := await self._server.read(CHUNK):
            if self._is_deaf:
                break
            self._to_browser.write(came)
            await self._to_browser.drain()
        self._to_browser.transport.abort()

    async def hand_on(self, sent: bytes) -> None:
        """Hand bytes to the server."""
        self._to_server.write(sent)
        await self._to_server.drain()

    async def after(self, seconds: float, sent: bytes) -> bool:
        """Hand them on after a pause."""
        await asyncio.sleep(seconds)
        await self.hand_on(sent)
        return True

    async def cut(self, sent: bytes) -> bool:
        """Hand on half of it and break off."""
        await self.hand_on(sent[: len(sent) // 2])
        return False

    async def lose_reply(self, sent: bytes) -> bool:
        """Hand it on whole, and break off once the server has answered."""
        self._is_deaf = True
        await self.hand_on(sent)
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._browser.read(CHUNK), 1)
        return False

    async def say(self, reply: bytes) -> bool:
        """Answer in the server's place."""
        self._to_browser.write(reply)
        await self._to_browser.drain()
        await asyncio.sleep(0.05)
        return False
