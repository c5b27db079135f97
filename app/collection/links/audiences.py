"""Whom links are handed to, in the words of staff pages."""

from typing import Final

AUDIENCES: Final = {
    "people": "People we support",
    "families": "Families and friends",
    "partners": "Community partners",
    "staff": "Staff",
    "auditors": "Auditors",
    "public": "Everybody",
}
"""Codes of audiences and what they are called on staff pages."""
