"""audit rounds

Revision ID: 0025
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_rounds",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.String(length=80), nullable=False),
        sa.Column("link_token", sa.String(length=16), nullable=False),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("sample_size", sa.Integer(), nullable=False),
        sa.Column("double_share", sa.Integer(), nullable=False),
        sa.Column("auditor", sa.String(length=200), nullable=False),
        sa.Column("second_auditor", sa.String(length=200), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_audit_rounds_service_id_services")
        ),
        sa.ForeignKeyConstraint(
            ["link_token"], ["links.token"], name=op.f("fk_audit_rounds_link_token_links")
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"],
            ["audit_rounds.id"],
            name=op.f("fk_audit_rounds_follows_id_audit_rounds"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_rounds")),
        sa.UniqueConstraint("link_token", name=op.f("uq_audit_rounds_link_token")),
        sa.UniqueConstraint("service_id", "name", name=op.f("uq_audit_rounds_service_id_name")),
    )
    with op.batch_alter_table("audit_rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_rounds_closes_on"), ["closes_on"], unique=False)

    op.create_table(
        "audit_draws",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("sample_size", sa.Integer(), nullable=False),
        sa.Column("double_share", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("doubles", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("drawn_by", sa.String(length=200), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["audit_rounds.id"], name=op.f("fk_audit_draws_round_id_audit_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_draws")),
        sa.UniqueConstraint("round_id", "place", name=op.f("uq_audit_draws_round_id_place")),
    )

    op.create_table(
        "audit_settlements",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(length=10), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.String(length=200), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["audit_rounds.id"],
            name=op.f("fk_audit_settlements_round_id_audit_rounds"),
        ),
        sa.PrimaryKeyConstraint("round_id", "number", "seat", name=op.f("pk_audit_settlements")),
    )

    op.create_table(
        "audit_findings",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=80), nullable=True),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("seriousness", sa.String(length=20), nullable=False),
        sa.Column("written_by", sa.String(length=200), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["audit_rounds.id"], name=op.f("fk_audit_findings_round_id_audit_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_findings")),
    )
    with op.batch_alter_table("audit_findings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_findings_round_id"), ["round_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("audit_findings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_findings_round_id"))
    op.drop_table("audit_findings")
    op.drop_table("audit_settlements")
    op.drop_table("audit_draws")
    with op.batch_alter_table("audit_rounds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_rounds_closes_on"))
    op.drop_table("audit_rounds")
