"""What the contacts are called, and which of them are said in several languages."""

from typing import Final

from app.kernel.languages import SOURCE_LANGUAGE as SOURCE_LANGUAGE
from app.kernel.languages import interface_languages

OWN_NAMES: Final = {
    "council": "council",
    "phone": "council's number",
    "hours": "council's hours",
    "out_of_hours": "out-of-hours number",
    "lead": "safeguarding lead",
    "deputy": "deputy lead",
    "reader": "who reads comments",
    "reading": "when comments are read",
    "help_phone": "help phone",
}
"""Every contact and what it is called on pages and in messages."""

SENTENCES: Final = ("hours", "reading")
"""Those that are the organisation's own words, and so have a field for each language."""


def translated_name(name: str, language: str) -> str:
    """What a contact is called in another language, such as `hours_cy` or `hours_zh_Hans`.

    It names a form's field and a command's option, in which there can be no hyphen.
    """
    return f"{name}_{language.replace('-', '_')}"


TRANSLATED: Final = {
    translated_name(name, language): (name, language)
    for name in SENTENCES
    for language in interface_languages()
    if language != SOURCE_LANGUAGE
}
"""Contacts in another language: which one, and in which language."""

CONTACTS: Final = (*OWN_NAMES, *TRANSLATED)
"""Every contact, those in other languages among them."""


def contact_name(contact: str) -> str:
    """What a contact is called, such as `council's hours in Welsh`."""
    if contact in OWN_NAMES:
        return OWN_NAMES[contact]
    # Most commands name no contact in another language, and need no names of languages.
    from app.kernel.localised import english_name  # noqa: PLC0415

    name, language = TRANSLATED[contact]
    return f"{OWN_NAMES[name]} in {english_name(language)}"


def contact_label(contact: str) -> str:
    """The same where a sentence begins, such as `The council` and `Who reads comments`."""
    name = contact_name(contact)
    return name.capitalize() if name.startswith(("who ", "when ")) else f"The {name}"
