"""Faults of a catalogue: what is missing, out of date, left over or said wrongly in it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from app.kernel.localised import Wording, english_locale, english_name, language_of
from app.surveys.catalogues.files import Catalogue, Translation
from app.surveys.catalogues.owners import Owner
from app.surveys.catalogues.sources import SourceText
from app.surveys.checks.numbers import changed_numbers, foreign_figures
from app.surveys.checks.placeholders import changed_placeholders, lost_placeholders
from app.surveys.checks.plurals import plural_faults
from app.surveys.checks.wording import wording_faults
from app.surveys.faults import FaultList, printable


def check_catalogue(
    catalogue: Catalogue, sources: Sequence[SourceText], owner: Owner, faults: FaultList
) -> None:
    """Every text of the definition has a translation that is whole and made from today's source.

    Only texts that have a wording in the catalogue's edition are wanted; others are left over.
    """
    command = command_for(catalogue.path)
    if catalogue.owner != owner:
        message = f"the catalogue is of version {printable(catalogue.owner.version) or '?'} of"
        faults.add(catalogue.place, f"{message} '{owner.name}'; run '{command}'")
    wanted = {each.id: wording for each in sources if (wording := each.of(catalogue.locale))}
    for text_id, source in wanted.items():
        found = catalogue.translations.get(text_id)
        if found is None:
            faults.add(catalogue.place, f"'{text_id}' is missing; run '{command}'")
            continue
        for what in translation_faults(found, source, catalogue):
            faults.add(found.place, f"'{text_id}' {what}")
    for text_id, translation in catalogue.translations.items():
        if text_id not in wanted:
            message = f"'{printable(text_id)}' is not a text of {owner}; run '{command}'"
            faults.add(translation.place, f"{message}, which keeps it as obsolete")


def translation_faults(
    translation: Translation, source: Wording, catalogue: Catalogue
) -> Iterator[str]:
    """What is wrong with one translation of ``source``, each as the end of a sentence."""
    language = language_of(catalogue.locale)
    wording = translation.wording
    if wording is None:
        yield f"is not translated into {english_locale(catalogue.locale)} yet; translate it"
        return
    if (stale := _stale(translation, source, catalogue)) is not None:
        yield stale
        return
    branches = tuple(wording.values()) if isinstance(wording, Mapping) else (wording,)
    for branch in branches:
        yield from wording_faults(branch)
    yield from changed_numbers(wording, source)
    yield from foreign_figures(branches)
    yield from plural_faults(wording, language, plural=isinstance(source, Mapping))
    yield from changed_placeholders(wording, source)
    yield from lost_placeholders(wording, source, language)


def command_for(catalogue: Path) -> str:
    """The command that brings a catalogue up to date."""
    return f"ownwords survey catalogues {catalogue.parent}"


def _stale(translation: Translation, source: Wording, catalogue: Catalogue) -> str | None:
    speaker = f"ask a speaker of {english_name(language_of(catalogue.locale))} to check it"
    if translation.source != source:
        old, new = _shown(translation.source), _shown(source)
        return (
            f"was made from another source ({old}, now {new}); run '{command_for(catalogue.path)}'"
        )
    if not translation.is_fuzzy:
        return None
    if translation.previous is None:
        return f"is marked fuzzy; {speaker} and take the mark away"
    old, new = _shown(translation.previous), _shown(source)
    return f"was made from an older source ({old}, now {new}); {speaker} and take 'fuzzy' away"


def _shown(wording: Wording) -> str:
    return f"“{printable(wording if isinstance(wording, str) else wording['other'])}”"
