"""A real server, and a real Chromium that looks at it as a small phone does."""

import fcntl
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from app.cli import main
from scripts.chromium import find_chromium
from tests.browser.outbox import own_survey

PROJECT = Path(__file__).resolve().parents[2]
OWNWORDS = Path(sys.executable).with_name("ownwords")
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
# Once nothing moves any more: what is half faded in is hard to read. What passes is not asked for
# in detail, which takes most of the time.
FAULTS = """Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})))
  .then(() => axe.run({ resultTypes: ["violations"] })).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)))"""
PHONE = {"width": 360, "height": 800}
START_SECONDS = 30
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Nothing but this machine has a name.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@dataclass(frozen=True)
class Server:
    """A running server and the means to run commands on its data."""

    url: str
    environment: dict[str, str] = field(repr=False)

    @property
    def database(self) -> Path:
        """The file of its database."""
        return Path(self.environment["OWNWORDS_DATA"]) / "own-words.sqlite"

    def command(self, *arguments: str) -> str:
        """Run `ownwords …` on this server's data and return what it printed.

        In this process, since starting another takes longer than what most commands do.
        """
        done = CliRunner().invoke(main, list(arguments), env=self.environment)
        assert done.exit_code == 0, done.output
        return done.stdout

    def json(self, *arguments: str) -> Any:
        """Run `ownwords … --json` and return the object that it printed."""
        return json.loads(self.command(*arguments, "--json"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_ready(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Ask until the server answers; fail with what it wrote when it does not."""
    pause = Event()
    for _ in range(START_SECONDS * 20):
        if _is_ready(port):
            return
        if process.poll() is not None:
            break
        pause.wait(0.05)
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


def start_server(folder: Path, port: int | None = None, **settings: str) -> Generator[Server]:
    """Serve the installation in `folder`, empty at first, until the generator is closed."""
    port = port or _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "OWNWORDS_DATA": str(folder),
        "OWNWORDS_BASE_URL": url,
        **{f"OWNWORDS_{name.upper()}": value for name, value in settings.items()},
    }
    server = Server(url, environment)
    log = folder / "server.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [str(OWNWORDS), "serve", "--port", str(port)],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, port, log)
        yield server
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=START_SECONDS)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration, loaded by whichever worker of the session needs it first.

    Its comments are read by the machine, which takes half a minute.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = shared / "demonstration-in-the-making"
            environment = os.environ | {"OWNWORDS_DATA": str(making)}
            Server("http://127.0.0.1:8000", environment).command("demo")
            making.rename(folder)
    return folder


@pytest.fixture(scope="session")
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One server for all browser tests of a session; tests make the links that they need."""
    folder = tmp_path_factory.mktemp("server")
    tests = (each for each in request.session.items if isinstance(each, pytest.Function))
    if any("demonstration" in each.fixturenames for each in tests):
        shutil.copytree(request.getfixturevalue("loaded"), folder, dirs_exist_ok=True)
    yield from start_server(folder)


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Starts the machine's own Chromium; there may be only one Playwright in a session."""
    with sync_playwright() as playwright:
        yield partial(
            playwright.chromium.launch, executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS
        )


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """Chromium as it is."""
    launched = launch()
    yield launched
    launched.close()


@pytest.fixture
def new_context(browser: Browser, server: Server) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browser profiles on a phone of 360 × 800; what it is given overrides that."""
    opened: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        chosen = {"viewport": PHONE, "base_url": server.url, "locale": "en-GB", **options}
        context = browser.new_context(**chosen)
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        _forget_what_waits(context, server.url)
        context.close()


def _forget_what_waits(context: BrowserContext, origin: str) -> None:
    """Clear a profile's outbox, which its worker would else send in the middle of a later test."""
    for page in context.pages[:1]:
        kept = {"origin": origin, "storageTypes": "indexeddb,service_workers"}
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A page with script; the test fails when the page's script or policy complained."""
    opened = new_context().new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    yield opened
    assert complaints == []


@pytest.fixture
def page_without_script(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of a browser that has script switched off."""
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Looks for accessibility faults with axe-core: each as `rule: element`."""
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found: list[str] = page.evaluate(FAULTS)
        return found

    return violations


@pytest.fixture(scope="session")
def demonstration(server: Server) -> dict[str, Any]:
    """What stands on the server: its `links` and its `sign_in` as `ownwords demo` gives them.

    The server began with it, so that nothing is added.
    """
    known: dict[str, Any] = server.json("demo", "--unread")
    assert known["responses_added"] == 0
    return known


@pytest.fixture(scope="session")
def tokens(demonstration: dict[str, Any]) -> dict[str, str]:
    """A link's token for each shipped survey, by the survey's id."""
    return {link["survey"]: link["token"] for link in demonstration["links"] if not link["event"]}


@pytest.fixture(scope="session")
def tiny(
    server: Server, demonstration: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The token of a link to a survey of one question, in English."""
    return own_survey(server, tmp_path_factory.mktemp("tiny"), "tiny")[1]


@pytest.fixture
def stored(server: Server, demonstration: dict[str, Any]) -> Callable[..., list[dict[str, Any]]]:
    """The responses that came to a link since the test began, with their answers read."""
    before = {row["id"] for row in _responses(server)}

    def new(token: str, locale: str | None = None) -> list[dict[str, Any]]:
        return [
            row
            for row in _responses(server)
            if row["id"] not in before
            and row["link_token"] == token
            and locale in (None, row["locale"])
        ]

    return new


def _responses(server: Server) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(server.database)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM responses").fetchall()
    return [{**row, "answers": json.loads(row["answers"])} for row in rows]


@pytest.fixture
def sign_in(demonstration):
    """Sign somebody in on a page, by the demonstration's own sign-in."""

    def enter(page, role="admin"):
        known = next(each for each in demonstration["sign_in"] if each["role"] == role)
        page.goto("/staff/")
        page.get_by_label("E-mail").fill(known["email"])
        page.get_by_label("Password").fill(known["password"])
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Home")

    return enter


@pytest.fixture
def staff_page(new_context, sign_in) -> Page:
    """A page in which an admin of the demonstration is signed in."""
    opened = new_context().new_page()
    sign_in(opened)
    return opened
