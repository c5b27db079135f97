"""Our own line drawings as SVG for print, the same that stand on the pages."""

from pathlib import Path
from typing import Final

from flask import current_app

PICTURES: Final = Path(__file__).resolve().parents[3] / "static" / "pictures"
FACE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" fill="none" stroke="#1b2430" '
    'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
    '<circle cx="20" cy="20" r="18"/><path d="{path}"/>'
    '<path stroke-width="4" d="M14 18.5h.01M26 18.5h.01"/></svg>'
)


def picture_svg(name: str) -> str | None:
    """The drawing of this name in static/pictures, or None where there is none."""
    path = PICTURES / f"{name}.svg"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def face_svg(number: int) -> str:
    """A face, 1 (happiest) to 5, whose lines stand in the template of the pages."""
    drawings = current_app.jinja_env.get_template("components/faces.html").module.drawings  # type: ignore[attr-defined]
    return FACE.format(path=drawings[number])
