"""The command line: the help of every command, what each that only asks prints, the files that are
made, and what commands say that change something."""

import shlex
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import click
from click.testing import CliRunner

from app.cli import main
from scripts.record.changes import CHANGING
from scripts.record.entries import Record, readable

LOCALES: Final = ("en", "cy", "ur", "en-easyread", "cy-easyread", "ur-easyread")
MEDIA_TYPES: Final = {".pdf": "application/pdf", ".xlsx": "spreadsheet"}
PERIOD: Final = "--from 2026-01-01 --to 2026-11-29"
QUARTER: Final = "--from 2026-07-01 --to 2026-09-30"
COMMENTS: Final = """id,text,question,rating,language
1,"The food is cold and nobody asks what I eat.",,5,en
2,"Mae'r staff yn garedig iawn.",,1,cy
3,"کھانا اچھا ہے",,,ur
4,,,,
"""
CHECKED: Final = (
    "survey check surveys",
    "survey check surveys/shared",
    "survey list",
    "link list",
    "responses count",
    "framework check {json}",
    "evidence verify {json}",
    "evidence verify --json {pack}",
    "evidence verify --key wrong {pack}",
    "action list --overdue --json",
    "policy list --overdue --json",
    "action list --service {service} --json",
    "poster NOSUCH -o {out}.pdf",
    "link create --survey nosuch --service {service}",
    "nosuch",
    "link list --nosuch",
)
TYPED: Final = "kettle harbour violet\n"
"""What is typed at a command that reads a password."""


@dataclass(frozen=True)
class Known:
    """Names on the demonstration that commands are given."""

    service: str
    token: str
    tokens: Mapping[str, str]
    frameworks: Mapping[str, str]
    folder: Path
    given: Mapping[str, str] = field(default_factory=dict)

    def filled(self, line: str) -> list[str]:
        """The words of a command line, its places filled."""
        places = {
            "service": shlex.quote(self.service),
            "token": self.token,
            "out": str(self.folder / "out"),
            "csv": str(self.folder / "comments.csv"),
            "pack": str(self.folder / "pack.json"),
            "json": "app/evidence/frameworks/shipped/frameworks/psed.json",
            **self.given,
        }
        return shlex.split(line.format_map(places))


def record_help(record: Record) -> None:
    """The help of every command and group."""
    for words, _ in _all_commands(main, ()):
        line = " ".join((*words, "--help"))
        record.take(f"command/{line}", partial(_printed, line.split()))


def record_answers(record: Record, known: Known) -> None:
    """The JSON of each command that needs nothing to print it, and those of `CHECKED`."""
    (known.folder / "comments.csv").write_text(COMMENTS, encoding="utf-8")
    for line in asking_lines():
        _take(record, known, line)
    _take(record, known, f"evidence pack --framework cqc-saf {PERIOD} --format json -o {{pack}}")
    for line in CHECKED:
        _take(record, known, line)


def asking_lines() -> Iterator[str]:
    """The lines of commands that need nothing to print JSON, and change nothing."""
    changing = [shlex.split(line)[:2] for line in CHANGING if " list" not in line]
    for words, command in every_command():
        names = {each.name for each in command.params}
        asks = not any(each.required for each in command.params)
        if "as_json" in names and asks and list(words) not in changing and words != ("demo",):
            yield f"{' '.join(words)} --json"


def every_command() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it, groups left out."""
    for words, command in _all_commands(main, ()):
        if not isinstance(command, click.Group):
            yield words, command


def record_changes(record: Record, known: Known) -> None:
    """What commands say that change something, so these come last."""
    for line in CHANGING:
        _take(record, known, line)


def record_files(record: Record, known: Known) -> None:
    """Every export, pack, return, poster and booklet."""
    for line in file_lines(known):
        _take(record, known, line)


def file_lines(known: Known) -> Iterator[str]:
    """The command lines that make files."""
    for survey in known.tokens:
        for ending in ("csv", "jsonl", "xlsx"):
            export = f"responses export --survey {survey} --format {ending} -o {{out}}.{ending}"
            yield from (export, f"{export} --raw --as admin@demo.example")
    for framework, version in known.frameworks.items():
        yield f"evidence pack --framework {framework} {PERIOD} --format json -o {{out}}.json"
        yield f"framework export {version} -o {{out}}.json"
    for ending in ("html", "xlsx", "pdf"):
        yield f"evidence pack --framework cqc-saf {PERIOD} --format {ending} -o {{out}}.{ending}"
    for ending in ("csv", "pdf"):
        for asked in (PERIOD, f"{QUARTER} --service {{service}}"):
            yield f"evidence return {asked} --format {ending} -o {{out}}.{ending}"
    yield (
        f"evidence pack --framework cqc-saf --framework psed {QUARTER} --service {{service}}"
        " --format json -o {out}.json"
    )
    yield from _printed_matter(known)
    yield "comments analyse --input {csv} --output {out}.csv --probabilities"


def _printed_matter(known: Known) -> Iterator[str]:
    for size in ("A4", "A3", "card", "letter"):
        yield f"poster {known.token} --size {size} -o {{out}}.pdf"
    yield f"poster {known.token} --languages en,cy,ur -o {{out}}.pdf"
    yield "action poster {service} -o {out}.pdf"
    for locale in LOCALES:
        yield f"booklet {known.token} --language {locale} -o {{out}}.pdf"
    for token in known.tokens.values():
        yield f"booklet {token} -o {{out}}.pdf"


def run(words: Sequence[str]) -> click.testing.Result:
    """Run a command in this process, where time and chance stand still."""
    return CliRunner().invoke(main, list(words), input=TYPED, prog_name="ownwords")


def _take(record: Record, known: Known, line: str) -> None:
    words = known.filled(line)
    name = line.replace("{token}", known.token)

    def look() -> str:
        printed = _printed(words).replace(str(known.folder), "FOLDER")
        return "\n".join([printed, *files_taken_from(known.folder)])

    record.take(f"command/{name}", look)


def files_taken_from(folder: Path) -> Iterator[str]:
    """What a command made under the name `out`, which goes when it was read."""
    for made in sorted(folder.glob("out.*")):
        if made.is_dir():
            for each in sorted(path for path in made.rglob("*") if path.is_file()):
                yield f"file {each.relative_to(made)}"
                yield _readable_file(each)
            shutil.rmtree(made)
        else:
            yield _readable_file(made)
            made.unlink()


def _readable_file(path: Path) -> str:
    return readable(path.read_bytes(), MEDIA_TYPES.get(path.suffix, "text/"))


def _printed(words: Sequence[str]) -> str:
    done = run(words)
    is_unexpected = done.exception is not None and not isinstance(done.exception, SystemExit)
    return f"exit {done.exit_code}\n{done.output}{repr(done.exception) if is_unexpected else ''}"


def _all_commands(
    group: click.Group, before: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield before, group
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _all_commands(command, (*before, name))
        elif command is not None:
            yield (*before, name), command
