"""The nine-bed home: whoever compares every figure with every other finds nobody (walk N2).

The intruder has every figure of every filter, now and as it was before each new answer, and
subtracts any from any other.
"""

import uuid
from collections import Counter
from itertools import combinations
from random import Random

import pytest

from app.disclosure import Figure, Hidden, Reason, Released
from app.extensions import db
from app.results.indicators.cuts import Cut
from app.results.indicators.operations import figures_of, gaps_of, monthly
from tests.factories import link, service
from tests.given import stored
from tests.measuring import ALWAYS, MEASURED, MOSTLY, NEVER, SOMETIMES, count

FEWEST = 10
MONTHS = {
    "2026-01": "2026-W02", "2026-02": "2026-W06", "2026-03": "2026-W10", "2026-04": "2026-W15",
}  # fmt: skip


@pytest.fixture
def homes(context):
    """Two large homes and a small one of nine, one of whom is unhappy."""
    links = [
        link(MEASURED, token=f"K7QF2{number}", service_id=service(name).id)
        for number, name in enumerate(("Large", "Middle", "Small"))
    ]
    for week in MONTHS.values():
        stored(links[0], {"respect": ALWAYS, "religion": "none"}, times=14, week=week)
        stored(links[0], {"respect": NEVER}, times=3, week=week)
        stored(links[1], {"respect": MOSTLY, "religion": "hindu"}, times=11, week=week)
    stored(links[2], {"respect": ALWAYS, "religion": "hindu"}, times=8, week="2026-W06")
    stored(links[2], {"respect": NEVER, "religion": "muslim"}, times=1, week="2026-W06")
    count()
    return links


def cuts(links) -> list[Cut]:
    """Every filter that a page, a file or a pack could be asked for."""
    chosen = [frozenset[uuid.UUID]()]
    ids = [each.service_id for each in links]
    chosen += [frozenset(some) for size in (1, 2) for some in combinations(ids, size)]
    periods = [("0000-00", "9999-99"), ("2026-01", "2026-04"), ("2026-01", "2026-02")]
    periods += [("2026-02", "2026-04"), ("2026-02", "2026-02"), ("2026-03", "2026-04")]
    return [Cut(services, None, *period) for services in chosen for period in periods]


def seen(links, order=None) -> dict[Cut, Counter[str]]:
    """For each cut that shows its answers on respect: how many gave each."""
    found = {}
    every = cuts(links)
    for cut in order.sample(every, len(every)) if order else every:
        for series in figures_of(cut):
            respect = series.question("respect") if series.questions else None
            if respect and isinstance(respect.base, Released):
                shares = {
                    e.code: e.cell.count for e in respect.shares if isinstance(e.cell, Figure)
                }
                found[cut] = Counter({"people": respect.base.base, **shares})
    db.session.commit()
    return found


def held_by(cut: Cut, links) -> frozenset[tuple[uuid.UUID, str]]:
    """The services and months that a cut is of, as the intruder knows them."""
    ids = cut.services or {each.service_id for each in links}
    return frozenset(
        (each, month) for each in ids for month in MONTHS if cut.first <= month <= cut.last
    )


def is_few(people: int) -> bool:
    return 0 < abs(people) < FEWEST


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_no_figure_and_no_difference_of_two_is_a_handful(homes, seed):
    shown = seen(homes, Random(seed) if seed else None)
    assert shown
    assert not any(is_few(each["people"]) for each in shown.values())
    for (one, here), (other, there) in combinations(shown.items(), 2):
        if held_by(one, homes) >= held_by(other, homes):
            assert not is_few(here["people"] - there["people"]), (one, other)
        if held_by(other, homes) >= held_by(one, homes):
            assert not is_few(there["people"] - here["people"]), (one, other)


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_no_sum_of_two_less_a_third_is_a_handful(homes, seed):
    shown = seen(homes, Random(seed) if seed else None)
    for one, other in combinations(shown, 2):
        if held_by(one, homes) & held_by(other, homes):
            continue
        both = held_by(one, homes) | held_by(other, homes)
        people = shown[one]["people"] + shown[other]["people"]
        for third in shown:
            if held_by(third, homes) >= both or held_by(third, homes) <= both:
                assert not is_few(people - shown[third]["people"]), (one, other, third)


def test_one_new_answer_after_another_moves_no_figure_by_a_handful(homes):
    large, middle, small = homes
    random = Random(7)
    before = seen(homes)
    for _ in range(16):
        stored(
            random.choice([large, large, middle, small]),
            {"respect": random.choice([ALWAYS, SOMETIMES, NEVER]), "religion": "muslim"},
            week=random.choice(["2026-W06", "2026-W15"]),
        )
        count()
        after = seen(homes)
        for cut in before.keys() & after.keys():
            moved = after[cut]["people"] - before[cut]["people"]
            assert moved == 0 or moved >= FEWEST, cut
            gone = after[cut] - before[cut]
            assert not moved or max(gone[code] for code in (NEVER, SOMETIMES)) < moved, cut
        before = after
    assert sum(each["people"] for each in before.values()) > 0


def test_the_charts_of_months_give_no_more_than_the_filters(homes):
    small = homes[2]
    seen(homes)
    for services in (frozenset(), *(frozenset([each.service_id]) for each in homes)):
        for series in monthly(Cut(services), measure="respected"):
            for month in series.months:
                assert not isinstance(month.good, Figure) or month.good.base >= FEWEST
    [of_small] = monthly(Cut(frozenset([small.service_id])), measure="respected")
    assert {month.why_not for month in of_small.months} == {str(Hidden(reason=Reason.WAITING))}
    assert "9" not in of_small.words


def test_groups_do_not_tell_who_the_one_is(homes):
    seen(homes)
    for found in gaps_of(Cut()):
        for group in found.groups:
            assert isinstance(group.cell, Hidden) or group.cell.base >= FEWEST
            assert isinstance(group.cell, Released) or isinstance(group.gap, Hidden)
    religion = next(each for each in gaps_of(Cut()) if each.grouping == "religion")
    assert {group.name for group in religion.groups if isinstance(group.cell, Hidden)} >= {"Muslim"}


def test_a_group_joined_by_one_person_after_another_does_not_move_by_one(homes):
    def bases():
        found = next(each for each in gaps_of(Cut()) if each.grouping == "religion")
        return {g.name: g.cell.base for g in found.groups if isinstance(g.cell, Released)}

    before = bases()
    db.session.commit()
    for _ in range(12):
        stored(homes[1], {"respect": NEVER, "religion": "hindu"}, week="2026-W15")
        stored(homes[1], {"respect": ALWAYS, "religion": "muslim"}, week="2026-W15")
        count()
        after = bases()
        db.session.commit()
        for name in before.keys() & after.keys():
            moved = after[name] - before[name]
            assert moved == 0 or moved >= FEWEST
        before = after


def test_an_unhappy_batch_waits_until_somebody_is_not(homes):
    large = homes[0]
    before = seen(homes)[Cut()]
    stored(large, {"respect": NEVER}, times=12, week="2026-W19")
    stored(large, {"respect": ALWAYS}, week="2026-W19")
    count()
    assert seen(homes)[Cut()] == before
    stored(large, {"respect": ALWAYS}, week="2026-W19")
    count()
    assert seen(homes)[Cut()]["people"] == before["people"] + 14
