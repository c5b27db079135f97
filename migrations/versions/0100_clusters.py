"""clusters of similar comments that are kept, and the comments in them

Revision ID: 0100
Revises: 0092
"""

import sqlalchemy as sa
from alembic import op

revision = "0100"
down_revision = "0092"
branch_labels = None
depends_on = None

COUNTED_IN_CLUSTERS = "spoke:@%"
IN_CLUSTERS = "@%"


def upgrade() -> None:
    op.create_table(
        "clusters",
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("model", sa.String(length=40), nullable=False),
        sa.Column("centre", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["clusters.id"], name=op.f("fk_clusters_merged_into_clusters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clusters")),
    )
    op.create_index(op.f("ix_clusters_merged_into"), "clusters", ["merged_into"])
    op.create_table(
        "clustered_comments",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=True),
        sa.Column("nearness", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["clusters.id"], name=op.f("fk_clustered_comments_cluster_id_clusters")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_clustered_comments_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_clustered_comments")),
    )
    op.create_index(op.f("ix_clustered_comments_cluster_id"), "clustered_comments", ["cluster_id"])


def downgrade() -> None:
    for table, column, beginning in (
        ("view_sums", "subject", COUNTED_IN_CLUSTERS),
        ("view_cells", "theme", IN_CLUSTERS),
        ("views", "theme", IN_CLUSTERS),
    ):
        held = sa.table(table, sa.column(column, sa.String()))
        op.execute(sa.delete(held).where(held.c[column].like(beginning)))
    op.drop_table("clustered_comments")
    op.drop_table("clusters")
