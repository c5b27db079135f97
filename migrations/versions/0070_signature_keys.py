"""the public keys that packs are signed with

Revision ID: 0070
Revises: 0058
"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signature_keys",
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("public_key", name=op.f("pk_signature_keys")),
    )


def downgrade() -> None:
    op.drop_table("signature_keys")
