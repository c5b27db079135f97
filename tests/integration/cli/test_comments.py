"""`ownwords comments analyse`: a row for each comment, whatever it holds."""

import csv

import pytest

from app.comments.machine.engine.shipped import manifest_of

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
        (b"id,text\na,b\nc,\xff\xfe\n", "is not in UTF-8 (near line 3). Save it as CSV in UTF-8"),
        ("id,text\na,b\n".encode("utf-16"), "in.csv:1: the file is in UTF-16. Save it as CSV"),
        ("id,text\na,caf\u00e9\n".encode("cp1252"), "is not in UTF-8 (near line 2)"),
        (b"id;text\na;b\n", "in.csv:1: the columns are separated by semicolons."),
        (b"id\ttext\na\tb\n", "in.csv:1: the columns are separated by tabs."),
        (b"id,text,text\na,b,c\n", "in.csv:1: the column 'text' is there twice."),
        (b'id,text\na,"good\nb,fine\nc,cold\n', "in.csv:2: the record that begins here is not"),
        (b'id,text\na,"good\nb,"fine"\nc,cold\n', "in.csv:2: the record that begins here is not"),
        (b"id,text\na,good, but cold\n", "in.csv:2: this row has 3 fields where the first line"),
        (b"id,text,question\na,good\n", "in.csv:2: this row has 2 fields where the first line"),
        (b"id,text\na,b\n\n,c\n", "in.csv:4: the id is missing."),
        (b"id,text\na,b\nb,c\na,d\n", "in.csv:4: the id 'a' is on line 2 too. Use each id once."),
    ],
)
def test_a_file_of_which_a_row_would_be_lost_is_refused_and_nothing_is_written(analyse, raw, said):
    done, found = analyse([], raw=raw)
    assert (done.exit_code, found) == (1, [])
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_every_fault_is_said_at_once_with_its_line(analyse):
    done, _ = analyse([("a", "b"), ("a", "c"), ("", "d")])
    assert [line.partition("in.csv:")[2] for line in done.stderr.splitlines()] == [
        "3: the id 'a' is on line 2 too. Use each id once.",
        "4: the id is missing. Give each comment an id of its own.",
    ]


def test_what_is_odd_is_said_with_its_line_and_the_row_is_read(analyse):
    rows = [
        ("a", "The staff are kind to me", "9", "en"),
        ("b", "The staff are kind to me", "abc", "english!"),
        ("=1+1", "The staff are kind to me", "", ""),
    ]
    done, found = analyse(rows, columns=("id", "text", "rating", "language"))
    assert done.exit_code == 0
    assert [row[0] for row in found[1:]] == ["a", "b", "'=1+1"]
    said = [
        line.partition("in.csv:")[2][:31] for line in done.stderr.splitlines() if "in.csv" in line
    ]
    assert said == [
        "2: the rating '9' is none from ",
        "3: the rating 'abc' is none fro",
        "3: the language 'english!' is n",
        "4: the id '=1+1' would be calcu",
    ]


def test_the_probabilities_are_columns_and_the_largest_is_the_sentiment(analyse):
    _, plain = analyse([("a", "The staff are wonderful and so kind")])
    done, found = analyse(
        [("a", "The staff are wonderful and so kind"), ("b", "They slapped me and I am scared")],
        "--probabilities",
    )
    assert done.exit_code == 0, done.output
    assert found[0] == [*plain[0], "p_negative", "p_neutral", "p_positive", "harm"]
    assert found[1][:5] == plain[1]
    for row in found[1:]:
        negative, neutral, positive, harm = map(float, row[5:])
        chances = {"negative": negative, "neutral": neutral, "positive": positive}
        assert abs(sum(chances.values()) - 1) < 0.001
        assert max(chances, key=lambda each: chances[each]) == row[2]
        assert 0 <= harm <= 1
    assert float(found[2][8]) > float(found[1][8])


def test_the_language_of_the_file_is_believed_and_too_little_claims_none(analyse):
    columns = ("id", "text", "question", "language")
    rows = [
        ("a", "dim byd", "", "cy"),
        ("b", "good food", "", ""),
        ("c", "good food", "What is good about the service?", ""),
    ]
    _, found = analyse(rows, columns=columns)
    assert [row[1:3] for row in found[2:]] == [["und", "positive"], ["en", "positive"]]
    assert found[1][1] == "cy"
    _, sure = analyse(rows, "--abstain", columns=columns)
    assert sure[2][2] == "not_assessed"


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
