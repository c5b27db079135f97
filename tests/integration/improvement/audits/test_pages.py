"""What staff see of audits: planning, drawing, what came, results, findings, round after round."""

import html
import re
import uuid

import pytest

from app.administration.accounts.models import User
from app.collection.publishing.operations import publish
from app.collection.responses.models import Comment
from app.comments.queue.decisions import Assessment, decide
from app.comments.queue.models import Marked
from app.extensions import db
from app.improvement.actions.queries import all_actions
from app.improvement.audits.drawing import Sampling
from app.improvement.audits.operations import draw_again, write_finding
from app.improvement.audits.queries import all_rounds, draws_of, round_line
from tests.audits import tool
from tests.counting import counted_statements
from tests.integration.improvement.audits.conftest import AUTUMN
from tests.reading import first, problems
from tests.staff import signed_in, user

NOWHERE = uuid.UUID(int=0)
ROUNDS = "/staff/improvement/audits"


@pytest.fixture
def admin(app, rose):
    """A browser in which an admin is signed in."""
    return signed_in(app)


@pytest.fixture
def reader(app, rose):
    """A browser in which a reader is signed in."""
    return signed_in(app, "reader")


def main_part(answer):
    """What the main part of a page says, in one line."""
    assert answer.status_code == 200
    part = first(r"<main.*?</main>", answer.text)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", part).split()))


def typed(rose, **more):
    """The form of a new round, filled in."""
    return {
        "tool": "plans",
        "service": str(rose.id),
        "name": "Spring",
        "opens_on": "2026-03-02",
        "closes_on": "2026-03-27",
        "population": "40",
        "sample_size": "5",
        "double_share": "40",
        "auditor": "The quality lead",
        "second_auditor": "The deputy",
        **more,
    }


def address(of_round, part=""):
    return f"{ROUNDS}/{of_round.id}{part}"


def test_without_rounds_the_list_says_so_and_names_the_tools(reader):
    said = main_part(reader.get(ROUNDS))
    assert "No round is planned." in said
    assert "A tiny survey ( plans , version 1): 2 criteria" in said


def test_a_round_is_planned_drawn_and_its_list_printed(admin, rose):
    made = admin.post(f"{ROUNDS}/new", data=typed(rose))
    assert made.status_code == 303
    assert "Spring is planned. Draw its sample next." in main_part(admin.get(made.location))
    [line] = all_rounds()
    drawn = admin.post(address(line.round, "/draw"))
    assert drawn.location.endswith("#sample")
    said = main_part(admin.get(drawn.location))
    assert "5 of 40 records are drawn." in said
    assert "0 of 5 records audited" in said
    [kept] = draws_of(line.round.id)
    assert f"{kept.seed}:1" in said
    assert f"5 missing: {', '.join(map(str, kept.numbers))}" in said
    sheet = main_part(admin.get(address(line.round, "/sheet")))
    assert f"{kept.doubles[0]} – also by The deputy" in sheet


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sample_size": "50"}, "50 records cannot be drawn from 40."),
        ({"sample_size": "0"}, "A sample of 0 cannot be audited."),
        ({"population": "many"}, "Type a whole number, such as 60."),
        ({"population": ""}, "Type how many records there are."),
        ({"closes_on": "2026-03-01"}, "The round ends on 2026-03-01, which is before"),
        ({"opens_on": "soon"}, "Type the date as year-month-day"),
        ({"tool": "tiny"}, "Not a valid choice."),
        ({"second_auditor": ""}, "Say who audits the records a second time"),
    ],
)
def test_a_plan_that_cannot_be_says_why(admin, rose, changes, said):
    refused = problems(admin.post(f"{ROUNDS}/new", data=typed(rose, **changes)))
    assert [each for each in refused if each.startswith(said)] != []
    db.session.rollback()
    assert all_rounds() == []


def test_a_sample_drawn_twice_is_a_conflict_and_again_needs_a_reason(admin, drawn):
    of_round = drawn()
    assert admin.post(address(of_round, "/draw")).status_code == 409
    form = {"population": "41", "sample_size": "6", "double_share": "0"}
    assert problems(admin.post(address(of_round, "/draw-again"), data=form)) == ["Say why."]
    again = admin.post(address(of_round, "/draw-again"), data={**form, "reason": "One more came"})
    said = main_part(admin.get(again.location))
    assert "6 of 41 records were drawn at random" in said
    assert "Replaced because: One more came" in said


def test_what_is_drawn_is_not_asked_for_again_when_a_round_is_changed(admin, drawn):
    of_round = drawn()
    page = admin.get(address(of_round, "/edit"))
    assert 'name="population"' not in page.text
    form = {"name": "March", "opens_on": "2026-03-02", "closes_on": "2026-03-30"}
    people = {"auditor": "The quality lead", "second_auditor": "The deputy"}
    changed = admin.post(address(of_round, "/edit"), data={**form, **people})
    assert changed.status_code == 303
    assert "2 March 2026 to 30 March 2026" in main_part(admin.get(changed.location))


