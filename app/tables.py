"""Every table of the application, gathered for the migrations."""

from app.accounts.models import AuditEntry, User
from app.events.models import Event, EventStep
from app.links.models import Card, Link
from app.organisation.models import Organisation, Service
from app.paper.models import PaperEntry
from app.publishing.models import SurveyVersion
from app.responses.models import Incident, Response
from app.sealing.models import SealingKey

ALL_TABLES = (
    AuditEntry,
    Card,
    Event,
    EventStep,
    Incident,
    Link,
    Organisation,
    PaperEntry,
    Response,
    SealingKey,
    Service,
    SurveyVersion,
    User,
)
