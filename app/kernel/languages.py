"""The languages that the interface speaks: English, and those that `translations` offers."""

from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parents[2] / "translations"
LIST = CATALOGUES / "languages.txt"
SOURCE_LANGUAGE = "en"


@cache
def interface_languages() -> tuple[str, ...]:
    """Languages that the interface speaks: English and those of the list, in its order."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return (SOURCE_LANGUAGE, *(line for line in lines if line and not line.startswith("#")))


def catalogue_folder(language: str) -> Path:
    """Where the catalogue of a language lies: gettext writes `zh_Hans` for `zh-Hans`."""
    return CATALOGUES / language.replace("-", "_") / "LC_MESSAGES"
