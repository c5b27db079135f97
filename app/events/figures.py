"""What was last told of an event stays told until ten more people have answered."""

import uuid

from app.events.models import EventFigures
from app.extensions import db, keep
from app.responses.filing import SpokenFor
from app.responses.tally import Series
from app.statistics.disclosure import Hidden, may_follow


def as_shown(
    event_id: uuid.UUID, survey_id: str, series: Series, spoken: SpokenFor | Hidden
) -> SpokenFor | Hidden:
    """The two counts as they may be shown now; what is shown anew is remembered.

    A correction, which brings and takes nobody, is shown at once.
    """
    if isinstance(spoken, Hidden):
        return spoken
    key = (event_id, survey_id, series.version, series.audience)
    kept = db.session.get(EventFigures, key)
    if kept is not None:
        before = SpokenFor(kept.as_partners, kept.passing_on)
        if before == spoken or not may_follow([_total(spoken)], [_total(before)]):
            return before
    _remember(key, spoken)
    return spoken


def _remember(key: tuple[uuid.UUID, str, int, str], spoken: SpokenFor) -> None:
    """Two who open the page at one moment write the same row."""
    names = ("event_id", "survey_id", "version", "audience")
    counts = {"as_partners": spoken.as_partners, "passing_on": spoken.passing_on}
    keep(EventFigures(**dict(zip(names, key, strict=True)), **counts))


def _total(spoken: SpokenFor) -> int:
    return spoken.as_partners + spoken.passing_on
