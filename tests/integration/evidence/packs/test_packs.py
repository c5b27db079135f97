"""Packs from stored answers: true, and sensible whatever is asked."""

import json
import re
import uuid
from datetime import date

import pytest

from app.administration.organisation.operations import edit_service
from app.evidence.frameworks.operations import import_document
from app.evidence.packs.activities import EACH, activities_within
from app.evidence.packs.asking import scope_of
from app.evidence.packs.content import Text
from app.evidence.packs.operations import FORMATS
from app.evidence.packs.queries import services_by_id
from app.improvement.actions.operations import decide, finish, make_action
from app.improvement.actions.plans import ActionDecision, ActionFeedback, ActionOutcome
from app.kernel.activities import Activity, ActivityKind
from app.kernel.errors import NotFound
from tests.comments import count_views, people
from tests.counting import counted_statements
from tests.factories import link, survey
from tests.given import rating, stored
from tests.integration.evidence.packs.conftest import ALWAYS, NEVER, WEEKS
from tests.measuring import count
from tests.packs import FIRST, LAST, a_pack, made, rows_of, words_of
from tests.staff import recorded

QUESTIONS = "Closed questions"
ALL_FRAMEWORKS = ("cqc-saf", "pamms", "ciw", "scot-hscs", "psed")


def test_figures_stand_where_they_belong(homes):
    pack = a_pack()
    rows = {(row[0], row[1]): row[2:] for row in rows_of(pack, QUESTIONS)}
    assert rows["About respect?", "People we support"] == (
        "A tiny survey: Standard, version 1", 138, 120, 87, "80–92",
        "Always 120 (87 %); Mostly 0 (0 %); Sometimes 0 (0 %); Rarely 18 (13 %); Never 0 (0 %)",
        "Unsure 6", 0,
    )  # fmt: skip
    turned = "About worse? (put the other way round; good: “Never”)"
    assert rows[turned, "People we support"][1:5] == (138, 120, 87, "80–92")
    assert rows["About speak?", "Staff"][1:5] == (72, 42, 58, "47–69")
    sections = {section.id: section for _, section in pack.walk()}
    assert "cqc-saf.freedom-to-speak-up.staff" in sections
    assert "cqc-saf.safeguarding.people" in sections
    assert "cqc-saf.equity-experiences-outcomes.people" in sections


def test_what_belongs_nowhere_and_what_is_missing_are_said(homes):
    pack = a_pack()
    left = [table for section, table in pack.tables() if "not-yet-mapped" in section.id]
    assert "About unmapped?" in {row[0] for table in left for row in table.rows}
    gaps = {
        block.text
        for _, section in pack.walk()
        for block in section.blocks
        if isinstance(block, Text) and block.kind == "gap"
    }
    assert "No evidence yet: Medicines optimisation." in gaps
    assert "No evidence yet: Freedom to speak up." not in gaps


def test_the_same_cut_gives_the_same_content_until_ten_more_have_answered(homes):
    first = a_pack()
    stored(homes["oak"], {"respect": NEVER, "food": NEVER}, times=8, week=WEEKS[-1])
    count()
    assert a_pack().digest == first.digest
    stored(homes["oak"], {"respect": ALWAYS, "food": ALWAYS}, times=2, week=WEEKS[-1])
    count()
    later = a_pack()
    assert later.digest != first.digest
    rows = {row[0]: row[3] for row in rows_of(later, QUESTIONS)}
    assert rows["About respect?"] == 148


def test_the_pack_says_by_what_it_was_made(homes):
    facts = dict(a_pack().facts)
    assert facts["Framework"] == "CQC single assessment framework (cqc-saf, version 2023-11)"
    assert facts["State of the framework"] == ("On 30 June 2026: In force since 21 November 2023")
    assert facts["Months shown"] == "January 2026 to June 2026"
    assert facts["Services"] == "All services: Oak House; Rose House"
    assert recorded("evidence-pack")[0][2:] == (
        "cqc-saf@2023-11",
        {
            "services": "All services: Oak House; Rose House",
            "first": "2026-01-01",
            "last": "2026-06-30",
            "content": a_pack().digest,
        },
    )


