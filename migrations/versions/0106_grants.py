"""roles that somebody may have several of at once

Revision ID: 0106
Revises: 0116
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0106"
down_revision = "0116"
branch_labels = None
depends_on = None

USERS = sa.table(
    "users", sa.column("id", sa.Uuid()), sa.column("role", sa.String()), sa.column("is_active")
)
GRANTS = sa.table(
    "grants",
    sa.column("id", sa.Uuid()),
    sa.column("user_id", sa.Uuid()),
    sa.column("role", sa.String()),
)


def upgrade() -> None:
    op.create_table(
        "grants",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_grants_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
        sa.UniqueConstraint("user_id", "role", name=op.f("uq_grants_user_id_role")),
    )
    op.create_index(op.f("ix_grants_user_id"), "grants", ["user_id"])
    for user in op.get_bind().execute(sa.select(USERS.c.id, USERS.c.role)).all():
        row = {"id": uuid.uuid4(), "user_id": user.id, "role": user.role}
        op.execute(sa.insert(GRANTS).values(row))
    op.drop_column("users", "role")


def downgrade() -> None:
    op.add_column(
        "users", sa.Column("role", sa.String(length=20), nullable=False, server_default="reader")
    )
    for role in ("reader", "admin"):
        has_it = sa.select(GRANTS.c.user_id).where(GRANTS.c.role == role)
        op.execute(sa.update(USERS).where(USERS.c.id.in_(has_it)).values(role=role))
    # Who might do less than a reader must not come to do more: they wait for an admin.
    known = sa.select(GRANTS.c.user_id).where(GRANTS.c.role.in_(("reader", "admin")))
    op.execute(sa.update(USERS).where(USERS.c.id.not_in(known)).values(is_active=sa.false()))
    with op.batch_alter_table("users") as users:
        users.alter_column("role", server_default=None)
    op.drop_table("grants")