def test_what_came_and_what_does_not_count_is_told(reader, drawn, audit, numbers):
    of_round = drawn()
    (one, two, *rest), doubles = numbers(of_round)
    every = {one, two, *rest}
    stranger = next(number for number in range(1, 41) if number not in every)
    single = next(number for number in every if number not in doubles)
    audit(of_round, one, food="no", food_evidence="page 3", faith="partly")
    audit(of_round, stranger, food="yes")
    audit(of_round, single, "second", food="yes")
    said = main_part(reader.get(address(of_round)))
    assert "1 of 5 records audited" in said
    assert f"Answered, but not drawn: {stranger}" in said
    assert f"Answered by a second auditor, but not drawn for that: {single}" in said
    assert "0 % (likely 0–66 %) of all answers are “yes”" in said
    assert "1 of 40 records were looked at." in said
    assert "About food? 0 % (likely 0–79 %) 0 0 1 0 0 0" in said
    assert "About faith? 0 % (likely 0–79 %) 0 1 0 0 0 1" in said


def test_two_answers_about_a_record_are_settled_on_a_page(reader, drawn, audit, numbers):
    of_round = drawn()
    (one, *_), _ = numbers(of_round)
    audit(of_round, one, food="yes")
    audit(of_round, one, food="no")
    assert f"Record {one} was answered 2 times" in main_part(reader.get(address(of_round)))
    part = address(of_round, f"/reconcile/{one}/first")
    assert "About food?" in main_part(reader.get(part))
    assert problems(reader.post(part)) == ["Choose one.", "Say why."]
    [twice] = round_line(of_round.id).received.twice
    [right] = [each for each in twice.answers if each.answers["food"] == "no"]
    reconciled = reader.post(
        part, data={"answer": str(right.response_id), "reason": "Looked again"}
    )
    assert "1 of 5 records audited" in main_part(reader.get(reconciled.location))
    assert reader.get(part).status_code == 404
    assert reader.get(address(of_round, f"/reconcile/{one}/third")).status_code == 404


def test_two_auditors_agreement_stands_with_its_table(reader, drawn, audit, numbers):
    of_round = drawn()
    _, doubles = numbers(of_round)
    for number in doubles:
        for role in ("first", "second"):
            audit(of_round, number, role, food="yes", faith="no")
    said = main_part(reader.get(address(of_round)))
    assert (
        "2 records were audited twice: 4 of 4 answers alike; too few to say how far two auditors "
        "agree." in said
    )


def test_what_auditors_wrote_is_shown_once_read_and_masked(reader, drawn, audit, numbers):
    of_round = drawn()
    (one, *_), _ = numbers(of_round)
    audit(of_round, one, food="no", food_note="Ring 07700 900123", food_evidence="page 3")
    said = main_part(reader.get(address(of_round, "/notes")))
    assert "2 texts are not read yet." in said
    assert "Nothing can be shown yet." in said
    for comment in db.session.query(Comment):
        comment.is_read = True
    db.session.commit()
    said = main_part(reader.get(address(of_round, "/notes")))
    assert f"Record {one}, first auditor: No" in said
    assert "Evidence: page 3" in said
    assert "07700" not in said


def test_what_may_be_about_the_reader_is_not_shown_to_them(reader, drawn, audit, numbers):
    of_round = drawn()
    (one, *_), _ = numbers(of_round)
    audit(of_round, one, food="no", food_note="The reader forgot it")
    [comment] = db.session.query(Comment)
    comment.is_read = True
    user = db.session.query(User).one()
    db.session.add(Marked(comment_id=comment.id, user_id=user.id, by="somebody"))
    db.session.commit()
    said = main_part(reader.get(address(of_round, "/notes")))
    assert "1 text is for other people" in said
    assert "forgot" not in said


def test_what_told_of_harm_is_for_who_acts_on_it(reader, drawn, audit, numbers):
    of_round = drawn()
    (one, *_), _ = numbers(of_round)
    audit(of_round, one, food="no", food_note="A bruise that nobody explains")
    [comment] = db.session.query(Comment)
    amal = user("reader", name="Amal", email="amal@example.org")
    decide(
        comment_id=comment.id,
        found=Assessment("safeguarding", "A bruise", ["physical"]),
        reader=amal.id,
    )
    db.session.commit()
    said = main_part(reader.get(address(of_round, "/notes")))
    assert "1 text is for other people" in said
    assert "bruise" not in said