@pytest.mark.parametrize("framework", ALL_FRAMEWORKS)
def test_no_pack_speaks_of_ratings_or_causes(homes, framework):
    words = words_of(a_pack(framework)).lower()
    for rating_word in ("inadequate", "requires improvement", "outstanding", "excellent"):
        assert rating_word not in words
    causes = r"\b(because of the|led to|resulted in|thanks to|caused|improved by)\b"
    assert re.findall(causes, words) == []


def test_two_frameworks_in_one_pack(homes):
    pack = a_pack("cqc-saf", "pamms")
    titles = [section.title for section in pack.sections]
    assert pack.title == "Evidence for CQC single assessment framework and PAMMS standards"
    assert titles[1] == "CQC single assessment framework"
    assert "PAMMS standards" in titles
    assert "Public sector equality duty, Equality Act 2010, section 149" in titles


def test_switching_the_framework_changes_no_figure(homes):
    one, other = a_pack("cqc-saf"), a_pack("pamms")
    assert set(rows_of(one, QUESTIONS)) == set(rows_of(other, QUESTIONS))


def test_one_service_is_released_beside_the_other(homes):
    pack = a_pack(services=["Rose House"])
    rows = {row[0]: row for row in rows_of(pack, QUESTIONS)}
    assert rows["About respect?"][3] == 72
    assert "Groups of people are shown for all services together only" in words_of(pack)


def test_comments_and_their_themes(homes):
    people(14, "positive", at=homes["rose"], themes=["food"], week="2026-W02")
    people(6, "negative", at=homes["rose"], themes=["food"], week="2026-W02")
    people(4, "negative", at=homes["rose"], themes=["dress"], week="2026-W02")
    count_views()
    pack = a_pack(first=date(2026, 1, 1), last=date(2026, 3, 31))
    [food] = rows_of(pack, "Comments")
    assert food == (
        "Food", "People we support", "January to March 2026", 20,
        "83 % as the machine found", 20, 6, 30, "15–52", 14, 70, "48–85", "too few months to say",
    )  # fmt: skip
    whole = {row[0]: row[2:4] for row in rows_of(pack, "Comments, whatever they are about")}
    hidden = ("Hidden to protect people (fewer than 10)", "")
    assert whole == {
        "People we support": (24, 24),
        "Families and friends": hidden,
        "Community partners": hidden,
        "Staff": hidden,
    }
    assert "comments on Dress (People we support)" in words_of(pack)


def test_the_action_log_has_the_fields_of_a_council(homes):
    assert "No action is recorded for these dates." in words_of(a_pack("pamms"))
    heard = ActionFeedback(
        heard="People miss food from home.",
        services=(homes["rose"].service_id,),
        themes=("food",),
        heard_on=date(2026, 2, 2),
    )
    action = make_action(heard=heard)
    decision = ActionDecision(
        is_promised=True,
        answer="Cook halal meals twice a week.",
        reason="Many asked for it.",
        owner="The cook",
        due_on=date(2026, 4, 1),
        decided_on=date(2026, 2, 9),
        reminded_id=None,
    )
    decide(action_id=action.id, decision=decision)
    finish(
        action_id=action.id,
        outcome=ActionOutcome(
            done="Halal meals are cooked on Tuesdays.", done_on=date(2026, 3, 20)
        ),
    )
    pack = a_pack("pamms")
    [log] = [table for _, table in pack.tables() if table.title == "Action plan"]
    assert log.columns[:4] == ("Action", "Issue", "Timeline", "Responsible person")
    assert log.rows == (
        (
            "Cook halal meals twice a week.", "People miss food from home.", "1 April 2026",
            "The cook", "Done", "Halal meals are cooked on Tuesdays. (20 March 2026)", "no",
            "Rose House",
        ),
    )  # fmt: skip
    [act] = rows_of(pack, "What leaders did")
    assert act == ("20 March 2026", "Actions", "Halal meals are cooked on Tuesdays.")
    [told] = rows_of(pack, EACH)
    assert told[:3] == act
    assert told[3].startswith("What was heard: People miss food from home. What was promised:")
    found = {section.id for section, table in pack.tables() if table.title == "What leaders did"}
    assert "pamms.meeting-nutritional-needs.processes" in found
    assert a_pack("pamms", services=["Oak House"]).sections
    other = a_pack("pamms", services=["Oak House"])
    assert rows_of(other, "What leaders did") + rows_of(other, EACH) == []
    assert "Nothing that leaders did is recorded for these dates." in words_of(other)


