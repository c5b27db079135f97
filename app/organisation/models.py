"""Tables: the organisation, its services, and who to turn to when somebody is not safe."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import today
from app.kernel.database import Base, RandomId


class SafeguardingContacts:
    """Who a person can turn to, and who reads what they write (domain §6.4)."""

    council: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    hours: Mapped[str | None] = mapped_column(String(200))
    out_of_hours: Mapped[str | None] = mapped_column(String(40))
    lead: Mapped[str | None] = mapped_column(String(200))
    deputy: Mapped[str | None] = mapped_column(String(200))
    reader: Mapped[str | None] = mapped_column(String(200))
    reading: Mapped[str | None] = mapped_column(String(200))
    help_phone: Mapped[str | None] = mapped_column(String(40))


class Organisation(SafeguardingContacts, RandomId, Base):
    """The one organisation of an installation; its contacts serve where a service has none."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(String(200))
    is_demonstration: Mapped[bool] = mapped_column(default=False)


class Service(SafeguardingContacts, RandomId, Base):
    """A care home, a home-care branch, a day centre: what people give their view of."""

    __tablename__ = "services"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    created_on: Mapped[date] = mapped_column(default=today)
