"""The made-up actions of the demonstration: overdue, declined, or published in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from app.administration.organisation.queries import service_by_name
from app.improvement.actions.operations import decide, finish, make_action
from app.improvement.actions.plans import (
    ActionDecision,
    ActionFeedback,
    ActionOutcome,
    ActionSource,
    SourceKind,
)
from app.improvement.actions.publishing import subject_of
from app.improvement.actions.queries import all_actions
from app.improvement.publication.operations import publish, sign, write
from app.improvement.publication.queries import sheet_of
from app.kernel.clock import today

OWNER: Final = "the service manager (made up)"
SIGNED_BY: Final = "a speaker of the language (made up)"


@dataclass(frozen=True)
class MadeUpAction:
    """An action. Days are counted back from today; `due` may be negative, for a day to come.

    `published` holds the words of the public page by language: what was said, and what was done.
    """

    service: str | None
    theme: str
    heard: str
    days_ago: int
    answer: str = ""
    reason: str = ""
    is_promised: bool = True
    due_ago: int = 0
    done: str = ""
    evidence: str = ""
    published: Mapping[str, tuple[str, str]] = field(default_factory=dict)


ACTIONS: Final = (
    MadeUpAction(
        service="Maple Row care home (made up)",
        theme="food",
        heard="Meals from home are missed, above all at the weekend.",
        days_ago=150,
        answer="Plan two evening meals a week with families and the community kitchen.",
        reason="Food was the theme that most people spoke of.",
        due_ago=90,
        done="Two evening meals a week are planned with families. The menu is in three languages.",
        evidence="The menus since the change, and the notes of the planning meetings.",
        published={
            "en": (
                "The food does not taste of home, above all at the weekend.",
                "Families plan two evening meals a week with our cooks. The menu is in English, "
                "Welsh and Urdu.",
            ),
            "cy": (
                "Nid yw'r bwyd yn blasu fel bwyd cartref, yn enwedig ar y penwythnos.",
                "Mae teuluoedd yn cynllunio dau bryd nos yr wythnos gyda'n cogyddion. Mae'r "
                "fwydlen yn Saesneg, Cymraeg ac Wrdw.",
            ),
            "ur": (
                "کھانے میں گھر کا ذائقہ نہیں، خاص طور پر ہفتے کے آخر میں۔",
                "گھر والے ہمارے باورچیوں کے ساتھ ہفتے میں دو شام کے کھانے طے کرتے ہیں۔ کھانوں کی "
                "فہرست انگریزی، ویلش اور اردو میں ہے۔",
            ),
        },
    ),
    MadeUpAction(
        service="Maple Row care home (made up)",
        theme="faith_worship",
        heard="A quiet room for prayer is wanted on every floor.",
        days_ago=120,
        answer="A prayer room on every floor.",
        reason="There is no room to spare upstairs. The room on the ground floor is kept free.",
        is_promised=False,
        published={
            "en": (
                "There should be a quiet room for prayer on each floor.",
                "There is no room to spare upstairs. We keep the room on the ground floor free at "
                "all hours, and staff help people to get there.",
            ),
            "cy": (
                "Dylai fod ystafell dawel i weddïo ar bob llawr.",
                "Does dim ystafell sbâr i fyny'r grisiau. Rydyn ni'n cadw'r ystafell ar y llawr "
                "gwaelod yn rhydd bob awr, ac mae staff yn helpu pobl i gyrraedd yno.",
            ),
            "ur": (
                "ہر منزل پر عبادت کے لیے ایک پرسکون کمرہ ہونا چاہیے۔",
                "اوپر کوئی کمرہ خالی نہیں ہے۔ نیچے والا کمرہ ہم ہر وقت خالی رکھتے ہیں اور عملہ "
                "وہاں تک جانے میں مدد کرتا ہے۔",
            ),
        },
    ),
    MadeUpAction(
        service="Harbour Street home care (made up)",
        theme="gender_of_carer",
        heard="Who comes for washing and dressing is not always somebody people feel at ease with.",
        days_ago=80,
        answer="Ask everybody once whom they prefer, and plan the rounds by it.",
        reason="It is asked for in many languages, and it is a matter of dignity.",
        due_ago=10,
    ),
    MadeUpAction(
        service="Harbour Street home care (made up)",
        theme="language_communication",
        heard="Letters come in English only.",
        days_ago=45,
        answer="Send the visit times in the language that people read.",
        reason="The survey shows which languages are read.",
        due_ago=-30,
    ),
    MadeUpAction(
        service="Lantern Court extra care (made up)",
        theme="festivals_customs",
        heard="Festivals pass without anybody noticing them.",
        days_ago=100,
        answer="Keep a calendar of festivals with the residents, and mark each with them.",
        reason="It costs little, and belonging was often spoken of.",
        due_ago=60,
        done="A calendar of festivals hangs in the hall; each has somebody who sees to it.",
        evidence="The calendar, and photographs of the lantern supper.",
        published={
            "en": (
                "Festivals pass by, and nobody marks them with us.",
                "We made a calendar of festivals together. Each one has somebody who sees to it.",
            ),
            "cy": (
                "Mae gwyliau'n mynd heibio, a neb yn eu dathlu gyda ni.",
                "Gwnaethon ni galendr o wyliau gyda'n gilydd. Mae gan bob un rywun sy'n gofalu "
                "amdano.",
            ),
        },
    ),
    MadeUpAction(
        service=None,
        theme="information",
        heard="What becomes of a survey is not known to those who answered it.",
        days_ago=14,
    ),
)


def add_actions(actor: str) -> None:
    """Those of the made-up actions that are missing."""
    known = {line.action.heard for line in all_actions()}
    for each in ACTIONS:
        if each.heard not in known:
            _add(each, actor)


def _add(made_up: MadeUpAction, actor: str) -> None:
    heard_on = today() - timedelta(days=made_up.days_ago)
    service = service_by_name(made_up.service) if made_up.service else None
    heard = ActionFeedback(
        heard=made_up.heard,
        services=(service.id,) if service else (),
        themes=(made_up.theme,),
        heard_on=heard_on,
    )
    source = ActionSource(SourceKind.THEME, made_up.theme)
    action = make_action(heard=heard, source=source, actor=actor)
    if not made_up.answer:
        return
    decision = ActionDecision(
        is_promised=made_up.is_promised,
        answer=made_up.answer,
        reason=made_up.reason,
        owner=OWNER,
        due_on=today() - timedelta(days=made_up.due_ago),
        decided_on=heard_on + timedelta(days=7),
    )
    decide(action_id=action.id, decision=decision, actor=actor)
    if made_up.done:
        day = today() - timedelta(days=made_up.due_ago + 5)
        outcome = ActionOutcome(done=made_up.done, done_on=day, evidence=made_up.evidence)
        finish(action_id=action.id, outcome=outcome, actor=actor)
    for language, (said, did) in made_up.published.items():
        texts = {"said": said, "did": did}
        write(subject_of(action.id), language=language, texts=texts, actor=actor)
        seen = sheet_of(action.id).words[language].seen
        sign(subject_of(action.id), language=language, seen=seen, by=SIGNED_BY, actor=actor)
    if made_up.published:
        publish(subject_of(action.id), actor=actor)
