"""The languages that the interface speaks: English, and each that has a catalogue."""

from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parents[2] / "translations"
SOURCE_LANGUAGE = "en"


@cache
def interface_languages() -> tuple[str, ...]:
    """Languages that the interface speaks: English and each with a catalogue."""
    found = (folder.name for folder in CATALOGUES.iterdir() if (folder / "LC_MESSAGES").is_dir())
    return (SOURCE_LANGUAGE, *sorted(set(found) - {SOURCE_LANGUAGE}))
