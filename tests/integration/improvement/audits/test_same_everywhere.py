"""A round says the same on its page, in packs and over time; nothing adds rounds together."""

from datetime import date

import pytest

from app.improvement.audits.drawing import Sampling
from app.improvement.audits.queries import round_line, rounds_at
from app.improvement.audits.timeline import timeline
from app.results.indicators.cuts import Cut
from app.results.indicators.operations import figures_of, monthly
from tests.integration.improvement.audits.conftest import AUTUMN
from tests.measuring import count
from tests.packs import a_pack, a_return, rows_of, tables_titled
from tests.staff import signed_in

TABLE = "Audits of records, by round"
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 10, 31)}
TWELVE = Sampling(40, 12, 50)
FEW = Sampling(40, 9, 0)


@pytest.fixture
def rounds(drawn, audit, numbers):
    """Two rounds of twelve records; second auditors say yes to everything."""
    made = []
    for planned, good in (
        (drawn(sampling=TWELVE), 1),
        (drawn("Autumn", days=AUTUMN, sampling=TWELVE), 7),
    ):
        first, doubles = numbers(planned)
        for place, number in enumerate(first):
            audit(planned, number, faith="yes" if place < good else "no", food="yes")
        for number in doubles:
            audit(planned, number, "second", faith="yes", food="yes")
        made.append(planned)
    count()
    return made


def test_page_pack_and_trend_agree_by_round(rounds, rose):
    of_faith = [row for row in rows_of(a_pack(**YEAR), TABLE) if row[0] == "About faith?"]
    assert [row[1:3] + row[4:] for row in of_faith] == [
        ("Spring, 2 March 2026 to 27 March 2026", "Rose House", 12, 12, 1, 8, "1–35"),
        ("Autumn, 7 September 2026 to 2 October 2026", "Rose House", 12, 12, 7, 58, "32–81"),
    ]
    for planned, row in zip(rounds, of_faith, strict=True):
        [result] = round_line(planned.id).results
        share = next(each.share for each in result.criteria if each.criterion.id == "faith")
        assert (share.base, share.yes, share.percent) == row[5:8]
        assert str(share) == f"{row[7]} % (likely {row[8]} %)"
    over_time = timeline(rounds_at(rose.id, "plans"), "faith")
    assert [row.value for row in over_time.rows] == ["8 %", "58 %"]


def test_records_are_in_no_other_figure(rounds):
    assert [each.survey_id for each in figures_of(Cut())] == []
    assert monthly(Cut(), theme="faith") == ()
    told = [table.title for _, table in a_return(**YEAR).tables()]
    assert [each for each in told if "tiny survey" in each] == []


def test_the_results_page_of_a_tool_leads_to_its_rounds(rounds, app):
    page = signed_in(app, "reader").get("/staff/results/surveys/plans").text
    assert "These are answers about records." in page
    assert 'href="/staff/improvement/audits"' in page


def test_a_criterion_of_fewer_than_ten_records_is_named_and_not_shown(drawn, audit, numbers):
    planned = drawn(sampling=FEW)
    for number in numbers(planned)[0]:
        audit(planned, number, faith="no")
    pack = a_pack(**YEAR)
    assert tables_titled(pack, TABLE) == []
    words = [
        block.text for _, each in pack.walk() for block in each.blocks if hasattr(block, "text")
    ]
    assert (
        "Not shown, because the criterion applied to fewer than 10 records: "
        "“About faith?” (Spring, Rose House)."
    ) in words
