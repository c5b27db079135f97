"""A font in which each word in Arabic letters is drawn whole, so that its text can be copied.

Nastaliq draws the dots of a letter apart from it, in an order of drawing and not of reading; what a
PDF's reader copies or reads aloud is then fragments. So the words of one sheet are shaped before it
is set. The first letter of each becomes a glyph that draws the whole word, and its other letters
take up room and draw nothing: one glyph for each letter, in the order of reading.

A word that is not in the font is set from the plain font by the typesetter.
"""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import uharfbuzz
from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

FAMILY: Final = "Own Words Whole Words"
PLAIN: Final = "noto-nastaliq-urdu-*.ttf"
ARABIC: Final = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d4\u06fa-\u06ff\u0750-\u077f\u060c\u061b\u061f"
)
RUN: Final = re.compile(f"[{ARABIC}]+")
PIECE: Final = 18
"""How many letters of a very long word the template keeps together."""

LONG: Final = 24
"""From how many letters on the template takes a word apart."""

MOST_WORDS: Final = 5000
"""The glyphs of more would not fit into one font, and the rest is set as it was before."""

WIDTHS: Final = (20, 50, 100, 200, 300)
"""Room that a letter after the first takes up, in units of the font."""

SPACE: Final = 260
"""The width of a space in Noto Sans, which all other spaces have."""

PLACED: Final = 0x6
"""A part of a glyph that is placed by x and y, on whole units."""


def arabic_words(value: Any) -> Iterator[str]:
    """The words in Arabic letters in values, lists and texts, with and without punctuation."""
    match value:
        case str():
            for run in RUN.findall(unicodedata.normalize("NFC", value)):
                if len(run) < LONG:
                    yield from (run, run.rstrip("،؛؟۔"))
                yield from (run[at : at + PIECE] for at in range(0, len(run), PIECE))
        case Mapping():
            for each in value.values():
                yield from arabic_words(each)
        case list() | tuple():
            for each in value:
                yield from arabic_words(each)


def put_whole_words(values: Any, plain: Path, folder: Path) -> bool:
    """Write the fonts for the words in `values` into `folder`; whether there are any.

    Args:
        values: all that a template is handed.
        plain: the folder with the fonts that the words are drawn from.
        folder: where they are written.
    """
    words = sorted({word for word in arabic_words(values) if word})[:MOST_WORDS]
    if words:
        for path in plain.glob(PLAIN):
            (folder / path.name).write_bytes(font_of(words, path))
    return bool(words)


def font_of(words: Iterable[str], path: Path) -> bytes:
    """The font file at `path` with these words drawn whole, and no other letters."""
    font = TTFont(path, recalcBBoxes=False)
    made = _Words(font, _shaper(path))
    for word in words:
        made.add(word)
    made.finish()
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


@cache
def _shaper(path: Path) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))


@dataclass
class _Words:
    """Collects glyphs and rules for one font."""

    font: TTFont
    shaper: uharfbuzz.Font
    rules: dict[str, list[tuple[list[str], list[int]]]] = field(default_factory=dict)
    firsts: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.order = list(self.font.getGlyphOrder())
        self.cmap = self.font.getBestCmap()
        self.letters = {
            code: name for code, name in self.cmap.items() if re.match(f"[{ARABIC}]", chr(code))
        }
        self._glyph("room", [], SPACE)
        for name in sorted(set(self.letters.values())):
            for width in WIDTHS:
                self._glyph(f"{name}.{width}", [], width)

    def add(self, word: str) -> None:
        """Draw a word; one with a letter that the font lacks is left to other fonts."""
        if any(ord(letter) not in self.letters for letter in word):
            return
        names = [self.letters[ord(letter)] for letter in word]
        rules = self.rules.setdefault(names[0], [])
        parts, width = self._drawn(word)
        room = max((each for each in WIDTHS if each * len(word) <= width), default=None)
        if room is None or any(map(unicodedata.combining, word)):
            # Two glyphs for a letter and its mark would be copied twice: the plain font sets both.
            rules.append((names[1:], []))
            return
        behind = room * (len(word) - 1)
        for part in parts:
            part.x -= behind
        first = self._glyph(f"word{len(self.order)}", parts, width - behind)
        if len(rules) >= len(self.firsts):
            self.firsts.extend({} for _ in range(len(rules) + 1 - len(self.firsts)))
        self.firsts[len(rules)][names[0]] = first
        rooms = [WIDTHS.index(room)] * len(names[1:])
        rules.append((names[1:], [len(WIDTHS) + len(rules), *rooms]))

    def _drawn(self, word: str) -> tuple[list[GlyphComponent], int]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.shaper, buffer)
        parts, x = [], 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            name = self.order[info.codepoint]
            if self.font["glyf"][name].numberOfContours:
                parts.append(_part(name, x + position.x_offset, position.y_offset))
            x += position.x_advance
        return parts, x

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
        font, known = self.font, len(self.font.getGlyphOrder())
        for table in ("GSUB", "GPOS", "GDEF", "STAT"):
            del font[table]
        font.setGlyphOrder(self.order)
        font["glyf"].glyphOrder = self.order
        for name in self.order[known:]:
            glyph = font["glyf"][name]
            glyph.recalcBounds(font["glyf"])
            font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
        self._map()
        font["GSUB"] = self._substitutions()
        for record in font["name"].names:
            if record.nameID in (1, 4, 16):
                record.string = FAMILY
            if record.nameID == 6:
                record.string = FAMILY.replace(" ", "")

    def _map(self) -> None:
        kept = [table for table in self.font["cmap"].tables if table.isUnicode()]
        for table in kept:
            table.cmap = {**self.letters, ord(" "): "room"}
        self.font["cmap"].tables = kept
        self.font["post"].formatType = 3.0

    def _substitutions(self) -> Any:
        names = sorted(set(self.letters.values()))
        rooms = [{name: f"{name}.{width}" for name in names} for width in WIDTHS]
        none = dict.fromkeys(names, ".notdef")
        # A lookup that only words set from the plain font would have used still has its place.
        singles = [each or none for each in (*rooms, *self.firsts)]
        lookups = [buildLookup([buildSingleSubstSubtable(each)]) for each in singles]
        lookups.append(self._whole())
        lookups.append(buildLookup([buildSingleSubstSubtable(none)]))
        return _table(lookups, used=[len(singles), len(singles) + 1])

    def _whole(self) -> otTables.Lookup:
        lookup = otTables.Lookup()
        lookup.LookupType, lookup.LookupFlag = 5, 0
        lookup.SubTable = [self._beginning(name) for name in sorted(self.rules)]
        lookup.SubTableCount = len(lookup.SubTable)
        return lookup

    def _beginning(self, name: str) -> otTables.ContextSubst:
        """The rules of all words that begin with one letter, the longest first."""
        found = otTables.ContextSubst()
        found.Format = 1
        found.Coverage = otTables.Coverage()
        found.Coverage.glyphs = [name]
        rules = otTables.SubRuleSet()
        ordered = sorted(self.rules[name], key=lambda rule: -len(rule[0]))
        rules.SubRule = [_rule(*rule) for rule in ordered]
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
