"""A pack as one HTML file: it needs nothing beside itself, prints, and works without script."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.evidence.packs.content import Pack, PackChart

HERE: Final = Path(__file__).resolve().parent
TEMPLATES: Final = HERE.parents[1] / "templates"
CSS: Final = HERE.parents[2] / "static" / "css"
STYLES: Final = (HERE / "pack_page.css", CSS / "evidence.css", CSS / "charts.css")
ELSE_THAN_WORDS: Final = re.compile(r"[^A-Za-z0-9_-]+")
MADE_NAMES: Final = {
    "on": "Made on",
    "software": "Made with",
    "comments_as_of": "Figures of comments as of",
    "signed_with": "Signed with the public key (Ed25519)",
    "keys_at": "Look up the key at",
    "trail_at": "Audit record as of",
    "trail_entries": "Entries in the audit record",
    "trail_head": "Hash of its last entry (SHA-256)",
}
"""What the facts of a pack's making are called."""


def as_html(pack: Pack) -> bytes:
    """The pack as a file."""
    page = _environment().get_template("evidence/packs/file.html")
    return page.render(pack=pack, style=_style(), **helpers()).encode()


def as_svg(picture: PackChart) -> str:
    """A picture of the pack as a file of its own, as it is printed."""
    return _environment().get_template("documents/charts/printed.svg").render(drawn=picture.drawing)


def helpers() -> dict[str, Any]:
    """What the templates of a pack need beside it."""
    return {"anchor": anchor, "made_names": MADE_NAMES}


def anchor(section_id: str) -> str:
    """A section's id as it can stand in an address."""
    return f"s-{ELSE_THAN_WORDS.sub('-', section_id)}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> Markup:
    """The style sheets, which are our own files and hold no text of anybody."""
    return Markup("\n").join(Markup(path.read_text(encoding="utf-8")) for path in STYLES)  # noqa: S704
