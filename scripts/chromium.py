"""The Chromium of the browser tests: one that is there, or Debian's where it may be installed."""

import os
import shutil
import subprocess
import sys

# The shell is Chromium without the windows around its pages; tests take a quarter less with it.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Not every Debian has the shell.
INSTALLED = (SHELL, "chromium")
# They give the Urdu pages their glyphs.
FONTS = "fonts-noto-core"
MISSING = (
    "The browser tests cannot run: this machine has no Chromium (set CHROME_PATH to one, or "
    "install Debian's packages chromium and fonts-noto-core)."
)


class NoChromium(Exception):
    """There is no Chromium; the message says what to do."""


def find_chromium() -> str:
    """Path of a Chromium: CHROME_PATH, else the first known name on the PATH.

    Raises:
        NoChromium: when there is none.
    """
    for name in (os.environ.get("CHROME_PATH", ""), *NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise NoChromium(MISSING)


def _as_root() -> list[str] | None:
    """How to run a command as root without a question, or None where that cannot be done."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    allowed = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return None if allowed.returncode else [sudo, "-n"]


def install_chromium() -> None:
    """Install Debian's Chromium where that can be done without a question."""
    as_root = _as_root()
    if shutil.which("apt-get") is None or as_root is None:
        return
    print("Installing Chromium for the browser tests.")
    quiet = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*quiet, "update"], check=False)
    for package in INSTALLED:
        if not any(map(shutil.which, NAMES)):
            _install(quiet, package, FONTS)


def _install(apt: list[str], *packages: str) -> None:
    subprocess.run(
        [*apt, "install", "--yes", "--no-install-recommends", *packages],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def main() -> int:
    """Find a Chromium, installing one where there is none, and print where it is."""
    try:
        try:
            found = find_chromium()
        except NoChromium:
            install_chromium()
            found = find_chromium()
    except NoChromium as missing:
        print(missing, file=sys.stderr)
        return 1
    print(f"Chromium: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
