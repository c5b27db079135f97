"""Signatures: made with a key of one's own that is kept once, and good for one pack alone."""

import orjson
import pytest

from app.evidence.packs.content import FORMAT, Pack, pack_document, sha256
from app.evidence.packs.signatures import FILE, is_signed, signer_in
from app.evidence.packs.verifying import Changed, Verified, hold_against, verify
from app.kernel.errors import Refused

MADE = {"on": "2026-11-26", "software": "Own Words 0.1.0", "comments_as_of": ""}


@pytest.fixture
def signer(tmp_path):
    return signer_in(tmp_path)


def signed(signer, *, title="Evidence", **more):
    """A signed pack's document."""
    pack = Pack(title=title, facts=(), sections=(), made={**MADE, "signed_with": signer.public_key})
    document = {**pack_document(pack), **more}
    return {**document, "signature": signer.sign(document["sha256"])}


def hashed_anew(document):
    """The document with its hashes recalculated, as who changes it would."""
    rest = {k: v for k, v in document.items() if k not in ("sha256", "signature")}
    rest["content_sha256"] = sha256(rest["content"])
    return {**rest, "sha256": sha256(rest), "signature": document.get("signature", "")}


def checked(document):
    return verify(orjson.dumps(document), "p.json")


def test_the_key_is_made_once_and_kept_from_other_people(tmp_path, signer):
    assert signer_in(tmp_path).public_key == signer.public_key
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("kept", ["", "not a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_damaged_key_is_said_and_never_replaced(tmp_path, kept):
    (tmp_path / FILE).write_text(kept)
    with pytest.raises(Refused) as refused:
        signer_in(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path / FILE} is no key that packs can be signed")
    assert (tmp_path / FILE).read_text() == kept


def test_a_signed_pack_is_as_it_was_made(signer):
    document = signed(signer)
    assert document["format"] == FORMAT
    assert checked(document) == Verified(
        "Evidence", document["content_sha256"], document["made"], signer.public_key
    )


def test_figures_and_hashes_rewritten_together_are_found(signer):
    document = signed(signer)
    document["content"]["title"] = "Praise"
    with pytest.raises(Changed) as caught:
        checked(hashed_anew(document))
    assert "the signature does not belong to what it says" in str(caught.value)


@pytest.mark.parametrize("signature", ["", "x", "AAAA", "ü", None, 7, "A" * 86])
def test_what_is_no_signature_is_found(signer, signature):
    with pytest.raises(Changed):
        checked({**signed(signer), "signature": signature})


@pytest.mark.parametrize("key", ["", "x", "ü", "A" * 43, "A" * 42])
def test_what_is_no_key_is_found(signer, key):
    document = signed(signer)
    document["made"] = {**document["made"], "signed_with": key}
    with pytest.raises(Changed):
        checked(hashed_anew(document))


def test_a_signature_of_another_pack_is_found(signer):
    other = signed(signer, title="Praise")
    with pytest.raises(Changed):
        checked({**signed(signer), "signature": other["signature"]})


def test_a_signature_is_good_for_packs_alone(signer):
    signature = signer.sign("a" * 64)
    assert is_signed("a" * 64, signature, signer.public_key)
    assert not is_signed("b" * 64, signature, signer.public_key)


def test_a_pack_signed_with_a_key_of_ones_own_is_found(tmp_path, signer):
    stranger = signer_in(tmp_path / "elsewhere")
    found = checked(signed(stranger))
    with pytest.raises(Changed) as caught:
        hold_against(found, "p.json", [signer.public_key], is_recorded=True)
    assert f"signed with the key {stranger.public_key}, which is not of this" in str(caught.value)


def test_a_pack_that_was_never_made_is_found_though_our_key_signed_it(signer):
    found = checked(signed(signer))
    with pytest.raises(Changed) as caught:
        hold_against(found, "p.json", [signer.public_key], is_recorded=False)
    assert "the audit record knows of no pack with this content" in str(caught.value)


def test_a_signature_taken_off_leaves_a_pack_of_which_nobody_can_say(signer):
    document = signed(signer)
    document["content"]["title"] = "Praise"
    made = {k: v for k, v in document["made"].items() if k != "signed_with"}
    unsigned = {**document, "format": "own-words-evidence-pack-1", "made": made}
    del unsigned["signature"]
    stripped = {k: v for k, v in hashed_anew(unsigned).items() if k != "signature"}
    found = checked(stripped)
    with pytest.raises(Changed) as caught:
        hold_against(found, "p.json", [signer.public_key], is_recorded=False)
    assert "it has no signature" in str(caught.value)
    hold_against(found, "p.json", [], is_recorded=True)
