"""Two records of one commit are equal, and what differs between two is said so that it is read."""

import subprocess
import sys

import pytest
from flask import Flask, request

from app.kernel.permissions import Permission
from app.web.access import needs, public
from scripts.record.changes import CHANGING
from scripts.record.commands import (
    CHECKED,
    Known,
    asking_lines,
    every_command,
    file_lines,
    files_taken_from,
)
from scripts.record.comparing import differences, read_moves
from scripts.record.entries import Record, entries_in, path_of, readable, tidy
from scripts.record.pages import Addresses, refusals, released_pages
from scripts.record.stillness import Chance, masked

DRAWN = """
import random, secrets, uuid
from scripts.record.stillness import hold_still
chance = hold_still()
from app.kernel.clock import now, start_of, today, day_of
from joserfc.jwk import ECKey
chance.begin("one")
print(uuid.uuid4(), secrets.token_urlsafe(12), secrets.choice(range(1000)))
print(ECKey.generate_key("P-256", private=True).thumbprint())
chance.begin("one")
print(uuid.uuid4())
first, then = now(), now()
print(first.replace(microsecond=0), then > first, today(), day_of(start_of(today())))
"""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('name="csrf_token" type="hidden" value="Ij.x-y"', None),
        ('src="/static/dist/answering-0d4424e9fc.js"', 'src="/static/dist/answering-<digest>.js"'),
        ("at 11:00:00.000123+00:00", "at 11:00:00+00:00"),
        ("id 46be919f-0379-4399-9208-05ade6e250ca", "id 46be919f-0379-4399-9208-05ade6e250ca"),
        ("12,000,000 at 11:00", "12,000,000 at 11:00"),
        (
            f'"bytes": 2711104, "sha256": "{"0a" * 32}", "content_sha256": "{"0b" * 32}"',
            f'"bytes": <size>, "sha256": "<hash>", "content_sha256": "{"0b" * 32}"',
        ),
        (
            f"migration 0092, from sqlite; 2,711,104 bytes.\nSHA-256 {'0a' * 32}\n3 rows",
            "migration 0092, from sqlite; <size> bytes.\nSHA-256 <hash>\n3 rows",
        ),
    ],
)
def test_what_is_new_each_time_is_masked_and_nothing_else(text, shown):
    expected = shown or 'name="csrf_token" type="hidden" value="<token>"'
    assert masked(text) == expected


def test_chance_follows_from_the_name_of_an_entry():
    chance, other = Chance(), Chance()
    chance.draw(5)
    chance.begin("page")
    drawn = [chance.draw(8), chance.draw(8)]
    other.begin("page")
    assert drawn == [other.draw(8), other.draw(8)]
    assert len({*drawn, Chance().draw(8)}) == 3


def test_what_draws_more_changes_nothing_of_another_kind():
    chance, other = Chance(), Chance()
    chance.draw(1)
    assert chance.draw(16) == other.draw(16)
    assert chance.draw(1) != other.draw(1)


