"""A font in which each word of a sheet is drawn whole, and its letters stand in order of reading.

The first letter of a word, with the marks upon it, becomes a glyph that draws the whole word. Its
other letters take up room and draw nothing: one glyph for each letter and its marks, in the order
of reading. A word that is not in the font is set from the plain font by the typesetter.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice, permutations
from pathlib import Path
from typing import Any, Final

import uharfbuzz
from fontTools.otlLib.builder import (
    buildLigatureSubstSubtable,
    buildLookup,
    buildSingleSubstSubtable,
)
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

from app.documents.scripts import WholeScript, is_mark

ZERO_WIDTH_JOINER: Final = "\u200d"
MOST_ORDERS: Final = 24
"""The orders of the marks of one letter that are tried: those of four."""

STEP: Final = 10
"""What the widths of letters are a multiple of, in units of the font."""

MOST_LETTERS: Final = 60
"""Of a word: a rule of a font has no more."""

WIDEST: Final = 30_000
"""The width of the widest word, in units of the font: a glyph has no room for more."""

SPACE: Final = 260
"""The width of a space in Noto Sans, which all other spaces have."""

MOST_KEPT: Final = 16
"""Fonts in memory, each of some hundred kilobytes: those of a sheet in four languages, twice."""

PLACED: Final = 0x6
"""A part of a glyph that is placed by x and y, on whole units."""

NONE: Final = ".notdef"
"""The glyph that sends the typesetter to other fonts."""


def letters_of(word: str) -> list[str]:
    """The letters of a word, each with the marks upon it: what the shaper keeps together."""
    found: list[str] = []
    for each in word:
        if found and (is_mark(each) or each == ZERO_WIDTH_JOINER):
            found[-1] += each
        else:
            found.append(each)
    return found


@dataclass(frozen=True)
class Known:
    """What is known of a sheet's words of one script.

    Attributes:
        script: theirs.
        language: the tag of that whose forms their letters have.
        stand_ins: marks, each with the letter that is set instead of them; the longest first.
    """

    script: WholeScript
    language: str | None
    stand_ins: tuple[tuple[str, str], ...]


@lru_cache(maxsize=MOST_KEPT)
def font_of(words: tuple[str, ...], left: tuple[str, ...], path: Path, known: Known) -> bytes:
    """A script's font with these words drawn whole, and no other letters.

    The last ones are kept, since a sheet is set in one layout after another until its words fit.

    Args:
        words: composed (NFC).
        left: words that are set from other fonts, also where they begin like one of `words`.
        path: of the font that they are drawn from.
        known: of the words.
    """
    font = TTFont(path, recalcBBoxes=False)
    made = _Words(font, _shaper(path), known)
    for word in words:
        made.add(word)
    for word in left:
        made.leave(word)
    made.finish()
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


@cache
def code_points(path: Path) -> frozenset[int]:
    """What a font has letters for."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _shaper(path: Path) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))


@dataclass(frozen=True)
class _Rule:
    """For a letter before `others`: the lookups by name that are used on each letter, if any."""

    others: list[str]
    used: list[tuple[str, int]]


