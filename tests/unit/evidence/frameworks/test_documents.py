"""Frameworks as documents: the shipped ones load, and every fault is said with its place."""

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from app.evidence.frameworks.definition import (
    EvidenceCategory,
    Framework,
    Status,
    Strength,
    ThemeMap,
)
from app.evidence.frameworks.documents import DocumentFaults, read_document, read_json
from app.evidence.frameworks.library import SHIPPED, shipped

SMALL = {
    "id": "small",
    "version": "1",
    "name": "A small framework",
    "status": "live",
    "keyQuestions": [{"id": "a", "label": "A", "statements": [{"id": "one", "label": "One"}]}],
}


def read(document, name="f.json") -> Any:
    """What a document says, of whichever kind."""
    return read_document(document, name)


def changed(**more):
    return {**deepcopy(SMALL), **more}


def heading(statement):
    return {"id": "a", "label": "A", "statements": [statement]}


def faults(document):
    with pytest.raises(DocumentFaults) as caught:
        read(document, "f.json")
    return caught.value.faults


@pytest.mark.parametrize(
    ("name", "places", "unnamed", "status"),
    [
        ("ciw", 4, 0, Status.LIVE),
        ("cqc-asc.draft-2026", 24, 0, Status.DRAFT),
        ("cqc-saf", 34, 0, Status.LIVE),
        ("pamms", 16, 0, Status.LIVE),
        ("psed", 3, 0, Status.LIVE),
        ("scot-hscs", 5, 0, Status.LIVE),
    ],
)
def test_each_shipped_framework_loads(name, places, unnamed, status):
    path = SHIPPED / "frameworks" / f"{name}.json"
    found = read(read_json(path.read_bytes(), path.name), path.name)
    assert isinstance(found, Framework)
    assert (len(found.places), found.unnamed, found.status) == (places, unnamed, status)


def test_all_shipped_documents_are_in_order():
    kinds = sorted(kind for kind, _ in shipped())
    assert kinds == ["crosswalk"] * 4 + ["framework"] * 6 + ["themes"] * 6


def test_what_may_be_missing_is_empty():
    found = read(changed(evidenceCategories=None, effectiveFrom=None), "f.json")
    assert (found.categories, found.effective_from, found.quotations) == ((), None, ())
    assert found.category("people") is None


def test_a_heading_without_statements_is_itself_a_place():
    found = read(changed(keyQuestions=[{"id": "w", "label": "Well-being"}]), "f.json")
    assert [(place.id, place.label) for place in found.places] == [("w", "Well-being")]


def test_categories_keep_their_labels():
    found = read(
        changed(evidenceCategories=[{"id": "people", "label": "People's experience"}]), "f.json"
    )
    assert found.categories == (EvidenceCategory("people", "People's experience"),)
    assert found.category("people") == "People's experience"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            changed(status="alive"),
            "the framework: 'status' must be one of: draft, live, superseded.",
        ),
        (
            changed(id="a b"),
            "the framework: 'id' must be letters, digits and hyphens, such as listening-involving.",
        ),
        (changed(name=""), "the framework: 'name' is missing. Add it."),
        (changed(keyQuestions=[]), "keyQuestions: there is none. Name at least one heading."),
        (changed(keyQuestions={}), "keyQuestions: there is none. Name at least one heading."),
        (changed(keyQuestions="x"), "keyQuestions: write a list in square brackets."),
        (changed(keyQuestions=["x"]), "keyQuestions[1]: write an object in braces."),
        (changed(effectiveFrom="soon"), "effectiveFrom: write a day as 2026-11-26, or null."),
        (
            changed(effectiveFrom="2026-02-01", effectiveTo="2026-01-01"),
            "effectiveTo: it ends before it begins. Turn the two days round.",
        ),
        (
            changed(keyQuestion=[]),
            "the framework: 'keyQuestion' is not known. Is it a slip of the pen?",
        ),
        (
            changed(evidenceCategories=[{"id": "gossip", "label": "Gossip"}]),
            "evidenceCategories[1]: 'id' must be one of: people, staff, partners, "
            "observation, processes, outcomes.",
        ),
        (
            changed(keyQuestions=[heading({"id": "one", "label": None})]),
            "keyQuestions: 1 statements have no label. Name them, or set the status to draft.",
        ),
        (
            changed(keyQuestions=[{"id": "a", "label": "A"}, {"id": "a", "label": "B"}]),
            "a: this id stands twice. Give each statement an id of its own.",
        ),
        (
            changed(keyQuestions=[heading({"id": "b", "label": "B", "culturalRelevance": 3})]),
            "keyQuestions[1].statements[1].culturalRelevance: write 0, 1 or 2.",
        ),
    ],
)
def test_every_fault_says_where_what_and_what_to_do(document, expected):
    assert f"f.json: {expected}" in faults(document)


