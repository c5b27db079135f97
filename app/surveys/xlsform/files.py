"""The files of an imported survey: its source in English, and a catalogue for each locale."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polib
from ruamel.yaml import YAML

from app.kernel.errors import Refused
from app.kernel.languages import SOURCE_LANGUAGE as SOURCE
from app.kernel.localised import Wording, easy_read_of, language_of, plural_categories
from app.surveys.catalogues.maintenance import Wanted, update_catalogues, wanted_catalogues
from app.surveys.catalogues.owners import SURVEY_FILE
from app.surveys.catalogues.sources import SOURCE_LOCALES, id_below, id_joined
from app.surveys.definition import Survey
from app.surveys.faults import DefinitionFaults
from app.surveys.loader import load_survey
from app.surveys.xlsform.importing import ImportedSurvey
from app.surveys.xlsform.languages import name_of

YAML_SUFFIX: Final = ".yaml"
WIDE: Final = 100


@dataclass(frozen=True)
class Written:
    """What was written: the definition, the survey that it makes, and what is still to be done."""

    definition: Path
    survey: Survey
    remarks: tuple[str, ...]


def write_survey(found: ImportedSurvey, target: Path) -> Written:
    """Write a survey's files, all of them or none.

    Args:
        target: the definition's own name (`….yaml`), or a folder that gets `<id>/<version>/`.

    Raises:
        Refused: when there is a survey already, or what was read makes none.
    """
    definition = _definition(found, target)
    if definition.exists():
        raise Refused(f"{definition} is there already. Choose another place, or move it away.")
    folder = definition.parent
    beside = next(each for each in folder.parents if each.is_dir())
    try:
        with tempfile.TemporaryDirectory(prefix=".import-", dir=beside) as place:
            # Under the same names, by which the files know what they belong to.
            draft = Path(place) / folder.parent.name / folder.name / definition.name
            draft.parent.mkdir(parents=True)
            survey, remarks = _Files(found, draft).write()
            _move(draft.parent, folder)
    except OSError as error:
        raise Refused(f"{definition} cannot be written: {error.strerror}.") from error
    return Written(definition, survey, remarks)


def _definition(found: ImportedSurvey, target: Path) -> Path:
    if target.suffix == YAML_SUFFIX:
        return Path(os.path.abspath(target))
    below = Path(found.document["id"], str(found.document["version"]), SURVEY_FILE)
    return Path(os.path.abspath(target)) / below


def _move(draft: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = [each.name for each in draft.iterdir()]
    if there := [name for name in names if (folder / name).exists()]:
        raise Refused(f"{folder / there[0]} is there already. Choose another place.")
    for name in names:
        shutil.move(draft / name, folder / name)


class _Files:
    def __init__(self, found: ImportedSurvey, definition: Path) -> None:
        self.found = found
        self.document = dict(found.document)
        self.definition = definition
        if definition.name == SURVEY_FILE:
            self.document["id"] = definition.parent.parent.name
            version = definition.parent.name
            self.document["version"] = int(version) if version.isdecimal() else version
        self.document["easy_read"] = easy_read_of(SOURCE) in found.locales

    def write(self) -> tuple[Survey, tuple[str, ...]]:
        remarks: list[str] = []
        offered = [SOURCE]
        self._write_source(offered)
        survey = self._loaded()
        for language in self._languages():
            missing = sum(self._translate(wanted) for wanted in self._wanted(language))
            self._write_source([*offered, language])
            try:
                survey = load_survey(self.definition)
            except DefinitionFaults:
                remarks.append(_not_offered(language, missing))
            else:
                offered.append(language)
        self._write_source(offered)
        return survey, tuple(remarks)

    def _languages(self) -> list[str]:
        there = {language_of(each) for each in self.found.locales} - {SOURCE}
        wished = [each for each in self.document.get("languages", ()) if each in there]
        return list(dict.fromkeys([*wished, *sorted(there)]))

    def _loaded(self) -> Survey:
        try:
            return load_survey(self.definition)
        except DefinitionFaults as faults:
            lines = "\n".join(f"line {each.line}: {each.message}" for each in faults.faults)
            raise Refused(f"What the form says makes no survey:\n{lines}") from faults

    def _write_source(self, languages: list[str]) -> None:
        yaml = YAML()
        yaml.width = WIDE
        source = _in_source(self.document) | {"languages": languages}
        with self.definition.open("w", encoding="utf-8") as file:
            yaml.dump({name: source[name] for name in _ORDER if name in source}, file)

    def _wanted(self, language: str) -> list[Wanted]:
        """The survey's own catalogues; those of parts that others share are not touched."""
        found = wanted_catalogues([self.definition], language)
        return [each for each in found if each.definition == self.definition]

    def _translate(self, wanted: Wanted) -> int:
        """Write a catalogue with what the form says; gives how many texts it lacks."""
        update_catalogues([wanted])
        file = polib.pofile(str(wanted.path), encoding="utf-8")
        texts = dict(_named(self.document, ""))
        missing = 0
        for entry in file:
            wording = texts.get(entry.msgctxt, {}).get(wanted.locale)
            if wording is None:
                missing += 1
            else:
                _fill(entry, wording, wanted.locale)
        file.save()
        return missing


_ORDER: Final = (
    "id", "version", "audience", "languages", "easy_read", "title", "introduction", "length",
    "next_steps", "safety", "parts",
)  # fmt: skip


def _not_offered(language: str, missing: int) -> str:
    why = f"{missing} of its texts are not translated yet" if missing else "it is not whole yet"
    return (
        f"{name_of(language)}: its words are kept in {language}.po, and {why}, so it is not "
        "offered. Complete it and add it to 'languages'."
    )


def _fill(entry: polib.POEntry, wording: Wording, locale: str) -> None:
    if isinstance(wording, str):
        entry.msgstr = wording
        return
    order = plural_categories(language_of(locale))
    entry.msgstr_plural = {n: wording.get(name, "") for n, name in enumerate(order)}


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and any(locale in value for locale in SOURCE_LOCALES)


def _in_source(value: Any) -> Any:
    """A document with the wordings that its own file holds."""
    if _is_text(value):
        return {locale: value[locale] for locale in SOURCE_LOCALES if locale in value}
    if isinstance(value, dict):
        return {name: _in_source(each) for name, each in value.items()}
    return [_in_source(each) for each in value] if isinstance(value, list) else value


def _named(value: Any, path: str) -> Iterator[tuple[str, Mapping[str, Wording]]]:
    """Every text of a document with the id by which catalogues know it."""
    if _is_text(value):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _named(each, id_below(path, key))
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            name = each.get("id") or each.get("code") if isinstance(each, dict) else None
            yield from _named(each, id_joined(path, name or str(number)))
