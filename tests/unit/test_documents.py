"""What the documents name is there: files, folders and each other."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")]
FOLDERS = "app|docs|migrations|scripts|static|surveys|tests|translations"
NAMED = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")
LINKED = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def missing(document: Path) -> set[str]:
    """The paths in a document at which there is nothing."""
    text = document.read_text(encoding="utf-8")
    named = {name for name in NAMED.findall(text) if not (PROJECT / name).exists()}
    return named | {name for name in LINKED.findall(text) if not (document.parent / name).exists()}


def test_every_file_that_a_document_names_is_there() -> None:
    found = {path.name: missing(path) for path in DOCUMENTS if path.name != "CHANGELOG.md"}
    assert len(found) > 40
    assert {name: paths for name, paths in found.items() if paths} == {}


def test_the_architecture_names_every_room_and_where_behaviour_lives() -> None:
    app, text = PROJECT / "app", (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    wings = re.findall(r"^\| `(\w+)` \| \w+ \| (.+) \|$", text, re.MULTILINE)
    there = {
        wing: {each.name for each in (app / wing).iterdir() if each.is_dir()} - {"__pycache__"}
        for wing, _ in wings
    }
    assert {wing: set(re.findall(r"`(\w+)`", rooms)) for wing, rooms in wings} == there
    places = re.findall(r"^\| [^`|]+ \| `([\w/.]+)`(?:, .*)? \|$", text, re.MULTILINE)
    assert len(places) > 12
    assert [at for at in places if not (app / at).exists() and not (PROJECT / at).exists()] == []