@dataclass
class _Words:
    """Collects glyphs and rules for one font."""

    font: TTFont
    shaper: uharfbuzz.Font
    known: Known
    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    firsts: list[dict[str, str]] = field(default_factory=list)
    rooms: dict[int, dict[str, str]] = field(default_factory=dict)
    marked: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.order = list(self.font.getGlyphOrder())
        script = self.known.script
        one = re.compile(f"[{script.letters}{script.shared}]")
        self.letters = {
            code: name for code, name in self.font.getBestCmap().items() if one.match(chr(code))
        }
        for _, letter in self.known.stand_ins:
            self.letters[ord(letter)] = self._glyph(f"mark{len(self.order)}", [], SPACE)
        self._glyph("room", [], SPACE)

    def leave(self, word: str) -> None:
        """Leave a word to other fonts."""
        first, *others = self._letters(word)
        self.rules.setdefault(first, []).append(_Rule(others[:MOST_LETTERS], []))

    def add(self, word: str) -> None:
        """Draw a word; one with a letter that the font lacks is left to other fonts."""
        first, *others = self._letters(word)
        if NONE in (first, *others) or is_mark(word[0]):
            self.leave(word)
            return
        parts, width, is_rtl = self._drawn(word)
        if width > WIDEST or len(others) >= MOST_LETTERS:
            self.leave(word)
            return
        # All are of one width: readers of PDF tell lines apart by how wide their letters are.
        room = width // (1 + len(others)) // STEP * STEP
        behind = room * len(others)
        if is_rtl:
            for part in parts:
                part.x -= behind
        rules = self.rules.setdefault(first, [])
        whole = self._glyph(f"word{len(self.order)}", parts, width - behind)
        if len(rules) >= len(self.firsts):
            self.firsts.extend({} for _ in range(len(rules) + 1 - len(self.firsts)))
        self.firsts[len(rules)][first] = whole
        for name in others:
            self._room(name, room)
        rules.append(_Rule(others, [("first", len(rules)), *[("room", room)] * len(others)]))

    def _room(self, name: str, width: int) -> None:
        rooms = self.rooms.setdefault(width, {})
        if name not in rooms:
            rooms[name] = self._glyph(f"{name}.{width}", [], width)

    def _letters(self, word: str) -> list[str]:
        for marks, letter in self.known.stand_ins:
            word = word.replace(marks, letter)
        return [self._letter(each) for each in letters_of(word)]

    def _letter(self, text: str) -> str:
        """The glyph for a letter with its marks; each has one of its own, and so one text."""
        first, *marks = (self.letters.get(ord(each), NONE) for each in text)
        if not marks or NONE in (first, *marks):
            return NONE if NONE in marks else first
        name = self.marked.get((first, *marks))
        if name is None:
            name = self._glyph(f"marked{len(self.order)}", [], SPACE)
            # The shaper may put marks into an order of its own.
            for order in islice(permutations(marks), MOST_ORDERS):
                self.marked.setdefault((first, *order), name)
        return name

    def _drawn(self, word: str) -> tuple[list[GlyphComponent], int, bool]:
        """The parts of a word, its width, and whether it runs from right to left."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        if self.known.language:
            buffer.language = self.known.language
        uharfbuzz.shape(self.shaper, buffer)
        parts, x = [], 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            name = self.order[info.codepoint]
            if self.font["glyf"][name].numberOfContours:
                parts.append(_part(name, x + position.x_offset, position.y_offset))
            x += position.x_advance
        return parts, x, buffer.direction == "rtl"

    def _glyph(self, name: str, parts: list[GlyphComponent], width: int) -> str:
        glyph = Glyph()
        if parts:
            glyph.numberOfContours = -1
            glyph.components = parts
        self.order.append(name)
        self.font["glyf"].glyphs[name] = glyph
        self.font["hmtx"][name] = (width, 0)
        return name

    def finish(self) -> None:
        """Put the glyphs and rules into the font, under a name of its own."""
        substitutions = self._substitutions()
        font, known = self.font, len(self.font.getGlyphOrder())
        for table in ("GSUB", "GPOS", "GDEF", "STAT"):
            if table in font:
                del font[table]
        font.setGlyphOrder(self.order)
        font["glyf"].glyphOrder = self.order
        for name in self.order[known:]:
            glyph = font["glyf"][name]
            glyph.recalcBounds(font["glyf"])
            font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
        self._map()
        font["GSUB"] = substitutions
        for record in font["name"].names:
            if record.nameID in (1, 4, 16):
                record.string = self.known.script.family
            if record.nameID == 6:
                record.string = self.known.script.family.replace(" ", "")

    def _map(self) -> None:
        kept = [table for table in self.font["cmap"].tables if table.isUnicode()]
        for table in kept:
            table.cmap = {**self.letters, ord(" "): "room"}
        self.font["cmap"].tables = kept
        self.font["post"].formatType = 3.0

    def _substitutions(self) -> Any:
        none = dict.fromkeys(sorted({*self.letters.values(), *self.marked.values()}), NONE)
        # A lookup that only words set from the plain font would have used still has its place.
        singles = {("first", place): each or none for place, each in enumerate(self.firsts)}
        singles |= {("room", width): each for width, each in self.rooms.items()}
        places = {name: place for place, name in enumerate(singles)}
        lookups = [buildLookup([buildSingleSubstSubtable(each)]) for each in singles.values()]
        if self.marked:
            lookups.append(buildLookup([buildLigatureSubstSubtable(self.marked)]))
        lookups.append(self._whole(places))
        lookups.append(buildLookup([buildSingleSubstSubtable(none)]))
        return _table(lookups, used=list(range(len(singles), len(lookups))))

    def _whole(self, places: Mapping[tuple[str, int], int]) -> otTables.Lookup:
        lookup = otTables.Lookup()
        lookup.LookupType, lookup.LookupFlag = 5, 0
        lookup.SubTable = [self._beginning(name, places) for name in sorted(self.rules)]
        lookup.SubTableCount = len(lookup.SubTable)
        return lookup

    def _beginning(self, name: str, places: Mapping[tuple[str, int], int]) -> otTables.ContextSubst:
        """The rules of all words that begin with one letter, the longest first."""
        found = otTables.ContextSubst()
        found.Format = 1
        found.Coverage = otTables.Coverage()
        found.Coverage.glyphs = [name]
        rules = otTables.SubRuleSet()
        ordered = sorted(self.rules[name], key=lambda rule: -len(rule.others))
        rules.SubRule = [
            _rule(each.others, [places[name] for name in each.used]) for each in ordered
        ]
        rules.SubRuleCount = len(rules.SubRule)
        found.SubRuleSet, found.SubRuleSetCount = [rules], 1
        return found


def _rule(others: Sequence[str], used: Sequence[int]) -> otTables.SubRule:
    """For a letter before `others`: the lookup used on each letter, or none on any."""
    rule = otTables.SubRule()
    rule.Input, rule.GlyphCount = list(others), len(others) + 1
    rule.SubstLookupRecord = [_record(*each) for each in enumerate(used)]
    rule.SubstCount = len(rule.SubstLookupRecord)
    return rule


def _part(name: str, x: int, y: int) -> GlyphComponent:
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, x, y, PLACED
    return part


def _record(place: int, lookup: int) -> otTables.SubstLookupRecord:
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = place, lookup
    return record


def _table(lookups: list[otTables.Lookup], used: list[int]) -> Any:
    """A table of substitutions that are made before all others, in every script."""
    made = otTables.GSUB()
    made.Version = 0x00010000
    made.LookupList = otTables.LookupList()
    made.LookupList.Lookup, made.LookupList.LookupCount = lookups, len(lookups)
    feature = otTables.FeatureRecord()
    feature.FeatureTag, feature.Feature = "ccmp", otTables.Feature()
    feature.Feature.FeatureParams = None
    feature.Feature.LookupListIndex, feature.Feature.LookupCount = used, len(used)
    made.FeatureList = otTables.FeatureList()
    made.FeatureList.FeatureRecord, made.FeatureList.FeatureCount = [feature], 1
    script = otTables.ScriptRecord()
    script.ScriptTag, script.Script = "DFLT", otTables.Script()
    script.Script.LangSysRecord, script.Script.LangSysCount = [], 0
    default = script.Script.DefaultLangSys = otTables.DefaultLangSys()
    default.LookupOrder, default.ReqFeatureIndex = None, 0xFFFF
    default.FeatureIndex, default.FeatureCount = [0], 1
    made.ScriptList = otTables.ScriptList()
    made.ScriptList.ScriptRecord, made.ScriptList.ScriptCount = [script], 1
    table = newTable("GSUB")
    table.table = made
    return table
