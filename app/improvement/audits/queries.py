"""Reading rounds: the list, one round with all its answers, and what leaders did."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import Select, select

from app.administration.organisation.models import Service
from app.administration.organisation.queries import service_by_name
from app.collection.publishing.queries import all_current, versions_among
from app.collection.responses.queries import ResponseRow, responses_at_links
from app.extensions import db
from app.improvement.actions.plans import SourceKind
from app.improvement.actions.queries import ActionLine, actions_from
from app.improvement.audits.answers import NOTHING_DRAWN, RecordPart, RoundAnswers, sorted_out
from app.improvement.audits.drawing import Drawn, Sampling
from app.improvement.audits.models import AuditDraw, AuditFinding, AuditRound, AuditSettlement
from app.improvement.audits.plans import Seriousness
from app.improvement.audits.results import DoubleAudit, Result, double_audit, result_of
from app.improvement.audits.tools import Tool, tools_among
from app.kernel.activities import Activity, ActivityKind
from app.kernel.clock import today
from app.kernel.errors import NotFound, require

Round = AuditRound
Finding = AuditFinding
"""What pages are given of rounds and findings."""


@dataclass(frozen=True)
class RoundLine:
    """A round, its service, the draws in their order, its answers, and its findings.

    `tools` are the tool's versions, newest first; `actions` those made of findings, by the
    finding's id.
    """

    round: AuditRound
    service: Service
    draws: tuple[AuditDraw, ...]
    received: RoundAnswers
    findings: tuple[AuditFinding, ...]
    actions: Mapping[uuid.UUID, list[ActionLine]]
    tools: tuple[Tool, ...]

    @property
    def draw(self) -> AuditDraw | None:
        """The sample that holds, or None before one is drawn."""
        return self.draws[-1] if self.draws else None

    @property
    def tool(self) -> Tool:
        """The newest version of the tool."""
        return self.tools[0]

    @property
    def audited(self) -> int:
        """For how many of the drawn records the first auditor answered."""
        return len(self.received.first)

    @property
    def progress(self) -> str:
        """For example `18 of 20 records audited`."""
        if self.draw is None:
            return "no sample drawn yet"
        return f"{self.audited} of {self.draw.sample_size} records audited"

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """The results, one for each version of the tool that was answered, newest first."""
        versions = self.received.versions
        return tuple(
            result_of(tool, self.received.first)
            for tool in self.tools
            if tool.survey.version in versions
        )

    @cached_property
    def double_audits(self) -> tuple[tuple[Tool, DoubleAudit], ...]:
        """How far two auditors agree, by version of the tool."""
        found = ((tool, double_audit(tool, self.received)) for tool in self.tools)
        return tuple((tool, each) for tool, each in found if each is not None)


def sampling_of(kept: AuditRound | AuditDraw) -> Sampling:
    """How a sample is or was to be drawn."""
    return Sampling(kept.population, kept.sample_size, kept.double_share)


def drawn_of(draw: AuditDraw | None) -> Drawn:
    """The numbers of a draw."""
    return Drawn(tuple(draw.numbers), tuple(draw.doubles)) if draw else NOTHING_DRAWN


def current_tools() -> dict[str, Tool]:
    """The audit tools that are published, in their newest versions, by id."""
    return tools_among(all_current())


def get_tool(survey_id: str) -> Tool:
    """The newest version of an audit tool.

    Raises:
        NotFound: when no such tool is published.
    """
    tools = current_tools()
    if survey_id not in tools:
        raise NotFound(
            f"No audit tool '{survey_id[:80]}' is published (published: "
            f"{', '.join(tools) or 'none yet'}). See docs/writing-surveys.md."
        )
    return tools[survey_id]


def get_round(round_id: uuid.UUID) -> AuditRound:
    """The round with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(AuditRound, round_id), "There is no such audit round.")


