"""`ownwords demo`: a made-up year that can be loaded again and again."""

import json
import stat
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from sqlalchemy import func, select

from app.administration.accounts.queries import user_by_email
from app.collection.events.queries import all_events, events_with
from app.collection.matched.time_points import TimePoint
from app.collection.publishing.queries import published
from app.collection.responses.models import Comment, Response
from app.collection.responses.operations import content_hash
from app.collection.responses.tally import edition_of
from app.comments.machine.engine.themes import THEMES
from app.comments.queue.cases import cases
from app.comments.queue.models import Decision, Quote
from app.comments.queue.queue import queue_page
from app.config import Settings
from app.demonstration import policies, reading, training
from app.demonstration.answers import load_comments
from app.demonstration.audits import ROUNDS
from app.demonstration.operations import STILL_UNREAD
from app.demonstration.story import EVENTS, SERVICES
from app.extensions import db
from app.improvement.actions.public import public_service
from app.improvement.actions.publishing import service_pages
from app.improvement.actions.queries import all_actions
from app.improvement.audits.queries import all_rounds
from app.improvement.audits.timeline import timeline
from app.improvement.audits.views import compared
from app.improvement.partners.feedback import feedback_of
from app.improvement.partners.public import public_partner
from app.improvement.partners.publishing import partner_page_of
from app.improvement.partners.queries import overdue_reviews as overdue_agreements
from app.improvement.partners.queries import partner_named
from app.improvement.policies.operations import understanding_of
from app.improvement.policies.queries import overdue_reviews, policy_titled
from app.improvement.training.figures import show
from app.improvement.training.queries import all_programmes, overdue_follow_ups
from app.kernel.clock import iso_week, today
from app.surveys.answers import canonical_answers
from app.surveys.loader import survey_files
from app.surveys.rules import applicable_answers

OF_SERVICES = sum(sum(each.answers.values()) for each in (*SERVICES, *EVENTS))
OF_AUDITS = sum(each.sampling.size + each.sampling.doubles for each in ROUNDS)
TOTAL = OF_SERVICES + OF_AUDITS + training.ANSWERS + policies.ANSWERS


@pytest.fixture
def settings(loaded_settings):
    """Every test here looks at one demonstration, loaded once for each kind of database."""
    return loaded_settings


@pytest.fixture
def loaded(context, printed):
    """What the command printed."""
    return printed


def responses():
    return list(db.session.execute(select(Response)).scalars())


def test_the_demonstration_says_what_to_try(loaded, client, settings):
    [password] = {each["password"] for each in loaded["sign_in"]}
    kept = settings.data / "demo-sign-in"

    assert loaded["start"] == "http://127.0.0.1:8000/"
    assert {each["audience"] for each in loaded["links"]} == {
        "people", "families", "partners", "staff", "auditors",
    }  # fmt: skip
    assert (kept.read_text(encoding="utf-8"), stat.S_IMODE(kept.stat().st_mode)) == (
        password,
        0o600,
    )
    for each in loaded["sign_in"]:
        form = {"email": each["email"], "password": password}
        assert client.post("/staff/sign-in", data=form).status_code == 303
    assert "answers here are made up" in client.get("/staff/").text


def test_made_up_answers_are_like_real_ones(loaded):
    rows = responses()
    surveys = {(row.survey_id, row.version): published(row.survey_id, row.version) for row in rows}

    assert loaded["responses_added"] == len(rows)
    assert TOTAL - 20 <= len(rows) <= TOTAL
    for row in rows:
        questions = surveys[row.survey_id, row.version].questions_in(edition_of(row.locale))
        assert row.answers == canonical_answers(
            questions, applicable_answers(questions, row.answers)
        )
        assert row.content_hash == content_hash(
            link_token=row.link_token,
            survey_id=row.survey_id,
            version=row.version,
            answers=row.answers,
        )


def test_the_year_has_every_language_and_edition_and_many_weeks(loaded):
    rows = responses()

    assert {row.locale for row in rows} == {
        "en", "cy", "ur", "en-easyread", "cy-easyread", "ur-easyread",
    }  # fmt: skip
    assert len({row.week for row in rows}) == 52


def test_links_that_somebody_made_meanwhile_are_left_alone(loaded, runner):
    for each in loaded["links"][:6]:
        made = ("--survey", each["survey"], "--service", each["service"])
        for _ in range(3):
            assert runner("link", "create", *made).exit_code == 0
    again = json.loads(runner("demo", "--unread", "--json").output)
    assert again == {**loaded, "responses_added": 0}


def test_loading_it_again_adds_nothing(loaded, runner):
    counted = select(func.count()).select_from(Response)
    before = db.session.execute(counted).scalar()
    db.session.rollback()
    again = json.loads(runner("demo", "--unread", "--json").output)

    assert again == {**loaded, "responses_added": 0}
    assert len(all_events()) == 3
    assert db.session.execute(counted).scalar() == before


def test_the_year_has_events_counted_estimated_and_to_come(loaded):
    found = all_events()

    assert [line.attendance and str(line.attendance) for line in found] == [
        "118 attending (counted)",
        "about 60 attending (estimate)",
        None,
    ]
    assert [line.event.day > today() for line in found] == [False, False, True]
    for line in found:
        assert {line.event.name[-9:], line.event.partner[-9:]} == {"(made up)"}
        assert (line.answers > 0) == (line.attendance is not None)


