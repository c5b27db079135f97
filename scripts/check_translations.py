"""Every interface message of the code has a whole translation in every language that is offered.

Refuses a missing or fuzzy message, an empty plural form, and a translation whose placeholders
differ from the source's, and a term, also of a survey, that is not called what the glossary calls
it; prints each as `file:line: what to do`. With `--update` it first brings
the catalogues up to date with the code, so that the translators see what is new.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import polib
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from ruamel.yaml import YAML

from app.kernel.languages import CATALOGUES, catalogue_folder, interface_languages
from app.surveys.checks.numbers import foreign_figures, numbers_in

PROJECT = Path(__file__).resolve().parent.parent
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
GLOSSARY = CATALOGUES / "glossary.yaml"
KEYWORDS = ("_l", "lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2")


def _babel(*arguments: str) -> None:
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", *arguments]
    subprocess.run(command, cwd=PROJECT, check=True)


def extract(template: Path) -> None:
    """Write the messages of the code into a template catalogue."""
    keywords = [part for keyword in KEYWORDS for part in ("--keyword", keyword)]
    _babel(
        *("extract", "--mapping-file", "pyproject.toml", *keywords),
        *("--no-location", "--omit-header", "--output-file", str(template), "."),
    )


def update(template: Path) -> None:
    """Bring every catalogue up to date with the template."""
    _babel(
        *("update", "--input-file", str(template), "--output-dir", str(CATALOGUES)),
        *("--no-fuzzy-matching", "--ignore-obsolete"),
    )


def _read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _texts(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ("",))


def _placeholders(text: str) -> set[str]:
    return {name or other for name, other in PLACEHOLDER.findall(text)}


def _name(message: Message) -> str:
    return repr(_texts(message.id)[0])


def _faults_of(source: Message, translated: Message | None, forms: int) -> Iterator[str]:
    """What is wrong with one translation; `forms` is the language's number of plural forms."""
    if translated is None:
        yield f"{_name(source)} is missing; add it"
        return
    texts = _texts(translated.string)
    if translated.fuzzy:
        yield f"{_name(source)} is marked fuzzy; check it and take the mark away"
    if source.pluralizable and len(texts) != forms:
        yield f"{_name(source)} has {len(texts)} plural forms; the language has {forms}"
    if not all(texts):
        yield f"{_name(source)} is empty; translate it"
        return
    known = set[str]().union(*map(_placeholders, _texts(source.id)))
    # A form for one, or two, may say the number in words, so only the last form must have all.
    if set[str]().union(*map(_placeholders, texts)) - known:
        yield f"{_name(source)} has a placeholder that the source lacks; it knows {sorted(known)}"
    if known - _placeholders(texts[-1]):
        yield f"{_name(source)} dropped a placeholder; it must have {sorted(known)}"
    yield from (f"{_name(source)} {fault}" for fault in foreign_figures(texts))
    if numbers_in(texts) != numbers_in(_texts(source.id)):
        yield f"{_name(source)} has other numbers; write those of the source"


def faults(source: Catalog, path: Path) -> list[str]:
    """Every fault of one catalogue, each with its place and its remedy."""
    language = path.parents[1].name
    place = path.relative_to(PROJECT)
    if not path.is_file():
        return [
            f"{place}:1: is missing; add it, or take its line out of translations/languages.txt"
        ]
    catalogue = _read(path, language)
    found = []
    forms = len(Locale.parse(language).plural_form.tags | {"other"})
    if catalogue.num_plurals != forms:
        found.append(f"{place}:1: Plural-Forms says {catalogue.num_plurals}; CLDR has {forms}")
    for message in source:
        if not message.id:
            continue
        translated = catalogue.get(message.id, message.context)
        line = (translated.lineno if translated else None) or 1
        found += [f"{place}:{line}: {fault}" for fault in _faults_of(message, translated, forms)]
    return found


@cache
def glossary() -> dict[str, dict[str, list[str]]]:
    """By term of the English and by language: how its names begin, in small letters."""
    found: dict[str, dict[str, list[str]]] = YAML(typ="safe").load(GLOSSARY)
    return found


def nameless() -> list[str]:
    """A fault for each term that has no name in a language that is offered."""
    return [
        f"{GLOSSARY.relative_to(PROJECT)}:1: {term!r} has no name in {language!r}; add it"
        for term, names in glossary().items()
        for language in interface_languages()[1:]
        if language not in names
    ]


def term_faults(
    entries: Iterable[polib.POEntry], language: str
) -> Iterator[tuple[int | None, str]]:
    """Texts in which a term is not called what the glossary calls it, each with its line."""
    for entry in entries:
        said = " ".join((entry.msgstr, *entry.msgstr_plural.values())).strip().lower()
        for term, names in glossary().items():
            known = names.get(language, [""])
            if (
                said
                and re.search(rf"\b{term}s?\b", entry.msgid)
                and not any(map(said.__contains__, known))
            ):
                yield entry.linenum, f"{entry.msgid!r} calls {term!r} by no name of {known}"


def wrong_terms() -> Iterator[str]:
    """Faults of the catalogues of the interface and of the surveys."""
    for language in interface_languages()[1:]:
        surveys = (PROJECT / "surveys").rglob(f"{language}*.po")
        own = (each for each in surveys if each.stem in (language, f"{language}-easyread"))
        for path in (catalogue_folder(language) / "messages.po", *own):
            for line, fault in term_faults(polib.pofile(str(path)), language):
                yield f"{path.relative_to(PROJECT)}:{line}: {fault}; see translations/glossary.yaml"


def main() -> int:
    """Check every catalogue; 1 when one has a fault."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        extract(template)
        if "--update" in sys.argv[1:]:
            update(template)
        source = _read(template)
        paths = [catalogue_folder(each) / "messages.po" for each in interface_languages()[1:]]
        found = [fault for path in paths for fault in faults(source, path)]
    found = found or [*nameless(), *wrong_terms()]
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        return 1
    print(f"{len(source)} messages, whole in {len(paths)} languages.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
