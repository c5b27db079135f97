"""A workbook has a sheet for each kind of table, with the statement in a column."""

import io

from openpyxl import load_workbook

from app.evidence.packs.content import Pack, Section, Table
from app.evidence.packs.workbook import as_xlsx

SAID = ("Question", "n")


def pack(*sections: Section) -> Pack:
    return Pack("A pack", (), sections)


def asked(table_id: str, *rows: tuple[str, int], title: str = "Closed questions") -> Table:
    return Table(table_id, title, SAID, rows)


def statement(name: str, table: Table) -> Section:
    return Section(name, name, parts=(Section(f"{name}.people", "People said", (table,)),))


def test_tables_of_one_kind_stand_on_one_sheet_with_their_statements():
    told = pack(
        Section(
            "cqc",
            "CQC",
            parts=(
                statement("Safe", asked("a", ("Is it safe?", 12), ("Always?", 11))),
                statement("Caring", asked("b", ("Are they kind?", 14))),
            ),
        )
    )
    book = load_workbook(io.BytesIO(as_xlsx(told)))
    assert book.sheetnames == ["Pack", "Closed questions"]
    assert [row[:5] for row in book["Closed questions"].iter_rows(min_row=2, values_only=True)] == [
        ("Part of the pack", "Statement or heading", "Kind of evidence", *SAID),
        ("CQC", "Safe", "People said", "Is it safe?", 12),
        ("CQC", "Safe", "People said", "Always?", 11),
        ("CQC", "Caring", "People said", "Are they kind?", 14),
    ]
    spans = [row[1] for row in book["Pack"].iter_rows(values_only=True) if row[0] == "Table"]
    assert spans == ["Sheet “Closed questions”, rows 3 to 4", "Sheet “Closed questions”, row 5"]


def test_every_sheet_has_a_name_of_its_own_that_excel_takes():
    long = "What was said by everybody who was asked: all of it"
    tables = [
        asked(str(each), title=title) for each, title in enumerate((long, f"{long}!", "PACK"))
    ]
    told = pack(Section("one", "One", tuple(tables)))
    assert load_workbook(io.BytesIO(as_xlsx(told))).sheetnames == [
        "Pack",
        "What was said by everybody who",
        "What was said by everybody wh 2",
        "PACK 2",
    ]
