"""community partners: agreements, what they gave, public pages and figures

Revision ID: 0041
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partners",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("knows", sa.Text(), nullable=True),
        sa.Column("offers", sa.Text(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("name", name=op.f("uq_partners_name")),
    )
    _agreements()
    _contributions()
    op.create_table(
        "partner_pages",
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_partner_pages_partner_id_partners")
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_partner_pages")),
        sa.UniqueConstraint("partner_id", name=op.f("uq_partner_pages_partner_id")),
    )
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


def _agreements() -> None:
    op.create_table(
        "partner_agreements",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_partner_agreements_partner_id_partners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_agreements")),
    )
    _index("partner_agreements", "partner_id", "starts_on", "review_on")


def _contributions() -> None:
    op.create_table(
        "partner_contributions",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("gave", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("programme", sa.String(length=200), nullable=True),
        sa.Column("action_id", sa.Uuid(), nullable=True),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.String(length=254), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partners.id"],
            name=op.f("fk_partner_contributions_partner_id_partners"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_partner_contributions_event_id_events"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_partner_contributions_action_id_actions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_contributions")),
    )
    _index("partner_contributions", "partner_id", "day")


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def downgrade() -> None:
    for name in ("partner_figures", "partner_pages", "partner_contributions", "partner_agreements"):
        op.drop_table(name)
    op.drop_table("partners")
