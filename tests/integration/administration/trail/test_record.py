"""The audit record is chained, kept by the database itself, and says which entry does not fit."""

import json
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.administration.accounts.chain import START
from app.administration.accounts.operations import record
from app.administration.trail.verifying import (
    BrokenTrail,
    WholeTrail,
    hold_to_printed,
    verify_trail,
)
from app.extensions import db
from tests.trail import chain, entries, made, tamper, written_again


def broken():
    with pytest.raises(BrokenTrail) as refused:
        verify_trail()
    db.session.rollback()
    return str(refused.value)


def test_entries_are_made_with_the_commit_of_what_they_tell_of(context):
    record(actor="a@example.org", action="export", subject="one")
    db.session.rollback()
    record(actor="a@example.org", action="export", subject="gone with its transaction")
    db.session.execute(text("SELECT 1"))
    db.session.rollback()
    record(actor="a@example.org", action="export", subject="two", detail={"of": ("x",)})
    with db.session.begin_nested():
        db.session.execute(text("SELECT 1"))
    record(actor="a@example.org", action="export", subject="three")
    found = entries()
    assert [(each.number, each.subject) for each in found][-2:] == [
        (len(found) - 1, "two"),
        (len(found), "three"),
    ]
    assert "gone with its transaction" not in [each.subject for each in found]
    whole = WholeTrail(len(found), 1, len(found), found[-1].hash)
    assert (verify_trail(), chain().head) == (whole, found[-1].hash)


def test_an_empty_record_is_whole(context):
    assert verify_trail() == WholeTrail(0, 1, 0, START)


def test_the_database_refuses_to_change_or_shorten_it(context):
    made("one", "two")
    for statement in (
        "UPDATE audit_entries SET subject = 'x' WHERE number = 1",
        "DELETE FROM audit_entries WHERE number = 2",
        "DELETE FROM audit_chain",
        "UPDATE audit_chain SET number = 1",
        "UPDATE audit_chain SET anchor = 3",
    ):
        with pytest.raises(DatabaseError, match="audit"):
            db.session.execute(text(statement))
        db.session.rollback()
    assert [each.subject for each in entries()] == ["one", "two"]


def test_the_first_entry_that_does_not_fit_is_named(context):
    made("one", "two", "three", "four")
    tamper("UPDATE audit_entries SET actor = 'x@example.org' WHERE number = 2")
    assert broken().startswith("Entry 2 (export, ")
    tamper("DELETE FROM audit_entries WHERE number = 2")
    assert broken().startswith("Entry 2 is missing: after entry 1 comes 3 (export, ")
    tamper("DELETE FROM audit_entries WHERE number >= 2")
    assert broken().startswith("Entry 2 is missing: 4 were made, and the record ends with 1. ")
    tamper("UPDATE audit_chain SET number = 1")
    assert broken().startswith("Entry 1 is not the last that was written. ")
    tamper("UPDATE audit_chain SET number = 0")
    assert broken().startswith("Entry 1 lies beyond the end of the record, which is 0: ")


def test_who_writes_all_of_it_again_is_found_by_what_was_printed(context):
    made("one", "two")
    head = entries()[0].hash
    hold_to_printed(1, head)
    written_again(subject="other")
    assert verify_trail().number == 2
    with pytest.raises(BrokenTrail, match=f"Entry 1 of the audit record has .* {head} was printed"):
        hold_to_printed(1, head)
    with pytest.raises(BrokenTrail, match="3 entries were printed, and 2 are in this audit record"):
        hold_to_printed(3, head)


def test_many_at_once_make_one_chain(app):
    def write(name):
        with app.app_context():
            for number in range(12):
                record(actor=f"{name}@example.org", action="export", subject=str(number))
                db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with app.app_context():
        assert verify_trail().entries == 48
        by_person = {name: [] for name in "abcd"}
        for entry in entries():
            by_person[entry.actor[0]].append(entry.subject)
        assert list(by_person.values()) == [[str(number) for number in range(12)]] * 4


def test_the_command_says_how_many_and_which_does_not_fit(app, runner):
    with app.app_context():
        made("one", "two")
        head = entries()[-1].hash
        db.session.remove()
    whole = runner("audit", "verify", "--json")
    said = {"entries": 2, "first": 1, "number": 2, "head": head}
    assert (whole.exit_code, json.loads(whole.stdout)) == (0, said)
    assert runner("audit", "verify", "--entries", "2", "--head", head).exit_code == 0
    assert runner("audit", "verify", "--entries", "2", "--head", "0" * 64).exit_code == 1
    assert runner("audit", "verify", "--entries", "2").exit_code == 2
    with app.app_context():
        tamper("UPDATE audit_entries SET detail = '{\"a\": 1}' WHERE number = 1")
        db.session.remove()
    changed = runner("audit", "verify")
    assert (changed.exit_code, "Entry 1 (export, " in changed.stderr) == (1, True)