def get_finding(finding_id: uuid.UUID) -> AuditFinding:
    """The finding with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(AuditFinding, finding_id), "There is no such finding.")


def round_named(service_id: uuid.UUID, name: str) -> AuditRound | None:
    """The round of this name at a service, whatever its capitals, or None."""
    found = select(AuditRound).where(AuditRound.service_id == service_id)
    rounds = db.session.execute(found).scalars()
    return next((each for each in rounds if each.name.casefold() == name.casefold()), None)


def draws_of(round_id: uuid.UUID) -> list[AuditDraw]:
    """The samples drawn for a round, the one that holds last."""
    found = select(AuditDraw).where(AuditDraw.round_id == round_id).order_by(AuditDraw.place)
    return list(db.session.execute(found).scalars())


def actions_of(findings: Iterable[AuditFinding]) -> dict[uuid.UUID, list[ActionLine]]:
    """What was made of these findings, by the finding's id."""
    made = actions_from(SourceKind.FINDING, [str(each.id) for each in findings])
    return {uuid.UUID(reference): actions for reference, actions in made.items()}


def get_round_named(*, service_name: str, name: str) -> RoundLine:
    """The round of this name at a service.

    Raises:
        NotFound: when there is no such service, or no such round is planned there.
    """
    service = service_by_name(service_name)
    if service is None:
        raise NotFound(f"There is no service '{service_name[:80]}'. See: ownwords service list")
    found = round_named(service.id, " ".join(name.split()))
    if found is None:
        raise NotFound(
            f"No audit round '{name[:80]}' is planned at {service.name}. See: ownwords audit list"
        )
    return round_line(found.id)


def activities(*, first: date, last: date) -> list[Activity]:
    """The rounds that ended in a span of days and found something out, the earliest first.

    No figure of a criterion and no word of a finding is among the facts: at a service of few
    people it could point at one of them.

    Args:
        first: the first day, included.
        last: the last day, included; what is not over yet is left out.
    """
    return [_activity(line) for line in ended_rounds(first=first, last=last)]


def ended_rounds(*, first: date, last: date) -> list[RoundLine]:
    """The rounds that ended in a span of days and found something out, the earliest first."""
    over = min(last, today())
    found = _with_services().where(AuditRound.closes_on.between(first, over))
    lines = sorted(_lines(found), key=lambda line: (line.round.closes_on, line.round.name))
    return [line for line in lines if line.audited]


def is_followed(round_id: uuid.UUID) -> bool:
    """Whether another round is compared with this one."""
    found = select(AuditRound.id).where(AuditRound.follows_id == round_id).limit(1)
    return db.session.execute(found).first() is not None


def all_rounds() -> list[RoundLine]:
    """Every round, the newest first; as many queries for many as for one."""
    return _lines(_with_services())


def rounds_at(service_id: uuid.UUID, survey_id: str) -> list[RoundLine]:
    """The rounds of a tool at a service, the newest first."""
    return _lines(
        _with_services().where(
            AuditRound.service_id == service_id, AuditRound.survey_id == survey_id
        )
    )


def round_line(round_id: uuid.UUID) -> RoundLine:
    """One round as it stands in the list.

    Raises:
        NotFound: when there is none.
    """
    get_round(round_id)
    [line] = _lines(_with_services().where(AuditRound.id == round_id))
    return line


def _with_services() -> Select[AuditRound, Service]:
    return (
        select(AuditRound, Service)
        .join(Service, Service.id == AuditRound.service_id)
        .order_by(AuditRound.opens_on.desc(), AuditRound.name, AuditRound.id)
    )


