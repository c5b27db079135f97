"""The oldest phones: Urdu and English in Chromium 69, 77 and 83, where they are installed."""

import json
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
VERSIONS = (69, 77, 83)
LOOK = """JSON.stringify((() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (selector) => all(selector).filter((each) => each.offsetParent);
  const box = (element) => element.getBoundingClientRect();
  const between = (a, b) => Math.max(box(a).left - box(b).right, box(b).left - box(a).right);
  const languages = all(".languages a");
  const beside = languages.slice(1).map((each, place) => [languages[place], each])
    .filter(([a, b]) => box(a).top === box(b).top);
  const lines = (heading) => {
    const style = getComputedStyle(heading);
    return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
  };
  const letters = (element) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
    return [...text.data].map((letter, place) => {
      // A space at which a line ends is as wide as the line in Chromium 69.
      if (!letter.trim()) return null;
      const range = document.createRange();
      range.setStart(text, place);
      range.setEnd(text, place + 1);
      return range.getBoundingClientRect();
    });
  };
  const goesRight = (element) => {
    const all = letters(element).filter(Boolean);
    return all.every((each, place) => {
      const before = all[place - 1];
      return !before || each.top > before.top + 2 || each.left >= before.left;
    });
  };
  return {
    script: document.documentElement.classList.contains("able"),
    skipLinkIsAway: box(document.querySelector(".skip")).bottom <= 0,
    languagesAreApart: beside.every(([a, b]) => between(a, b) >= 8),
    controlsAreApart: shown(".row").every(
      (row) => between(row.querySelector("input"), row.querySelector("span")) >= 8),
    fits: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    lineHeight: Math.min(...all("h1, h2").map(lines)),
    phonesAndNamesAreInOrder: shown("[href^=tel], .who bdi").every(goesRight),
  };
})())"""


def found(version: int, address: str) -> dict[str, object]:
    """What the old engine shows of a page on a phone."""
    python = PROJECT / "build" / "old-engines" / str(version) / "bin" / "python"
    if not python.exists():
        pytest.skip(f"Chromium {version} is not installed here; 'make old-engines' installs it")
    done = subprocess.run(
        [str(python), str(PROJECT / "scripts" / "old_engine.py"), address, "360", "800"],
        input=LOOK,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["complaints"] == []
    return json.loads(said["found"])


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("page", "lines"), [("ur", 1.85), ("ur/worried", 1.85), ("ur/thanks", 1.85), ("en", 1.2)]
)
def test_a_page_looks_right_in_an_old_engine(server, tokens, version, page, lines):
    said = found(version, f"{server.url}/s/{tokens['people-supported']}/{page}")
    assert said.pop("lineHeight") >= lines
    assert said == dict.fromkeys(said, True)
