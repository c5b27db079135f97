"""Actions of a service, in the state that a test is about."""

from datetime import date

from app.extensions import db
from app.improvement.actions.operations import decide, finish, make_action
from app.improvement.actions.plans import ActionDecision, ActionFeedback, ActionOutcome
from app.improvement.actions.publishing import subject_of
from app.improvement.publication.operations import publish, sign, write
from app.improvement.publication.queries import sheet_of

HEARD_ON, DECIDED_ON, DUE_ON = date(2026, 9, 1), date(2026, 9, 8), date(2026, 10, 1)
DONE_ON = date(2026, 9, 20)


class Maker:
    """Makes actions at Rose House; each method takes only what the test is about."""

    def __init__(self, rose, oak=None):
        self.rose, self.oak = rose.id, oak.id if oak else None

    def heard(self, **more):
        fields = {
            "heard": "People miss food from home.",
            "services": (self.rose,),
            "themes": ("food",),
            "heard_on": HEARD_ON,
            **more,
        }
        made = make_action(heard=ActionFeedback(**fields))
        db.session.commit()
        return made

    def decided(self, *, is_promised=True, due_on=DUE_ON, reminded_id=None, **more):
        made = self.heard(**more)
        decision = ActionDecision(
            is_promised=is_promised,
            answer="Cook halal meals twice a week.",
            reason="Many asked for it.",
            owner="The cook",
            due_on=due_on,
            decided_on=DECIDED_ON,
            reminded_id=reminded_id,
        )
        decide(action_id=made.id, decision=decision)
        db.session.commit()
        return made

    def done(self, *, done_on=DONE_ON, **more):
        made = self.decided(**more)
        outcome = ActionOutcome(done="Halal meals on Tuesdays and Fridays.", done_on=done_on)
        finish(action_id=made.id, outcome=outcome)
        db.session.commit()
        return made

    def word(self, action, language="en", *, is_signed=True, **texts):
        """Write what is told of an action, and sign it off."""
        said = {"said": f"You miss food from home ({language}).", "did": f"We cook ({language})."}
        write(subject_of(action.id), language=language, texts={**said, **texts})
        if is_signed:
            self.sign(action, language)
        db.session.commit()

    def sign(self, action, language="en", by="Amina Yusuf"):
        seen = sheet_of(action.id).words[language].seen
        sign(subject_of(action.id), language=language, seen=seen, by=by)
        db.session.commit()

    def published(self, *languages, **more):
        made = self.decided(**more) if more.get("is_promised") is False else self.done(**more)
        for language in ("en", *languages):
            self.word(made, language)
        publish(subject_of(made.id))
        db.session.commit()
        return made
