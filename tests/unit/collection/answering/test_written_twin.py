"""The page's script reads what was written as the server does, vector by vector."""

import json
import subprocess
import sys
import unicodedata
from typing import Any

import pytest

from scripts.node import environment
from tests.written import NAMES, PROJECT, VECTORS, expected

MODULE = PROJECT / "static" / "js" / "answering" / "written.js"
# A data address makes the file a module for every version of Node, whatever its name ends in.
PROGRAM = """
const { readFileSync } = require("node:fs");
const [module, vectors] = JSON.parse(readFileSync(0, "utf8"));
import("data:text/javascript," + encodeURIComponent(module)).then(({ read }) => {
  console.log(JSON.stringify(vectors.map((each) => read(each.question, each.written))));
});
"""


def read_by_script(vectors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the script makes of each vector; one start of Node serves them all."""
    done = subprocess.run(
        ["node", "--eval", PROGRAM],
        input=json.dumps([MODULE.read_text(encoding="utf-8"), vectors]),
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    result: list[dict[str, Any]] = json.loads(done.stdout)
    return result


@pytest.fixture(scope="module")
def read() -> list[dict[str, Any]]:
    """What the script makes of the shared vectors."""
    return read_by_script(VECTORS)


@pytest.mark.parametrize("place", range(len(VECTORS)), ids=NAMES)
def test_the_script_reads_the_same(read: list[dict[str, Any]], place: int) -> None:
    assert read[place] == expected(VECTORS[place])


def test_the_script_reads_every_digit_that_its_unicode_has_as_the_server_does() -> None:
    # Scripts that Unicode took in later are unknown to some engines.
    old = unicodedata.ucd_3_2_0.category
    characters = map(chr, range(sys.maxunicode + 1))
    digits = [each for each in characters if each.isdecimal() and old(each) == "Nd"]
    vectors = [{"question": {"kind": "number"}, "written": [f"1{each}"]} for each in digits]
    assert read_by_script(vectors) == [{"answer": 10 + unicodedata.decimal(d)} for d in digits]
