"""Planning rounds, drawing their samples, settling double answers, and writing findings."""

import uuid
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.administration.accounts.operations import COMMAND_LINE, record
from app.administration.organisation.queries import get_service
from app.collection.links.operations import close_link, create_link, edit_link
from app.extensions import db, flush_or_raise
from app.improvement.actions.operations import make_action
from app.improvement.actions.plans import ActionFeedback, ActionSource, SourceKind
from app.improvement.audits.answers import RecordPart
from app.improvement.audits.drawing import Sampling, checked_sampling, draw
from app.improvement.audits.models import AuditDraw, AuditFinding, AuditRound, AuditSettlement
from app.improvement.audits.plans import RoundPlan, checked_seriousness, values_of
from app.improvement.audits.queries import (
    actions_of,
    draws_of,
    get_finding,
    get_round,
    get_tool,
    is_followed,
    round_line,
    round_named,
    sampling_of,
)
from app.kernel.database import change, differing
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.texts import required_text
from app.statistics.drawing import new_seed

SAMPLING: Final = frozenset({"population", "sample_size", "double_share"})


def plan_round(
    *,
    survey_id: str,
    service_id: uuid.UUID,
    plan: RoundPlan,
    follows_id: uuid.UUID | None = None,
    actor: str = COMMAND_LINE,
) -> AuditRound:
    """Plan a round and make the link by which its auditors answer.

    Args:
        survey_id: a published audit tool.
        follows_id: the round whose results this one is to be compared with.

    Raises:
        NotFound: when there is no such tool, service or earlier round.
        Conflict: when the service has a round of that name.
        Refused: when the plan or the earlier round does not fit.
    """
    tool, service = get_tool(survey_id), get_service(service_id)
    planned = AuditRound(service_id=service.id, survey_id=tool.id, **values_of(plan))
    planned.follows_id = _fitting_earlier(planned, follows_id)
    _refuse_name_in_use(service.id, planned.name, None)
    link = create_link(
        survey_id=tool.id,
        service_name=service.name,
        opens_on=planned.opens_on,
        closes_on=planned.closes_on,
        actor=actor,
    )
    planned.link_token = link.token
    db.session.add(planned)
    flush_or_raise(_name_in_use(planned.name))
    detail = {"tool": tool.id, "service": service.name, "follows": str(follows_id or "")}
    _record(planned, "audit-planned", actor, **detail)
    return planned


def edit_round(*, round_id: uuid.UUID, plan: RoundPlan, actor: str = COMMAND_LINE) -> AuditRound:
    """Change what is planned; once a sample is drawn, its numbers change only by a new draw.

    Raises:
        NotFound: when there is no such round.
        Conflict: when the service has another round of that name.
        Refused: when the plan does not fit, or would change a sample that is drawn.
    """
    found = get_round(round_id)
    values = values_of(plan)
    if SAMPLING & set(differing(found, values)) and draws_of(found.id):
        raise Refused(
            "The sample of this round is drawn. To change how many records there are or are "
            "audited, draw it again and say why."
        )
    _refuse_name_in_use(found.service_id, values["name"], found.id)
    changed = change(found, values)
    flush_or_raise(_name_in_use(found.name))
    edit_link(
        token=found.link_token,
        actor=actor,
        event=None,
        partner=None,
        language=None,
        opens_on=found.opens_on,
        closes_on=found.closes_on,
        is_kiosk=False,
    )
    if changed:
        _record(found, "audit-edited", actor, changed=changed)
    return found


def draw_sample(*, round_id: uuid.UUID, actor: str = COMMAND_LINE) -> AuditDraw:
    """Draw the round's sample at random, once.

    Raises:
        NotFound: when there is no such round.
        Conflict: when it is drawn already; `draw_again` draws another, for a reason.
    """
    found = get_round(round_id)
    if draws_of(found.id):
        raise Conflict(
            f"The sample of {found.name} is drawn already, and stays as it is. If it must be "
            "drawn again, say why."
        )
    return _draw(found, 1, None, actor)


