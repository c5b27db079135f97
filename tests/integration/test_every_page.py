"""Nothing that somebody wrote, or wrote into an address or form, is a fault of ours on any page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.administration.trail.queries import trail_head
from app.collection.responses.export.operations import FORMATS
from app.comments.machine.operations import read_batch
from app.comments.queue.notices import watch
from app.config import Settings
from app.evidence.packs.operations import FORMATS as PACKS
from app.extensions import db
from app.kernel.storable import UNSTORABLE
from app.results.feedback.operations import train_own_head
from app.worker.jobs import count_all_answers, count_all_views
from tests.applications import Applications
from tests.engine import reader
from tests.everything import WORDS, addresses, make_everything, path_values
from tests.forms_of_pages import PageForm, forms_on
from tests.packs import a_pack, a_return
from tests.staff import SECRET, signed_in

CONTROLS = [chr(code) for code in range(0x10000) if UNSTORABLE.match(chr(code))]
PACK = "framework=cqc-saf@2023-11&first=2026-01-01&last=2026-12-31"
APP = Path(__file__).resolve().parents[2] / "app"
HOSTILE = (
    *("\0", "a\0b", "\x07", "\x85", "\uffff", "", " ", "x" * 5000, "%00", "[]", "null", "٣"),
    *("0000-01-01", "1900-01-01", "2100-12-31", "9999-12-31", "10000-01-01", "2026-02-30"),
    *("2026-Q9", "2099-Q4", "year-2099", "0000-00", "9999-99", "-1", "0", "1", "1.5", "1e999"),
    *(str(2**31), str(2**63), "9" * 5000, "-" + "9" * 30, "1_0", "inf", "nan"),
    *("00000000-0000-0000-0000-000000000000", "theme:\0", "measure:x", "cqc-saf", "en", "zz"),
)
# These end the session that the test is signed in by, or send for no page.
LEFT_ALONE = (
    "/staff/sign-out",
    "/staff/password",
    "/staff/administration/users",
    "/staff/sessions",
)
# Drawing a poster takes a second and reads no more of the address than a page does.
QUICK = re.compile("^(?!.*[.]pdf$)")
EXAMPLES = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Pages(dict[str, tuple[int, str]]):
    """Pages by their addresses: status and text. A failure that is told names none of them.

    `entries`: how many entries of the audit record opening each of them made.
    """

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, int] = {}

    def __repr__(self) -> str:
        return f"{len(self)} pages"


class Forms(list[tuple[str, PageForm]]):
    """Where forms are sent to, and the forms; told as shortly."""

    def __repr__(self) -> str:
        return f"{len(self)} forms"


NOT_RAW: set[str] = set()
"""Pages with words that were chosen and published, or that staff wrote themselves."""

FILES = (
    *(f"/staff/evidence/pack.{each}?{PACK}" for each in PACKS),
    *(f"/staff/evidence/return.{each}?first=2026-01-01&last=2026-12-31" for each in ("csv", "pdf")),
)


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def app(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    applications: Applications,
) -> Iterator[Flask]:
    """An application with one of everything; its answers hold what no way in would let through."""
    folder = tmp_path_factory.mktemp("everything")
    databases = request.getfixturevalue(
        f"{request.param}_databases".replace("postgresql", "postgres")
    )
    with databases.fresh(folder) as address:
        found = Settings(data=folder / "data", database_url=address, secret_key=SECRET)
        with applications.new(found) as app:
            with app.app_context():
                make_everything(plant)
            yield app


@pytest.fixture(scope="module")
def admin(app: Flask) -> FlaskClient:
    """A browser in which an admin is signed in."""
    return signed_in(app)


def plant() -> None:
    """Put into every answer, past the application, what the database can be made to take."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    # PostgreSQL itself refuses NUL and lone halves in answers.
    taken = [
        each
        for each in CONTROLS
        if is_sqlite or (each != "\0" and not "\ud800" <= each <= "\udfff")
    ]
    escaped = json.dumps("".join(taken))[1:-1]
    kind = "text" if is_sqlite else "json"
    with db.engine.begin() as connection:
        cursor = connection.connection.cursor()
        mark = "?" if is_sqlite else "%s"
        cursor.execute(
            f"UPDATE responses SET answers = CAST(replace(CAST(answers AS text), {mark}, {mark})"  # noqa: S608
            f" AS {kind})",
            (WORDS, f'{WORDS} {escaped} end", "key {escaped}": "more'),
        )
        held = cursor.execute("SELECT CAST(answers AS text) FROM responses").fetchone()
    assert escaped in held[0]


