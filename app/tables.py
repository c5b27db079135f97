"""Every table of the application, gathered for the migrations."""

from app.accounts.models import AuditEntry, User
from app.events.models import Event, EventStep
from app.links.models import Link
from app.organisation.models import Organisation, Service
from app.publishing.models import SurveyVersion
from app.responses.models import Response

ALL_TABLES = (
    AuditEntry,
    Event,
    EventStep,
    Link,
    Organisation,
    Response,
    Service,
    SurveyVersion,
    User,
)
