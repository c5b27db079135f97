"""Builds what browsers load: static/dist with names that change with the content.

Every `static/js/<name>/main.js` becomes `<name>.js`, every `static/css/<name>.css` itself, and the
libraries are copied. Each script has its letters as `letters-<script>.woff2`, for devices without a
font for it, and those of its languages' names as `letters-<script>-names.woff2`; style sheets lend
them to pages without script, and `letters.css` all that anybody may type. `manifest.json` gives the
built name of each.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.scaleUpem import scale_upem

from app.kernel.languages import interface_languages
from app.kernel.localised import autonym, script_of
from app.web.letters import (
    EVERY_STYLE,
    FAMILY,
    NAMED_STYLE,
    NAMES,
    SCRIPTS,
    FontScript,
    font_name,
    range_of,
    style_name,
)
from scripts.node import environment

PROJECT = Path(__file__).resolve().parent.parent
STATIC = PROJECT / "static"
DIST = STATIC / "dist"
ESBUILD = PROJECT / "node_modules" / "esbuild" / "bin" / "esbuild"
PACKAGES = PROJECT / "node_modules"
# What is printed with: Chinese is there in one piece.
PRINTED = STATIC / "fonts"
SLICES = PACKAGES / "@fontsource-variable" / "noto-sans-sc"
SLICE = re.compile(r"url\(\./files/(\S+-\d+-wght-normal\.woff2)\)[^;]*;\s*unicode-range: ([^;]+);")
MOST_LETTERS = 1000
# Units of an em in which Chinese is drawn: a quarter of a phone's pixel, for a quarter less weight.
EM_OF_MANY = 256
# Zero-width joiners, and the circle that a mark without its letter stands on.
JOINERS = (0x200C, 0x200D, 0x25CC)
LIBRARIES = {"htmx.js": PROJECT / "node_modules" / "htmx.org" / "dist" / "htmx.min.js"}
# Old phones are the reason: what these browsers lack is written in a way that they know.
TARGETS = "chrome69,firefox78,safari14"


def _entry_points() -> dict[str, Path]:
    """Built name → source, for scripts and style sheets."""
    scripts = {f"{path.parent.name}.js": path for path in STATIC.glob("js/*/main.js")}
    styles = {path.name: path for path in STATIC.glob("css/*.css")}
    return scripts | styles


def _bundle(name: str, source: Path, folder: Path) -> Path:
    built = folder / name
    form = ["--format=iife"] if name.endswith(".js") else []
    subprocess.run(
        [
            *("node", str(ESBUILD), str(source), "--bundle", "--minify", "--charset=utf8"),
            *("--log-level=warning", "--legal-comments=none", f"--target={TARGETS}"),
            "--define:globalThis=self",
            # Safari 14.0 trips over one rare form of it, which is not written here.
            "--supported:destructuring=true",
            *("--external:/static/*", f"--outfile={built}", *form),
        ],
        cwd=PROJECT,
        env=environment(),
        check=True,
    )
    return built


def _hashed(name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"


def _texts(*patterns: str) -> str:
    sources = [path for pattern in patterns for path in PROJECT.glob(pattern)]
    return "".join(path.read_text(encoding="utf-8") for path in sources)


def _subset(script: FontScript, letters: Iterable[int], em: int | None = None) -> bytes:
    """A font of these letters, with joining, drawn on so many units of an em or on its own."""
    source = PRINTED / f"{script.font}.ttf"
    if script.part:
        name = f"{script.font}-{script.part}-400-normal.woff2"
        source = PACKAGES / "@fontsource" / script.font / "files" / name
    font = TTFont(source)
    subsetter = Subsetter(Options(layout_features=["*"], hinting=False, name_IDs=[]))
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    if em:
        scale_upem(font, em)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _letters(code: str, surveys: str, interface: str) -> Iterator[tuple[str, bytes]]:
    """All letters of the script, since people type others than the survey has.

    Of a script with thousands only those of the surveys' words, and then what other words of the
    pages have beside them: each is light enough for a phone.
    """
    script = SCRIPTS[code]
    known = script.code_points
    if len(known) <= MOST_LETTERS:
        yield font_name(code), _subset(script, {*known, *JOINERS})
        return
    asked = known & set(map(ord, surveys))
    beside = known & set(map(ord, interface)) - asked
    for part, letters in enumerate((asked, beside), start=1):
        yield font_name(code, f"{part}"), _subset(script, letters, EM_OF_MANY)


def _names(code: str) -> tuple[str, bytes]:
    """The letters in which the script's languages name themselves, for a page in another one."""
    names = "".join(autonym(each) for each in interface_languages() if script_of(each) == code)
    return font_name(code, NAMES), _subset(SCRIPTS[code], {ord(each) for each in names})


