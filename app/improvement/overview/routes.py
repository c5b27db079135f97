"""The page from which leaders start."""

from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.improvement.overview.overdue import all_overdue
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.pages import page
from app.web.wings import IMPROVEMENT

blueprint = Blueprint("overview", __name__, url_prefix=IMPROVEMENT)

LINES: Final = (
    (
        "Training",
        "training.programmes",
        "Attendance, and how staff rate themselves.",
    ),
    ("Audits", "audits.rounds", "Samples of records, findings and re-audits."),
    (
        "Policies and expectations",
        "policies.policies",
        "Owners, reviews, and what happens in practice.",
    ),
    ("Actions", "actions.actions", "You said, we did: decisions, promises and what was done."),
    ("Community partners", "partners.partners", "Who works with us, and what changed."),
    ("Events with partners", "events.events", "Days with community partners and what they gave."),
    (
        "Change over time",
        "trends.change",
        "A theme by month, next to what was done.",
    ),
    ("Gaps between groups", "trends.gaps", "How groups fare beside everyone else who answered."),
    ("Staff and people side by side", "trends.sides", "The same themes, as each side sees them."),
    ("Frameworks", "frameworks.frameworks", "What regulators and councils look for."),
)
"""What leaders do: a name, the page of it, and a line about it. Append what is new."""


@blueprint.get("")
@needs(Permission.SEE_RESULTS)
def overview() -> ResponseReturnValue:
    """Everything that leaders do, each with its page, and what of it is overdue."""
    return page("improvement/overview/overview.html", lines=LINES, overdue=all_overdue())
