"""The word lists of `words.yaml`, as they are compared."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from app.comments.machine.engine.folding import fold

WORDS: Final[Mapping[str, str]] = YAML(typ="safe").load(Path(__file__).with_name("words.yaml"))


def listed(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(fold(word).text for word in WORDS[name].split())
