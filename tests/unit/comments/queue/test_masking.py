"""Names that readers marked: masked, or staff by what they do, or by first name where praised."""

from types import SimpleNamespace

import pytest

from app.comments.queue.masking import is_praise, masked


@pytest.mark.parametrize(
    ("text", "names", "blamed", "praised"),
    [
        ("Rose and I", ["Rose"], "[name] and I", "[name] and I"),
        (
            "Dilys Pugh came. DILYS  PUGH left.",
            ["Dilys Pugh = care worker"],
            "[care worker] came. [care worker] left.",
            "Dilys came. Dilys left.",
        ),
        ("Mrs Pugh came", ["Mrs Pugh = manager"], "[manager] came", "[manager] came"),
        (
            "Dilys and Dilys Pugh",
            ["Dilys = cook", "Dilys Pugh = manager"],
            "[cook] and [manager]",
            "Dilys and Dilys",
        ),
        ("دلیس نے مارا", ["دلیس = نرس"], "[نرس] نے مارا", "دلیس نے مارا"),
        ("Józef was rude", ["jozef = porter"], "[porter] was rude", "jozef was rude"),
        ("Ask dilys@example.org", ["Dilys = cook"], "Ask [e-mail]", "Ask [e-mail]"),
        ("Nothing", [" = cook", "="], "Nothing", "Nothing"),
    ],
)
def test_staff_by_what_they_do_and_others_not_at_all(text, names, blamed, praised):
    assert masked(text, names) == blamed
    assert masked(text, names, is_praise=True) == praised


@pytest.mark.parametrize(
    ("said", "reading", "praise"),
    [
        ({}, None, False),
        ({}, SimpleNamespace(sentiment="positive", is_sure=True), True),
        ({}, SimpleNamespace(sentiment="positive", is_sure=False), False),
        ({"sentiment": "negative"}, SimpleNamespace(sentiment="positive", is_sure=True), False),
        ({"sentiment": "positive"}, None, True),
    ],
)
def test_praise_is_what_a_person_says_or_what_the_machine_is_sure_of(said, reading, praise):
    assert is_praise(said, reading) is praise
