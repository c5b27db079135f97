"""Whose view the answers at some links are, which belong to an event or to a partner.

Links are released in parcels of their own (`app.results.indicators.releasing`), so what is released
about an event or a partner, beside its services and at whatever dates, leaves nobody or ten people
at least.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select

from app.collection.events.answers import whose_view
from app.collection.links.models import Link
from app.collection.responses.reporting_groups import SPEAKING_AS, PartnerViews, partner_views
from app.collection.responses.tally import QuestionTally
from app.disclosure import Hidden, release_total
from app.extensions import db
from app.results.indicators.models import AnswerSeries, AnswerSum
from app.results.indicators.subjects import VALID_BASE, link_subject


class Of(NamedTuple):
    """Answers to one version of a survey, from one audience."""

    survey_id: str
    version: int
    audience: str


@whose_view.connect
def partner_views_by_links(tokens: Collection[str], **_: Any) -> Mapping[Of, PartnerViews | Hidden]:
    """For whom the answers at these links spoke, in one query.

    Answers that somebody gave for another are not among them.
    """
    tallies: defaultdict[Of, QuestionTally] = defaultdict(QuestionTally)
    asked = select(Link.survey_id).where(Link.token.in_(tokens))
    series = (AnswerSeries.survey_id, AnswerSeries.version, AnswerSeries.audience)
    rows = db.session.execute(
        select(*series, AnswerSum.code, func.sum(AnswerSum.shown))
        .join(AnswerSeries, AnswerSeries.id == AnswerSum.series_id)
        .where(
            AnswerSeries.survey_id.in_(asked),
            AnswerSum.subject.in_([link_subject(token, SPEAKING_AS) for token in tokens]),
            AnswerSeries.by_proxy.is_(False),
        )
        .group_by(*series, AnswerSum.code)
        .order_by(*series)
    )
    for survey_id, version, audience, code, people in rows:
        tally = tallies[Of(survey_id, version, audience)]
        if code == VALID_BASE:
            tally.valid_base += int(people)
        else:
            tally.chosen[code] += int(people)
    return {
        of: partner_views(tally, release_total(tally.valid_base)) for of, tally in tallies.items()
    }
