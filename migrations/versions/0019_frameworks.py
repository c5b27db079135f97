"""frameworks, theme maps and crosswalks that were imported or edited

Revision ID: 0019
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "framework_documents",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=170), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=254), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_framework_documents")),
    )
    op.create_index(
        "ix_framework_documents_kind_name", "framework_documents", ["kind", "name"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_framework_documents_kind_name", table_name="framework_documents")
    op.drop_table("framework_documents")
