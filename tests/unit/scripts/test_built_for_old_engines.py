"""What a respondent's browser loads is written for the oldest engines that the docs name."""

import json
import re
from collections.abc import Iterator

import pytest

from scripts.build_assets import DIST, PROJECT, TARGETS

STYLES = ("respondent.css", "published.css")
SCRIPTS = ("answering.js", "kiosk.js", "worker.js", "withdraw.js")
BLOCK = re.compile(r"([^{}]+)\{([^{}]*)\}")
# Feature → what it looks like in a built declaration, and from which Chromium on it is known.
LATER_PROPERTIES = {
    "both logical sides (87)": (
        r"(?:padding|margin|border)-(?:block|inline)(?:-(?:color|style|width))?:"
    ),
    "inset (87)": r"\binset(?:-(?:block|inline)-(?:start|end))?:",
    "length chosen by a function (79)": r":[^;]*\b(?:min|max|clamp)\(",
    "unit of the visible screen (108)": r"\d[dsl]v[hwib]\b",
    "aspect-ratio (88)": r"aspect-ratio:",
    "mixed colour (111)": r"color-mix\(|oklch\(",
}
LATER_SELECTORS = {
    ":is() or :where() (88)": r":(?:is|where)\(",
    ":has() (105)": r":has\(",
    ":focus-visible (86)": r":focus-visible",
    ":not() of several (88)": r":not\([^()]*,",
    "nesting (112)": r"&",
    "layers or containers (99, 105)": r"@(?:layer|container)",
}
# Rules that an old engine drops whole, and what stands in their place there.
MISSED_BY_NOBODY = {
    ":focus-visible": "the engine's own ring",
    ".row:has(:focus-visible)": "the engine's own ring around the control",
    ".row :focus-visible": "the engine's own ring around the control",
    ":focus-visible,.row:has(:focus-visible)": "forced colours are younger than both selectors",
    ".q:has([data-worried]:checked) .tell": "script, or it always stands there",
}
LATER_CALLS = {
    "globalThis (71)": r"\bglobalThis\b",
    "Array.at (92)": r"\.at\(-?\d",
    "Object.fromEntries (73)": r"\.fromEntries\(",
    "Object.hasOwn (93)": r"Object\.hasOwn\(",
    "String.replaceAll (85)": r"\.replaceAll\(",
    "String.matchAll (73)": r"\.matchAll\(",
    "Promise.allSettled, Promise.any (76, 85)": r"\.(?:allSettled|any)\(\[",
    "structuredClone (98)": r"\bstructuredClone\(",
    "queueMicrotask (71)": r"\bqueueMicrotask\(",
    "form.requestSubmit (76)": r"\.requestSubmit\(",
    "AbortSignal.timeout (103)": r"AbortSignal\.(?:timeout|any)\(",
    "optional chaining (80)": r"[\w)\]]\?\.[A-Za-z_$([]",
    "nullish operator (80)": r"\?\?",
    "private member (74)": r"this\.#",
}


def built(name: str) -> str:
    manifest = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    return (DIST / manifest[name]).read_text(encoding="utf-8")


def rules(name: str) -> Iterator[tuple[str, str]]:
    for selector, declarations in BLOCK.findall(built(name)):
        yield selector.rpartition(";")[2], declarations


def found_in(text: str, later: dict[str, str]) -> list[str]:
    return [feature for feature, pattern in later.items() if re.search(pattern, text)]


def is_flexible(declarations: str) -> bool:
    return re.search(r"display:(?:inline-)?flex", declarations) is not None


def faults_of(declarations: str) -> list[str]:
    """What an old engine would drop of a rule, but for a value that one before it stands in for."""
    own = declarations.split(";")
    named = {each.partition(":")[0] for each in own}
    replaced = [
        each
        for place, each in enumerate(own)
        if any(before.partition(":")[0] == each.partition(":")[0] for before in own[:place])
    ]
    kept = ";".join(each for each in own if each not in replaced)
    gap = ["gap between flexible boxes (84)"] if is_flexible(kept) and "gap" in named else []
    return found_in(kept, LATER_PROPERTIES) + gap


@pytest.mark.parametrize("name", STYLES)
def test_a_style_sheet_has_no_declaration_that_the_oldest_engine_drops(name):
    faults = {selector: faults_of(declarations) for selector, declarations in rules(name)}
    assert {selector: each for selector, each in faults.items() if each} == {}


@pytest.mark.parametrize("name", STYLES)
def test_a_rule_that_an_old_engine_does_not_know_is_missed_by_nobody(name):
    unknown = {selector for selector, _ in rules(name) if found_in(selector, LATER_SELECTORS)}
    assert unknown - MISSED_BY_NOBODY.keys() == set()


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_calls_nothing_that_the_oldest_engine_lacks(name):
    assert found_in(built(name), LATER_CALLS) == []


@pytest.mark.parametrize(
    ("declarations", "faults"),
    [
        ("display:flex;gap:1rem", ["gap between flexible boxes (84)"]),
        ("display:grid;gap:1rem", []),
        ("padding-block:1rem", ["both logical sides (87)"]),
        ("padding-block-start:1rem", []),
        ("inset-block-start:0", ["inset (87)"]),
        ("width:min(1rem,2rem)", ["length chosen by a function (79)"]),
        ("width:1rem;width:min(1rem,2rem)", []),
    ],
)
def test_a_fault_is_seen(declarations, faults):
    assert faults_of(declarations) == faults


def test_the_docs_name_the_engines_that_are_built_for():
    docs = (PROJECT / "docs" / "supported-browsers.md").read_text(encoding="utf-8")
    names = {"chrome": "Chromium", "firefox": "Firefox", "safari": "Safari"}
    oldest = [re.fullmatch(r"([a-z]+)(\d+)", each).groups() for each in TARGETS.split(",")]
    assert [
        f"{names[name]} {since}" for name, since in oldest if f"{names[name]} {since}" not in docs
    ] == []
