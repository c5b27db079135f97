"""Keys: made once, rotated, and every older one still opens."""

import random

import pytest
from joserfc.jwk import ECKey

from app.collection.sealing.operations import (
    ForOtherServer,
    Unopened,
    ensure_key,
    make_key,
    open_sealed,
)
from app.collection.sealing.queries import PublicKey, current_key
from tests.sealing import sealed


def test_the_first_key_is_made_once(context):
    assert current_key() is None
    made = ensure_key()
    assert (ensure_key(), current_key()) == (made, made)


def test_a_key_outlives_the_request_that_made_it(context):
    from app.extensions import db  # noqa: PLC0415

    made = ensure_key()
    db.session.rollback()
    assert current_key() == made


def test_after_a_rotation_the_new_key_seals_and_both_open(context):
    old = ensure_key()
    new = make_key()
    assert current_key() == new != old
    assert [open_sealed(sealed(key, "سلام")) for key in (old, new)] == ["سلام", "سلام"]


def test_what_another_server_would_open_is_foreign(context):
    ensure_key()
    stranger = ECKey.generate_key("P-256").as_dict(private=False)
    with pytest.raises(ForOtherServer):
        open_sealed(sealed(PublicKey("somewhere", stranger["x"], stranger["y"]), "x"))


def test_a_long_comment_fits(context):
    text = "ا" * 400_000
    assert open_sealed(sealed(ensure_key(), text)) == text


@pytest.mark.parametrize(
    "text", ["", "x", "a.b.c.d.e", "....", "eyJ9.....", "\ud83d", "é.é.é.é.é", "W10.a.b.c.d"]
)
def test_what_is_no_sealed_answer_is_said_to_be_none(context, text):
    with pytest.raises(Unopened):
        open_sealed(text)


def test_no_change_however_small_goes_unnoticed(context):
    whole = sealed(ensure_key(), "Somebody is unkind to my aunt.")
    chance = random.Random(20261123)
    for _ in range(400):
        place = chance.randrange(len(whole) - 1)
        changed = whole[:place] + chance.choice("ABCdef019-_.é~") + whole[place + 1 :]
        cut = whole[: chance.randrange(len(whole) - 1)]
        for damaged in {changed, cut} - {whole}:
            with pytest.raises(Unopened):
                open_sealed(damaged)


def test_the_command_line_lists_and_rotates_keys(runner):
    first = runner("keys", "rotate", "--json")
    second = runner("keys", "rotate", "--json")
    listed = runner("keys", "list").output
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert len(listed.splitlines()) == 2
    assert '"d"' not in listed
