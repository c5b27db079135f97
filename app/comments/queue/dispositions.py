"""What a reader may decide, and what each decision asks for."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Disposition:
    """A decision. The higher its `rank`, the graver; `is_case`: followed up to an outcome."""

    code: str
    name: str
    hint: str
    key: str
    rank: int
    is_case: bool = False
    is_abuse: bool = False


DISPOSITIONS: Final = {
    each.code: each
    for each in (
        Disposition("no_concern", "No concern", "Praise, or nothing to act on.", "n", 0),
        Disposition(
            "quality",
            "Quality",
            "Something could be better, and no answer is expected.",
            "q",
            1,
        ),
        Disposition(
            "complaint",
            "Complaint",
            "Somebody is not content and would want an answer. It is investigated, also where"
            " nobody can be reached (Regulation 16).",
            "c",
            2,
            is_case=True,
        ),
        Disposition(
            "safeguarding",
            "Safeguarding concern",
            "Somebody may be harmed or at risk. Refer first; do not investigate first.",
            "s",
            3,
            is_case=True,
            is_abuse=True,
        ),
        Disposition(
            "senior",
            "Allegation against a senior person",
            "It goes past the person it is about: nominated individual, council, CQC or police.",
            "a",
            4,
            is_case=True,
            is_abuse=True,
        ),
        Disposition(
            "danger",
            "Crime or immediate danger",
            "Call 999 now where somebody is in danger, then record it here.",
            "d",
            5,
            is_case=True,
            is_abuse=True,
        ),
    )
}

ABUSE: Final = {
    "physical": "Physical",
    "sexual": "Sexual",
    "psychological": "Psychological or emotional",
    "discriminatory": "Discriminatory, also for race or faith",
    "organisational": "Organisational",
    "domestic": "Domestic",
    "modern_slavery": "Modern slavery",
    "financial": "Financial or material",
    "neglect": "Neglect and acts of omission",
    "self_neglect": "Self-neglect",
}
"""The ten kinds of abuse in the statutory guidance to the Care Act 2014."""

PROMPTS: Final = {
    "cqc": "Notify CQC of abuse or an allegation without delay (Registration Regulations, 18)",
    "council": "Refer to the council's adult safeguarding team",
    "police": "Report a crime to the police",
    "children": "A child may be at risk: refer to children's social care",
    "candour": "Check whether the duty of candour applies: tell, apologise, record",
}

OUTCOME: Final = "outcome"
"""The step that closes a case."""

STEPS: Final = {
    "told": "Notified somebody",
    "referred": "Referred",
    "reply": "Answered the person",
    "note": "Note",
    OUTCOME: "Outcome, and closed",
}
