"""the day of receipt goes from decisions, notices and breaches as it goes from comments

Revision ID: 0072
Revises: 0070
"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0070"
branch_labels = None
depends_on = None

NOTICES = sa.table(
    "notices",
    sa.column("sent_at", sa.DateTime(timezone=True)),
    sa.column("is_sent", sa.Boolean()),
)
BREACHES = sa.table("breaches", sa.column("comment_id", sa.Uuid()), sa.column("day", sa.Date()))
COMMENTS = sa.table("comments", sa.column("id", sa.Uuid()), sa.column("received_on", sa.Date()))


def upgrade() -> None:
    # Without a copy of the table: the triggers that forbid changes of decisions stay.
    op.drop_column("decisions", "received_on")
    _forget_when_notices_were_made()
    _keep_the_month_of_what_was_late()


def _forget_when_notices_were_made() -> None:
    op.drop_index("ix_notices_sent_at", "notices")
    op.add_column(
        "notices", sa.Column("is_sent", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute(sa.update(NOTICES).values(is_sent=NOTICES.c.sent_at.isnot(None)))
    with op.batch_alter_table("notices") as batch_op:
        batch_op.alter_column("is_sent", server_default=None)
        batch_op.drop_column("sent_at")
        batch_op.drop_column("made_at")
    op.create_index("ix_notices_is_sent", "notices", ["is_sent"])


def _keep_the_month_of_what_was_late() -> None:
    connection = op.get_bind()
    waits = sa.select(COMMENTS.c.id).where(COMMENTS.c.received_on.isnot(None))
    settled = BREACHES.c.comment_id.notin_(waits)
    for day in connection.scalars(sa.select(BREACHES.c.day).where(settled).distinct()).all():
        connection.execute(
            sa.update(BREACHES).where(settled, BREACHES.c.day == day).values(day=day.replace(day=1))
        )


def downgrade() -> None:
    op.drop_index("ix_notices_is_sent", "notices")
    with op.batch_alter_table("notices") as batch_op:
        batch_op.add_column(
            sa.Column(
                "made_at",
                sa.DateTime(timezone=True),
                nullable=False,
                server_default="1970-01-01 00:00:00+00:00",
            )
        )
        batch_op.add_column(sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))
    sent = sa.update(NOTICES).where(NOTICES.c.is_sent).values(sent_at=sa.text("CURRENT_TIMESTAMP"))
    op.execute(sent)
    with op.batch_alter_table("notices") as batch_op:
        batch_op.alter_column("made_at", server_default=None)
        batch_op.drop_column("is_sent")
    op.create_index("ix_notices_sent_at", "notices", ["sent_at"])
    op.add_column("decisions", sa.Column("received_on", sa.Date(), nullable=True))