def _lines(found: Select[AuditRound, Service]) -> list[RoundLine]:
    rows = db.session.execute(found).all()
    ids = [each.id for each, _ in rows]
    draws, findings, reconciled = _draws(ids), _findings(ids), _reconciled(ids)
    responses = _responses([each.link_token for each, _ in rows])
    tools = _tools({each.survey_id for each, _ in rows})
    actions = actions_of(each for found in findings.values() for each in found)
    return [
        RoundLine(
            round=each,
            service=service,
            draws=tuple(draws[each.id]),
            received=sorted_out(
                responses[each.link_token],
                drawn_of(draws[each.id][-1] if draws[each.id] else None),
                reconciled[each.id],
            ),
            findings=tuple(findings[each.id]),
            actions={found.id: actions.get(found.id, []) for found in findings[each.id]},
            tools=tools[each.survey_id],
        )
        for each, service in rows
    ]


def _responses(tokens: Sequence[str]) -> Mapping[str, list[ResponseRow]]:
    by_link: defaultdict[str, list[ResponseRow]] = defaultdict(list)
    for token, responses in responses_at_links(tokens):
        by_link[token].append(responses)
    return by_link


def _draws(ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[AuditDraw]]:
    by_round: defaultdict[uuid.UUID, list[AuditDraw]] = defaultdict(list)
    found = select(AuditDraw).where(AuditDraw.round_id.in_(ids)).order_by(AuditDraw.place)
    for each in db.session.execute(found).scalars():
        by_round[each.round_id].append(each)
    return by_round


def _findings(ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[AuditFinding]]:
    by_round: defaultdict[uuid.UUID, list[AuditFinding]] = defaultdict(list)
    found = select(AuditFinding).where(AuditFinding.round_id.in_(ids))
    found = found.order_by(AuditFinding.written_on, AuditFinding.id)
    for each in db.session.execute(found).scalars():
        by_round[each.round_id].append(each)
    return by_round


def _reconciled(ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, dict[RecordPart, uuid.UUID]]:
    by_round: defaultdict[uuid.UUID, dict[RecordPart, uuid.UUID]] = defaultdict(dict)
    found = select(AuditSettlement).where(AuditSettlement.round_id.in_(ids))
    for each in db.session.execute(found).scalars():
        by_round[each.round_id][RecordPart(each.number, each.role)] = each.response_id
    return by_round


def _tools(survey_ids: Collection[str]) -> Mapping[str, tuple[Tool, ...]]:
    """Every version of these tools, newest first; a version that is no tool was never used."""
    by_id: defaultdict[str, tuple[Tool, ...]] = defaultdict(tuple)
    for survey in versions_among(survey_ids):
        by_id[survey.id] += tuple(tools_among([survey]).values())
    return by_id


def _activity(line: RoundLine) -> Activity:
    return Activity(
        kind=ActivityKind.AUDIT,
        id=line.round.id,
        title=f"{line.tool.title}: {line.round.name}",
        on=line.round.closes_on,
        services=frozenset({line.service.id}),
        themes=line.tool.themes,
        facts=tuple(_facts(line)),
        endpoint="audits.audit_round",
        values={"round_id": str(line.round.id)},
    )


def _facts(line: RoundLine) -> Iterator[str]:
    drawn = line.received.drawn
    yield (
        f"{len(drawn.numbers)} of {line.round.population} records were drawn at random; "
        f"{line.audited} of them were audited."
    )
    if len(line.draws) > 1:
        yield f"The sample was drawn {len(line.draws)} times, each time with a reason on record."
    if drawn.doubles:
        twice = len(drawn.doubles) - len(line.received.missing_second)
        yield f"{len(drawn.doubles)} were drawn to be audited twice; {twice} were."
    for tool, found in line.double_audits:
        yield f"Two auditors on version {tool.survey.version} of the tool: {found}."
    if line.round.follows_id:
        yield "It was a re-audit: an earlier round of the same tool stands beside it."
    yield _findings_in_words(line)


def _findings_in_words(line: RoundLine) -> str:
    if not line.findings:
        return "No findings were recorded."
    counted = Counter(each.seriousness for each in line.findings)
    serious = ", ".join(f"{counted[each]} {each}" for each in Seriousness if counted[each])
    acted = sum(bool(actions) for actions in line.actions.values())
    return f"Findings: {serious}. {acted} of {len(line.findings)} became actions."
