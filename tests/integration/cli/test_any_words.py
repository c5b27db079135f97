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


def forms(command, word):
    """What the command is given: the word wherever it can stand, and where it is needed."""
    needed = click.Command("x", params=[each for each in command.params if each.required])
    found = dict.fromkeys(tuple(arguments(each, word)) for each in (command, needed))
    return [each for each in found if each]


def broken(runner, forms_of):
    """The commands that end otherwise than well or with a reason, whatever they are given."""
    found = {}
    for path, command in commands(main):
        for given in forms_of(command):
            result = runner(*path, *given)
            is_told = isinstance(result.exception, SystemExit | None)
            if not is_told or result.exit_code not in (0, 1, 2):
                found[path] = repr(result.exception)
            elif result.exit_code and not result.output.strip():
                found[path] = "says nothing"
    return found


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_no_word_breaks_a_command(runner, context, tmp_path, monkeypatch, word):
    monkeypatch.chdir(tmp_path)
    assert broken(runner, lambda command: forms(command, word)) == {}


def test_no_command_breaks_without_a_word(runner, context, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert broken(runner, lambda command: [()]) == {}
