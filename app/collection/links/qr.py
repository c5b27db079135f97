"""QR codes of addresses: level Q, a quiet zone of 4 modules, dark on white.

Sizes are what phones read reliably: a side of at least a tenth of the distance, modules of at
least 0.5 mm and better 1 mm.
"""

from dataclasses import dataclass
from io import BytesIO

import segno

QUIET_ZONE = 4
SMALLEST_MODULE_MM = 0.5
GOOD_MODULE_MM = 1.0
MM_PER_CM = 10
DISTANCE_TO_SIDE = 10
PNG_SCALE = 24
DARK, LIGHT = "#000", "#fff"


@dataclass(frozen=True)
class PrintPlace:
    """Where a code hangs or lies: from how far it is read, and the side it needs, in mm."""

    name: str
    distance_cm: int
    side_mm: float


PLACES = (("Card on a table", 40), ("A4 poster on a wall", 60), ("A3 poster on a wall", 150))
"""Each place and the distance in cm from which it is read."""


@dataclass(frozen=True)
class Sizes:
    """The side of a code in millimetres, quiet zone included."""

    modules: int
    smallest_mm: float
    good_mm: float
    places: tuple[PrintPlace, ...]


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="q", boost_error=False)


def svg(address: str) -> bytes:
    """The code as an SVG file."""
    written = BytesIO()
    _code(address).save(
        written, kind="svg", border=QUIET_ZONE, dark=DARK, light=LIGHT, scale=10, nl=False
    )
    return written.getvalue()


def inline_svg(address: str) -> str:
    """The code as an element that stands in a page and scales with it."""
    return _code(address).svg_inline(border=QUIET_ZONE, dark=DARK, light=LIGHT, omitsize=True)


def png(address: str) -> bytes:
    """The code as a PNG file, large enough for a poster."""
    written = BytesIO()
    _code(address).save(
        written, kind="png", border=QUIET_ZONE, dark=DARK, light=LIGHT, scale=PNG_SCALE
    )
    return written.getvalue()


def sizes(address: str) -> Sizes:
    """How large the code is to be printed."""
    modules = int(_code(address).symbol_size(border=QUIET_ZONE)[0])
    good = modules * GOOD_MODULE_MM
    places = tuple(
        PrintPlace(name, distance, max(distance * MM_PER_CM / DISTANCE_TO_SIDE, good))
        for name, distance in PLACES
    )
    return Sizes(modules, modules * SMALLEST_MODULE_MM, good, places)
