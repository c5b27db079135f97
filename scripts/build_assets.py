"""Builds what browsers load: static/dist with names that change with the content.

Every `static/js/<name>/main.js` becomes `<name>.js`, every `static/css/<name>.css` itself, and the
libraries are copied. `manifest.json` gives the built name of each.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.node import environment

PROJECT = Path(__file__).resolve().parent.parent
STATIC = PROJECT / "static"
DIST = STATIC / "dist"
ESBUILD = PROJECT / "node_modules" / "esbuild" / "bin" / "esbuild"
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
    except (OSError, subprocess.CalledProcessError) as fault:
        print(f"The browser assets could not be built: {fault}", file=sys.stderr)
        return 1
    print(f"static/dist: {', '.join(manifest.values())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
