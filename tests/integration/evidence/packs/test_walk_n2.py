"""The nine-bed home: an intruder with every pack of two weeks finds nobody (walk N2).

The intruder asks for packs of every choice of services and of several spans of months, this week
and after one more answer, in every format, and subtracts whatever can be subtracted.
"""

import json
import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from random import Random

import pytest

from app.evidence.packs.operations import FORMATS
from app.surveys.parts import Kind
from tests.comments import comment, count_views, people
from tests.factories import link, option, question, service, survey
from tests.given import FREQUENCY, rating, stored
from tests.measuring import count
from tests.packs import a_pack, tables_in_html, tables_in_json, tables_in_xlsx

ALWAYS, MOSTLY, SOMETIMES, RARELY, NEVER = FREQUENCY
FEWEST, FRESH = 10, 5
HOMES = ("Large", "Middle", "Small")
SPANS = (
    (date(2026, 1, 1), date(2026, 4, 30)),
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 2, 1), date(2026, 4, 30)),
    (date(2026, 4, 1), date(2026, 4, 30)),
)
WEEKS = ("2026-W02", "2026-W06", "2026-W10", "2026-W15")
ASKED = survey(
    rating("respect", theme="respect", measure="respected"),
    question("answered_by", Kind.SINGLE_CHOICE, "self", "other_person_absent"),
    question(
        "religion",
        Kind.SINGLE_CHOICE,
        *("hindu", "muslim", "none"),
        part="equality",
        non_substantive=(option("prefer_not"),),
    ),
    question("why", Kind.COMMENT),
    survey_id="asked",
    audience="people",
)


@pytest.fixture
def homes(context):
    """Two large homes and one of nine people, of whom one says no."""
    links = {
        name: link(ASKED, token=f"K7QF2{number}", service_id=service(name).id)
        for number, name in enumerate(HOMES)
    }
    for week in WEEKS:
        stored(links["Large"], {"respect": ALWAYS, "religion": "none"}, times=14, week=week)
        stored(links["Large"], {"respect": NEVER}, times=3, week=week)
        stored(links["Middle"], {"respect": MOSTLY, "religion": "hindu"}, times=11, week=week)
    stored(links["Small"], {"respect": ALWAYS, "religion": "hindu"}, times=8, week="2026-W15")
    stored(links["Small"], {"respect": NEVER, "religion": "muslim"}, times=1, week="2026-W15")
    people(30, "positive", at=links["Large"], themes=["food"], week="2026-W06")
    people(8, "negative", at=links["Small"], themes=["dress"], week="2026-W06")
    count()
    count_views()
    return links


def choices(order=None):
    """Every choice of services and months, in some order."""
    services = [()] + [some for size in (1, 2) for some in combinations(HOMES, size)]
    found = [(some, span) for some in services for span in SPANS]
    return order.sample(found, len(found)) if order else found


def packs(order=None):
    """The pack of every choice."""
    return {
        choice: a_pack(first=choice[1][0], last=choice[1][1], services=choice[0])
        for choice in choices(order)
    }


def months_of(span):
    first, last = span
    return frozenset(f"2026-{month:02d}" for month in range(first.month, last.month + 1))


def bases(pack, choice):
    """How many people each figure rests on, by the homes and months that it is of."""
    homes = frozenset(choice[0] or HOMES)
    found = defaultdict(set)
    for _, table in pack.tables():
        if table.title == "Closed questions":
            for row in table.rows:
                if isinstance(row[3], int):
                    key = (row[0], row[1], row[2])
                    found[key].add((homes, months_of(choice[1]), row[3]))
        if table.title.startswith("Months of"):
            for row in table.rows:
                key = (row[0], row[1], row[2].replace(", version", ": Standard, version"))
                for month, cell in zip(table.columns[3:], row[3:], strict=True):
                    told = re.match(r"\d+ % \((\d+)\)", str(cell))
                    if told:
                        found[key].add((homes, frozenset({month}), int(told[1])))
        if table.title == "Comments":
            for row in table.rows:
                if isinstance(row[3], int):
                    found[row[0], "comments", row[2]].add((homes, frozenset({row[2]}), row[3]))
    return found


def everything_seen(made):
    seen = defaultdict(set)
    for choice, pack in made.items():
        for key, some in bases(pack, choice).items():
            seen[key] |= some
    return seen


def is_few(number):
    return 0 < abs(number) < FEWEST


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_no_pack_and_no_difference_of_two_tells_of_a_handful(homes, seed):
    seen = everything_seen(packs(Random(seed) if seed else None))
    assert len(seen) >= 2
    for some in seen.values():
        assert not any(is_few(number) for _, _, number in some)
        for (homes_a, months_a, one), (homes_b, months_b, other) in combinations(some, 2):
            if (homes_a >= homes_b and months_a >= months_b) or (
                homes_b >= homes_a and months_b >= months_a
            ):
                assert not is_few(one - other), (homes_a, months_a, homes_b, months_b)


@pytest.mark.parametrize(("home", "is_tenth"), [("Middle", False), ("Small", True)])
def test_last_weeks_pack_and_this_weeks_do_not_show_the_one_new_answer(homes, home, is_tenth):
    before = packs()
    stored(homes[home], {"respect": NEVER, "religion": "muslim"}, times=1, week="2026-W15")
    comment("My hijab was taken.", at=homes[home], is_read=True)
    count()
    count_views()
    after = packs()
    changed = {
        choice for choice, pack in before.items() if list(after[choice].walk()) != list(pack.walk())
    }
    # Of nine people nothing was released; the tenth brings all ten of them, and groups whatever the
    # dates of a pack of all services.
    of_home = {
        (services, span)
        for services, span in before
        if not services or (home in services and span[1] == SPANS[0][1])
    }
    assert changed == (of_home if is_tenth else set())
    # Not even together with all that was seen before, in whatever order.
    both = everything_seen(before)
    for key, some in everything_seen(after).items():
        both[key] |= some
    assert not any(is_few(number) for some in both.values() for _, _, number in some)


def test_new_answers_come_five_at_a_time(homes):
    random = Random(5)
    before = packs()
    for _ in range(8):
        home = random.choice(HOMES)
        stored(homes[home], {"respect": random.choice([ALWAYS, NEVER])}, week="2026-W15")
        count()
        after = packs()
        for choice in before:
            then, now = bases(before[choice], choice), bases(after[choice], choice)
            for key in then.keys() & now.keys():
                earlier = {(homes, months): number for homes, months, number in then[key]}
                later = {(homes, months): number for homes, months, number in now[key]}
                for cut in earlier.keys() & later.keys():
                    moved = later[cut] - earlier[cut]
                    assert moved == 0 or abs(moved) >= FRESH, (choice, key)
        before = after


def test_the_small_home_says_nothing_in_any_format_and_no_words_of_its_people(homes):
    pack = a_pack(first=SPANS[0][0], last=SPANS[0][1], services=["Small"])
    told = tables_in_json(FORMATS["json"](pack))
    questions = [row for table in told if table[0][0] == "Question" for row in table[1:]]
    assert questions == []
    assert tables_in_html(FORMATS["html"](pack)) == told
    assert tables_in_xlsx(FORMATS["xlsx"](pack)) == told
    words = json.dumps(pack.content, ensure_ascii=False)
    assert "Hidden to protect people (fewer than 10)" in words
    assert "hijab" not in words


def test_groups_of_people_are_never_told_of_one_home(homes):
    for choice, pack in packs().items():
        words = json.dumps(pack.content)
        if choice[0]:
            assert "muslim" not in words.lower()
            assert "hindu" not in words.lower()
