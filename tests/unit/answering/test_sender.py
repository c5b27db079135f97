"""Sending from the page: once at a time, again after a pause, at once when the line is back."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts.node import environment

PROJECT = Path(__file__).resolve().parents[3]
MODULE = PROJECT / "static" / "js" / "answering" / "send.js"
# The clock stands still: a pause is written down, and "wait" ends the latest one.
PROGRAM = """
const [module, answers, deeds] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const events = [];
const pauses = new Map();
const listeners = {};
let posts = 0;
globalThis.setTimeout = (ring, after) => {
  pauses.set(pauses.size + 1, { ring, after, isOver: false });
  return pauses.size;
};
globalThis.clearTimeout = (id) => pauses.has(id) && (pauses.get(id).isOver = true);
globalThis.addEventListener = (name, listener) => (listeners[name] = listener);
globalThis.fetch = async () => {
  const [status, wait] = answers[posts];
  posts += 1;
  if (!status) throw new TypeError("no line");
  return {
    status: Math.abs(status),
    ok: Math.abs(status) < 300,
    headers: { get: () => wait || null },
    json: async () => ({ status: status > 0 && "stored", problems: { name: "Too long." } }),
  };
};
const settle = () => new Promise((done) => setImmediate(() => setImmediate(done)));
const latest = () => [...pauses.values()].reverse().find((pause) => !pause.isOver);
import("data:text/javascript," + encodeURIComponent(module)).then(async ({ sender }) => {
  const report = (...told) => events.push(told.filter((each) => each !== undefined));
  const send = sender("/s/x/en", () => "", report);
  const doing = {
    send,
    online: () => listeners.online(),
    wait: () => {
      const pause = latest();
      pause.isOver = true;
      events.push(["waited", pause.after]);
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


def told(answers: list[list[int]], *deeds: str) -> list[list[Any]]:
    """What the page was told, given the server's answers and what was done.

    0 is no line, a negative status one that somebody else answers with.
    """
    given = json.dumps([MODULE.read_text(encoding="utf-8"), answers, deeds])
    done = subprocess.run(
        ["node", "--eval", PROGRAM],
        input=given,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    result: list[list[Any]] = json.loads(done.stdout)
    return result


PROBLEMS = {"name": "Too long."}


def test_two_taps_send_once() -> None:
    assert told([[201]], "send+send") == [["sending"], [201, PROBLEMS]]


@pytest.mark.parametrize("status", [200, 409, 410, 422])
def test_an_answer_of_the_server_is_told_and_not_tried_again(status: int) -> None:
    assert told([[status]], "send", "online") == [["sending"], [status, PROBLEMS]]


def test_pauses_grow_until_the_server_has_answered() -> None:
    assert told([[0], [503], [429], [201]], "send", "wait", "wait", "wait") == [
        ["sending"],
        ["unsent"],
        ["waited", 2000],
        ["sending"],
        ["unsent"],
        ["waited", 4000],
        ["sending"],
        ["unsent"],
        ["waited", 8000],
        ["sending"],
        [201, PROBLEMS],
    ]


def test_the_server_may_ask_for_a_longer_pause() -> None:
    assert told([[429, 30], [200]], "send", "wait")[2] == ["waited", 30000]


def test_the_line_that_is_back_ends_the_pause() -> None:
    assert told([[0], [201]], "send", "online") == [
        ["sending"],
        ["unsent"],
        ["sending"],
        [201, PROBLEMS],
    ]


def test_the_line_that_is_back_sends_nothing_by_itself() -> None:
    assert told([], "online") == []


def test_a_sign_in_page_of_the_network_is_not_taken_for_our_word() -> None:
    assert told([[-200], [201]], "send", "wait") == [
        ["sending"],
        ["unsent"],
        ["waited", 2000],
        ["sending"],
        [201, PROBLEMS],
    ]
