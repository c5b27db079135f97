"""How the machine reads those who were read blind, and what is shown of it."""

import pytest
from sqlalchemy import update

from app.comments.machine.models import ModelVersion, Reading
from app.comments.machine.operations import switch_to
from app.comments.queue import corrections
from app.disclosure import Figure
from app.extensions import db
from app.results.feedback.accuracy import accuracy_page, measured_themes
from app.results.feedback.measuring import measure_readings
from app.results.feedback.models import MeasuredPerson, MeasuredReading
from app.statistics.prevalence import Readings
from tests.comments import people
from tests.counting import counted_statements
from tests.sampling import blind_reader, go_on_reading, read_sample
from tests.staff import signed_in

ACCURACY = "/staff/results/accuracy"
BESIDE = "Hidden to protect people (fewer than 10, or it would give away a group that has fewer)"


def says_by(spoke):
    """A reader who finds food in these comments, and that everybody is unhappy."""
    ids = {each.id for each in spoke}
    return lambda comment: ("negative", ["food"] if comment.id in ids else [])


def a_year():
    """40 people: food is found by both of 18, by the person of 6, by the machine of 2."""
    both = people(18, "negative", themes=["food"])
    person = people(6, "negative")
    people(2, "positive", themes=["food"])
    people(14, "negative")
    return says_by([*both, *person])


def numbers(share):
    """Count, base, share and interval of a figure."""
    assert isinstance(share, Figure)
    return share.count, share.base, share.percent, share.low, share.high


def theme(name):
    return next(each for each in accuracy_page().languages[0].themes if each.name == name)


def test_themes_and_feelings_are_held_against_what_a_person_read_blind(context):
    read_sample(a_year())
    [english] = accuracy_page().languages
    assert (english.name, english.people.base) == ("English", 40)
    assert numbers(english.sentiment)[:2] == (38, 40)
    food = theme("Food")
    assert [numbers(each) for each in (food.sensitivity, food.specificity, food.precision)] == [
        (18, 24, 75, 55, 88), (14, 16, 88, 64, 97), (18, 20, 90, 70, 97),
    ]  # fmt: skip
    assert measured_themes()["food"] == {"en": Readings(18, 6, 2, 14)}


@pytest.mark.parametrize(("spoke", "did_not"), [(9, 21), (21, 9)])
def test_a_theme_of_which_few_spoke_or_few_did_not_is_not_shown(context, spoke, did_not):
    says = says_by(people(spoke, "negative", themes=["food"]))
    people(did_not, "negative")
    read_sample(says)
    food = theme("Food")
    assert [str(each) for each in (food.sensitivity, food.specificity, food.precision)] == [
        BESIDE, BESIDE, "Hidden to protect people (fewer than 10)",
    ]  # fmt: skip
    assert measured_themes()["food"] == {}


def test_people_are_added_ten_or_more_at_a_time(context):
    says = a_year()
    read_sample(says, at_most=9)
    assert (accuracy_page().languages, accuracy_page().is_waiting) == ((), True)
    go_on_reading(says, at_most=1)
    assert accuracy_page().languages[0].people.base == 10
    go_on_reading(says, at_most=9)
    assert (accuracy_page().languages[0].people.base, accuracy_page().is_waiting) == (10, True)
    go_on_reading(says, at_most=3)
    assert (accuracy_page().languages[0].people.base, accuracy_page().is_waiting) == (22, False)


def test_languages_are_measured_each_by_itself(context):
    says = says_by(people(12, "negative", themes=["food"]) + people(12, "negative", language="cy"))
    people(12, "negative")
    people(8, "negative", language="ur")
    read_sample(says)
    assert [(each.name, each.people.base) for each in accuracy_page().languages] == [
        ("English", 24), ("Welsh", 12),
    ]  # fmt: skip
    assert measured_themes()["food"]["en"] == Readings(12, 0, 0, 12)


def test_what_readers_corrected_before_counts_for_figures_and_not_for_the_machine(context):
    says = a_year()
    missed = db.session.query(Reading).filter(Reading.sentiment == "negative").all()
    missed = [each for each in missed if says_food(says, each) and not each.themes][:4]
    for each in missed:
        corrections.toggle_theme(comment_id=each.comment_id, theme="food", reader=blind_reader().id)
    read_sample(says)
    assert (theme("Food").sensitivity.count, measured_themes()["food"]["en"].both) == (18, 22)


def says_food(says, reading):
    return says(type("Only", (), {"id": reading.comment_id}))[1] == ["food"]


def test_a_correction_after_the_blind_reading_changes_nothing_measured(context):
    [made, *_] = people(12, "negative", themes=["food"])
    people(12, "negative")
    read_sample(lambda comment: ("negative", []))
    before = measured_themes()
    corrections.toggle_theme(comment_id=made.id, theme="food", reader=blind_reader().id)
    db.session.query(MeasuredReading).delete()
    measure_readings()
    assert measured_themes() == before


def test_another_version_is_measured_on_the_same_people_once_it_has_read_them(context):
    read_sample(a_year())
    db.session.add(ModelVersion(version="new", is_live=False))
    db.session.flush()
    switch_to(version="new", actor="test")
    measure_readings()
    assert (accuracy_page().languages, db.session.query(MeasuredPerson).count()) == ((), 40)
    db.session.execute(update(Reading).values(model="new"))
    assert measure_readings() == 40
    assert accuracy_page().languages[0].people.base == 40
    assert measure_readings() == 0


def test_before_anybody_was_read_nothing_is_measured(context):
    assert measure_readings() == 0
    people(12)
    assert measure_readings() == 0


@pytest.fixture
def reader(app):
    return signed_in(app, "reader")


def test_the_page_has_counts_and_intervals_and_takes_as_many_queries_for_many(reader, context):
    assert "Nobody was measured yet" in reader.get(ACCURACY).text
    read_sample(a_year())
    with counted_statements() as few:
        page = " ".join(reader.get(ACCURACY).text.split())
    for words in ("75 %", "18 of 24, 55–88 %", "14 of 16, 64–97 %", "18 of 20, 70–97 %"):
        assert words in page
    assert page.count("Too few") == 39
    for language in ("cy", "ur", "pl"):
        people(12, "negative", language=language)
    read_sample(lambda comment: ("negative", ["food"]))
    with counted_statements() as many:
        assert "Polish" in reader.get(ACCURACY).text
    assert len(many) == len(few)