def test_ids_codes_keys_and_time_are_the_same_in_every_process():
    found = {
        subprocess.run(
            [sys.executable, "-c", DRAWN], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    [printed] = found
    ids, _, again, time = printed.splitlines()
    assert ids.split()[0] == again
    assert time == "2026-11-30 11:00:00+00:00 True 2026-11-30 2026-11-30"


def test_an_entry_is_found_by_its_name_whatever_its_name(tmp_path):
    record = Record(tmp_path, Chance())
    names = ["page/admin/staff/", "page/admin/staff", f"page/x?{'y' * 300}", "command/a -o {x}"]
    for name in names:
        assert record.take(name, lambda name=name: f"{name} 11:00:00.000001") == (
            f"{name} 11:00:00.000001"
        )
    assert entries_in(tmp_path) == {name: f"{name} 11:00:00\n" for name in names}
    record.take(names[3], lambda: "later")
    assert entries_in(tmp_path)[f"{names[3]} again"] == "later\n"
    assert path_of("page/a?b=c/d").as_posix() == "page/a%3Fb=c/d.txt"


def test_equal_records_have_no_differences():
    assert list(differences({"a": "x\n"}, {"a": "x\n"})) == []


def test_differences_are_said_entry_by_entry():
    before = {"page/gone": "x", "page/same": "x", "page/told": "one\ntwo\nthree"}
    after = {"page/new": "x", "page/same": "x", "page/told": "one\n2\nthree"}
    assert list(differences(before, after)) == [
        "only before: page/gone",
        "only after: page/new",
        "--- before: page/told",
        "+++ after: page/told",
        "@@ -1,3 +1,3 @@",
        " one",
        "-two",
        "+2",
        " three",
    ]


def test_what_was_to_move_is_no_difference(tmp_path):
    (tmp_path / "moves").write_text("# addresses\n/staff/lead -> /staff/improvement\n", "utf-8")
    moves = read_moves(tmp_path / "moves")
    before = {"page/staff/lead": "see /staff/lead/actions"}
    after = {"page/staff/improvement": "see /staff/improvement/actions"}
    assert list(differences(before, after, moves)) == []
    assert list(differences(before, after)) != []


def test_files_are_read_as_people_read_them():
    assert readable(b" a\n\n  b", "text/plain") == "a\nb"
    assert readable(b"\x00", "image/png").startswith("1 bytes, sha256 6e340b9cffb37a98")
    assert tidy(f"<p>{'x' * 200}</p><p>y</p>") == f"<p>{'x' * 200}</p>\n<p>y</p>"


def test_of_addresses_alike_a_few_are_opened():
    app = Flask(__name__)
    links = "".join(f'<a href="/staff/lists/{number}#top">x</a>' for number in range(9))
    page = f'{links}<form action="/staff/lists"><input name="q" value="b"></form>'
    for rule in ("/staff/", "/staff/lists", "/staff/lists/<int:number>", "/staff/never"):
        app.add_url_rule(rule, rule, lambda number=0: page)
    client, addresses, opened = app.test_client(), Addresses(app), []
    for address in addresses:
        opened.append(address)
        addresses.add_all_on(client.get(address), address)
    assert opened == ["/staff/", *(f"/staff/lists/{n}" for n in range(6)), "/staff/lists?q=b"]
    assert "/staff/never" in addresses.unopened()


def test_every_command_has_an_entry_of_what_it_does(tmp_path):
    given = dict.fromkeys(("surveys", "empty", "labelled", "outbox", "form", "backup"), "x")
    known = Known(
        service="A",
        token="K7QF2M",
        tokens={"people-supported": "K7QF2M"},
        frameworks={"cqc-saf": "cqc-saf@1"},
        folder=tmp_path,
        given=given,
    )
    lines = [*asking_lines(), *CHECKED, *CHANGING, *file_lines(known)]
    typed = [known.filled(line) for line in lines]
    commands = [list(words) for words, _ in every_command()]
    assert [words for words in commands if not any(t[: len(words)] == words for t in typed)] == []


def test_what_a_command_makes_is_read_and_goes(tmp_path):
    (tmp_path / "out.survey" / "a").mkdir(parents=True)
    (tmp_path / "out.survey" / "a" / "cy.po").write_text("msgid", encoding="utf-8")
    (tmp_path / "out.csv").write_text("id\n", encoding="utf-8")
    (tmp_path / "comments.csv").write_text("id\n", encoding="utf-8")
    assert list(files_taken_from(tmp_path)) == ["id", "file a/cy.po", "msgid"]
    assert [path.name for path in tmp_path.iterdir()] == ["comments.csv"]


def test_whom_a_page_refuses_is_asked_of_the_page():
    app = Flask(__name__)
    for rule, mark in (("/in/<uuid:it>", needs(Permission.ADMINISTER)), ("/open/<it>", public)):
        app.add_url_rule(rule, rule, mark(lambda it: ("", 404)), methods=["GET", "POST"])

    @app.before_request
    def refuse():
        return ("", 403) if request.path.startswith("/in/") else None

    clients = {"": app.test_client(), "reader": app.test_client(), "admin": app.test_client()}
    assert list(refusals(app, clients)) == [
        "GET /in/<uuid:it>  nobody  403 ",
        "GET /in/<uuid:it>  reader  403 ",
        "POST /in/<uuid:it>  nobody  403 ",
        "POST /in/<uuid:it>  reader  403 ",
    ]


def test_pages_for_everybody_are_found_among_addresses():
    found = ["/p/Z-x_9", "/d/Ab1/en?x=1", "/d/Ab1/cy", "/staff/d/x", "/data"]
    assert released_pages(found) == ["/d/Ab1", "/p/Z-x_9"]
