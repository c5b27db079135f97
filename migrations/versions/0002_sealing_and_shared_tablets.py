"""sealing keys, shared tablets, single-use cards, and what was refused

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealing_keys",
        sa.Column("kid", sa.String(length=43), nullable=False),
        sa.Column("private_key", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_sealing_keys")),
    )
    op.create_table(
        "incidents",
        sa.Column("link_token", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_token"], ["links.token"], name=op.f("fk_incidents_link_token_links")
        ),
        sa.PrimaryKeyConstraint("link_token", "kind", "day", name=op.f("pk_incidents")),
    )
    op.create_table(
        "cards",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("link_token", sa.String(length=16), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("used_for", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["link_token"], ["links.token"], name=op.f("fk_cards_link_token_links")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cards")),
    )
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cards_link_token"), ["link_token"], unique=False)
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pin", sa.String(length=8), nullable=True))
        batch_op.add_column(
            sa.Column("uses_cards", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.drop_column("uses_cards")
        batch_op.drop_column("pin")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cards_link_token"))
    op.drop_table("cards")
    op.drop_table("incidents")
    op.drop_table("sealing_keys")
