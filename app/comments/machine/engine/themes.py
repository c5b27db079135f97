"""The themes that comments are sorted by, in the field's words."""

from typing import Final

THEMES: Final = {
    "respect_dignity": "Respect and dignity",
    "kindness": "Kindness",
    "being_listened_to": "Being listened to",
    "food": "Food",
    "faith_worship": "Faith and worship",
    "language_communication": "Language and communication",
    "dress": "Dress",
    "hair_skin_care": "Hair and skin care",
    "festivals_customs": "Festivals and customs",
    "gender_of_carer": "Gender of carer",
    "family_involvement": "Family involvement",
    "community_links": "Community links",
    "activities": "Activities",
    "staff_knowledge_culture": "Staff knowledge of culture",
    "fairness_discrimination": "Fairness and discrimination",
    "staffing_timeliness": "Staffing and timeliness",
    "environment": "Environment",
    "information": "Information",
    "safety": "Safety",
    "leadership": "Leadership",
}
"""Every theme's code and its name."""

ASKED_AS: Final = {
    "community": "community_links",
    "fairness": "fairness_discrimination",
    "faith": "faith_worship",
    "family": "family_involvement",
    "festivals": "festivals_customs",
    "hair_skin": "hair_skin_care",
    "language": "language_communication",
    "listened_to": "being_listened_to",
    "respect": "respect_dignity",
    "staff_knowledge": "staff_knowledge_culture",
    "staffing": "staffing_timeliness",
}
"""Shorter words by which published questions name the same themes; they can never be changed."""


def theme_of(asked_as: str) -> str:
    """The code of the theme that a question names, by whichever word; others stay as they are."""
    return ASKED_AS.get(asked_as, asked_as)
