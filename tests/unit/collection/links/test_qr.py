"""QR codes are read back by a real decoder."""

import io
import re
import xml.etree.ElementTree as ET

import pytest
import zxingcpp
from PIL import Image

from app.collection.links import qr

ADDRESS = "https://fb.example.org/s/K7QF2M"
MODULES = 29
WHOLE = MODULES + 2 * 4


def read(image: Image.Image) -> list[tuple[str, str, str]]:
    """Text, format and error correction level of each code in the picture."""
    return [(code.text, code.format.name, code.ec_level) for code in zxingcpp.read_barcodes(image)]


def drawn_from_svg(svg: bytes) -> Image.Image:
    """The picture that the SVG's path describes: rows of dark modules, as relative strokes."""
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    paths = [element.get("d") for element in root.iter() if element.get("stroke")]
    image = Image.new("1", (WHOLE, WHOLE), 1)
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", paths[0] or ""):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "M":
            x, y = values
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            for column in range(int(values[0])):
                image.putpixel((int(x) + column, int(y)), 0)
            x += values[0]
    return image


@pytest.mark.parametrize(
    "address", [ADDRESS, "http://127.0.0.1:8000/s/000000", f"https://{'care.' * 20}example.org"]
)
def test_the_png_reads_back_as_the_address_at_level_q(address):
    image = Image.open(io.BytesIO(qr.png(address)))
    assert read(image) == [(address, "QRCode", "Q")]


def test_the_png_has_a_quiet_zone_of_four_modules():
    image = Image.open(io.BytesIO(qr.png(ADDRESS))).convert("L")
    dark = image.point(lambda value: 255 - value).getbbox()
    edge, side = 4 * qr.PNG_SCALE, WHOLE * qr.PNG_SCALE
    assert (image.size, dark) == ((side, side), (edge, edge, side - edge, side - edge))


def test_the_svg_is_the_same_code():
    image = drawn_from_svg(qr.svg(ADDRESS))
    assert read(image.resize((WHOLE * 8, WHOLE * 8))) == [(ADDRESS, "QRCode", "Q")]


def test_the_svg_is_black_on_white_with_its_quiet_zone():
    root = ET.fromstring(qr.svg(ADDRESS))  # noqa: S314 - our own picture
    light, dark = list(root.iter())[-2:]
    assert (root.get("width"), root.get("height")) == ("370", "370")
    assert (light.get("fill"), dark.get("stroke")) == ("#fff", "#000")


def test_the_inline_picture_scales_and_has_no_style_that_the_page_refuses():
    picture = qr.inline_svg(ADDRESS)
    opening = picture.partition(">")[0]
    assert re.findall(r'(?:width|height|viewBox)="[^"]*"', opening) == ['viewBox="0 0 37 37"']
    assert re.findall(r"style|<script|<\?xml", picture) == []


def test_the_sizes_are_those_of_the_field():
    sizes = qr.sizes(ADDRESS)
    assert (sizes.modules, sizes.smallest_mm, sizes.good_mm) == (37, 18.5, 37.0)
    assert [(place.name, place.distance_cm, place.side_mm) for place in sizes.places] == [
        ("Card on a table", 40, 40),
        ("A4 poster on a wall", 60, 60),
        ("A3 poster on a wall", 150, 150),
    ]


def test_a_long_address_needs_a_larger_card():
    sizes = qr.sizes("https://feedback.a-very-long-name-of-an-organisation.example.org/s/K7QF2M")
    assert (sizes.modules, sizes.places[0].side_mm) == (49, 49.0)
