"""The page's script asks the same questions as the Python engine, vector by vector."""

import json
import subprocess
from pathlib import Path

import pytest

from scripts.node import environment

PROJECT = Path(__file__).resolve().parents[4]
VECTORS = json.loads((PROJECT / "tests" / "vectors" / "rules.json").read_text(encoding="utf-8"))
MODULE = PROJECT / "static" / "js" / "answering" / "rules.js"
# A data address makes the file a module for every version of Node, whatever its name ends in.
PROGRAM = """
const { readFileSync } = require("node:fs");
const [module, vectors] = JSON.parse(readFileSync(0, "utf8"));
import("data:text/javascript," + encodeURIComponent(module)).then(({ asked }) => {
  const ids = vectors.map((each) => asked(each.questions, each.answers).map(({ id }) => id));
  console.log(JSON.stringify(ids));
});
"""


@pytest.fixture(scope="module")
def asked_by_script() -> list[list[str]]:
    """What the script asks for each vector; one start of Node serves them all."""
    given = json.dumps([MODULE.read_text(encoding="utf-8"), VECTORS])
    done = subprocess.run(
        ["node", "--eval", PROGRAM],
        input=given,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    result: list[list[str]] = json.loads(done.stdout)
    return result


@pytest.mark.parametrize("place", range(len(VECTORS)), ids=lambda place: VECTORS[place]["name"])
def test_the_script_asks_the_same_questions(asked_by_script: list[list[str]], place: int) -> None:
    assert asked_by_script[place] == VECTORS[place]["asked"]
