"""The README keeps its word: every setting and every command stands in it."""

from dataclasses import fields
from pathlib import Path

from app.cli import main
from app.config import Settings

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_documented():
    names = {f"OWNWORDS_{each.name.upper()}" for each in fields(Settings)}
    assert {name for name in names if f"| `{name}` |" not in README} == set()


def test_every_command_is_documented():
    assert {name for name in main.list_commands(None) if f"`{name}" not in README} == set()
