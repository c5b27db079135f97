"""The wings of the staff side: a tab each, with the pages of the open one in a second row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

STAFF: Final = "/staff"
COLLECTION: Final = f"{STAFF}/collection"
COMMENTS: Final = f"{STAFF}/comments"
RESULTS: Final = f"{STAFF}/results"
IMPROVEMENT: Final = f"{STAFF}/improvement"
EVIDENCE: Final = f"{STAFF}/evidence"
ADMINISTRATION: Final = f"{STAFF}/administration"


@dataclass(frozen=True)
class WingPage:
    """A page that the second row leads to, for whoever may open it."""

    name: str
    address: str


@dataclass(frozen=True)
class Wing:
    """A tab. `address` is below what all its pages' addresses begin with."""

    name: str
    address: str
    pages: tuple[WingPage, ...] = ()


WINGS: Final = (
    Wing("Home", f"{STAFF}/"),
    Wing(
        "Collection",
        COLLECTION,
        (
            WingPage("Links", f"{COLLECTION}/links"),
            WingPage("Events", f"{COLLECTION}/events"),
            WingPage("Hand in answers", f"{COLLECTION}/hand-in"),
        ),
    ),
    Wing(
        "Comments",
        COMMENTS,
        (
            WingPage("Unread", COMMENTS),
            WingPage("Complaints and concerns", f"{COMMENTS}/cases"),
            WingPage("Quotes", f"{COMMENTS}/quotes"),
            WingPage("Your own themes", f"{COMMENTS}/themes"),
            WingPage("Reading sample", f"{COMMENTS}/sample"),
            WingPage("Who reads", f"{COMMENTS}/people"),
            WingPage("What is kept", f"{COMMENTS}/kept"),
        ),
    ),
    Wing(
        "Results",
        RESULTS,
        (
            WingPage("What people are saying", RESULTS),
            WingPage("What many say", f"{RESULTS}/similar"),
            WingPage("Survey by survey", f"{RESULTS}/surveys"),
            WingPage("Comments behind the figures", f"{RESULTS}/comments"),
            WingPage("How well the machine reads", f"{RESULTS}/agreement"),
            WingPage("Measured on the sample", f"{RESULTS}/accuracy"),
        ),
    ),
    Wing(
        "Improvement",
        IMPROVEMENT,
        (
            WingPage("At a glance", IMPROVEMENT),
            WingPage("Actions", f"{IMPROVEMENT}/actions"),
            WingPage("Training", f"{IMPROVEMENT}/training"),
            WingPage("Audits", f"{IMPROVEMENT}/audits"),
            WingPage("Policies", f"{IMPROVEMENT}/policies"),
            WingPage("Partners", f"{IMPROVEMENT}/partners"),
            WingPage("Change over time", f"{IMPROVEMENT}/trends"),
            WingPage("Gaps between groups", f"{IMPROVEMENT}/gaps"),
            WingPage("Side by side", f"{IMPROVEMENT}/sides"),
        ),
    ),
    Wing(
        "Evidence",
        EVIDENCE,
        (
            WingPage("Packs", EVIDENCE),
            WingPage("Provider quality return", f"{EVIDENCE}/return"),
            WingPage("Frameworks", f"{EVIDENCE}/frameworks"),
            WingPage("Check a pack", f"{EVIDENCE}/verify"),
        ),
    ),
    Wing(
        "Administration",
        ADMINISTRATION,
        (
            WingPage("Services", f"{ADMINISTRATION}/services"),
            WingPage("Organisation", f"{ADMINISTRATION}/organisation"),
            WingPage("Staff", f"{ADMINISTRATION}/users"),
            WingPage("Audit record", f"{ADMINISTRATION}/audit"),
        ),
    ),
)
"""Every tab in its order."""


@dataclass(frozen=True)
class Tab:
    """A link of a row, and whether the page that is open lies there."""

    name: str
    address: str
    is_here: bool


MayOpen = Callable[[str], bool]
"""Whether the person who asks may open the page at an address."""


def tabs(path: str, may_open: MayOpen) -> list[Tab]:
    """The first row as it stands at this address: each wing leads to a page they may open."""
    firsts = ((wing, first_page(wing, may_open)) for wing in WINGS)
    return [Tab(wing.name, first, wing is _open(path)) for wing, first in firsts if first]


def pages(path: str, may_open: MayOpen) -> list[Tab]:
    """The second row: the pages of the open wing that this person may open."""
    wing = _open(path)
    shown = [page for page in wing.pages if may_open(page.address)] if wing else []
    here = max(
        (page.address for page in shown if _lies_at(path, page.address)), key=len, default=""
    )
    return [Tab(page.name, page.address, page.address == here) for page in shown]


def fronts() -> Iterator[Wing]:
    """Each wing that has no page of its own at its address."""
    return (wing for wing in WINGS if wing.pages and wing.pages[0].address != wing.address)


def first_page(wing: Wing, may_open: MayOpen) -> str | None:
    """The address of the first page of a wing that this person may open, or None."""
    addresses = [page.address for page in wing.pages] or [wing.address]
    return next((address for address in addresses if may_open(address)), None)


def _open(path: str) -> Wing | None:
    return next((wing for wing in WINGS if _lies_at(path, wing.address)), None)


def _lies_at(path: str, address: str) -> bool:
    return path == address or (not address.endswith("/") and path.startswith(f"{address}/"))
