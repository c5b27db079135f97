"""`ownwords comments analyse`: a row for each comment, whatever it holds."""

import csv

import pytest

from app.analysis.engine.shipped import manifest_of

ODD = [
    *("", "  ", "😀", "x" * 20_000, "<b>cold</b>", "a\u200bb \u202ec", "nothing", "=1+1"),
    *("khana acha nahi tha", "line one\nline two", "የማላውቀው"),
]

VAGUE = [
    "The staff are wonderful and so kind, thank you all for everything",
    "It was good and then it was not, and who can say what I would want of them",
    "The old place was worse than this but the new one is not what it was either",
    "They said that they would and perhaps some of them did in their own way",
    "Some are lovely to me and some of them are rude, the food is cold but nice",
]


@pytest.fixture
def analyse(runner, tmp_path):
    """Writes rows to a file, has it read, and gives the outcome and the rows that came."""

    def run(rows, *options, columns=("id", "text"), raw=None):
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        if raw is not None:
            source.write_bytes(raw)
        else:
            with source.open("w", encoding="utf-8", newline="") as file:
                out = csv.writer(file)
                out.writerows([columns, *rows])
        done = runner(
            "comments", "analyse", "--input", str(source), "--output", str(target), *options
        )
        found = []
        if target.exists():
            with target.open(encoding="utf-8", newline="") as file:
                found = list(csv.reader(file))
        return done, found

    return run


def test_every_row_has_its_answer_in_order(analyse):
    done, rows = analyse([(f"c{number}", text) for number, text in enumerate(ODD)])
    assert done.exit_code == 0, done.output
    assert rows[0] == ["id", "language", "sentiment", "confidence", "themes"]
    assert [row[0] for row in rows[1:]] == [f"c{number}" for number in range(len(ODD))]
    assert {row[2] for row in rows[1:]} <= {"negative", "neutral", "positive", "not_assessed"}
    assert "Reading comments" in done.stderr
    assert done.stdout == ""


def test_the_question_says_what_nothing_means(analyse):
    columns = ("id", "text", "question", "rating")
    rows = [
        ("a", "Nothing", "What could be better?", "1"),
        ("b", "Nothing", "What is good about the service?", "5"),
        ("c", "The staff are wonderful and so kind", "", "many"),
    ]
    _, found = analyse(rows, columns=columns)
    assert [row[2] for row in found[1:]] == ["positive", "negative", "positive"]


def test_abstaining_leaves_only_what_is_sure(analyse):
    rows = [(str(number), text) for number, text in enumerate(VAGUE)]
    _, plain = analyse(rows)
    _, found = analyse(rows, "--abstain")
    level = manifest_of()["languages"]["en"]["threshold"]
    expected = [
        said if float(sure) >= level else "not_assessed" for _, _, said, sure, _ in plain[1:]
    ]
    assert [row[2] for row in found[1:]] == expected
    assert (expected[0], "not_assessed" in expected) == ("positive", True)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"id,words\na,b\n", "the column 'text' is missing"),
        (b"", "the column 'id' is missing"),
        (b"id,text\na,\xff\xfe\n", "is not in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_written(analyse, raw, said):
    done, found = analyse([], raw=raw)
    assert (done.exit_code, found) == (1, [])
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_no_such_file_and_no_such_folder_are_said(runner, tmp_path):
    done = runner("comments", "analyse", "--input", str(tmp_path / "none.csv"), "--output", "x")
    assert (done.exit_code, "cannot be read" in done.stderr) == (1, True)
    source = tmp_path / "in.csv"
    source.write_text("id,text\na,b\n", encoding="utf-8")
    away = str(tmp_path / "no" / "out.csv")
    done = runner("comments", "analyse", "--input", str(source), "--output", away)
    assert (done.exit_code, "cannot be written" in done.stderr) == (1, True)


def test_the_state_of_the_machine_is_told(runner):
    done = runner("analysis", "status", "--json")
    assert done.exit_code == 0, done.output
    assert '"waiting": 0' in done.stdout
    assert '"problem": null' in done.stdout


def test_training_without_comments_is_refused(runner, tmp_path):
    done = runner("analysis", "train", "--data", str(tmp_path), "--output", str(tmp_path))
    assert done.exit_code == 1
    assert "PyTorch" in done.stderr or "no CSV file" in done.stderr