def test_the_year_has_audits_re_audits_and_two_auditors(loaded):
    found = {line.round.name: line for line in all_rounds()}

    assert len(found) == len(ROUNDS)
    assert all(line.received.is_clean and not line.received.missing for line in found.values())
    again = found["Care plan re-audit (made up)"]
    [(_, double)] = again.double_audits
    assert (double.records, double.whole.too_few) == (8, False)
    [moved, *_] = compared(again).movements
    assert str(moved).startswith("Higher than before")
    harbour = [line for line in found.values() if line.round.name.startswith("Round")]
    assert timeline(harbour).has_limits
    [first] = [line for line in found.values() if line.findings]
    assert sum(len(made) for made in first.actions.values()) == 1
    shares = {each.criterion.id: each.share for each in first.results[0].criteria}
    assert [shares[each.criterion].percent < 20 for each in first.findings] == [True, True]


def test_it_is_told_in_words_too(loaded, runner):
    said = runner("demo", "--unread").output

    assert said.startswith("The demonstration is loaded. Its services, people and answers are made")
    assert loaded["sign_in"][0]["password"] in said


def test_the_surveys_are_those_of_the_settings(settings: Settings):
    assert sorted({path.parent.parent.name for path in survey_files(settings.surveys)}) == [
        "activity-programme-audit",
        "care-plan-audit",
        "community-partners",
        "families-friends",
        "inclusive-practice-audit",
        "people-supported",
        "policy-understood",
        "service-review-audit",
        "staff-confidence",
    ]


def test_comments_of_two_weeks_wait_and_earlier_ones_were_read(loaded):
    rows = db.session.execute(
        select(Comment.is_read, Response.week, Comment.received_on).join(
            Response, Response.id == Comment.response_id
        )
    )
    since = iso_week(today() - STILL_UNREAD)
    assert {(is_read, week < since, day is None) for is_read, week, day in rows} == {
        (True, True, True), (False, False, False),
    }  # fmt: skip


def test_readers_decided_on_all_that_was_read_and_followed_some_up(loaded):
    read = {each.id for each in db.session.query(Comment).filter(Comment.is_read)}
    decisions = {each.comment_id: each.disposition for each in db.session.query(Decision)}
    assert decisions.keys() == read
    assert Counter(decisions.values())["complaint"] == 2
    assert Counter(decisions.values())["safeguarding"] == 1
    admin = user_by_email("admin@demo.example")
    assert sorted(case.is_open for case in cases(admin.id)) == [False, False, True]
    page = queue_page(reader=admin.id, nation="England")
    assert page.oldest > 0


def test_its_quotes_can_be_printed_and_speakers_translated_them(loaded):
    quotes = db.session.query(Quote).all()
    assert len(quotes) > 5
    assert all((quote.language == "en") == (quote.english is None) for quote in quotes)


def test_what_its_readers_found_stands_word_for_word_in_its_comments():
    written = {
        sentence
        for of_language in load_comments().values()
        for of_audience in of_language.values()
        for sentences in of_audience.values()
        for sentence in sentences
    }
    kept = YAML(typ="safe").load(Path(reading.__file__).with_suffix(".yaml"))
    named = {sentence for sentences in kept["themes"].values() for sentence in sentences}
    named |= {*kept["english"], *kept["quotes"], *(case["words"] for case in kept["cases"])}
    assert named - written == set()
    assert kept["themes"].keys() <= THEMES.keys()


def test_trainings_and_policies_are_told_as_they_were_made_up(loaded):
    findings = {}
    for line in all_programmes():
        shown = show(line.programme)
        findings[line.programme.name] = (
            shown.numbers.answers[TimePoint.BEFORE],
            shown.numbers.linked[TimePoint.LATER],
            sorted(shown.figures),
        )
    assert findings == {
        "Culture and faith in daily care (made up)": (14, 9, ["everybody-later", "then-later"]),
        "Speaking up about racism (made up)": (
            28, 22, ["pairs-after", "pairs-later", "then-after", "then-later"],
        ),
    }  # fmt: skip
    assert [each.title for each in overdue_reviews()] == ["Language and interpreting (made up)"]
    assert [line.follow_up.theme for line in overdue_follow_ups()] == [
        "Fasting and medicines (made up)"
    ]
    asked = policy_titled("Equality, diversity and human rights (made up)")
    assert len(understanding_of(asked).shares) == 3


def test_actions_stand_in_every_state_and_are_told_in_three_languages(loaded, client):
    lines = all_actions()
    states = {(line.state.value, line.action.is_promised, line.is_overdue) for line in lines}
    assert states >= {
        ("heard", None, False),
        ("decided", True, False),
        ("decided", True, True),
        ("decided", False, False),
        ("done", True, False),
    }
    told = {service.name: public_service(token) for token, service in service_pages()}
    maple = told["Maple Row care home (made up)"]
    assert [each.is_declined for each in maple.in_language("en")] == [False, True]
    assert [each.sheet.signed_languages for each in maple.published] == [("en", "cy", "ur")] * 2


def test_partners_are_told_with_their_event_and_one_review_is_overdue(loaded):
    kitchen = partner_named("Quayside temple kitchen (made up)")
    [line] = events_with(kitchen.name)
    [said] = [each.partner_views for each in feedback_of(kitchen, [line])]
    assert str(said) == "30 as partners, 16 passing on what people said"
    [gift] = public_partner(partner_page_of(kitchen.id)).published
    assert (gift.in_language("en").on, gift.sheet.signed_languages) == (
        line.event.day,
        ("en", "ur"),
    )
    assert [partner.name for _, partner in overdue_agreements()] == [
        "Seaward elders' circle (made up)"
    ]
