"""A year in four languages whose true shares and errors are known: how its shares are said."""

from app.comments.queue.comments import comment_entry
from app.comments.queue.corrections import label_blind
from app.comments.sample.models import ReadingSample, SampledPerson
from app.extensions import db
from app.kernel.clock import now
from app.results.feedback.measuring import measure_readings
from app.results.feedback.pages import feedback_page
from app.statistics.intervals import wilson
from tests.comments import count_views, people
from tests.counting import counted_statements
from tests.sampling import blind_reader
from tests.staff import signed_in

TRUE_SHARE = 0.4
YEAR = {
    # found of those who spoke, missed, found wrongly, and the rest: two in five spoke of food
    "en": (40, 60, 4, 146),
    "cy": (30, 10, 4, 56),
    "ur": (24, 16, 4, 56),
    "pl": (34, 6, 2, 58),
}
RESULTS = "/staff/results"


def a_year():
    """The comments of each language, by who finds food in them."""
    made = {}
    for language, (both, person, machine, neither) in YEAR.items():
        made[language] = (
            people(both, "positive", language=language, themes=["food"]),
            people(person, "positive", language=language),
            people(machine, "positive", language=language, themes=["food"]),
            people(neither, "positive", language=language),
        )
    count_views()
    return made


def read_every_second(made):
    """Somebody reads a sample of each language that is just like the whole of it."""
    sample = ReadingSample(drawn_by="test", seed="0")
    db.session.add(sample)
    db.session.flush()
    reader = blind_reader()
    for language, cells in made.items():
        for place, cell in enumerate(cells):
            for each in cell[::2]:
                drawn = {"sample_id": sample.id, "language": language, "place": 1}
                db.session.add(SampledPerson(response_id=each.response_id, read_at=now(), **drawn))
                label_blind(
                    comment_entry(each.id),
                    sentiment="positive",
                    themes=["food"] if place < 2 else [],
                    reader=reader.id,
                )
    db.session.commit()
    measure_readings()
    count_views()


def results(**more):
    return feedback_page(**{"service": None, "audience": None, "period": None, **more}).results


def in_languages():
    return {each.language: each.share for each in results().theme_languages}


def test_shares_of_a_year_are_corrected_once_a_sample_was_read(app, context):
    made, client = a_year(), signed_in(app, "reader")
    plain, [food] = in_languages(), results().themes
    assert {name: str(share) for name, share in {**plain, "all": food.share}.items()} == {
        "English": "18 % as the machine found",
        "Polish": "36 % as the machine found",
        "Urdu": "28 % as the machine found",
        "Welsh": "34 % as the machine found",
        "all": "26 % as the machine found",
    }
    highest = {name: wilson(each.found.count, each.found.base) for name, each in plain.items()}
    assert [name for name, each in highest.items() if each.high < TRUE_SHARE] == ["English", "Urdu"]
    with counted_statements() as before:
        client.get(RESULTS)

    read_every_second(made)
    [food] = results().themes
    shares = {**in_languages(), "all": food.share}
    assert shares.keys() == {*plain, "all"}
    assert [name for name, each in shares.items() if not covers(each)] == []
    # What a reader found with fewer than ten people more waits for others, so small ones lag.
    assert [name for name, each in shares.items() if abs(each.estimate.percent - 40) > 8] == []
    assert (shares["English"].estimate.percent, shares["all"].estimate.percent) == (40, 40)
    with counted_statements() as after:
        page = " ".join(client.get(RESULTS).text.split())
    assert len(after) == len(before)
    file = client.get(f"{RESULTS}/figures.csv").data.decode("utf-8-sig")
    words = [str(each) for each in shares.values()]
    assert [each for each in words if each not in page or each not in file] == []
    assert f"Found most often in what they wrote: Food ({food.share})." in page

    # Of one quarter it is not known in which languages it was written, and these are read unlike.
    [food] = results(period="2026-Q3").themes or results(period="2026-Q4").themes
    assert food.share.estimate is None
    assert results(period="2026-Q3").theme_languages == ()


def covers(share):
    return share.estimate and share.estimate.low <= 100 * TRUE_SHARE <= share.estimate.high


def test_few_who_spoke_of_a_theme_in_a_language_are_not_named(context):
    people(40, "positive", themes=["food"])
    people(20, "positive", language="cy")
    people(9, "positive", themes=["food"], language="cy")
    people(12, "positive", themes=["dress"], language="cy")
    count_views()
    found = {
        (each.theme, each.language): each.share.found.count for each in results().theme_languages
    }
    assert found == {("Dress", "Welsh"): 12}
