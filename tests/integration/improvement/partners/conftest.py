"""Partners, what was agreed with them and what they gave."""

from datetime import timedelta

import pytest

from app.extensions import db
from app.improvement.partners import operations
from app.improvement.partners.plans import AgreementPlan, ContributionPlan, PartnerPlan
from app.kernel.clock import today

DAY = today() - timedelta(days=100)


def partner_plan(**more):
    fields = {"name": "Temple kitchen", "kind": "faith", "started_on": DAY}
    return PartnerPlan(**{**fields, **more})


def agreement_plan(**more):
    fields = {
        "agreed": "Lunch each month.",
        "owner": "The cook",
        "starts_on": DAY,
        "review_on": today() + timedelta(days=100),
    }
    return AgreementPlan(**{**fields, **more})


def contribution_plan(**more):
    fields = {"day": DAY, "kind": "event", "gave": "Cooked for all.", "changed": "A new menu."}
    return ContributionPlan(**{**fields, **more})


@pytest.fixture
def kitchen(context):
    """A partner."""
    made = operations.add_partner(plan=partner_plan())
    db.session.commit()
    return made


@pytest.fixture
def agree(kitchen):
    """Keeps an agreement with the kitchen."""

    def make(**more):
        made = operations.add_agreement(partner_id=kitchen.id, plan=agreement_plan(**more))
        db.session.commit()
        return made

    return make


@pytest.fixture
def give(kitchen):
    """Keeps something that the kitchen gave."""

    def make(**more):
        made = operations.add_contribution(partner_id=kitchen.id, plan=contribution_plan(**more))
        db.session.commit()
        return made

    return make
