"""Builds the fonts that are printed with into static/fonts: npm has them as web fonts only.

Most become the TrueType font that they are inside. Chinese comes in a hundred slices, each with a
range of weights: they are set to one weight and joined.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont, TTLibError
from fontTools.varLib.instancer import instantiateVariableFont

PROJECT = Path(__file__).resolve().parent.parent
BUILT = PROJECT / "static" / "fonts"
PACKAGES = PROJECT / "node_modules"
SCRIPTS = {
    "noto-naskh-arabic": "arabic",
    "noto-nastaliq-urdu": "arabic",
    "noto-sans-bengali": "bengali",
    "noto-sans-devanagari": "devanagari",
    "noto-sans-gujarati": "gujarati",
    "noto-sans-gurmukhi": "gurmukhi",
    "noto-sans-tamil": "tamil",
}
WEIGHTS = (400, 700)
SLICED = "noto-sans-sc"
SLICES = PACKAGES / "@fontsource-variable" / SLICED / "files"


def _whole_fonts() -> Iterator[tuple[str, bytes]]:
    for family, script in SCRIPTS.items():
        files = PACKAGES / "@fontsource" / family / "files"
        for weight in WEIGHTS:
            yield (
                f"{family}-{weight}.ttf",
                _true_type(TTFont(files / f"{family}-{script}-{weight}-normal.woff2")),
            )


def _joined_font() -> bytes:
    """The slices at the usual weight, which two weights of seven megabytes would not better."""
    with tempfile.TemporaryDirectory() as folder:
        slices = []
        for source in sorted(SLICES.glob("*-wght-normal.woff2")):
            slices.append(str(Path(folder) / source.with_suffix(".ttf").name))
            font = instantiateVariableFont(TTFont(source), {"wght": WEIGHTS[0]})
            Path(slices[-1]).write_bytes(_true_type(font))
        return _true_type(Merger().merge(slices))


def _true_type(font: TTFont) -> bytes:
    font.flavor = None
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _put(name: str, content: bytes) -> None:
    """Write as a whole or not at all, for a server that reads meanwhile."""
    draft = BUILT / f".{name}.{os.getpid()}"
    draft.write_bytes(content)
    draft.replace(BUILT / name)


def main() -> int:
    """Build, and say what a failure means."""
    BUILT.mkdir(parents=True, exist_ok=True)
    try:
        for name, content in _whole_fonts():
            _put(name, content)
        _put(f"{SLICED}-{WEIGHTS[0]}.ttf", _joined_font())
    except (OSError, TTLibError) as fault:
        print(f"The fonts could not be built: {fault}", file=sys.stderr)
        return 1
    print(f"static/fonts: {', '.join(sorted(path.name for path in BUILT.glob('*.ttf')))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
