"""Own Words: what people say of a social care service, in their own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings

PROJECT = Path(__file__).resolve().parent.parent
BODY_LIMIT = 4 * 1024 * 1024
A_DAY = 86_400


def create_app(settings: Settings | None = None, *, has_pages: bool = True) -> Flask:
    """The application, with the settings of the environment unless others are given.

    Args:
        settings: those of the environment when None.
        has_pages: a command that only looks into the database needs none, and starts sooner.

    Raises:
        Refused: when a setting makes no sense, or the data folder cannot be written to.
    """
    # A command that needs no application is not to wait for what one is made of.
    from flask import Flask  # noqa: PLC0415

    from app.config import load_settings  # noqa: PLC0415
    from app.extensions import db  # noqa: PLC0415
    from app.kernel.logs import log_without_words  # noqa: PLC0415

    settings = settings or load_settings()
    log_without_words()
    app = Flask(__name__, static_folder=str(PROJECT / "static"), template_folder="templates")
    _configure(app, settings)
    db.init_app(app)
    if has_pages:
        _register_extensions(app)
        _register_web(app)
        _register_features(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    from app.kernel.database import ENGINE  # noqa: PLC0415
    from app.kernel.files import own_folder, refuse_half_restored  # noqa: PLC0415

    own_folder(settings.data)
    refuse_half_restored(settings.data)
    app.config.update(
        OWNWORDS=settings,
        SECRET_KEY=settings.signing_key(),
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=ENGINE,
        SEND_FILE_MAX_AGE_DEFAULT=A_DAY,
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=BODY_LIMIT,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        WTF_CSRF_TIME_LIMIT=None,
    )


def _register_extensions(app: Flask) -> None:
    from app.web.database import register_migrations  # noqa: PLC0415
    from app.web.extensions import csrf, htmx  # noqa: PLC0415

    register_migrations(app)
    csrf.init_app(app)
    htmx.init_app(app)


def _register_web(app: Flask) -> None:
    # These know the extensions and the templates, so they are met when the application is made.
    from app.statistics.rounding import ROUNDING, percent_of, whole_percent  # noqa: PLC0415
    from app.web import (  # noqa: PLC0415
        assets,
        errors,
        headers,
        health,
        language,
        letters,
        proxies,
        transaction,
    )

    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {
        "rounding": ROUNDING,
        "percent_of": percent_of,
        "whole_percent": whole_percent,
    }
    proxies.register_proxies(app)
    language.register_language(app)
    assets.register_assets(app)
    letters.register_letters(app)
    headers.register_headers(app)
    errors.register_errors(app)
    transaction.register_transaction(app)
    health.register_health(app)


def _register_features(app: Flask) -> None:
    from app.administration.accounts.registration import register_accounts  # noqa: PLC0415
    from app.administration.services.routes import blueprint as services  # noqa: PLC0415
    from app.administration.trail.routes import blueprint as trail  # noqa: PLC0415
    from app.collection.answering.routes import blueprint as answering  # noqa: PLC0415
    from app.collection.events.routes import blueprint as events  # noqa: PLC0415
    from app.collection.hand_in.routes import blueprint as hand_in  # noqa: PLC0415
    from app.collection.links.routes import blueprint as links  # noqa: PLC0415
    from app.collection.paper.routes import blueprint as paper  # noqa: PLC0415
    from app.collection.printing.routes import blueprint as printing  # noqa: PLC0415
    from app.comments.queue.routes import blueprint as queue  # noqa: PLC0415
    from app.comments.retention.routes import blueprint as retention  # noqa: PLC0415
    from app.comments.sample.routes import blueprint as sample  # noqa: PLC0415
    from app.evidence.frameworks.routes import blueprint as frameworks  # noqa: PLC0415
    from app.evidence.packs.keys import blueprint as keys  # noqa: PLC0415
    from app.evidence.packs.routes import blueprint as packs  # noqa: PLC0415
    from app.evidence.returns.routes import blueprint as returns  # noqa: PLC0415
    from app.home.leaving.routes import blueprint as leaving  # noqa: PLC0415
    from app.home.moved import blueprint as moved  # noqa: PLC0415
    from app.home.routes import blueprint as home  # noqa: PLC0415
    from app.improvement.actions.routes import blueprint as actions  # noqa: PLC0415
    from app.improvement.audits.routes import blueprint as audits  # noqa: PLC0415
    from app.improvement.overview.routes import blueprint as overview  # noqa: PLC0415
    from app.improvement.partners.routes import blueprint as partners  # noqa: PLC0415
    from app.improvement.policies.routes import blueprint as policies  # noqa: PLC0415
    from app.improvement.training.routes import blueprint as training  # noqa: PLC0415
    from app.improvement.trends.routes import blueprint as trends  # noqa: PLC0415
    from app.results.feedback.routes import blueprint as feedback  # noqa: PLC0415
    from app.results.questions.routes import blueprint as questions  # noqa: PLC0415
    from app.web.extensions import csrf  # noqa: PLC0415

    register_accounts(app)
    # A form that knows no person has nothing that a forged request could misuse.
    csrf.exempt(answering)
    collection = (answering, links, events, printing, paper, hand_in)
    improvement = (overview, actions, training, audits, policies, partners, trends)
    for blueprint in (
        *(home, moved, leaving, services, trail, queue, sample, retention, feedback, questions),
        *collection,
        *improvement,
        *(packs, keys, returns, frameworks),
    ):
        app.register_blueprint(blueprint)
