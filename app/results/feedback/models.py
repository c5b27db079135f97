"""Tables: each person's view on each theme, their sums, what is shown of them, and clusters.

All but what is shown, and what people call clusters, can be made again from the responses, readings
and corrections.
"""

import uuid
from datetime import date, datetime
from typing import Final

from sqlalchemy import JSON, DateTime, ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import today
from app.kernel.database import Base, RandomId

EVERYTHING = ""
"""The theme that stands for all a person wrote."""


NOTE = "~"
"""Begins the name of a note on how somebody answered, which is summed as a theme is."""


CLUSTER: Final = "@"
"""Begins the name of a cluster that somebody's comment is in, which is summed as a theme is."""


def is_theme(code: str) -> bool:
    """Whether a view is on a theme: not on everything, no note, no cluster."""
    return code != EVERYTHING and not code.startswith((NOTE, CLUSTER))


class View(Base):
    """What one person said of one theme; all their comments together are one view.

    A note on how they answered is kept as a theme, such as `~quick`, and so is a cluster that they
    are in, by its id (`@` and 32 hexadecimal digits).

    `month` is that of the Thursday of the response's week, for example `2026-11`. `helper`:
    `alone`, `helped`, `staff` (one of our own staff helped), `another` (somebody else answered)
    or `unknown`. `sentiment` as in a reading; `not_assessed` where none was sure.
    """

    __tablename__ = "views"
    __table_args__ = (
        Index("ix_views_service_id_month", "service_id", "month"),
        Index("ix_views_theme_sentiment", "theme", "sentiment"),
        Index("ix_views_theme_month", "theme", "month"),
    )

    response_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    theme: Mapped[str] = mapped_column(String(60), primary_key=True)
    sentiment: Mapped[str] = mapped_column(String(12))
    service_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    audience: Mapped[str] = mapped_column(String(20))
    month: Mapped[str] = mapped_column(String(7))
    language: Mapped[str] = mapped_column(String(8))
    helper: Mapped[str] = mapped_column(String(10))


class ViewCell(Base):
    """How many people are alike in all that figures are cut by."""

    __tablename__ = "view_cells"

    service_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    audience: Mapped[str] = mapped_column(String(20), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    helper: Mapped[str] = mapped_column(String(10), primary_key=True)
    theme: Mapped[str] = mapped_column(String(60), primary_key=True)
    sentiment: Mapped[str] = mapped_column(String(12), primary_key=True)
    people: Mapped[int]


class ViewSum(Base):
    """How many people are counted in a subject, and how many of them are released.

    `app.results.feedback.releasing` names subjects.

    `counted` is how many there are. `taken` of them have been released; `shown` is how many are
    released in this month, which is a later one than theirs where a month alone had too few people.
    """

    __tablename__ = "view_sums"

    service_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    audience: Mapped[str] = mapped_column(String(20), primary_key=True)
    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    counted: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    shown: Mapped[int] = mapped_column(default=0)


class Counted(Base):
    """How far the views have come: the model they are of, the last correction, the release."""

    __tablename__ = "counted"

    id: Mapped[int] = mapped_column(primary_key=True)
    model: Mapped[str | None] = mapped_column(String(40))
    corrected_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    has_news: Mapped[bool] = mapped_column(default=True)
    released_at: Mapped[datetime | None] = mapped_column("told_at", DateTime(timezone=True))


MACHINE: Final = "machine"
COUNTED: Final = "counted"
ALIKE: Final = "alike"
UNLIKE: Final = "unlike"
FOUND_BY: Final = {
    (True, True): "both",
    (True, False): "person",
    (False, True): "machine",
    (False, False): "neither",
}
"""What is said of a theme, by whether the person found it, and whether the machine did."""


class MeasuredPerson(Base):
    """Somebody whose comments were read blind, and who is in what is shown of the machine's errors.

    They come in parcels of ten or more of one language, and stay.
    """

    __tablename__ = "measured_people"

    response_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(8))


class MeasuredReading(Base):
    """How many measured people were read so by the live version, or counted so in figures.

    `source`: `machine` is its reading alone, `counted` what figures would count of the person had
    nobody read blind. `theme` as in a view. `outcome` of a theme says who found that the person
    spoke of it: `both`, `person`, `machine` or `neither`; of everything together whether the
    sentiment is `alike`, `unlike` or `not_assessed`.
    """

    __tablename__ = "measured_readings"

    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    theme: Mapped[str] = mapped_column(String(60), primary_key=True)
    source: Mapped[str] = mapped_column(String(8), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(12), primary_key=True)
    model: Mapped[str] = mapped_column(String(40))
    people: Mapped[int]


class Cluster(RandomId, Base):
    """People who say about the same, in any language: kept, so that it stays the same cluster.

    `name`: what somebody called it. `words` has its own by language: the languages of most people
    first, the most telling words first. `theme`: what most comments in it are about, where it has
    no words. `centre` is the mean of `size` embeddings of one version of the machine, centred and
    of length one. Comments of a cluster with `merged_into` are shown with that one.
    """

    __tablename__ = "clusters"

    name: Mapped[str | None] = mapped_column(String(limits.LINE))
    words: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    theme: Mapped[str | None] = mapped_column(String(60))
    merged_into: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("clusters.id"), index=True)
    model: Mapped[str] = mapped_column(String(40))
    centre: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int]
    made_on: Mapped[date] = mapped_column(default=today)


class Clustered(Base):
    """A comment that was looked at for clusters. `cluster_id` is None where it is like none yet.

    `nearness`: its mean likeness (cosine) to those in the cluster when it joined.
    """

    __tablename__ = "clustered_comments"

    comment_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    cluster_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("clusters.id"), index=True)
    nearness: Mapped[float] = mapped_column(default=0.0)
