"""Choosing a framework, placing themes in it, and carrying a map over by a crosswalk."""

from datetime import date

import pytest

from app.comments.machine.engine.themes import ASKED_AS, THEMES, theme_of
from app.evidence.frameworks.definition import ThemeMap
from app.evidence.frameworks.library import disagreements, library_of, shipped
from app.kernel.errors import NotFound

TODAY = date(2026, 11, 26)
SHIPPED = library_of(shipped())


def framework(framework_id, version="1", statements=("one", "two", "three"), **more):
    named = [{"id": each, "label": each.title()} for each in statements]
    document = {
        "id": framework_id,
        "version": version,
        "name": framework_id.title(),
        "status": "live",
        "keyQuestions": [{"id": "q", "label": "Q", "statements": named}],
        **more,
    }
    return ("framework", f"{framework_id}@{version}"), document


def theme_map(framework_id, themes, measures=()):
    document = {"framework": framework_id, "author": "us", "themes": themes}
    return ("themes", framework_id), {**document, "measures": dict(measures)}


def crosswalk(*links):
    document = {
        "fromFramework": "old",
        "toFramework": "new",
        "author": "us",
        "date": "2026-11-01",
        "links": [{"from": a, "to": b, "strength": strength} for a, b, strength in links],
    }
    return ("crosswalk", "old--new"), document


def test_without_a_version_the_one_in_force_is_meant():
    library = library_of(
        dict(
            [
                framework("f", "1", effectiveTo="2026-06-30", status="superseded"),
                framework("f", "2", effectiveFrom="2026-07-01"),
                framework("f", "3", status="draft"),
            ]
        )
    )
    assert library.named("f", date(2026, 5, 1)).version == "1"
    assert library.named("f", TODAY).version == "2"
    assert library.named("f@3", TODAY).version == "3"


def test_a_draft_is_meant_only_where_there_is_nothing_else():
    library = library_of(
        dict([framework("f", "1", effectiveFrom="2030-01-01"), framework("f", "2", status="draft")])
    )
    assert library.named("f", TODAY).version == "1"
    assert SHIPPED.named("cqc-asc", TODAY).version == "draft-v9-2026-06-26"


def test_an_unknown_framework_is_refused_with_those_there_are():
    with pytest.raises(NotFound) as caught:
        SHIPPED.named("cqc", TODAY)
    assert str(caught.value) == (
        "There is no framework 'cqc'. Choose from: ciw, cqc-saf, pamms, psed, scot-hscs, cqc-asc."
    )


def test_a_measure_goes_before_an_audience_and_that_before_a_theme():
    found = ThemeMap("f", "us", {"food": ("a",), "food@staff": ("b",)}, {"food_right": ("c",)}, {})
    assert found.places(theme="food", audience="people") == ("a",)
    assert found.places(theme="food", audience="staff") == ("b",)
    assert found.places(theme="food", audience="staff", measure="food_right") == ("c",)
    assert found.places(theme="weather") == ()


def test_a_framework_without_a_map_gets_one_by_a_crosswalk():
    library = library_of(
        dict(
            [
                framework("old"),
                framework("new", statements=("uno", "due", "tre")),
                theme_map("old", {"food": ["one"], "dress": ["two"], "safety": ["three"]}),
                crosswalk(
                    ("one", "uno", "same"), ("two", "due", "partial"), ("three", "tre", "related")
                ),
            ]
        )
    )
    carried = library.theme_map(library.named("new", TODAY))
    assert carried.themes == {"food": ("uno",), "dress": ("due",), "safety": ()}
    assert (carried.carried_from, carried.unsure) == ("old", frozenset({"due"}))
    old = library.theme_map(library.named("old", TODAY))
    assert disagreements(library.crosswalks[0], old, carried) == ()


def test_what_is_called_the_same_and_maps_otherwise_is_found():
    library = library_of(
        dict(
            [
                framework("old"),
                framework("new"),
                theme_map("old", {"food": ["one"]}),
                theme_map("new", {"food": ["two"]}),
                crosswalk(("one", "one", "same"), ("two", "two", "partial")),
            ]
        )
    )
    found = disagreements(library.crosswalks[0], library.maps["old"], library.maps["new"])
    assert found == (("one", "one"),)


def test_a_framework_that_nothing_leads_to_has_nothing_mapped():
    library = library_of(dict([framework("alone")]))
    found = library.theme_map(library.named("alone", TODAY))
    assert (found.themes, found.author) == ({}, "nobody yet")


def test_the_draft_of_2026_has_all_its_names_and_is_never_in_force():
    found = SHIPPED.named("cqc-asc", TODAY)
    assert {each.label: len(each.places) for each in found.key_questions} == {
        "Safe": 7, "Effective": 4, "Caring": 3, "Responsive": 4, "Well-led": 6,
    }  # fmt: skip
    assert found.standing(TODAY) == "A draft: not in force"
    [crosswalk] = [each for each in SHIPPED.crosswalks if each.target == "cqc-asc"]
    before = {place.id for place in SHIPPED.named("cqc-saf", TODAY).places}
    assert before - {link.origin for link in crosswalk.links} == {"environmental-sustainability"}
    assert {link.target for link in crosswalk.links} == set(found.by_id)


@pytest.mark.parametrize("crosswalk", SHIPPED.crosswalks, ids=lambda each: each.key)
def test_shipped_statements_that_are_the_same_have_the_same_evidence(crosswalk):
    maps = SHIPPED.maps
    assert disagreements(crosswalk, maps[crosswalk.origin], maps[crosswalk.target]) == ()
    for link in crosswalk.links:
        assert link.origin in SHIPPED.place_ids(crosswalk.origin)
        assert link.target in SHIPPED.place_ids(crosswalk.target)


@pytest.mark.parametrize("framework_id", sorted(SHIPPED.maps))
def test_shipped_maps_name_every_theme_and_only_places_that_there_are(framework_id):
    found = SHIPPED.maps[framework_id]
    assert {name.partition("@")[0] for name in found.themes} == set(THEMES)
    named = {
        place
        for entries in (found.themes, found.measures, found.acts)
        for places in entries.values()
        for place in places
    }
    assert named <= SHIPPED.place_ids(framework_id)


def test_every_word_that_questions_use_is_a_theme():
    assert set(ASKED_AS.values()) <= set(THEMES)
    assert theme_of("faith") == "faith_worship"
    assert theme_of("food") == "food"
