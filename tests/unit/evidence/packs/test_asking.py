"""What a pack is asked for: dates, services and frameworks, and one clear message where not."""

import uuid
from datetime import date

import pytest

from app.evidence.frameworks.library import library_of, shipped
from app.evidence.packs.asking import asked_beside, asked_frameworks, scope_of
from app.evidence.packs.collecting import at_least
from app.evidence.packs.comments import fixed_periods
from app.kernel.errors import NotFound, Refused

TODAY = date(2026, 11, 26)
LIBRARY = library_of(shipped())
ROSE, OAK = uuid.UUID(int=1), uuid.UUID(int=2)
SERVICES = {ROSE: "Rose House", OAK: "Oak House"}


def scope(first="2026-01-15", last="2026-03-02", names=()):
    return scope_of(
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        names=names,
        services=SERVICES,
    )


def test_days_are_widened_to_whole_months():
    found = scope()
    assert (found.first_month, found.last_month) == ("2026-01", "2026-03")
    assert found.months_named == "January 2026 to March 2026"
    assert found.weeks == ("2026-W01", "2026-W13")
    assert scope("2026-02-03", "2026-02-04").months_named == "February 2026"


def test_no_name_means_all_services_and_each_name_one():
    assert (scope().is_all, scope().chosen) == (True, frozenset())
    one = scope(names=[" rose  HOUSE "])
    assert (one.is_all, one.chosen, one.services_named) == (False, frozenset({ROSE}), "Rose House")
    assert scope().services_named == "All services: Oak House; Rose House"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-03-02", "2026-03-01", "2 March 2026 is after 1 March 2026. Turn them."),
        ("1999-12-31", "2026-03-01", "Choose dates between 1 January 2000 and 31 December 2100."),
        ("2026-01-01", "2101-01-01", "Choose dates between 1 January 2000 and 31 December 2100."),
    ],
)
def test_dates_that_make_no_sense_are_refused(first, last, words):
    with pytest.raises(Refused) as caught:
        scope(first, last)
    assert str(caught.value).endswith(words)


def test_an_unknown_service_is_refused_with_those_there_are():
    with pytest.raises(NotFound) as caught:
        scope(names=["Elm House"])
    assert str(caught.value) == (
        "There is no service 'Elm House'. Choose from: Oak House; Rose House."
    )


def test_without_any_service_there_is_no_pack():
    with pytest.raises(NotFound) as caught:
        scope_of(first=TODAY, last=TODAY, names=(), services={})
    assert str(caught.value).startswith("There is no service yet.")


def test_frameworks_come_once_each_and_with_what_their_packs_tell_too():
    asked = asked_frameworks(["pamms", "cqc-saf", "pamms"], LIBRARY, TODAY)
    assert [each.framework.id for each in asked] == ["pamms", "cqc-saf"]
    assert [each.framework.id for each in asked_beside(asked, LIBRARY, TODAY)] == ["psed"]
    both = asked_frameworks(["pamms", "psed"], LIBRARY, TODAY)
    assert asked_beside(both, LIBRARY, TODAY) == ()


def test_a_draft_without_names_is_refused():
    statements = [{"id": "one", "label": None}, {"id": "two", "label": "Two"}]
    nameless = {
        "id": "to-come",
        "version": "1",
        "name": "To come",
        "status": "draft",
        "keyQuestions": [{"id": "safe", "label": "Safe", "statements": statements}],
    }
    library = library_of({**shipped(), ("framework", "to-come@1"): nameless})
    with pytest.raises(Refused) as caught:
        asked_frameworks(["to-come"], library, TODAY)
    assert "is a draft, and 1 of its statements have no names yet" in str(caught.value)


@pytest.mark.parametrize("names", [[], ["nothing"]])
def test_no_framework_and_an_unknown_one_are_refused(names):
    with pytest.raises(Refused):
        asked_frameworks(names, LIBRARY, TODAY)


@pytest.mark.parametrize(
    ("first", "last", "periods"),
    [
        ("2025-11-01", "2026-10-31", ("year",)),
        ("2026-01-01", "2026-03-31", ("2026-Q1",)),
        ("2025-12-01", "2026-11-30", ("2026-Q1", "2026-Q2", "2026-Q3")),
        ("2026-02-01", "2026-04-30", ()),
        ("2026-02-01", "2026-06-30", ("2026-Q2",)),
    ],
)
def test_comments_are_released_for_fixed_periods_only(first, last, periods):
    assert fixed_periods(scope(first, last), TODAY) == periods


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "fewer than 10"),
        (1, "fewer than 10"),
        (9, "fewer than 10"),
        (10, "10 or more"),
        (29, "20 or more"),
    ],
)
def test_numbers_of_comments_do_not_tell_of_one_more(number, words):
    assert at_least(number) == words
