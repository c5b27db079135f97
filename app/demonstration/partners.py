"""The made-up partners of the demonstration: one is published in English and Urdu."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from app.administration.organisation.queries import service_by_name
from app.collection.events.queries import event_named
from app.demonstration.actions import SIGNED_BY
from app.improvement.partners.operations import add_agreement, add_contribution, add_partner
from app.improvement.partners.plans import AgreementPlan, ContributionPlan, PartnerPlan
from app.improvement.partners.publishing import CHANGED, GAVE, subject_of
from app.improvement.partners.queries import partner_named
from app.improvement.publication.operations import publish, sign, write
from app.improvement.publication.queries import sheet_of
from app.kernel.clock import today

OWNER: Final = "the registered manager (made up)"
SERVICE: Final = "Harbour Street home care (made up)"


@dataclass(frozen=True)
class MadeUpGift:
    """Something that was given. `published` has by language what they gave and what changed."""

    ago: int
    kind: str
    gave: str
    changed: str | None = None
    event: str | None = None
    programme: str | None = None
    themes: tuple[str, ...] = ()
    published: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class MadeUpPartner:
    """A partner with one agreement: how many days ago it began, in how many it is reviewed."""

    name: str
    kind: str
    knows: str
    offers: str
    languages: tuple[str, ...]
    agreed: str
    began: int
    review_in: int
    gifts: tuple[MadeUpGift, ...]


PARTNERS: Final = (
    MadeUpPartner(
        name="Quayside temple kitchen (made up)",
        kind="faith",
        knows="How households keep festivals and fasts, and what they cook.",
        offers="A hall, cooking for festivals, and two interpreters.",
        languages=("pa", "ur"),
        agreed="Two shared lunches a year. We pay for the food and ask what people think.",
        began=330,
        review_in=35,
        gifts=(
            MadeUpGift(
                ago=40,
                kind="event",
                gave="The hall, lunch for everybody, and two interpreters.",
                changed="Care plans now say which festivals a person keeps, and how.",
                event="Lamps and lunch (made up)",
                themes=("food", "faith_worship"),
                published={
                    "en": (
                        "The hall, lunch for everybody, and interpreters.",
                        "Care plans now say which festivals a person keeps, and how.",
                    ),
                    "ur": (
                        "ہال، سب کے لیے دوپہر کا کھانا، اور ترجمان۔",
                        "دیکھ بھال کے منصوبوں میں اب لکھا ہے کہ ہر شخص کون سے تہوار "
                        "مناتا ہے، اور کیسے۔",
                    ),
                },
            ),
            MadeUpGift(
                ago=120,
                kind="training",
                gave="A morning about fasting, with the cooks of the temple.",
                programme="Culture and faith in daily care (made up)",
                themes=("faith_worship",),
            ),
        ),
    ),
    MadeUpPartner(
        name="Seaward elders' circle (made up)",
        kind="culture",
        knows="How older people of the Caribbean speak of pain, food and hair.",
        offers="Visits, and advice on hair and skin care.",
        languages=("en",),
        agreed="A visit each month, and a look at our guidance on hair and skin.",
        began=380,
        review_in=-12,
        gifts=(
            MadeUpGift(
                ago=75,
                kind="policy",
                gave="Read the draft guidance on hair and skin care, and marked what to change.",
                changed="The guidance names products, and who to ask.",
                themes=("hair_skin_care",),
            ),
        ),
    ),
)


def add_partners(*, actor: str) -> None:
    """Add the partners that are missing, with what they gave."""
    for made_up in PARTNERS:
        if partner_named(made_up.name) is None:
            _add(made_up, actor)


def _add(made_up: MadeUpPartner, actor: str) -> None:
    began = today() - timedelta(days=made_up.began)
    partner = add_partner(
        plan=PartnerPlan(
            name=made_up.name,
            kind=made_up.kind,
            started_on=began,
            knows=made_up.knows,
            offers=made_up.offers,
            languages=made_up.languages,
            contact="01632 960005 (made up)",
        ),
        actor=actor,
    )
    add_agreement(
        partner_id=partner.id,
        plan=AgreementPlan(
            agreed=made_up.agreed,
            owner=OWNER,
            starts_on=began,
            review_on=today() + timedelta(days=made_up.review_in),
        ),
        actor=actor,
    )
    for gift in made_up.gifts:
        contribution = add_contribution(partner_id=partner.id, plan=_plan(gift), actor=actor)
        for language, texts in gift.published.items():
            _word(contribution.id, language, dict(zip((GAVE, CHANGED), texts, strict=True)), actor)
        if gift.published:
            publish(subject_of(contribution.id), actor=actor)


def _word(contribution: uuid.UUID, language: str, texts: Mapping[str, str], actor: str) -> None:
    write(subject_of(contribution), language=language, texts=texts, actor=actor)
    sign(
        subject_of(contribution),
        language=language,
        seen=sheet_of(contribution).words[language].seen,
        by=SIGNED_BY,
        actor=actor,
    )


def _plan(gift: MadeUpGift) -> ContributionPlan:
    service = service_by_name(SERVICE)
    event = event_named(service.id, gift.event) if service and gift.event else None
    return ContributionPlan(
        day=event.day if event else today() - timedelta(days=gift.ago),
        kind=gift.kind,
        gave=gift.gave,
        changed=gift.changed,
        event_id=event.id if event else None,
        programme=gift.programme,
        themes=gift.themes,
    )
