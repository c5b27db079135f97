"""A named speaker says what a comment says; until then it counts as unread."""

import pytest

from app.comments.queue.comments import comment_entry
from app.comments.queue.decisions import is_understood
from app.comments.queue.models import Notice
from app.comments.queue.notices import watch
from app.comments.queue.queries import hidden_from, translations
from app.comments.queue.queue import queue_page
from app.comments.queue.speaking import ask_speaker, asked_of, requests_of, speakers_for, translate
from app.extensions import db
from app.kernel.errors import Refused
from tests.comments import comment, on_rota, reads
from tests.staff import user


@pytest.fixture
def amal(context):
    return user("reader", name="Amal", email="amal@example.org")


@pytest.fixture
def bea(context):
    made = user("reader", name="Bea", email="bea@example.org")
    reads(made, languages=["ur"], called=["بی"])
    return made


def urdu(words="چائے ٹھنڈی ہے"):
    return comment(words, locale="ur")


def test_a_colleague_is_asked_once_and_answers(amal, bea):
    made = urdu()
    for _ in range(2):
        ask_speaker(comment_id=made.id, speaker=bea.id, reader=amal.id)
    assert (asked_of(bea.id), len(requests_of(made.id))) == ([made.id], 1)
    assert not is_understood(comment_entry(made.id), amal.id)
    translate(comment_id=made.id, english=" The tea is cold. ", reader=bea.id)
    assert translations([made.id]) == {made.id: "The tea is cold."}
    assert (asked_of(bea.id), is_understood(comment_entry(made.id), amal.id)) == ([], True)


def test_who_reads_the_language_may_say_it_without_being_asked(amal, bea):
    made = urdu()
    translate(comment_id=made.id, english="The tea is cold.", reader=bea.id)
    assert [each.answered_by for each in requests_of(made.id)] == ["bea@example.org"]


def test_who_does_not_read_the_language_may_not(amal, bea):
    made = urdu()
    with pytest.raises(Refused, match="Only somebody who reads the language"):
        translate(comment_id=made.id, english="The tea is cold.", reader=amal.id)
    with pytest.raises(Refused, match="in English"):
        translate(comment_id=made.id, english="  ", reader=bea.id)


def test_nobody_is_asked_about_what_is_about_them(amal, bea):
    made = urdu("بی نے مجھے تھپڑ مارا")
    assert speakers_for(comment_entry(made.id), "ur") == []
    with pytest.raises(Refused, match="may be about that colleague"):
        ask_speaker(comment_id=made.id, speaker=bea.id, reader=amal.id)
    assert [each.name for each in speakers_for(comment_entry(urdu().id), "ur")] == ["Bea"]


def test_whom_a_speakers_words_name_is_passed_over_too(amal, bea):
    cara = user("reader", name="Cara", email="cara@example.org")
    reads(cara, languages=["ur"])
    on_rota(bea, "reader")
    on_rota(cara, "deputy")
    made = urdu("بیا نے مجھے تھپڑ مارا")
    made.signal = 2
    translate(comment_id=made.id, english="Bea slapped me", reader=cara.id)
    assert hidden_from(bea.id, [made.id]) == {made.id}
    [line] = queue_page(reader=amal.id, nation="England").lines
    assert (line.part, line.turn) == ("deputy", ("Cara",))
    watch("England")
    signals = db.session.query(Notice).filter_by(kind="signal")
    assert {each.user_id for each in signals} == {cara.id}