def test_a_finding_becomes_an_action(reader, drawn, audit, numbers):
    of_round = drawn()
    (one, *_), _ = numbers(of_round)
    audit(of_round, one, food="no")
    part = address(of_round, "/finding")
    assert problems(reader.post(part, data={"criterion": "hair"})) == [
        "Not a valid choice.",
        "Say what was found.",
        "Choose one.",
    ]
    form = {"criterion": "food", "found": "Halal is not written", "seriousness": "serious"}
    written = reader.post(part, data=form)
    said = main_part(reader.get(written.location))
    assert "Serious About food? Halal is not written" in said
    [finding] = round_line(of_round.id).findings
    act = f"{ROUNDS}/findings/{finding.id}/action"
    offered = html.unescape(first(r"<textarea.*?</textarea>", reader.get(act).text))
    assert "A tiny survey, Spring. “About food?” Halal is not written" in offered
    made = reader.post(act, data={"heard": "Halal food is not written down"})
    [action] = all_actions()
    assert made.location == f"/staff/improvement/actions/{action.action.id}"
    assert "The action made of it : heard" in main_part(reader.get(address(of_round)))
    refused = reader.post(f"{ROUNDS}/findings/{finding.id}/remove")
    assert refused.status_code == 422


def test_a_re_audit_begins_as_the_round_before_and_shows_what_moved(admin, drawn, audit, numbers):
    spring = drawn()
    for number in numbers(spring)[0]:
        audit(spring, number, food="no", faith="no")
    form = admin.get(f"{ROUNDS}/new?follows={spring.id}").text
    assert f'<option selected value="{spring.id}">' in form
    autumn = drawn("Autumn", days=AUTUMN, follows=spring.id)
    assert "Nothing to compare with Spring yet" in main_part(admin.get(address(autumn)))
    for number in numbers(autumn)[0]:
        audit(autumn, number, food="yes", faith="no")
    said = main_part(admin.get(address(autumn)))
    assert "About food? 0 % (likely 0–43 %), 5 answers 100 % (likely 57–100 %), 5 answers" in said
    assert "Higher than before: +100.0 points (likely +38.6 to +100.0)" in said
    assert "3 comparisons are made here." in said


def test_rounds_of_different_versions_are_not_compared(admin, drawn, audit, numbers):
    spring = drawn()
    audit(spring, numbers(spring)[0][0], food="no")
    publish(survey=tool("food", version=2))
    autumn = drawn("Autumn", days=AUTUMN, follows=spring.id)
    audit(autumn, numbers(autumn)[0][0], version=2, food="yes")
    assert "it used another version of the tool" in main_part(admin.get(address(autumn)))


def test_round_after_round_begins_limits_at_five(reader, drawn, audit, numbers, rose):
    part = f"{ROUNDS}/over-time/{rose.id}/plans"
    assert reader.get(part).status_code == 404
    for place in range(1, 6):
        made = drawn(f"Round {place}", sampling=Sampling(40, 10, 0))
        for number in numbers(made)[0]:
            audit(made, number, food="yes" if number % 2 else "no")
        said = main_part(reader.get(part))
        assert ("From 5 rounds on, limits say what is usual." in said) == (place < 5)
    assert "Trial limits: they rest on 5 points, and 12 or more are wanted." in said
    assert "No round has 10 answers or more yet." in main_part(
        reader.get(f"{part}?criterion=faith")
    )
    assert reader.get(f"{part}?criterion=hair").status_code == 404


def test_a_round_that_is_not_there(admin):
    for part in ("", "/edit", "/sheet", "/notes", "/finding", "/draw-again"):
        assert admin.get(f"{ROUNDS}/{NOWHERE}{part}").status_code == 404
    for part in ("/draw", "/remove"):
        assert admin.post(f"{ROUNDS}/{NOWHERE}{part}").status_code == 404


def test_a_round_of_which_nothing_came_is_removed(admin, plan, rose):
    of_round = plan()
    assert "Remove this round" in admin.get(address(of_round, "/edit")).text
    assert admin.post(address(of_round, "/remove")).location == ROUNDS
    assert "Spring is removed, and its link is closed." in main_part(admin.get(ROUNDS))


def test_the_list_needs_as_many_queries_for_many_rounds_as_for_one(reader, drawn, audit, numbers):
    def whole_round(name):
        made = drawn(name)
        audit(made, numbers(made)[0][0], food="no")
        write_finding(round_id=made.id, criterion=None, found="x", seriousness="minor")
        draw_again(round_id=made.id, sampling=Sampling(40, 5, 40), reason="Once more")
        db.session.commit()

    whole_round("Spring")
    with counted_statements() as few:
        assert reader.get(ROUNDS).status_code == 200
    whole_round("Summer")
    whole_round("Autumn")
    with counted_statements() as many:
        assert reader.get(ROUNDS).status_code == 200
    assert len(many) == len(few)
