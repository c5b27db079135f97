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
