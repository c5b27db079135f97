"""The intruder finds nobody: over made-up years, at two dates, in every page and file together."""

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from random import Random

import openpyxl
import pytest
from sqlalchemy import select

from app.administration.organisation.queries import all_services
from app.collection.events.models import Event
from app.collection.events.operations import plan_event
from app.collection.events.plans import EventPlan
from app.collection.links.models import Link
from app.collection.publishing.operations import publish
from app.disclosure import Figure, Released
from app.extensions import db
from app.improvement.partners.models import Partner
from app.improvement.partners.operations import add_partner
from app.improvement.partners.plans import PartnerPlan
from app.improvement.policies.models import Policy
from app.improvement.policies.operations import add_policy, ask_staff
from app.improvement.policies.plans import Approval, PolicyPlan
from app.results.indicators import queries
from app.results.indicators.cuts import Cut, shape_of
from app.results.indicators.export import COMMENT_WITHHELD
from app.results.indicators.gate import see
from app.results.indicators.operations import figures_of, gaps_of
from app.results.questions.operations import export
from app.surveys.loader import load_survey
from app.surveys.parts import Kind
from tests.comments import ASKED, count_views, people
from tests.counting import counted_statements
from tests.factories import link, question, service, survey
from tests.given import stored
from tests.integration.disclosure.intruder import (
    FEWEST,
    everything_released,
    is_few,
    rows_of,
    worked_out,
)
from tests.measuring import ALWAYS, MEASURED, MOSTLY, NEVER, SOMETIMES, count
from tests.packs import a_pack, a_return, words_of
from tests.printed import copied
from tests.staff import PASSWORD, signed_in, user

WEEKS = ("2026-W02", "2026-W06", "2026-W10", "2026-W15", "2026-W20", "2026-W24")
RELIGIONS = ("none", "hindu", "muslim")
SIZES = (0, 1, 3, 6, 9, 11, 14, 24)


