"""What people are allowed to do in their work: few, and named like the work."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Something that people do in their work here."""

    ENTER = "sign in"
    SEE_SERVICES = "see services"
    COLLECT = "run collection"
    SET_UP = "set up collection"
    READ = "read comments"
    ASSESS = "assess comments"
    HANDLE_CONCERNS = "handle concerns"
    TRANSLATE = "translate"
    ARRANGE_READING = "arrange who reads"
    SEE_RESULTS = "see results"
    ACT = "act on results"
    LEAD = "decide and publish"
    AUDIT = "audit"
    GIVE_EVIDENCE = "give evidence"
    SET_STANDARDS = "set standards"
    EXPORT_RAW = "export raw answers"
    ADMINISTER = "administer"


CONSEQUENTIAL: Final = frozenset(
    {
        Permission.SET_UP,
        Permission.ARRANGE_READING,
        Permission.LEAD,
        Permission.SET_STANDARDS,
        Permission.EXPORT_RAW,
        Permission.ADMINISTER,
    }
)
"""What others go by afterwards: asked for again where a session turns up in another browser."""