@pytest.fixture(scope="module")
def pages(app: Flask, admin: FlaskClient) -> Pages:
    """Every page by its address: status and text."""
    with app.app_context():
        paths = [path for _, path in addresses(app, "GET", path_values())]
        found = Pages()
        for path in paths:
            before = trail_head().number
            answer = admin.get(path)
            found[path] = (answer.status_code, answer.data.decode(errors="replace"))
            found.entries[path] = trail_head().number - before
        return found


def test_no_stored_answer_stops_a_page(pages):
    assert {path: status for path, (status, _) in pages.items() if status >= 500} == {}
    assert sum(status == 200 for status, _ in pages.values()) > 100


def test_whoever_opens_words_of_comments_is_recorded(pages):
    raw = {path for path, (_, html) in pages.items() if WORDS in html}
    assert {path for path in raw if not pages.entries[path]} == NOT_RAW
    assert len(raw - NOT_RAW) > 3


def test_no_stored_answer_stops_a_file(app, admin):
    with app.app_context():
        found = {path: admin.get(path).status_code for path in FILES}
        exports = {
            (way, each): admin.post(
                f"/staff/results/surveys/tiny/export{way}", data={"format": each}, buffered=True
            )
            for way in ("", "/raw")
            for each in FORMATS
        }
    assert found == dict.fromkeys(FILES, 200)
    statuses = {key: answer.status_code for key, answer in exports.items()}
    assert statuses == dict.fromkeys(exports, 200)
    assert b"The tea is cold." in exports["/raw", "csv"].data
    for answer in exports.values():
        answer.close()


def test_no_stored_answer_stops_a_job(app):
    with app.app_context():
        count_all_answers()
        last = None
        while (batch := read_batch(reader(), after=last)).last is not None:
            last = batch.last
        count_all_views()
        train_own_head(reader())
        watch("England")
        db.session.commit()
        assert a_pack().content
        assert a_return().content


def names_asked() -> list[str]:
    """Every name that an address is asked for, from the source."""
    found = {"about", "first", "framework", "from", "last", "period", "to", "with", "code", "shown"}
    for path in APP.rglob("*.py"):
        found |= set(re.findall(r'asked\w*\("(\w+)"', path.read_text(encoding="utf-8")))
    return sorted(found - {""})


asked = st.dictionaries(st.sampled_from(names_asked()), st.sampled_from(HOSTILE), max_size=4)


@EXAMPLES
@given(data=st.data(), query=asked)
def test_whatever_stands_in_an_address_is_no_fault_of_ours(app, admin, pages, data, query):
    path = data.draw(st.sampled_from([each for each in sorted(pages) if QUICK.match(each)]))
    with app.app_context():
        assert admin.get(path, query_string=query).status_code < 500


@pytest.fixture(scope="module")
def forms(pages: Pages) -> Forms:
    """Every form that posts, and where to: to read them takes as long as to send a few hundred."""
    return Forms(
        (form.action or path, form)
        for path, (_, html) in sorted(pages.items())
        for form in forms_on(html)
        if form.method == "post" and not (form.action or path).startswith(LEFT_ALONE)
        # One that is a button alone has nothing to write into.
        if form.names
    )


places = st.integers(0, 10_000)
changes = st.tuples(places, st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=2))


@EXAMPLES
@given(place=places, changed=st.lists(changes, min_size=1, max_size=3))
def test_whatever_stands_in_a_form_is_no_fault_of_ours(app, admin, forms, place, changed):
    address, form = forms[place % len(forms)]
    names = sorted(form.names)
    hostile = {names[at % len(names)]: values for at, values in changed}
    with app.app_context():
        answer = admin.post(address, data={**form.fields, **hostile})
        answer.close()
    assert answer.status_code < 500


def test_a_browser_is_led_to_the_page_that_answers_any_form(app, admin):
    """Whatever page answers a post has an address of its own, so that Back never sends it again."""
    with app.app_context():
        paths = [
            path
            for rule, path in addresses(app, "POST", path_values())
            if rule.rule.startswith("/staff") and not path.startswith(LEFT_ALONE)
        ]
        browser = {"Sec-Fetch-Mode": "navigate"}
        led = {path: admin.post(path, headers=browser, buffered=True) for path in paths}
        direct = {path for path, answer in led.items() if answer.status_code != 303}
        kept = [each.location for each in led.values() if "answer=" in (each.location or "")]
        shown = {path: admin.get(path).status_code for path in kept}
    # A file is no page: the one before it stays open.
    assert {path for path in direct if led[path].mimetype == "text/html"} == set()
    assert set(shown.values()) <= {200, *range(400, 500)}
    assert len(kept) > 30
