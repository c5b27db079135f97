"""Packs are signed, and held against what is recorded here of making them."""

import json

import pytest

from app.administration.accounts.operations import record
from app.administration.trail.verifying import BrokenTrail, verify_trail
from app.evidence.packs.content import UNSIGNED_FORMAT, sha256
from app.evidence.packs.operations import as_json, verify_here
from app.evidence.packs.signatures import FILE, signer_in
from app.evidence.packs.verifying import Changed
from app.extensions import db
from tests.packs import a_pack, made, pdf_text
from tests.trail import entries, written_again

OPTIONS = ("--framework", "cqc-saf", "--from", "2026-01-01", "--to", "2026-06-30")


@pytest.fixture
def pack_file(homes, runner, tmp_path):
    target = tmp_path / "pack.json"
    done = runner("evidence", "pack", *OPTIONS, "--format", "json", "-o", str(target))
    assert done.exit_code == 0, done.output
    return target


def rewritten(target, **changes):
    """The file with figures and hashes written again, as somebody would who wants to deceive."""
    document = json.loads(target.read_text())
    document["content"]["sections"][1]["parts"][0]["blocks"][0]["rows"][0][1] = "9 questions"
    document |= changes
    signature = document.pop("signature", None)
    document.pop("sha256")
    document["content_sha256"] = sha256(document["content"])
    document["sha256"] = sha256(document)
    if signature is not None:
        document["signature"] = signature
    target.write_text(json.dumps(document))


def test_the_key_is_for_its_owner_alone_and_public_where_it_is_looked_up(
    settings, pack_file, runner, client
):
    public_key = signer_in(settings.data).public_key
    assert (settings.data / FILE).stat().st_mode & 0o777 == 0o600
    assert json.loads(pack_file.read_text())["made"]["signed_with"] == public_key
    page = client.get("/evidence-key")
    assert (page.status_code, page.mimetype) == (200, "text/plain")
    assert page.text.splitlines()[1].split()[0] == public_key
    told = json.loads(runner("evidence", "verify", str(pack_file), "--json").stdout)
    assert told["signed_with"] == public_key


def test_every_format_says_with_which_key_it_was_signed(settings, homes):
    pack = a_pack()
    key = signer_in(settings.data).public_key
    assert key in made(pack, "html").decode()
    assert key in pdf_text(made(pack, "pdf"))
    assert "http://127.0.0.1:8000/evidence-key" in made(pack, "html").decode()


def test_figures_and_hashes_rewritten_together_exit_with_1(pack_file, runner):
    rewritten(pack_file)
    done = runner("evidence", "verify", str(pack_file))
    assert done.exit_code == 1
    assert "the signature does not belong to what it says" in done.stderr


def test_a_pack_of_before_there_were_signatures_is_held_against_the_record(
    pack_file, runner, homes
):
    document = json.loads(pack_file.read_text())
    kept = {name: document["made"][name] for name in ("on", "software", "comments_as_of")}
    old = {
        "format": UNSIGNED_FORMAT,
        "content": document["content"],
        "content_sha256": document["content_sha256"],
        "made": kept,
    }
    pack_file.write_text(json.dumps({**old, "sha256": sha256(old)}))
    done = runner("evidence", "verify", str(pack_file))
    assert done.exit_code == 0
    assert "It has no signature, but the audit record says that it was made here." in done.stdout
    rewritten(pack_file)
    done = runner("evidence", "verify", str(pack_file))
    assert (done.exit_code, "it has no signature" in done.stderr) == (1, True)


def test_a_pack_is_verified_elsewhere_by_the_key_that_is_printed(
    pack_file, runner, monkeypatch, tmp_path, settings
):
    key = signer_in(settings.data).public_key
    monkeypatch.delenv("OWNWORDS_DATABASE_URL")
    monkeypatch.setenv("OWNWORDS_DATA", str(tmp_path / "nothing here"))
    assert runner("evidence", "verify", str(pack_file), "--key", key).exit_code == 0
    unknown = runner("evidence", "verify", str(pack_file))
    assert (unknown.exit_code, "give it by --key" in unknown.stderr) == (1, True)
    assert runner("evidence", "verify", str(pack_file), "--key", "A" * 43).exit_code == 1
    assert not (tmp_path / "nothing here").exists()


def test_another_machine_of_one_database_knows_the_key(pack_file, runner, monkeypatch, tmp_path):
    monkeypatch.setenv("OWNWORDS_DATA", str(tmp_path / "another machine"))
    assert runner("evidence", "verify", str(pack_file)).exit_code == 0


def test_a_pack_that_the_record_does_not_know_is_refused(homes):
    content = as_json(a_pack())
    with pytest.raises(Changed):
        verify_here(content, "p.json")
    db.session.commit()
    assert verify_here(content, "p.json").title.startswith("Evidence for CQC")


def test_a_pack_holds_the_record_to_what_it_was_when_the_pack_was_made(homes):
    record(actor="a@example.org", action="user-created", subject="b@example.org")
    db.session.commit()
    content = as_json(a_pack())
    db.session.commit()
    made = json.loads(content)["made"]
    [first, _] = entries()
    assert (made["trail_entries"], made["trail_head"]) == ("1", first.hash)
    written_again(subject="c@example.org")
    assert verify_trail().number == 2
    with pytest.raises(BrokenTrail, match=f"Entry 1 of the audit record .* {first.hash} was"):
        verify_here(content, "p.json")


def test_before_the_first_pack_there_is_no_key(client, context):
    assert client.get("/evidence-key").text.splitlines()[1] == "No evidence pack was made here yet."
