"""The files that an import writes, and a survey that goes out and comes back equal."""

from pathlib import Path

import pytest

from app.kernel.errors import Refused
from app.surveys.definition import survey_document
from app.surveys.loader import load_survey
from app.surveys.xlsform.exporting import write_form
from app.surveys.xlsform.files import write_survey
from app.surveys.xlsform.importing import imported
from app.surveys.xlsform.workbooks import read_form

SURVEYS = Path(__file__).resolve().parents[4] / "surveys"
TAKEN_OUT = ("people-supported/2", "community-partners/2", "care-plan-audit/1")
"""Between them they have every kind of question, both editions, and rules of all sorts."""
WELSH_TOO = """
| survey |
| | type | name | label::English (en) | label::Welsh (cy) |
| | text | why | Why? | Pam? |
| settings |
| | form_title | form_id |
| | Visits | Our Visits |
"""


@pytest.mark.parametrize("name", TAKEN_OUT)
def test_a_survey_that_is_exported_and_imported_is_equal(tmp_path, name):
    path = SURVEYS / name / "survey.yaml"
    survey = load_survey(path)
    write_form(survey, tmp_path / "form.xlsx")
    found = imported(read_form(tmp_path / "form.xlsx"), audience="public")
    written = write_survey(found, tmp_path / "surveys")

    # Whoever signed a translation off signed those files and not these.
    before, after = (
        survey_document(each) | {"translations": {}} for each in (survey, written.survey)
    )
    assert after == before
    assert (found.remarks, written.remarks) == ((), ())
    assert (
        written.definition == tmp_path / "surveys" / survey.id / str(survey.version) / "survey.yaml"
    )


def test_a_language_that_is_not_whole_is_kept_and_not_offered(taken, tmp_path):
    written = write_survey(taken(WELSH_TOO), tmp_path)
    folder = tmp_path / "our-visits" / "1"
    assert written.remarks == (
        "Welsh (cy): its words are kept in cy.po, and 4 of its texts are not translated yet, so it "
        "is not offered. Complete it and add it to 'languages'.",
    )
    assert load_survey(folder / "survey.yaml").languages == ("en",)
    assert 'msgid "Why?"\nmsgstr "Pam?"' in (folder / "cy.po").read_text(encoding="utf-8")


def test_the_file_may_be_named(taken, tmp_path):
    target = tmp_path / "mine" / "asked.yaml"
    written = write_survey(taken(WELSH_TOO), target)
    assert written.definition == target
    assert load_survey(target).id == "our-visits"
    filed = tmp_path / "surveys" / "tea" / "3" / "survey.yaml"
    write_survey(taken(WELSH_TOO), filed)
    assert (load_survey(filed).id, load_survey(filed).version) == ("tea", 3)


def test_what_is_there_is_not_written_over_and_nothing_is_left_of_a_refusal(taken, tmp_path):
    write_survey(taken(WELSH_TOO), tmp_path)
    with pytest.raises(Refused, match=r"survey\.yaml is there already\. Choose another place"):
        write_survey(taken(WELSH_TOO), tmp_path)
    found = taken(WELSH_TOO.replace("Our Visits", "other"))
    found.document["audience"] = "ghosts"
    with pytest.raises(Refused, match="What the form says makes no survey:\nline 3: "):
        write_survey(found, tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["asked.md", "our-visits"]
