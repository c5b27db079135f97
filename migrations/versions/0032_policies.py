"""policies, and the measures that a training is looked at beside

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("training_programmes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("measures", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("training_programmes", schema=None) as batch_op:
        batch_op.alter_column("measures", server_default=None)

    op.create_table(
        "policies",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=True),
        sa.Column("practice", sa.Text(), nullable=True),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
        sa.UniqueConstraint("title", name=op.f("uq_policies_title")),
    )
    with op.batch_alter_table("policies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_policies_review_on"), ["review_on"], unique=False)

    op.create_table(
        "policy_approvals",
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(length=200), nullable=False),
        sa.Column("change", sa.Text(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policies.id"], name=op.f("fk_policy_approvals_policy_id_policies")
        ),
        sa.PrimaryKeyConstraint("policy_id", "version", name=op.f("pk_policy_approvals")),
    )
    with op.batch_alter_table("policy_approvals", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_policy_approvals_approved_on"), ["approved_on"], unique=False
        )

    op.create_table(
        "policy_links",
        sa.Column("link_token", sa.String(length=16), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_token"], ["links.token"], name=op.f("fk_policy_links_link_token_links")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policies.id"], name=op.f("fk_policy_links_policy_id_policies")
        ),
        sa.PrimaryKeyConstraint("link_token", name=op.f("pk_policy_links")),
    )
    with op.batch_alter_table("policy_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_policy_links_policy_id"), ["policy_id"], unique=False)

    op.create_table(
        "policy_figures",
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policies.id"], name=op.f("fk_policy_figures_policy_id_policies")
        ),
        sa.PrimaryKeyConstraint("policy_id", "version", name=op.f("pk_policy_figures")),
    )


def downgrade() -> None:
    for name in ("policy_figures", "policy_links", "policy_approvals", "policies"):
        op.drop_table(name)
    with op.batch_alter_table("training_programmes", schema=None) as batch_op:
        batch_op.drop_column("measures")
