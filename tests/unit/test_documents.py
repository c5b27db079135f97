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
