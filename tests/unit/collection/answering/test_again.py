"""Trying again: once at a time, after growing pauses, at once when the line is back."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts.node import environment

PROJECT = Path(__file__).resolve().parents[4]
MODULE = PROJECT / "static" / "js" / "outbox" / "again.js"
# The clock stands still: a pause is written down, and "wait" ends the latest one. Chance is at its
# middle, where it changes nothing.
PROGRAM = """
const [module, answers, deeds] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const events = [];
const pauses = new Map();
const listeners = {};
let tries = 0;
Math.random = () => 0.5;
globalThis.setTimeout = (ring, after) => {
  pauses.set(pauses.size + 1, { ring, after, isOver: false });
  return pauses.size;
};
globalThis.clearTimeout = (id) => pauses.has(id) && (pauses.get(id).isOver = true);
globalThis.addEventListener = (name, listener) => (listeners[name] = listener);
globalThis.document = { visibilityState: "visible" };
const attempt = async () => {
  const answer = answers[tries];
  tries += 1;
  events.push("try");
  if (answer === null) throw new TypeError("broken");
  return answer;
};
const settle = () => new Promise((done) => setImmediate(() => setImmediate(done)));
const latest = () => [...pauses.values()].reverse().find((pause) => !pause.isOver);
import("data:text/javascript," + encodeURIComponent(module)).then(async ({ untilDone }) => {
  const { now, soon } = untilDone(attempt);
  const doing = {
    run: now,
    soon: () => soon(),
    online: () => listeners.online(),
    back: () => listeners.visibilitychange(),
    wait: () => {
      const pause = latest();
      pause.isOver = true;
      events.push(pause.after);
      pause.ring();
    },
  };
  for (const deed of deeds) {
    for (const each of deed.split("+")) doing[each]();
    await settle();
  }
  console.log(JSON.stringify(events));
});
"""


def told(answers: list[int | None], *deeds: str) -> list[Any]:
    """The tries and the pauses between them; an answer is what a try gives, None a fault in it."""
    given = json.dumps([MODULE.read_text(encoding="utf-8"), answers, deeds])
    done = subprocess.run(
        ["node", "--eval", PROGRAM],
        input=given,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    result: list[Any] = json.loads(done.stdout)
    return result


def test_two_calls_at_once_are_one_try() -> None:
    assert told([0], "run+run") == ["try"]


def test_pauses_grow_to_five_minutes_until_it_is_done() -> None:
    tries = told([1] * 9 + [0], "run", *["wait"] * 9)
    pauses = [2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000, 300000]
    assert tries == ["try", *(each for pause in pauses for each in (pause, "try"))]


def test_after_success_the_first_pause_is_short_again() -> None:
    assert told([1, 0, 1, 0], "run", "wait", "run", "wait") == [
        "try", 2000, "try", "try", 2000, "try",
    ]  # fmt: skip


def test_the_server_may_ask_for_a_longer_pause() -> None:
    assert told([30000, 0], "run", "wait") == ["try", 30000, "try"]


@pytest.mark.parametrize("event", ["online", "back"])
def test_the_line_or_the_person_that_is_back_ends_the_pause(event: str) -> None:
    assert told([1, 0], "run", event) == ["try", "try"]


@pytest.mark.parametrize("event", ["online", "back"])
def test_neither_begins_anything_by_itself(event: str) -> None:
    assert told([], event) == []


def test_a_fault_in_a_try_is_no_end() -> None:
    assert told([None, 0], "run", "wait") == ["try", 2000, "try"]


def test_it_can_begin_after_the_first_pause() -> None:
    assert told([1, 0], "soon+soon", "wait", "wait") == [2000, "try", 4000, "try"]
