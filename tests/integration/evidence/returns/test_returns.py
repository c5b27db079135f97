"""Returns from stored answers and records: true, with blanks, and giving nobody away."""

import csv
import io
from datetime import date
from itertools import combinations

import pytest

from app.administration.organisation.operations import edit_service
from app.disclosure import PARCEL, THRESHOLD, Hidden, Reason
from app.evidence.returns.lines import COLUMNS, FILL
from app.evidence.returns.operations import FORMATS
from app.kernel.errors import NotFound, Refused
from tests.comments import count_views, people
from tests.counting import counted_statements
from tests.factories import link, service, survey
from tests.given import stored
from tests.integration.evidence.returns.conftest import (
    CONTENT,
    NOT_CONTENT,
    QUARTER,
    VIEWS,
    WEEK,
    an_action,
)
from tests.measuring import count
from tests.packs import a_return, lines_of, pdf_text, squeezed, tables_titled, words_of
from tests.staff import recorded

SERIES = "People we support: “A tiny survey”, version 1"
OF_THEMSELVES = f"What they said of themselves. {SERIES}"
HIDDEN = "Hidden to protect people (fewer than 10)"
ANSWERED = "Number who answered"
SATISFIED = "Satisfied, %: “About overall?” (Standard)"


def in_csv(made):
    text = FORMATS["csv"](made).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_parts_are_those_that_councils_ask_for(homes):
    assert [section.title for section in a_return().sections] == [
        "About this return",
        "Numbers supported",
        "Complaints, compliments and themes",
        "Safeguarding concerns",
        "Feedback",
        "What changed",
        "Staff training",
        "Equality breakdown",
        "Interpreter use",
        "Accessible formats",
        "How it was counted, and what is hidden",
    ]
    assert {table.columns for _, table in a_return().tables()} == {COLUMNS}


def test_what_is_not_held_is_empty_and_says_that_it_is_to_be_filled_in(homes):
    rows = [row for _, table in a_return(**QUARTER).tables() for row in table.rows]
    blank = {row[0] for row in rows if str(row[4]).startswith(FILL)}
    assert blank == {
        "People supported: Big",
        "People supported: Middle",
        "People supported: Small",
        "Complaints received, in all",
        "Compliments received, in all",
        "Safeguarding concerns, in all",
        "Number asked",
        "Staff trained, %",
        "Everybody supported, by protected characteristic",
        "Interpreters used in care and support",
        "Information given in accessible formats",
    }
    assert {row[1:4] for row in rows if row[0] in blank} == {("", "", "")}


def test_feedback_has_how_it_was_asked_for_how_many_answered_and_who_is_satisfied(homes):
    lines = lines_of(a_return(**QUARTER), SERIES)
    assert lines["How feedback was asked for"][0] == (
        "link, QR code and short code; printed booklet, typed in by staff; "
        "interview page, read out by a helper"
    )
    assert lines["Number asked"][0] == ""
    assert lines[ANSWERED][:3] == (52, "", "Answers received. Week of 2 February 2026")
    assert lines[SATISFIED] == (
        81, 52,
        "42 of 52: “Always” and “Mostly”, of all answers. 95 % interval 68–89.",
        "Not answered: 0.",
    )  # fmt: skip


def test_interpreters_languages_and_groups_are_released_of_those_who_answered(homes):
    made = a_return(**QUARTER)
    helped = lines_of(made, "Interpreters")[f"An interpreter helped to answer, %: {SERIES}"]
    assert helped[:2] == (100, 10)
    formats = lines_of(made, "Languages and formats")
    assert formats["Languages offered: A tiny survey"][0] == "English; Welsh; Urdu"
    assert formats["Easy Read offered: A tiny survey"][0] == "no"
    assert formats[f"Languages answered in: {SERIES}"][:2] == ("English 42; Urdu 10", 52)