def draw_again(
    *, round_id: uuid.UUID, sampling: Sampling, reason: str | None, actor: str = COMMAND_LINE
) -> AuditDraw:
    """Draw another sample in place of the one that holds, which stays on record.

    Raises:
        NotFound: when there is no such round.
        Refused: without a reason, without an earlier draw, or when such a sample cannot be drawn.
    """
    found = get_round(round_id)
    earlier = draws_of(found.id)
    if not earlier:
        raise Refused(f"No sample of {found.name} is drawn yet. Draw it first.")
    kept = required_text(reason, name="Why the sample is drawn again")
    checked_sampling(sampling)
    if sampling.double_share and not found.second_auditor:
        raise Refused("Say first, among the round's facts, who audits the records a second time.")
    found.population, found.sample_size = sampling.population, sampling.size
    found.double_share = sampling.double_share
    return _draw(found, earlier[-1].place + 1, kept, actor)


def reconcile(
    *,
    round_id: uuid.UUID,
    place: RecordPart,
    response_id: uuid.UUID,
    reason: str | None,
    actor: str = COMMAND_LINE,
) -> AuditSettlement:
    """Say which of several answers of one auditor's role about one record counts, and why.

    Raises:
        NotFound: when there is no such round, or nothing to reconcile here.
        Refused: when the answer chosen is none of them, or no reason is given.
    """
    line = round_line(round_id)
    found = next((each for each in line.received.twice if each.place == place), None)
    if found is None:
        raise NotFound(f"There is nothing to resolve about record {place.number} in this round.")
    if response_id not in {each.response_id for each in found.answers}:
        raise Refused(f"Choose one of the answers about record {place.number}.")
    settlement = AuditSettlement(
        round_id=line.round.id,
        number=place.number,
        role=place.role,
        response_id=response_id,
        reason=required_text(reason, name="Why this answer counts"),
        settled_by=actor,
    )
    db.session.add(settlement)
    db.session.flush()
    detail = {"number": place.number, "seat": place.role, "reason": settlement.reason}
    _record(line.round, "audit-settled", actor, **detail)
    return settlement


def write_finding(
    *,
    round_id: uuid.UUID,
    criterion: str | None,
    found: str | None,
    seriousness: str | None,
    actor: str = COMMAND_LINE,
) -> AuditFinding:
    """Write down what a person makes of a round's results.

    Args:
        criterion: a criterion of the tool; None for the round as a whole.

    Raises:
        NotFound: when there is no such round or criterion.
        Refused: when the text or the seriousness is missing, or nothing has come yet.
    """
    line = round_line(round_id)
    if criterion and not any(tool.criterion(criterion) for tool in line.tools):
        raise NotFound(f"{line.tool.title} has no criterion '{criterion[:80]}'.")
    if not line.audited:
        raise Refused("No audited record has come in yet, so nothing has been found.")
    finding = AuditFinding(
        round_id=line.round.id,
        criterion=criterion or None,
        found=required_text(found, name="What was found"),
        seriousness=checked_seriousness(seriousness).value,
        written_by=actor,
    )
    db.session.add(finding)
    db.session.flush()
    _record(line.round, "audit-finding", actor, criterion=criterion, seriousness=seriousness)
    return finding


def act_on_finding(*, finding_id: uuid.UUID, heard: str, actor: str = COMMAND_LINE) -> uuid.UUID:
    """Make an action of a finding, for somebody to decide about; gives the action's id.

    Args:
        heard: what the action says was found, in words that may be read by others.

    Raises:
        NotFound: when there is no such finding.
        Refused: when the words are missing or too long.
    """
    finding = get_finding(finding_id)
    line = round_line(finding.round_id)
    criterion = line.tool.criterion(finding.criterion)
    theme = criterion.theme if criterion else None
    action = make_action(
        heard=ActionFeedback(
            heard, [line.service.id], [theme] if theme else [], heard_on=finding.written_on
        ),
        source=ActionSource(SourceKind.FINDING, str(finding.id)),
        actor=actor,
    )
    _record(line.round, "audit-finding-acted-on", actor, finding=str(finding.id))
    return action.id


