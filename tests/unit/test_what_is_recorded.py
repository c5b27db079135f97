"""Whatever changes something for staff leads to an entry of the audit record.

The test follows the names that a page or command uses, through functions, methods and modules of
this program, to `record`. A new page that posts, or a new command, fails here until it leads there
or is put into the lists with its reason.
"""

import importlib
import inspect
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import click
import pytest

from app import create_app
from app.administration.accounts.operations import record
from app.cli import main
from app.config import Settings
from app.web.wings import STAFF

PAGES_THAT_NEED_NONE = {"evidence.check": "says whether a file is as it was made"}

LOOKS = "looks and changes nothing"
WRITES = "writes a file from what everybody may see"
COMMANDS_THAT_NEED_NONE = {
    **dict.fromkeys(("action list", "analysis status", "audit list", "audit tools"), LOOKS),
    **dict.fromkeys(("audit verify", "event list", "evidence verify", "framework check"), LOOKS),
    **dict.fromkeys(("framework list", "keys list", "link list", "policy list"), LOOKS),
    **dict.fromkeys(("responses count", "service list", "survey check", "survey list"), LOOKS),
    **dict.fromkeys(("training list", "user list"), LOOKS),
    **dict.fromkeys(("action poster", "booklet", "poster"), WRITES),
    **dict.fromkeys(("framework export", "survey export", "survey import"), WRITES),
    "survey catalogues": "updates translators' files, outside the database",
    "comments analyse": "reads comments from a file and keeps none",
    "analysis evaluate": "needs no database; when readings count, `machine-switched` is recorded",
    "analysis train": "needs no database; when readings count, `machine-switched` is recorded",
    "serve": "whoever is served is recorded",
}


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)


def _is_ours(found: Any) -> bool:
    return str(getattr(found, "__module__", None) or "").startswith("app.")


def _functions(found: Any) -> Iterator[FunctionType]:
    """The functions behind a name: itself, what it wraps, a class's methods, a mapping's values."""
    if isinstance(found, dict):
        for each in found.values():
            if isinstance(each, FunctionType):
                yield from _functions(each)
        return
    if isinstance(found, click.Command):
        found = found.callback
    found = inspect.unwrap(found) if callable(found) else found
    if isinstance(found, FunctionType) and _is_ours(found):
        yield found
        closed = [cell.cell_contents for cell in found.__closure__ or () if _filled(cell)]
        for each in closed:
            if isinstance(each, FunctionType):
                yield from _functions(each)
    elif inspect.isclass(found) and _is_ours(found):
        for each in vars(found).values():
            yield from _functions(getattr(each, "__func__", each))


def _filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def _named(function: FunctionType) -> Iterator[Any]:
    """What the names in a function stand for: of its module, and of what it imports itself."""
    for code in _codes(function.__code__):
        modules = [name for name in code.co_names if name.startswith("app.")]
        spaces = [_space(name) for name in modules]
        for name in code.co_names:
            for space in (function.__globals__, *spaces):
                found = space.get(name)
                if isinstance(found, ModuleType) and found.__name__.startswith("app."):
                    yield from (vars(found).get(each) for each in code.co_names)
                yield found


def _space(name: str) -> dict[str, Any]:
    """The names of a module; none where it stands on a library that is installed to train only."""
    try:
        return vars(importlib.import_module(name))
    except ModuleNotFoundError:
        return {}


def leads_to_the_record(start: Any) -> bool:
    """Whether a function leads to `record`."""
    waiting, seen = list(_functions(start)), set()
    while waiting:
        function = waiting.pop()
        if function is record:
            return True
        if function in seen:
            continue
        seen.add(function)
        waiting.extend(each for found in _named(function) for each in _functions(found))
    return False


def commands(group: click.Group, names: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command with all its words."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from commands(found, (*names, name))
        else:
            yield " ".join((*names, name)), found


@pytest.fixture(scope="module")
def posts(tmp_path_factory):
    app = create_app(Settings(data=tmp_path_factory.mktemp("data")))
    return {
        rule.endpoint: app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.rule.startswith(STAFF)
    }


def test_every_page_of_staff_that_changes_something_leads_to_the_record(posts):
    without = {name for name, view in posts.items() if not leads_to_the_record(view)}
    assert without == set(PAGES_THAT_NEED_NONE)
    assert len(posts) > 60


def test_every_command_that_changes_something_leads_to_the_record():
    without = {name for name, each in commands(main) if not leads_to_the_record(each)}
    assert without == set(COMMANDS_THAT_NEED_NONE)


def test_a_function_that_records_nothing_leads_nowhere():
    assert leads_to_the_record(record)
    assert not leads_to_the_record(create_app)
    assert not leads_to_the_record(len)