class Year:
    """A made-up organisation: services of any size, and answers and comments that come in."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        names = ["Ash", "Birch", "Cedar"][: self.random.choice((2, 3, 3))]
        self.asked = [
            link(MEASURED, token=f"K7QF2{n}", service_id=service(name).id)
            for n, name in enumerate(names)
        ]
        self.written = [
            link(ASKED, token=f"M3PW{audience[0].upper()}{n}", audience=audience,
                 service_id=at.service_id)
            for n, at in enumerate(self.asked)
            for audience in ("people", "families")
        ]  # fmt: skip

    def goes_on(self) -> None:
        """Some weeks pass, in which anything from nobody to many may answer anywhere."""
        for at in self.asked:
            mood = self.random.choice(((ALWAYS, MOSTLY, NEVER), (NEVER,), (ALWAYS, SOMETIMES)))
            for week in self.random.sample(WEEKS, 4):
                for _ in range(self.random.choice(SIZES)):
                    stored(at, self._answers(mood), week=week, locale=self._locale())
        for at in self.written:
            for week in self.random.sample(WEEKS, 2):
                self._write(at, week)
        count()
        count_views()

    def _answers(self, mood):
        said = {"respect": self.random.choice(mood), "religion": self.random.choice(RELIGIONS)}
        said["answered_by"] = self.random.choice(("self", "self", "other_person_absent"))
        return {key: each for key, each in said.items() if self.random.random() < 0.9}

    def _write(self, at, week):
        people(
            self.random.choice(SIZES),
            self.random.choice(("positive", "negative", "neutral")),
            at=at,
            week=week,
            themes=self.random.sample(["food", "dress"], self.random.choice((0, 1, 2))),
            language=self.random.choice(("en", "ur", "so")),
            is_sure=self.random.random() < 0.8,
        )

    def _locale(self):
        return self.random.choices(("en", "cy", "ur"), (20, 5, 1))[0]


@pytest.mark.parametrize("seed", range(6))
def test_nothing_that_is_added_or_subtracted_is_a_handful(context, seed):
    year = Year(seed)
    earlier = None
    for _ in range(2):
        year.goes_on()
        known = everything_released()
        for what, how, left in worked_out(known):
            assert not is_few(left["people"]), (what, how)
            assert not left["people"] or left[NEVER] < left["people"], (what, how)
        for what, released in (earlier or {}).items():
            for cells in released.keys() & known[what].keys():
                moved = known[what][cells]["people"] - released[cells]["people"]
                assert moved == 0 or moved >= FEWEST, (what, cells)
        earlier = known
    assert known


@pytest.mark.parametrize("seed", range(6))
def test_groups_leave_nobody_or_ten_beside_their_whole(context, seed):
    year = Year(seed)
    for _ in range(2):
        year.goes_on()
        whole = {
            (series.audience, series.by_proxy, question.id): question.base.base
            for series in figures_of(Cut())
            for question in series.questions
            if isinstance(question.base, Released)
        }
        for found in gaps_of(Cut()):
            released = [g.cell.base for g in found.groups if isinstance(g.cell, Released)]
            assert all(each >= FEWEST for each in released)
            left = whole.get((found.audience, found.by_proxy, found.question_id), 0) - sum(released)
            assert not released or not is_few(left), (found.grouping, found.question_id)
        for series in figures_of(Cut()):
            named = [number for _, number in series.languages if number]
            left = series.whole.base - sum(named) if isinstance(series.whole, Released) else 0
            assert not is_few(left) or not named
            for asked in series.questions:
                if asked.is_about_the_person and isinstance(asked.base, Released):
                    shown = [e.cell.count for e in asked.shares if isinstance(e.cell, Figure)]
                    assert not is_few(asked.base.base - sum(shown))


def test_beside_the_answers_about_the_person_stands_no_number_that_leaves_a_few(context):
    """Four of one religion would be left of all whose religion is counted, less those released."""
    at = link(MEASURED, token="K7QF20")
    for religion, times in (("none", 30), ("hindu", 12), ("muslim", 4), ("prefer_not", 10)):
        stored(at, {"respect": ALWAYS, "religion": religion}, times=times)
    stored(at, {"respect": ALWAYS}, times=3)
    count()
    [of_all] = [see(each, shape_of(Cut(), "people")) for each in queries.released(Cut())]
    tally = of_all.tally.questions["religion"]
    shown = [number for number in tally.chosen.values() if number]
    assert sorted(shown) == [12, 30]
    for beside in (tally.answered, tally.valid_base, tally.asked):
        assert not beside or not is_few(beside - sum(shown))
    assert (tally.answered, tally.valid_base, tally.asked) == (56, 0, 0)


DAY = date(2026, 1, 5)
PARTNERS = survey(
    question("speaking_as", Kind.SINGLE_CHOICE, "working_with_us", "passing_on"),
    survey_id="partners",
    audience="partners",
)
UNDERSTOOD = load_survey(
    Path(__file__).parents[3] / "surveys" / "policy-understood" / "1" / "survey.yaml"
)
READERS_PAGES = (
    "/staff/results/surveys/measured", "/staff/results/surveys/measured?service=Large",
    "/staff/results/surveys/measured?service=Small", "/staff/results/surveys/tiny/comments",
    "/staff/results", "/staff/results/figures.csv", "/staff/results?audience=people",
    "/staff/results?period=2026-Q1", "/staff/results/comments", "/staff/results/similar",
    "/staff/improvement/trends?about=theme:respect",
    "/staff/improvement/trends.csv?about=theme:respect",
    "/staff/improvement/gaps", "/staff/improvement/gaps.csv",
    "/staff/improvement/sides", "/staff/improvement/sides.csv",
)  # fmt: skip

SPAN = "framework=cqc-saf@2023-11&first=2026-01-01&last=2026-06-30"
PACKS = (
    *(f"/staff/evidence/{file}?{SPAN}" for file in ("pack.json", "pack.pdf", "return.pdf")),
    *(f"/staff/evidence/{file}?{SPAN}&service=Small" for file in ("pack.xlsx", "return.csv")),
)
TRAIL = "Audit record as of.{0,200}?Entries in the audit record[^0-9]{0,100}[0-9]+"
MADE = re.compile(rf"[0-9a-f]{{64}}|[A-Za-z0-9_-]{{43}}|{TRAIL}", re.DOTALL)
"""Hashes, keys and signatures, and how much staff had done until then."""


@pytest.fixture
def homes(context):
    """A large home, and a small one in which nobody has answered yet."""
    large, small = (
        link(MEASURED, token=f"K7QF2{n}", service_id=service(name).id)
        for n, name in enumerate(("Large", "Small"))
    )
    wrote = link(ASKED, token="M3PWQ0", service_id=large.service_id)
    link(ASKED, token="M3PWQ1", service_id=small.service_id)
    _ask_at_an_event_and_about_a_policy()
    stored(large, {"respect": ALWAYS, "religion": "none"}, times=30, week=WEEKS[0])
    stored(large, {"respect": NEVER, "religion": "hindu"}, times=12, week=WEEKS[1])
    people(20, "positive", at=wrote, week=WEEKS[0])
    count()
    count_views()


def _ask_at_an_event_and_about_a_policy():
    publish(survey=PARTNERS)
    publish(survey=UNDERSTOOD)
    add_partner(plan=PartnerPlan(name="Choir", kind="faith", started_on=DAY), actor="test")
    plan_event(
        service_name="Small", plan=EventPlan("Lunch", DAY, partner="Choir"), survey_ids=["partners"]
    )
    approval = Approval("1", DAY, DAY + timedelta(days=365), "The board")
    policy = add_policy(plan=PolicyPlan("Equality", "The manager", "Asked."), approval=approval)
    small = next(each for each in all_services() if each.name == "Small")
    ask_staff(policy_id=policy.id, service_id=small.id)
    db.session.commit()


def some_answer_in_the_small_home(number):
    """So many, all of whom are unhappy and write so; as many at its event, and of its staff."""
    answered, wrote = (db.session.get_one(Link, token) for token in ("K7QF21", "M3PWQ1"))
    for survey_id, answers in (
        ("partners", {"speaking_as": "passing_on"}),
        ("policy-understood", {"read": "none", "lived": "disagree"}),
    ):
        [at] = db.session.execute(select(Link).where(Link.survey_id == survey_id)).scalars()
        stored(at, answers, times=number, week=WEEKS[0])
    stored(answered, {"respect": NEVER}, times=number, week=WEEKS[0])
    people(number, "negative", at=wrote, week=WEEKS[0])
    count()
    count_views()


def test_whatever_is_handed_out_is_the_same_however_many_are_hidden(app, homes, tmp_path):
    """So nobody can tell from all of it together how many they are, or what they said."""
    client = signed_in(app, "reader")
    some_answer_in_the_small_home(1)
    first = handed_out(client, tmp_path)
    for more in (4, 4):
        some_answer_in_the_small_home(more)
        for before, after in zip(first, handed_out(client, tmp_path), strict=True):
            assert before == after


def handed_out(client, folder) -> list[str]:
    """All pages, the export, and packs and returns of all services and of the small one.

    How many answered at an event or about a policy is volume, and is released as it is.
    """
    found = [plain(client.get(path)) for path in READERS_PAGES]
    found += [
        re.sub(r"\b[0-9]+ (answers?|have answered|has answered)\b", "", plain(client.get(at)))
        for at in own_pages()
    ]
    for file_format in ("csv", "jsonl"):
        path = folder / f"figures.{file_format}"
        export(actor="test", survey_id="measured", target=path, file_format=file_format)
        found.append(path.read_text(encoding="utf-8-sig"))
    found += [words_in(client.get(path)) for path in PACKS]
    span = {"first": date(2026, 1, 1), "last": date(2026, 6, 30)}
    for make in (a_pack, a_return):
        found += [words_of(make(**span)), words_of(make(**span, services=["Small"]))]
    return found


def words_in(reply) -> str:
    """What a downloaded pack or return says, without when it was made and its hash."""
    assert reply.status_code == 200
    kind = reply.headers["Content-Disposition"].rpartition(".")[2].strip('"')
    if kind == "json":
        return json.dumps(json.loads(reply.data)["content"])
    if kind == "xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(reply.data))
        words = " ".join(str(cell) for each in sheets for row in each.values for cell in row)
    else:
        words = copied(reply.data) if kind == "pdf" else reply.text
    return MADE.sub("", words)


def own_pages() -> list[str]:
    """The pages of the event, the partner and the policy."""
    [event], [partner], [policy] = (
        db.session.execute(select(each.id)).scalars() for each in (Event, Partner, Policy)
    )
    return [
        f"/staff/collection/events/{event}",
        f"/staff/improvement/partners/{partner}",
        f"/staff/improvement/policies/{policy}",
        "/staff/results/surveys/partners",
        "/staff/results/surveys/policy-understood",
    ]


def plain(reply) -> str:
    """A page without what is new in each, and without the comments themselves and their ids."""
    assert reply.status_code == 200
    text = re.sub(r"<article.*?</article>", "", reply.text, flags=re.S)
    words = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)
    return re.sub(r'(nonce|csrf[^>]*value)="[^"]*"', "", words)


@pytest.fixture
def home(homes):
    some_answer_in_the_small_home(6)


def test_looking_writes_nothing_that_decides_what_is_shown(app, home):
    client = signed_in(app, "reader")
    for path in READERS_PAGES:
        with counted_statements() as statements:
            client.get(path)
        wrote = [s for s in statements if re.match(r"(INSERT|UPDATE|DELETE)", s)]
        assert not [s for s in wrote if "audit" not in s], path


def test_what_is_shown_is_the_same_in_whatever_order_somebody_looks(app, home):
    client = signed_in(app, "reader")
    forward = {path: plain(client.get(path)) for path in READERS_PAGES}
    backward = {path: plain(client.get(path)) for path in reversed(READERS_PAGES)}
    assert forward == backward


def test_two_readers_are_shown_the_same(app, home):
    first, second = signed_in(app, "reader"), app.test_client()
    user("reader", email="second@example.org")
    second.post("/staff/sign-in", data={"email": "second@example.org", "password": PASSWORD})
    for path in (*READERS_PAGES, *own_pages()):
        assert plain(first.get(path)) == plain(second.get(path)), path


def test_no_file_for_readers_has_a_row_of_one_person(home, tmp_path):
    for survey_id, most in (("measured", 3), ("tiny", 3)):
        path = tmp_path / f"{survey_id}.csv"
        export(actor="test", survey_id=survey_id, target=path, file_format="csv")
        head, *rows = rows_of(path.read_bytes())
        assert not {"week", "language", "edition", "event", "response"} & set(head)
        assert len(rows) <= most
    [why] = {row[head.index("why")] for row in rows}
    assert why == COMMENT_WITHHELD


def test_a_comment_is_shown_without_when_and_not_at_all_where_few_are(app, home):
    page = signed_in(app, "reader").get("/staff/results/surveys/tiny/comments").text
    assert page.count("<blockquote") == 20
    assert not re.search(r"20\d\d-W\d\d|W\d\d", page.split("<main")[1])
    assert page.count("Small") == 1, "its name stands among the services to choose from only"
