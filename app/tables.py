"""Every table of the application, gathered for the migrations."""

from app.accounts.models import AuditEntry, GuessLane, StaffSession, User
from app.actions.models import Action, ActionService, ActionStep, PublicPage, Wording
from app.analysis.models import LookedThrough, ModelVersion, OwnHeadVersion, Reading
from app.audits.models import AuditDraw, AuditFinding, AuditRound, AuditSettlement
from app.change.models import Rebase
from app.events.models import Event, EventStep
from app.evidence.models import SignatureKey
from app.frameworks.models import FrameworkDocument
from app.insight.models import Counted, View, ViewCell, ViewSum
from app.links.models import Card, Link
from app.measures.models import AnswerSeries, AnswerSum, CountedResponse
from app.organisation.models import Organisation, Service
from app.pairing.models import PairedAnswer, PairedLink, PairingCard, PairingKey
from app.paper.models import PaperEntry
from app.partnerships.models import (
    Agreement,
    Contribution,
    Partner,
    PartnerPage,
)
from app.policies.models import Policy, PolicyApproval, PolicyFigures, PolicyLink
from app.publishing.models import SurveyVersion
from app.responses.models import Comment, Incident, Response
from app.sealing.models import SealingKey
from app.training.models import (
    Attendance,
    FollowUp,
    Programme,
    ProgrammeService,
    Session,
    ShownFigures,
)
from app.triage.models import (
    Breach,
    Correction,
    Decision,
    Duty,
    Marked,
    Notice,
    OwnTheme,
    Quote,
    Reader,
    Step,
    TranslationRequest,
)

ALL_TABLES = (
    Action,
    ActionService,
    ActionStep,
    Agreement,
    AnswerSeries,
    AnswerSum,
    Attendance,
    AuditDraw,
    AuditEntry,
    AuditFinding,
    AuditRound,
    AuditSettlement,
    Breach,
    Card,
    Comment,
    Contribution,
    Correction,
    Counted,
    CountedResponse,
    Decision,
    Duty,
    Event,
    EventStep,
    FollowUp,
    FrameworkDocument,
    GuessLane,
    Incident,
    Link,
    LookedThrough,
    Marked,
    ModelVersion,
    Notice,
    Organisation,
    OwnHeadVersion,
    OwnTheme,
    PairedAnswer,
    PairedLink,
    PairingCard,
    PairingKey,
    PaperEntry,
    Partner,
    PartnerPage,
    Policy,
    PolicyApproval,
    PolicyFigures,
    PolicyLink,
    Programme,
    ProgrammeService,
    PublicPage,
    Quote,
    Reader,
    Reading,
    Rebase,
    Response,
    SealingKey,
    Service,
    Session,
    ShownFigures,
    SignatureKey,
    StaffSession,
    Step,
    SurveyVersion,
    TranslationRequest,
    User,
    View,
    ViewCell,
    ViewSum,
    Wording,
)