def remove_finding(*, finding_id: uuid.UUID, actor: str = COMMAND_LINE) -> None:
    """Take a finding back from which nothing was made.

    Raises:
        NotFound: when there is no such finding.
        Refused: when it was turned into an action.
    """
    finding = get_finding(finding_id)
    if actions_of([finding]):
        raise Refused("This finding was turned into an action, and stays as its source.")
    of_round = get_round(finding.round_id)
    db.session.delete(finding)
    _record(of_round, "audit-finding-removed", actor, criterion=finding.criterion)


def remove_round(*, round_id: uuid.UUID, actor: str = COMMAND_LINE) -> None:
    """Remove a round without answers; its link is closed.

    Raises:
        NotFound: when there is no such round.
        Refused: when it has answers, or another round follows it.
    """
    line = round_line(round_id)
    if line.received.counted or not line.received.is_clean or line.findings:
        raise Refused(
            f"{line.round.name} has answers or findings. It stays, so that they keep their meaning."
        )
    if is_followed(round_id):
        raise Refused(f"Another round is compared with {line.round.name}. Remove that one first.")
    close_link(token=line.round.link_token, actor=actor)
    db.session.execute(delete(AuditDraw).where(AuditDraw.round_id == round_id))
    db.session.execute(delete(AuditSettlement).where(AuditSettlement.round_id == round_id))
    db.session.delete(line.round)
    seeds = [each.seed for each in line.draws]
    _record(line.round, "audit-removed", actor, seeds=seeds)


def _draw(found: AuditRound, place: int, reason: str | None, actor: str) -> AuditDraw:
    sampling, seed = checked_sampling(sampling_of(found)), new_seed()
    drawn = draw(sampling, seed)
    kept = AuditDraw(
        round_id=found.id,
        place=place,
        seed=seed,
        population=sampling.population,
        sample_size=sampling.size,
        double_share=sampling.double_share,
        numbers=list(drawn.numbers),
        doubles=list(drawn.doubles),
        reason=reason,
        drawn_by=actor,
    )
    try:
        with db.session.begin_nested():
            db.session.add(kept)
    except IntegrityError:
        raise Conflict(f"Somebody else drew the sample of {found.name} just now.") from None
    _record(found, "audit-drawn", actor, place=place, seed=seed, reason=reason)
    return kept


def _fitting_earlier(planned: AuditRound, follows_id: uuid.UUID | None) -> uuid.UUID | None:
    """Only rounds of one tool at one service can be compared, the later with the earlier."""
    if follows_id is None:
        return None
    earlier = get_round(follows_id)
    if (earlier.service_id, earlier.survey_id) != (planned.service_id, planned.survey_id):
        raise Refused(
            f"{earlier.name} is of another tool or at another service, so that the two cannot be "
            "compared. Choose a round of the same tool at the same service."
        )
    if earlier.opens_on >= planned.opens_on:
        raise Refused(
            f"{earlier.name} begins on {earlier.opens_on.isoformat()}, which is not before this "
            "round. Choose an earlier round, or a later first day."
        )
    return earlier.id


def _refuse_name_in_use(service_id: uuid.UUID, name: str, own_id: uuid.UUID | None) -> None:
    taken = round_named(service_id, name)
    if taken is not None and taken.id != own_id:
        raise _name_in_use(taken.name)


def _name_in_use(name: str) -> Conflict:
    return Conflict(f"This service has a round '{name}' already. Choose another name.")


def _record(about: AuditRound, action: str, actor: str, **detail: Any) -> None:
    record(actor=actor, action=action, subject=about.name, detail=detail)
