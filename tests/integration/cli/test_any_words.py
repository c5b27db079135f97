"""Whatever a command is given, it says what is wrong, and never how the program is made."""

import click
import pytest

from app.cli import main

WORDS = {
    "empty": "",
    "NUL": "a\x00b",
    "half a character": "a\ud800b",
    "turned round": "a\u202eb",
    "long number": "9" * 10_000,
}
LEFT_OUT = {"serve", "worker", "demo"}
"""They take no words but of settings, and go on until they are ended."""


def commands(group, path=()):
    """Every command with the words that lead to it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from commands(found, (*path, name))
        elif name not in LEFT_OUT:
            yield (*path, name), found


def arguments(command, word):
    """The word for everything that the command takes, be it needed or not."""
    for each in command.params:
        if isinstance(each, click.Argument):
            yield word
        elif not each.is_flag and each.name != "help":
            yield from (each.opts[-1], word)


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_no_word_breaks_a_command(runner, context, tmp_path, monkeypatch, word):
    monkeypatch.chdir(tmp_path)
    broken = {}
    for path, command in commands(main):
        needed = [each for each in command.params if each.required]
        for given in (arguments(command, word), arguments(click.Command("x", params=needed), word)):
            result = runner(*path, *given)
            is_told = isinstance(result.exception, SystemExit | None)
            if not is_told or result.exit_code not in (0, 1, 2):
                broken[path] = repr(result.exception)
            elif result.exit_code and not result.output.strip():
                broken[path] = "says nothing"
    assert broken == {}