def test_a_group_of_a_few_is_in_no_line(homes):
    stored(homes["Big"], {**CONTENT, "religion": "none"}, times=12, week=WEEK)
    count()
    words = words_of(a_return(**QUARTER))
    assert "Muslim" not in words
    answer, n, _, note = lines_of(a_return(**QUARTER), OF_THEMSELVES)["About religion?"]
    assert (answer, n) == ("Hindu 42 (70 %)", 60)
    assert note == f"Other groups: {Hidden(reason=Reason.BESIDE)}"
    non_substantive = a_return(**QUARTER, services=["Big"])
    assert tables_titled(non_substantive, OF_THEMSELVES) == []
    assert "shown for all services together only" in words_of(non_substantive)


def test_a_small_home_is_hidden_and_cannot_be_worked_out_from_any_others(homes):
    told = {}
    for number in (3, 2, 1):
        for names in combinations(sorted(homes), number):
            lines = lines_of(a_return(**QUARTER, services=names if number < 3 else ()), SERIES)
            told[frozenset(names)] = lines[ANSWERED][0], lines.get(SATISFIED, ("", ""))[1]
    assert told[frozenset(homes)] == (52, 52)
    assert told[frozenset({"Small"})] == (HIDDEN, "")
    assert told[frozenset({"Big", "Small"})] == (40, 40)
    for more, fewer in combinations(told, 2):
        for one, other in zip(told[more], told[fewer], strict=True):
            if fewer < more and isinstance(one, int) and isinstance(other, int):
                assert one == other or one - other >= THRESHOLD, (more, fewer)
    small = a_return(**QUARTER, services=["Small"])
    lines = lines_of(small, SERIES)
    assert lines["Satisfied, %"][:2] == (HIDDEN, "")
    [row] = [row for row in in_csv(small) if row[2] == ANSWERED]
    assert row[3:6] == [HIDDEN, "", ""]


def test_a_day_more_or_less_moves_no_figure_of_answers(homes):
    whole = a_return(**QUARTER)
    moved = a_return(first=date(2026, 1, 2), last=date(2026, 3, 30))
    assert [table.rows for _, table in moved.tables()] == [
        table.rows for _, table in whole.tables()
    ]


def test_the_same_return_says_the_same_until_ten_more_have_answered(homes):
    before = a_return(**QUARTER).digest
    stored(homes["Big"], NOT_CONTENT, times=PARCEL - 1, week=WEEK)
    count()
    assert a_return(**QUARTER).digest == before
    stored(homes["Big"], CONTENT, times=1, week=WEEK)
    count()
    assert lines_of(a_return(**QUARTER), SERIES)[ANSWERED][0] == 62


def test_before_any_answer_nothing_is_said_to_be_zero(context):
    at = link(VIEWS)
    made = a_return()
    lines = lines_of(made, "People we support: “A tiny survey”")
    assert lines["How feedback was asked for"][0].startswith("link, QR code")
    for asked in (ANSWERED, "Satisfied, %"):
        assert lines[asked][:3] == ("", "", "")
        assert lines[asked][3].startswith("No answer of these months is in any figure.")
    at.closes_on = date(2025, 12, 31)
    lines = lines_of(a_return(), "Nobody was asked")
    assert [line[0] for line in lines.values()] == ["", "", "", ""]
    for make in FORMATS.values():
        assert make(a_return())


def test_without_a_service_it_is_refused(context):
    with pytest.raises(NotFound, match="Add one on the page Services first"):
        a_return()


def test_dates_the_wrong_way_round_are_refused(homes):
    with pytest.raises(Refused, match=r"1 January 2026\. Turn them\."):
        a_return(first=date(2026, 3, 31), last=date(2026, 1, 1))


def test_a_service_that_was_renamed_and_closed(homes):
    edit_service(service_id=homes["Middle"].service_id, name="New Middle", contacts={})
    homes["Middle"].closes_on = date(2026, 5, 1)
    people_lines = lines_of(a_return(**QUARTER), "People")
    assert list(people_lines) == [
        "People supported: Big", "People supported: New Middle", "People supported: Small",
    ]  # fmt: skip
    assert people_lines["People supported: New Middle"][3].endswith(
        "Its last link closed on 1 May 2026."
    )
    assert lines_of(a_return(**QUARTER), SERIES)[ANSWERED][0] == 52
    with pytest.raises(NotFound):
        a_return(services=["Middle"])


