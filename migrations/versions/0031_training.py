"""training programmes, their sessions, follow-ups, and figures as shown

Revision ID: 0031
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "training_programmes",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("aims", sa.Text(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("contributors", sa.Text(), nullable=True),
        sa.Column("community", sa.Text(), nullable=True),
        sa.Column("survey_id", sa.String(length=80), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_programmes")),
        sa.UniqueConstraint("name", name=op.f("uq_training_programmes_name")),
    )
    op.create_table(
        "training_programme_services",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["training_programmes.id"],
            name=op.f("fk_training_programme_services_programme_id_training_programmes"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["services.id"],
            name=op.f("fk_training_programme_services_service_id_services"),
        ),
        sa.PrimaryKeyConstraint(
            "programme_id", "service_id", name=op.f("pk_training_programme_services")
        ),
    )
    with op.batch_alter_table("training_programme_services", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_training_programme_services_service_id"), ["service_id"], unique=False
        )

    op.create_table(
        "training_sessions",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("led_by", sa.String(length=200), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["training_programmes.id"],
            name=op.f("fk_training_sessions_programme_id_training_programmes"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_training_sessions_service_id_services")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_sessions")),
    )
    with op.batch_alter_table("training_sessions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_training_sessions_programme_id"), ["programme_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_training_sessions_day"), ["day"], unique=False)

    op.create_table(
        "training_attendance",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_sessions.id"],
            name=op.f("fk_training_attendance_session_id_training_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "role", name=op.f("pk_training_attendance")),
    )
    op.create_table(
        "training_follow_ups",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=500), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["training_programmes.id"],
            name=op.f("fk_training_follow_ups_programme_id_training_programmes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_follow_ups")),
    )
    with op.batch_alter_table("training_follow_ups", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_training_follow_ups_programme_id"), ["programme_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_training_follow_ups_due_on"), ["due_on"], unique=False)

    op.create_table(
        "training_figures",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("comparison", sa.String(length=40), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["training_programmes.id"],
            name=op.f("fk_training_figures_programme_id_training_programmes"),
        ),
        sa.PrimaryKeyConstraint("programme_id", "comparison", name=op.f("pk_training_figures")),
    )


def downgrade() -> None:
    for name in (
        "training_figures",
        "training_follow_ups",
        "training_attendance",
        "training_sessions",
        "training_programme_services",
        "training_programmes",
    ):
        op.drop_table(name)
