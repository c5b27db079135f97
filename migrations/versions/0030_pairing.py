"""which answers are of one person, known by the code of a card

Revision ID: 0030
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(length=200), nullable=True))

    op.create_table(
        "pairing_keys",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", name=op.f("pk_pairing_keys")),
    )
    op.create_table(
        "pairing_cards",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "code_hash", name=op.f("pk_pairing_cards")),
    )
    op.create_table(
        "paired_links",
        sa.Column("link_token", sa.String(length=16), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_token"], ["links.token"], name=op.f("fk_paired_links_link_token_links")
        ),
        sa.PrimaryKeyConstraint("link_token", name=op.f("pk_paired_links")),
    )
    with op.batch_alter_table("paired_links", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_paired_links_programme_id"), ["programme_id"], unique=False
        )

    op.create_table(
        "paired_answers",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_paired_answers")),
    )
    with op.batch_alter_table("paired_answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_paired_answers_programme_id"), ["programme_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("paired_answers")
    op.drop_table("paired_links")
    op.drop_table("pairing_cards")
    op.drop_table("pairing_keys")
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.drop_column("about")
