"""what is said in public of actions, in each language, and at which address

Revision ID: 0040
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wordings",
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("written_by", sa.String(length=254), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("signed_by", sa.String(length=200), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("subject_id", "language", name=op.f("pk_wordings")),
    )
    op.create_table(
        "public_pages",
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_public_pages_service_id_services")
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_public_pages")),
        sa.UniqueConstraint("service_id", name=op.f("uq_public_pages_service_id")),
    )


def downgrade() -> None:
    op.drop_table("public_pages")
    op.drop_table("wordings")
