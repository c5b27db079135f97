"""Audit rounds as the command line prints them."""

from collections.abc import Iterable
from typing import Any

from flask import current_app

from app.collection.links.codes import address
from app.improvement.audits.queries import RoundLine


def round_documents(lines: Iterable[RoundLine]) -> list[dict[str, Any]]:
    """Rounds as documents."""
    base_url = current_app.config["OWNWORDS"].base_url
    return [_document(line, address(line.round.link_token, base_url=base_url)) for line in lines]


def _document(line: RoundLine, url: str) -> dict[str, Any]:
    drawn, draw = line.received.drawn, line.draw
    return {
        "id": str(line.round.id),
        "name": line.round.name,
        "tool": line.round.survey_id,
        "service": line.service.name,
        "first_day": line.round.opens_on.isoformat(),
        "last_day": line.round.closes_on.isoformat(),
        "records": line.round.population,
        "sample": line.round.sample_size,
        "url": url,
        "seed": draw.seed if draw else None,
        "drawn": list(drawn.numbers),
        "drawn_twice": list(drawn.doubles),
        "audited": line.audited,
        "missing": list(line.received.missing),
        "missing_second": list(line.received.missing_second),
        "findings": len(line.findings),
    }
