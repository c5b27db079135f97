"""Reading the state of each translation: a draft, or signed off by a named person on a day."""

from app.kernel.localised import english_name
from app.surveys.definition import TranslationState
from app.surveys.faults import FaultList
from app.surveys.reading.fields import Fields, mapping_or_fault, unknown
from app.surveys.reading.nodes import MappingNode

DRAFT = "draft"
APPROVED = "approved"


def read_translations(
    node: MappingNode, languages: tuple[str, ...], faults: FaultList
) -> dict[str, TranslationState]:
    """The state of each language but the first, which is the source."""
    translated = languages[1:]
    for language, entry in node.entries.items():
        if language not in translated:
            message = unknown("language", language, translated, "'translations'")
            faults.add(entry.key.place, message)
    for language in translated:
        if language not in node.entries:
            message = f"'translations' has no {english_name(language)}"
            faults.add(node.place, f"{message}; add {language}: {{state: draft}}")
    return {
        language: _state(node, language, faults)
        for language in translated
        if language in node.entries
    }


def _state(node: MappingNode, language: str, faults: FaultList) -> TranslationState:
    label = f"the state of the {english_name(language)} translation"
    mapping = mapping_or_fault(node.entries[language].value, label, faults)
    if mapping is None:
        return TranslationState()
    fields = Fields(mapping, label, faults)
    fields.allow("state", "by", "on")
    state = fields.one_name_of("state", (DRAFT, APPROVED))
    by, on = fields.word("by", "the name of who checked it"), fields.day("on")
    if state == APPROVED:
        for key, example in (("by", "NAME"), ("on", "2026-11-01")):
            if not fields.has(key):
                message = f"{label} is approved without '{key}'; add {key}: {example}"
                faults.add(fields.place, message + " or set it back to draft")
    return TranslationState(state or DRAFT, by, on)
