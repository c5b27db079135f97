"""random samples of people whose comments are read blind

Revision ID: 0090
Revises: 0080
"""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reading_samples",
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.String(length=254), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_samples")),
    )
    op.create_table(
        "sample_strata",
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.Column("earlier", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sample_id"],
            ["reading_samples.id"],
            name=op.f("fk_sample_strata_sample_id_reading_samples"),
        ),
        sa.PrimaryKeyConstraint("sample_id", "language", name=op.f("pk_sample_strata")),
    )
    op.create_table(
        "sampled_people",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_sampled_people_response_id_responses"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sample_id"],
            ["reading_samples.id"],
            name=op.f("fk_sampled_people_sample_id_reading_samples"),
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_sampled_people")),
    )
    op.create_index(op.f("ix_sampled_people_sample_id"), "sampled_people", ["sample_id"])
    # Added to the table as it stands: making it anew would lose the triggers that protect it.
    op.add_column(
        "corrections",
        sa.Column("is_blind", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("corrections", "is_blind")
    op.drop_table("sampled_people")
    op.drop_table("sample_strata")
    op.drop_table("reading_samples")