def test_all_faults_are_said_at_once():
    assert len(faults(changed(status="x", name=None, id=""))) == 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", "f.json: line 1, column 2: this is not JSON"),
        (b"\xff", "f.json: this is not text in UTF-8. Save it as UTF-8."),
        (b"[" * 200_000, "f.json: lists stand in lists too deeply. Mend it."),
        (b" " * 1_000_001, "f.json: the file is larger than 1 MB. Cut it down."),
    ],
)
def test_what_is_no_json_is_said(content, expected):
    with pytest.raises(DocumentFaults) as caught:
        read_json(content, "f.json")
    assert str(caught.value).startswith(expected)


@pytest.mark.parametrize("document", [[], "x", None, {}, {"colour": "red"}])
def test_what_is_no_framework_is_refused(document):
    [fault] = faults(document)
    assert fault.startswith("f.json: ")


def test_a_theme_map_is_read():
    found = read(
        {
            "framework": "small",
            "author": "us",
            "themes": {"food": ["one"]},
            "acts": {"audit": ["one"]},
        },
        "m.json",
    )
    assert found == ThemeMap(
        framework="small",
        author="us",
        themes={"food": ("one",)},
        measures={},
        acts={"audit": ("one",)},
    )


def test_a_theme_map_with_faults_is_refused():
    assert faults({"framework": "small", "themes": {"food": "one"}, "acts": {"party": []}}) == [
        "f.json: acts.party: there is no such kind. Use: training, audit, partnership, event, "
        "policy, action.",
        "f.json: the theme map: 'author' is missing. Add it.",
        "f.json: themes.food: write a list of texts.",
    ]


def test_a_crosswalk_needs_its_day_and_known_strengths():
    document = {
        "fromFramework": "a",
        "toFramework": "b",
        "author": "us",
        "links": [{"from": "x", "to": "y", "strength": "exact"}],
    }
    assert faults(document) == [
        "f.json: date: the day on which somebody judged is missing, as 2026-11-26.",
        "f.json: links[1]: 'strength' must be one of: same, partial, related.",
    ]
    good = {
        **document,
        "date": "2026-11-01",
        "links": [{"from": "x", "to": "y", "strength": "same"}],
    }
    found = read(json.loads(json.dumps(good)), "f.json")
    assert (found.on, found.links[0].strength) == (date(2026, 11, 1), Strength.SAME)
    assert found.turned().links[0].origin == "y"


@pytest.mark.parametrize(
    ("more", "day", "standing"),
    [
        ({}, date(2026, 1, 1), "In force"),
        ({"effectiveFrom": "2026-02-01"}, date(2026, 2, 1), "In force since 1 February 2026"),
        ({"effectiveFrom": "2026-02-01"}, date(2026, 1, 31), "Not in force before 1 February 2026"),
        ({"effectiveTo": "2026-02-01"}, date(2026, 2, 1), "In force, until 1 February 2026"),
        (
            {"effectiveTo": "2026-02-01"},
            date(2026, 2, 2),
            "Superseded: not in force after 1 February 2026",
        ),
        ({"status": "superseded"}, date(2026, 2, 2), "Superseded: not in force"),
        (
            {"status": "superseded", "effectiveTo": "2026-03-01"},
            date(2026, 2, 2),
            "In force, until 1 March 2026",
        ),
        (
            {"status": "draft", "effectiveFrom": "2020-01-01"},
            date(2026, 1, 1),
            "A draft: not in force",
        ),
    ],
)
def test_whether_a_framework_is_in_force_on_a_day(more, day, standing):
    assert read(changed(**more), "f.json").standing(day) == standing
