"""Every table of the application, gathered for the migrations."""

from app.administration.accounts.models import (
    AuditChain,
    AuditEntry,
    Grant,
    GuessLane,
    KeptPage,
    StaffSession,
    User,
)
from app.administration.organisation.models import Organisation, Service
from app.collection.events.models import Event, EventStep
from app.collection.links.models import Card, Link
from app.collection.matched.models import LinkingCard, LinkingKey, MatchedAnswer, ProgrammeLink
from app.collection.paper.models import PaperEntry
from app.collection.publishing.models import SurveyVersion
from app.collection.responses.models import Comment, Incident, Response
from app.collection.sealing.models import SealingKey
from app.comments.machine.models import LookedThrough, ModelVersion, OwnHeadVersion, Reading
from app.comments.queue.models import (
    Breach,
    CaseStep,
    CommentReader,
    Correction,
    Decision,
    Marked,
    Notice,
    OwnTheme,
    Quote,
    RotaEntry,
    TranslationRequest,
)
from app.comments.retention.models import CommentDue, RetentionRun
from app.comments.sample.models import ReadingSample, SampledPerson, SampleStratum
from app.evidence.frameworks.models import FrameworkDocument
from app.evidence.packs.models import SignatureKey
from app.improvement.actions.models import Action, ActionService, ActionStep, ServicePage
from app.improvement.audits.models import AuditDraw, AuditFinding, AuditRound, AuditSettlement
from app.improvement.partners.models import (
    Contribution,
    Partner,
    PartnerAgreement,
    PartnerPage,
)
from app.improvement.policies.models import Policy, PolicyApproval, PolicyFigures, PolicyLink
from app.improvement.publication.models import Wording
from app.improvement.training.models import (
    FollowUp,
    Programme,
    ProgrammeService,
    Session,
    SessionAttendance,
    ShownFigures,
)
from app.improvement.trends.models import Rebase
from app.results.feedback.models import (
    Cluster,
    Clustered,
    Counted,
    MeasuredPerson,
    MeasuredReading,
    View,
    ViewCell,
    ViewSum,
)
from app.results.indicators.models import AnswerSeries, AnswerSum, CountedResponse

ALL_TABLES = (
    Action,
    ActionService,
    ActionStep,
    PartnerAgreement,
    AnswerSeries,
    AnswerSum,
    SessionAttendance,
    AuditChain,
    AuditDraw,
    AuditEntry,
    AuditFinding,
    AuditRound,
    AuditSettlement,
    Breach,
    Card,
    Cluster,
    Clustered,
    Comment,
    CommentDue,
    Contribution,
    Correction,
    Counted,
    CountedResponse,
    Decision,
    RotaEntry,
    Event,
    EventStep,
    FollowUp,
    FrameworkDocument,
    Grant,
    GuessLane,
    Incident,
    KeptPage,
    Link,
    LookedThrough,
    Marked,
    MeasuredPerson,
    MeasuredReading,
    ModelVersion,
    Notice,
    Organisation,
    OwnHeadVersion,
    OwnTheme,
    MatchedAnswer,
    ProgrammeLink,
    LinkingCard,
    LinkingKey,
    PaperEntry,
    Partner,
    PartnerPage,
    Policy,
    PolicyApproval,
    PolicyFigures,
    PolicyLink,
    Programme,
    ProgrammeService,
    Quote,
    CommentReader,
    Reading,
    ReadingSample,
    Rebase,
    Response,
    RetentionRun,
    SampledPerson,
    SampleStratum,
    SealingKey,
    Service,
    ServicePage,
    Session,
    ShownFigures,
    SignatureKey,
    StaffSession,
    CaseStep,
    SurveyVersion,
    TranslationRequest,
    User,
    View,
    ViewCell,
    ViewSum,
    Wording,
)
