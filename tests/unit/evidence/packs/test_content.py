"""A pack's content and its hashes: the same figures hash alike, and any change is found."""

import json

import orjson
import pytest

from app.evidence.packs.content import Pack, PackQuote, Section, Table, Text, pack_document, sha256
from app.evidence.packs.operations import as_json
from app.evidence.packs.verifying import Changed, verify
from app.kernel.errors import Refused

TABLE = Table("t", "Figures", ("Question", "n"), (("Kind?", 12),), ("A note.",))
QUOTE = PackQuote("مہربان", "ur", "Urdu", "Kind", "People we support")


def pack(n=12, on="2026-11-26"):
    table = Table("t", "Figures", ("Question", "n"), (("Kind?", n),))
    return Pack(
        title="Evidence",
        facts=(("Services", "All"),),
        sections=(Section("a", "A", (Text("Words."), table, QUOTE), (Section("b", "B"),)),),
        made={"on": on, "software": "Own Words 0.1.0", "comments_as_of": ""},
    )


def changed(path, value):
    document = pack_document(pack())
    place = document
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return orjson.dumps(document)


def test_the_same_figures_hash_alike_whenever_the_pack_is_made():
    earlier, later = pack_document(pack()), pack_document(pack(on="2026-12-03"))
    assert earlier["content_sha256"] == later["content_sha256"]
    assert earlier["sha256"] != later["sha256"]
    assert pack(n=13).digest != pack().digest


def test_the_hash_is_of_canonical_json():
    assert sha256({"b": 1, "a": "é"}) == sha256({"a": "é", "b": 1})
    assert sha256({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_a_pack_as_it_was_made_is_verified():
    found = verify(as_json(pack()), "p.json")
    assert (found.title, found.content_sha256) == ("Evidence", pack().digest)
    assert found.made["on"] == "2026-11-26"
    # Spaces and the order of names are no part of what is said.
    again = json.dumps(json.loads(as_json(pack())), sort_keys=True).encode()
    assert verify(again, "p.json") == found


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("content", "title"), "Praise", "the content was changed"),
        (("content", "facts", 0, 1), "One", "the content was changed"),
        (("content", "sections", 0, "blocks", 1, "rows", 0, 1), 99, "the content was changed"),
        (("content", "sections", 0, "blocks", 1, "rows", 0, 1), "12", "the content was changed"),
        (("content_sha256",), "0" * 64, "the content was changed"),
        (("made", "on"), "2020-01-01", "when and with what it was made"),
        (("sha256",), "0" * 64, "when and with what it was made"),
        (("note",), "added", "when and with what it was made"),
    ],
)
def test_whatever_is_changed_is_found(path, value, words):
    with pytest.raises(Changed) as caught:
        verify(changed(path, value), "p.json")
    assert str(caught.value).startswith("p.json: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"null", b'{"format": 1}', b"%PDF-1.7", b"[" * 100_000],
)
def test_what_is_no_pack_is_refused(content):
    with pytest.raises(Refused) as caught:
        verify(content, "p.json")
    assert str(caught.value).startswith("p.json: ")
    assert "Choose" in str(caught.value)


def test_a_format_of_another_time_is_refused():
    with pytest.raises(Refused) as caught:
        verify(changed(("format",), "own-words-evidence-pack-9"), "p.json")
    assert "is not known here. Verify it with the version" in str(caught.value)
