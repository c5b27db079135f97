"""What the letters of a PDF file say, put right after it is set.

typst gives a letter and the marks upon it one text, which readers of PDF turn round where letters
run from right to left: marks come first. So in words in Arabic letters, the marks upon a letter are
set as a letter of no use that stands in for them, and here the file is told which marks it is.
A comma behind them goes with them, because readers of PDF take both to run from left to right.
"""

import re
import zlib
from collections.abc import Mapping
from typing import Final

CMAP: Final = re.compile(
    rb"(?P<number>\d+) 0 obj\s*<</Length (?P<length>\d+)/Type/CMap/Filter/FlateDecode"
    rb"(?P<more>[^>]*)>>\s*stream\r?\n"
)
TRAILER: Final = re.compile(rb"trailer\s*<<(?P<values>.*)>>\s*startxref\s*(?P<at>\d+)", re.DOTALL)
OF_GLYPH: Final = re.compile(rb"^(<[0-9A-F]{4}>) <([0-9A-F]{4})>$", re.MULTILINE)


FACING: Final = (b"/Direction/R2L", b"/Direction/L2R")
"""Which of two facing pages comes first, as typst tells by the language, and what it is made."""


def by_lines(pdf: bytes) -> bytes:
    """The file without the word that all of it runs from right to left.

    It is meant for facing pages. PDFium turns every line round that follows it, names and numbers
    too, where each line shows by itself how it runs. And typst takes Panjabi in Gurmukhi for it.
    """
    return pdf.replace(*FACING)


def with_marks(pdf: bytes, stand_ins: Mapping[str, str]) -> bytes:
    """The file with the marks in its text, and not what stands in for them.

    What is changed is added at the end of the file, as PDF has it for updates (ISO 32000-2, 7.5.6).

    Args:
        pdf: as typst writes it.
        stand_ins: by marks, the letter that stands in for them.
    """
    codes = {_code(letter): _code(marks) for marks, letter in stand_ins.items()}
    written, places = bytearray(pdf.rstrip(b"\n") + b"\n"), {}
    for found in CMAP.finditer(pdf):
        text = zlib.decompress(pdf[found.end() : found.end() + int(found["length"])])
        right = OF_GLYPH.sub(lambda line: b"%s <%s>" % (line[1], codes.get(line[2], line[2])), text)
        if right != text:
            places[int(found["number"])] = len(written)
            written += _cmap(found, zlib.compress(right))
    return bytes(written + _ending(pdf, places, len(written))) if places else pdf


def _code(letters: str) -> bytes:
    return letters.encode("utf-16-be").hex().upper().encode()


def _cmap(found: re.Match[bytes], data: bytes) -> bytes:
    about = b"/Length %d/Type/CMap/Filter/FlateDecode%s" % (len(data), found["more"])
    return b"%s 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (found["number"], about, data)


def _ending(pdf: bytes, places: Mapping[int, int], at: int) -> bytes:
    """Where the new objects are, and that all others are where they were."""
    [last] = TRAILER.finditer(pdf)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % each for each in sorted(places.items()))
    values = b"%s/Prev %s" % (last["values"], last["at"])
    return b"xref\n%strailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (table, values, at)
