"""events and partners are told by their links, trainings and policies apart from services

Who answered about a training or a policy is counted anew, and leaves the sums of the service.

Revision ID: 0079
Revises: 0060
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("event_figures")
    op.drop_table("partner_figures")
    with op.batch_alter_table("training_figures") as table:
        table.drop_column("is_final")
    sums = sa.table(
        "answer_sums",
        sa.column("service_id", sa.Uuid()),
        sa.column("subject", sa.String()),
        sa.column("code", sa.String()),
    )
    # Beside the answers to a question about the person only who answered it is kept.
    op.execute(
        sums.delete().where(
            sums.c.service_id == uuid.UUID(int=0),
            sums.c.code.in_([":asked", ":placed"]),
            sums.c.subject.not_like(":%"),
            sums.c.subject != "equality_wanted",
        )
    )
    # A hash that is no hash reads as a correction, and the worker counts the block anew.
    op.execute(
        "UPDATE counted_responses SET content_hash = '' WHERE response_id IN ("
        "SELECT responses.id FROM responses JOIN links ON links.token = responses.link_token"
        " WHERE links.about IS NOT NULL)"
    )


def downgrade() -> None:
    with op.batch_alter_table("training_figures") as table:
        table.add_column(
            sa.Column("is_final", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("training_figures") as table:
        table.alter_column("is_final", server_default=None)
    op.create_table(
        "partner_figures",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_partner_figures_partner_id_partners")
        ),
        sa.PrimaryKeyConstraint(
            "partner_id", "survey_id", "version", "audience", name=op.f("pk_partner_figures")
        ),
    )
    op.create_table(
        "event_figures",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("as_partners", sa.Integer(), nullable=False),
        sa.Column("passing_on", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_event_figures_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "event_id", "survey_id", "version", "audience", name=op.f("pk_event_figures")
        ),
    )
