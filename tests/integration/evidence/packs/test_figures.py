"""Every figure of a demonstration pack, recalculated from the raw export by other code."""

import json
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from pathlib import Path

import pytest
from sqlalchemy import select

from app.collection.links.models import Link
from app.collection.responses.models import Response
from app.extensions import db
from app.kernel.clock import today
from app.results.feedback.cuts import LAST_YEAR, FeedbackCut
from app.surveys.loader import load_survey, survey_files
from app.surveys.parts import Kind
from tests.measuring import count

SURVEYS = survey_files(Path("surveys"))
FIRST, LAST = FeedbackCut(period=LAST_YEAR).months(today())
WHO = {
    "people": "People we support",
    "families": "Families and friends",
    "partners": "Community partners",
    "staff": "Staff",
    "auditors": "Auditors",
}
PASSED_ON = "What people told community partners, passed on by them"
BY_OTHERS = ("other_person_present", "other_person_absent")
FORMS = {"standard": "Standard", "easy_read": "Easy Read", "both": "Standard and Easy Read"}
TURNED = " (put the other way round"
Z = 1.959964


def month_of(week):
    year, number = week.split("-W")
    return f"{date.fromisocalendar(int(year), int(number), 4):%Y-%m}"


def half_up(share):
    return int((Decimal(str(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def interval(count, base):
    p = count / base
    centre = p + Z**2 / (2 * base)
    half = Z * sqrt(p * (1 - p) / base + Z**2 / (4 * base**2))
    low, high = ((centre + sign * half) / (1 + Z**2 / base) for sign in (-1, 1))
    return f"{half_up(max(0, low))}–{half_up(min(1, high))}"


def named(survey):
    return f"{survey.title.in_locale('en')}, version {survey.version}"


def told_in(tallies, counted, bad=(), months=None):
    """The parcels of ten that are released in some months, added up; without `months` the whole
    time.

    A service's month of too few, or of people who nearly all gave one bad answer, goes on with its
    next month.
    """
    told, waits = Counter(), {}
    for (place, month), codes in sorted(tallies.items()):
        parcel = waits.setdefault(place, Counter())
        parcel.update(codes)
        people = sum(parcel[code] for code in counted)
        if people >= 10 and all(people - parcel[code] > 1 for code in bad):
            if (FIRST <= month <= LAST) if months is None else month in months:
                told.update(parcel)
            del waits[place]
    return told


class Anew:
    """Tallies of the raw export, by who answered, question, service and month."""

    def __init__(self, runner, folder):
        self.tallies: dict = {}
        self.questions: dict = {}
        self.people: dict = {}
        # What is said of one training or policy is released there, and in no figure of a service.
        self.elsewhere = {
            str(each)
            for each in db.session.scalars(
                select(Response.id)
                .join(Link, Link.token == Response.link_token)
                .where(Link.about.is_not(None))
            )
        }
        for path in SURVEYS:
            survey = load_survey(path)
            file = folder / f"{survey.id}-{survey.version}.jsonl"
            done = runner(
                "responses", "export", "--survey", survey.id, "--version", str(survey.version),
                "--format", "jsonl", "--raw", "--as", "admin@demo.example", "-o", str(file),
            )  # fmt: skip
            if done.exit_code == 0:
                self._take(survey, file.read_text(encoding="utf-8").splitlines())

    def _take(self, survey, lines):
        for line in lines:
            record = json.loads(line)
            month = month_of(record["week"])
            who = self._who(survey, record)
            place = (record["service"], month)
            series = (survey.title.in_locale("en"), survey.version, who)
            self.people.setdefault(series, {}).setdefault(place, Counter())["people"] += 1
            if record["response"] in self.elsewhere:
                continue
            for question in survey.questions:
                if isinstance(record.get(question.id), str) and question.options:
                    key = (who, self._words(question), named(survey))
                    self.questions[key] = (survey, question)
                    tallies = self.tallies.setdefault(key, {})
                    tallies.setdefault(place, Counter())[record[question.id]] += 1

    def _who(self, survey, record):
        if survey.audience == "partners" and record.get("speaking_as") == "passing_on":
            return PASSED_ON
        who = WHO[survey.audience]
        by_proxy = record.get("answered_by") in BY_OTHERS
        return f"{who}, answered for them by somebody else" if by_proxy else who

    def _words(self, question):
        return question.text.in_locale("en", service="the service")

    def row(self, key, months=None):
        """n, good, interval and all answers; without `months` of the whole time told."""
        survey, question = self.questions[key]
        whole = question.measure == "overall_experience"
        options = question.all_options if whole else question.options
        codes = [option.code for option in question.options]
        if question.kind is Kind.RATING:
            good = codes[-1:] if question.reverse else codes[: len(codes) // 2]
        else:
            good = (["no"] if question.reverse else ["yes"]) if {"yes", "no"} <= {*codes} else []
        bad = {*codes} - {*good} if question.kind is Kind.RATING else {*question.opens_worried}
        told = told_in(self.tallies[key], {option.code for option in options}, bad, months)
        base = sum(told[option.code] for option in options)
        content_with = sum(told[code] for code in good)
        labels = "; ".join(
            f"{o.text.in_locale('en')} {told[o.code]} ({half_up(told[o.code] / base)} %)"
            for o in options
        )
        non_substantive = "; ".join(
            f"{o.text.in_locale('en')} {told[o.code]}"
            for o in (() if whole else question.non_substantive)
        )
        if not good:
            return base, "", "", "", labels, non_substantive
        likely = interval(content_with, base)
        return base, content_with, half_up(content_with / base), likely, labels, non_substantive


@pytest.fixture
def databases(sqlite_databases):
    """The arithmetic is the same on every database."""
    return sqlite_databases


def packs_of(runner, folder):
    packs = {}
    for framework in ("cqc-saf", "pamms"):
        target = folder / f"{framework}.json"
        done = runner(
            "evidence", "pack", "--framework", framework, "--from", f"{FIRST}-01",
            "--to", f"{LAST}-28", "--format", "json", "-o", str(target),
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        packs[framework] = json.loads(target.read_text(encoding="utf-8"))["content"]
    return packs


def tables(section):
    yield from (block for block in section["blocks"] if block["is"] == "table")
    for part in section["parts"]:
        yield from tables(part)


def rows(content, title):
    found = [t for section in content["sections"] for t in tables(section) if t["title"] == title]
    return {tuple(row) for table in found for row in table["rows"]}


def test_every_figure_of_two_packs_is_as_it_is_worked_out_again(context, runner, tmp_path):
    assert runner("demo", "--unread").exit_code == 0
    count()
    anew = Anew(runner, tmp_path)
    for content in packs_of(runner, tmp_path).values():
        assert check_questions(content, anew) > 30
        assert check_months(content, anew) > 100
        check_series(content, anew)


def check_questions(content, anew):
    checked = 0
    for row in rows(content, "Closed questions"):
        question, who, form = row[0].partition(TURNED)[0], row[1], row[2]
        title, _, asked_as = form.rpartition(": ")
        key = (who, question, f"{title}, {asked_as.rpartition(', ')[2]}")
        if "average" in row[7]:
            continue
        survey, asked = anew.questions[key]
        edition = FORMS[asked.edition.value] if survey.easy_read else "Standard"
        assert asked_as.startswith(edition), row
        assert row[3:9] == anew.row(key), row
        checked += 1
    return checked


def check_months(content, anew):
    checked = 0
    for table in [t for section in content["sections"] for t in tables(section)]:
        if not table["title"].startswith("Months of"):
            continue
        for question, who, version, *cells in table["rows"]:
            for month, cell in zip(table["columns"][3:], cells, strict=True):
                if "(" in cell:
                    key = (who, question.partition(TURNED)[0], version)
                    base, _, good, *_ = anew.row(key, {month})
                    assert cell.startswith(f"{good} % ({base})"), (question, month)
                    checked += 1
    return checked


def check_series(content, anew):
    found = {row[:3]: row[3] for row in rows(content, "Who answered, and how")}
    shown = {key: number for key, number in found.items() if isinstance(number, int)}
    assert len(shown) >= 4
    assert shown == {key: told_in(anew.people[key], {"people"})["people"] for key in shown}
