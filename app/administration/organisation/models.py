"""Tables: the organisation, its services, and who to turn to when somebody is not safe."""

from datetime import date
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import today
from app.kernel.database import Base, RandomId


class SafeguardingContacts:
    """Who a person can turn to, and who reads what they write.

    `translations` has those that are sentences in other languages, for example `hours_cy`.
    """

    council: Mapped[str | None] = mapped_column(String(limits.LINE))
    phone: Mapped[str | None] = mapped_column(String(limits.PHONE))
    hours: Mapped[str | None] = mapped_column(String(limits.LINE))
    out_of_hours: Mapped[str | None] = mapped_column(String(limits.PHONE))
    lead: Mapped[str | None] = mapped_column(String(limits.LINE))
    deputy: Mapped[str | None] = mapped_column(String(limits.LINE))
    reader: Mapped[str | None] = mapped_column(String(limits.LINE))
    reading: Mapped[str | None] = mapped_column(String(limits.LINE))
    help_phone: Mapped[str | None] = mapped_column(String(limits.PHONE))
    translations: Mapped[dict[str, Any]] = mapped_column(default=dict)

    def contact(self, name: str) -> str | None:
        """One contact by its name, such as `hours` or `hours_cy`."""
        found: str | None = getattr(self, name, None) or (self.translations or {}).get(name)
        return found


class Organisation(SafeguardingContacts, RandomId, Base):
    """The one organisation of an installation; its contacts serve where a service has none."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(String(limits.LINE))
    is_demonstration: Mapped[bool] = mapped_column(default=False)


class Service(SafeguardingContacts, RandomId, Base):
    """A care home, a home-care branch, a day centre: what people give their view of."""

    __tablename__ = "services"

    name: Mapped[str] = mapped_column(String(limits.LINE), unique=True)
    created_on: Mapped[date] = mapped_column(default=today)
