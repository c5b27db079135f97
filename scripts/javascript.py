"""The tests of what browsers run and no page is needed for, by Node's own runner of tests."""

import re
import subprocess
import sys

from scripts.node import PROJECT, NoNode, environment

TESTS = PROJECT / "tests" / "javascript"
PASSED = re.compile(r"^\S+ pass (\d+)$", re.MULTILINE)


def main() -> int:
    """Run them; what Node says is shown where one of them failed."""
    files = sorted(str(path.relative_to(PROJECT)) for path in TESTS.glob("*.test.js"))
    try:
        done = subprocess.run(
            ["node", "--test", *files],
            cwd=PROJECT,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    except NoNode as missing:
        print(missing, file=sys.stderr)
        return 1
    passed = PASSED.search(done.stdout)
    if done.returncode or passed is None:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        return done.returncode or 1
    print(f"{passed[1]} tests of {len(files)} files in tests/javascript passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