def test_a_new_version_within_the_dates_is_a_break(homes):
    second = survey(
        rating("respect", theme="respect", measure="respected"),
        survey_id="people",
        version=2,
        audience="people",
    )
    newer = link(second, token="DDDDDD", service_id=homes["rose"].service_id)
    stored(newer, {"respect": NEVER}, times=12, version=2, week=WEEKS[-1])
    stored(newer, {"respect": ALWAYS}, times=12, version=2, week=WEEKS[-1])
    count()
    pack = a_pack()
    bases = [(row[2], row[3]) for row in rows_of(pack, QUESTIONS) if row[0] == "About respect?"]
    assert bases == [
        ("A tiny survey: Standard, version 1", 138),
        ("A tiny survey: Standard, version 2", 24),
    ]
    assert "was answered in versions 1 and 2. Their figures stand apart" in words_of(pack)
    for file_format in FORMATS:
        assert made(pack, file_format)


def test_a_service_that_was_renamed_and_closed(homes):
    edit_service(service_id=homes["oak"].service_id, name="New Oak", contacts={})
    homes["oak"].closes_on = date(2026, 5, 1)
    homes["rose"].closes_on = date(2026, 4, 1)
    pack = a_pack()
    rows = {row[0]: row[2] for row in rows_of(pack, "Services")}
    assert rows == {"New Oak": "No: its last link closed on 1 May 2026", "Rose House": "Yes"}
    with pytest.raises(NotFound):
        a_pack(services=["Oak House"])


@pytest.mark.parametrize(
    "more",
    [
        {"evidenceCategories": None},
        {"status": "draft", "effectiveFrom": None},
        {"status": "superseded", "effectiveTo": "2026-02-01"},
        {"keyQuestions": [{"id": "a", "label": "Only a heading"}]},
    ],
)
def test_a_framework_with_missing_parts(homes, more):
    document = {
        "id": "small",
        "version": "1",
        "name": "A small framework",
        "status": "live",
        "keyQuestions": [
            {"id": "a", "label": "A", "statements": [{"id": "one", "label": "One"}]},
            {"id": "b", "label": "B", "statements": []},
        ],
        **more,
    }
    import_document(content=json.dumps(document).encode(), name="s.json", actor="test")
    pack = a_pack("small")
    words = words_of(pack)
    assert "Nothing is mapped to A small framework yet." in words
    assert "About respect?" in words
    is_draft = more.get("status") == "draft"
    assert ("A small framework is a draft and not in force." in words) is is_draft
    for file_format in FORMATS:
        assert made(pack, file_format)


def test_acts_are_gathered_from_every_provider_and_about_a_service(homes):
    services = services_by_id()
    scope = scope_of(first=FIRST, last=LAST, names=["Rose House"], services=services)
    assert activities_within(scope) == ()
    here, elsewhere, everywhere = (
        Activity(ActivityKind.POLICY, uuid.uuid4(), title, FIRST, frozenset(about))
        for title, about in (
            ("here", [homes["rose"].service_id]),
            ("elsewhere", [homes["oak"].service_id]),
            ("everywhere", []),
        )
    )
    asked = []

    def provider(*, first, last):
        asked.append((first, last))
        return [here, elsewhere, everywhere]

    assert activities_within(scope, (provider,)) == (everywhere, here)
    assert asked == [(FIRST, LAST)]


def test_a_pack_asks_as_often_however_many_answered(homes):
    def statements():
        with counted_statements() as found:
            a_pack()
        return len(found)

    statements()
    before = statements()
    stored(homes["oak"], {"respect": NEVER, "food": NEVER}, times=300, week=WEEKS[2])
    count()
    assert statements() == before