def test_positive_comments_and_themes_pass_the_gate(homes):
    people(14, "positive", at=homes["Big"], themes=["food"], week=WEEK)
    people(6, "negative", at=homes["Big"], themes=["food"], week=WEEK)
    people(4, "negative", at=homes["Big"], themes=["dress"], week=WEEK)
    count_views()
    lines = lines_of(a_return(**QUARTER), "Complaints, compliments and themes")
    whose = "People we support, January to March 2026"
    assert lines[f"Positive comments, %: {whose}"] == (
        58, 24,
        "Read by a machine on this server; a person's correction wins. 95 % interval 39–76.",
        "People who wrote something: 24. Positive: 14 (58 %). Negative: 10 (42 %).",
    )  # fmt: skip
    answer, n, _, note = lines[f"Themes of comments: {whose}"]
    assert (answer, n) == ("Food 20 (83 % as the machine found), negative 6 (30 %)", 24)
    assert note == "Other themes are hidden; the evidence pack says why."


def test_a_survey_of_records_is_no_feedback(homes):
    audit = survey(survey_id="audit", audience="auditors")
    at = link(audit, token="DDDDDD", service_id=homes["Big"].service_id, audience="auditors")
    stored(at, {"happy": "yes"}, times=12, week=WEEK)
    count()
    titles = [table.title for _, table in a_return(**QUARTER).tables()]
    assert [each for each in titles if "tiny survey" in each] == [SERIES, OF_THEMSELVES]


def test_a_survey_without_the_question_on_the_whole_says_so(homes):
    families = link(
        survey(survey_id="families", audience="families"),
        token="DDDDDD",
        service_id=homes["Big"].service_id,
        audience="families",
    )
    stored(families, {"happy": "yes"}, times=12, week=WEEK)
    count()
    lines = lines_of(a_return(**QUARTER), "Families and friends: “A tiny survey”, version 1")
    assert lines[ANSWERED][0] == 12
    assert lines["Satisfied, %"][0] == "Not asked"
    assert lines["Satisfied, %"][3].startswith("This survey has no question")


def test_the_files_say_what_the_content_says(homes, case_at):
    case_at("Big", "complaint", (2, 1))
    made = a_return(**QUARTER)
    told = [
        [section.title, table.title, *map(str, row)]
        for section, table in made.tables()
        for row in table.rows
    ]
    head, *rows = in_csv(made)
    assert head == ["Part", "Of what", *COLUMNS]
    assert [row for row in rows if row[1]] == told
    assert ["", "Dates asked for", "1 January 2026 to 31 March 2026", "", "", ""] in [
        row[1:] for row in rows if row[0] == "About this return"
    ]
    text = pdf_text(FORMATS["pdf"](made))
    for row in told:
        for cell in row[1:]:
            assert squeezed(cell) in text
    assert "Contents" not in text


def test_a_name_that_a_spreadsheet_would_calculate_stays_a_name(context):
    service("=1+1")
    rows = in_csv(a_return(services=["=1+1"]))
    assert ["About this return", "", "Services", "'=1+1", "", "", ""] in rows


def test_who_made_it_is_recorded(homes):
    made = a_return(**QUARTER, services=["Big"])
    assert recorded("quality-return") == [
        (
            "test",
            "quality-return",
            "2026-01-01 to 2026-03-31",
            {"services": "Big", "content": made.digest},
        )
    ]


def test_more_rows_ask_no_more_queries(homes, case_at):
    a_return(**QUARTER)

    def asked():
        with counted_statements() as statements:
            a_return(**QUARTER)
        return len(statements)

    def more():
        case_at("Big", "complaint", (2, 1), "referred")
        an_action(homes["Big"], done_on=date(2026, 3, 20))
        stored(homes["Big"], CONTENT, times=5, week=WEEK)
        people(12, at=homes["Big"], themes=["food"], week=WEEK)
        count()
        count_views()

    more()
    a_return(**QUARTER)
    before = asked()
    more()
    a_return(**QUARTER)
    assert asked() == before
