"""people's views on themes, their sums, and what was shown of them

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CUT = (
    ("service_id", sa.Uuid()),
    ("month", sa.String(length=7)),
    ("audience", sa.String(length=20)),
    ("language", sa.String(length=8)),
    ("helper", sa.String(length=10)),
    ("theme", sa.String(length=60)),
    ("sentiment", sa.String(length=12)),
)


def upgrade() -> None:
    op.create_table(
        "counted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(length=40), nullable=True),
        sa.Column("corrected_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted")),
    )
    op.create_table(
        "released_figures",
        sa.Column("cut", sa.String(length=200), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("cut", name=op.f("pk_released_figures")),
    )
    op.create_table(
        "view_cells",
        *(sa.Column(name, kind, nullable=False) for name, kind in CUT),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*(name for name, _ in CUT), name=op.f("pk_view_cells")),
    )
    op.create_table(
        "views",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in CUT),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_views_response_id_responses"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", "theme", name=op.f("pk_views")),
    )
    with op.batch_alter_table("views", schema=None) as batch_op:
        batch_op.create_index("ix_views_service_id_month", ["service_id", "month"], unique=False)
        batch_op.create_index("ix_views_theme_sentiment", ["theme", "sentiment"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("views", schema=None) as batch_op:
        batch_op.drop_index("ix_views_theme_sentiment")
        batch_op.drop_index("ix_views_service_id_month")
    op.drop_table("views")
    op.drop_table("view_cells")
    op.drop_table("released_figures")
    op.drop_table("counted")