def _fonts() -> Iterator[tuple[str, bytes]]:
    surveys = _texts("surveys/**/*.yaml", "surveys/**/*.po")
    interface = _texts("translations/**/*.po") + "".join(map(autonym, interface_languages()))
    for code in SCRIPTS:
        yield from _letters(code, surveys, interface)
        if code in {script_of(each) for each in interface_languages()}:
            yield _names(code)


def _face(code: str, built: str, points: str) -> str:
    """The rule that lends a font: one that the device comes with, or else ours."""
    installed = ",".join(f'local("{each}")' for each in SCRIPTS[code].installed)
    return (
        f'@font-face{{font-family:"{FAMILY}";src:{installed},url({built}) format("woff2");'
        f"font-weight:100 900;unicode-range:{points}}}\n"
    )


def _range_in(content: bytes) -> str:
    return range_of(TTFont(BytesIO(content)).getBestCmap())


def _styles(
    fonts: dict[str, bytes], slices: dict[str, tuple[bytes, str]], built: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The style sheet of each script, that of the names, and that of all that anybody may type."""
    names = ""
    everything = "".join(_face("Hans", built[name], points) for name, (_, points) in slices.items())
    for code, script in SCRIPTS.items():
        parts = [font_name(code), font_name(code, "1"), font_name(code, "2")]
        faces = "".join(
            _face(code, built[name], _range_in(fonts[name]) if name != parts[0] else script.range)
            for name in parts
            if name in fonts
        )
        yield style_name(code), faces.encode()
        everything += faces
        if (name := font_name(code, NAMES)) in fonts:
            names += _face(code, built[name], _range_in(fonts[name]))
    yield NAMED_STYLE, names.encode()
    yield EVERY_STYLE, everything.encode()


def _slices() -> dict[str, tuple[bytes, str]]:
    """The slices of Chinese, each with its range: a page fetches those of the words it shows."""
    rules = (SLICES / "wght.css").read_text(encoding="utf-8")
    return {
        name: ((SLICES / "files" / name).read_bytes(), points)
        for name, points in SLICE.findall(rules)
    }


def _put(path: Path, content: bytes) -> None:
    """Write as a whole or not at all, for a server that reads meanwhile."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


def _remove_all_but(names: set[str]) -> None:
    for path in DIST.iterdir():
        if path.name not in names:
            path.unlink()


def build() -> dict[str, str]:
    """Build everything and return the manifest."""
    DIST.mkdir(parents=True, exist_ok=True)
    manifest = {}
    with tempfile.TemporaryDirectory() as folder:
        sources = dict(LIBRARIES)
        for name, source in _entry_points().items():
            sources[name] = _bundle(name, source, Path(folder))
        contents = {name: source.read_bytes() for name, source in sources.items()}
        fonts, slices = dict(_fonts()), _slices()
        contents |= fonts | {name: content for name, (content, _) in slices.items()}
        built = {name: _hashed(name, content) for name, content in contents.items()}
        contents |= dict(_styles(fonts, slices, built))
        for name, content in sorted(contents.items()):
            manifest[name] = _hashed(name, content)
            _put(DIST / manifest[name], content)
    _put(DIST / "manifest.json", (json.dumps(manifest, indent=2) + "\n").encode())
    _remove_all_but({"manifest.json", *manifest.values()})
    return manifest


def main() -> int:
    """Build, and say what a failure means."""
    try:
        manifest = build()
    except (OSError, TTLibError, subprocess.CalledProcessError) as fault:
        print(f"The browser assets could not be built: {fault}", file=sys.stderr)
        return 1
    print(f"static/dist: {', '.join(manifest.values())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
