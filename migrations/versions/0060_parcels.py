"""people are told in parcels of ten or more, and what was shown before is carried over

What was told of a service in a month of fewer than ten joins the months after it. Services of fewer
than ten, which were counted in all services together, stay there with the next smallest, as they
were hidden before: taking them out would tell who they are to whoever kept an older figure.

Revision ID: 0060
Revises: 0065
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0065"
branch_labels = None
depends_on = None

PARCEL = 10
ALL_SERVICES = uuid.UUID(int=0)
SEVERAL_SERVICES = uuid.UUID(int=1)
PLACED = ":placed"
SUMS = sa.table(
    "answer_sums",
    sa.column("series_id", sa.Integer()),
    sa.column("filed_under", sa.String()),
    sa.column("service_id", sa.Uuid()),
    sa.column("month", sa.String()),
    sa.column("subject", sa.String()),
    sa.column("code", sa.String()),
    sa.column("counted", sa.Integer()),
    sa.column("taken", sa.Integer()),
    sa.column("shown", sa.Integer()),
)
VIEW_SUMS = (
    sa.column("service_id", sa.Uuid()),
    sa.column("audience", sa.String(length=20)),
    sa.column("subject", sa.String(length=80)),
    sa.column("month", sa.String(length=7)),
    sa.column("code", sa.String(length=12)),
    sa.column("counted", sa.Integer()),
    sa.column("taken", sa.Integer()),
    sa.column("shown", sa.Integer()),
)
CELLS = sa.table(
    "view_cells",
    sa.column("service_id", sa.Uuid()),
    sa.column("month", sa.String()),
    sa.column("audience", sa.String()),
    sa.column("theme", sa.String()),
    sa.column("sentiment", sa.String()),
    sa.column("people", sa.Integer()),
)

Codes = Counter[str]
Months = dict[str, Codes]
Base = Callable[[Codes], int]


def upgrade() -> None:
    op.create_table(
        "view_sums",
        *(sa.Column(each.name, each.type, nullable=False) for each in VIEW_SUMS),
        sa.PrimaryKeyConstraint(
            "service_id", "audience", "subject", "month", "code", name=op.f("pk_view_sums")
        ),
    )
    with op.batch_alter_table("counted") as table:
        table.add_column(
            sa.Column("has_news", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        table.add_column(sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    connection = op.get_bind()
    # Counted anew: whom our own staff helped is counted among those who said who answered.
    op.execute("UPDATE counted_responses SET content_hash = ''")
    _carry_answers(connection)
    if connection.execute(sa.text("SELECT count(*) FROM released_figures")).scalar_one():
        _carry_views(connection)
    op.drop_table("released_cuts")
    op.drop_table("released_figures")
    op.drop_table("released_rows")


def downgrade() -> None:
    op.create_table(
        "released_rows",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_released_rows_response_id_responses"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_released_rows")),
        sqlite_with_rowid=False,
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
        "released_cuts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=260), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("filed_under", sa.String(length=20), nullable=False),
        sa.Column("first", sa.String(length=7), nullable=False),
        sa.Column("last", sa.String(length=7), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["answer_series.id"],
            name=op.f("fk_released_cuts_series_id_answer_series"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_cuts")),
        sa.UniqueConstraint(
            "series_id", "subject", "key", name=op.f("uq_released_cuts_series_id_subject_key")
        ),
    )
    with op.batch_alter_table("counted") as table:
        table.drop_column("told_at")
        table.drop_column("has_news")
    op.drop_table("view_sums")
    op.execute(sa.delete(SUMS).where(SUMS.c.service_id == SEVERAL_SERVICES, SUMS.c.counted == 0))


def _carry_answers(connection: sa.Connection) -> None:
    """Of a series of which nothing was ever shown everything waits again."""
    was_shown = sa.text("SELECT DISTINCT series_id FROM released_cuts")
    shown = set(connection.execute(was_shown).scalars())
    for series_id in connection.execute(sa.select(SUMS.c.series_id).distinct()).scalars().all():
        of_series = SUMS.c.series_id == series_id
        told = _of_series(connection, of_series) if series_id in shown else {}
        connection.execute(sa.update(SUMS).where(of_series).values(shown=0))
        _store(connection, series_id, told)


Told = dict[tuple[str, uuid.UUID, str], Months]


def _of_series(connection: sa.Connection, of_series: sa.ColumnElement[bool]) -> Told:
    """What is told of one series from now on; who is told no longer waits again."""
    found: defaultdict[tuple[str, uuid.UUID, str], Months] = defaultdict(dict)
    rows = connection.execute(
        sa.select(
            SUMS.c.filed_under,
            SUMS.c.service_id,
            SUMS.c.subject,
            SUMS.c.month,
            SUMS.c.code,
            SUMS.c.shown,
        ).where(of_series, SUMS.c.shown != 0)
    )
    for filed, service_id, subject, month, code, people in rows:
        found[filed, service_id, subject].setdefault(month, Counter())[code] = people
    told: Told = {}
    by_subject: defaultdict[tuple[str, str], dict[uuid.UUID, Months]] = defaultdict(dict)
    for (filed, service_id, subject), months in found.items():
        by_subject[filed, subject][service_id] = months
    for (filed, subject), services in by_subject.items():
        if ALL_SERVICES in services or subject in (":locale", ":note"):
            continue
        base: Base = Counter.total if subject == ":responses" else _placed
        for service_id, months in carried(services, base).items():
            told[filed, service_id, subject] = months
    # Languages, notes and equality answers are told anew by the rule of groups.
    return told


def carried(services: dict[uuid.UUID, Months], base: Base) -> dict[uuid.UUID, Months]:
    """What is told of each service in months of ten or more, and of small ones together.

    Where the small ones are fewer than ten the smallest parcel of another service joins them.
    """
    people = {each: base(_together(months.values())) for each, months in services.items()}
    small = [services[each] for each in services if people[each] < PARCEL]
    found = {each: _in_parcels(services[each], base) for each in services if people[each] >= PARCEL}
    if small and sum(base(_together(months.values())) for months in small) < PARCEL and found:
        small.append(_without_smallest(found, base))
    codes = _together(codes for months in small for codes in months.values())
    if base(codes) >= PARCEL:
        found[SEVERAL_SERVICES] = {max(month for months in small for month in months): codes}
    return found


def _without_smallest(found: dict[uuid.UUID, Months], base: Base) -> Months:
    """Take out the smallest parcel of all services."""
    parcels = (
        (base(codes), str(each), month)
        for each, own in found.items()
        for month, codes in own.items()
    )
    _, chosen, month = min(parcels)
    service_id = uuid.UUID(chosen)
    return {month: found[service_id].pop(month)}


def _in_parcels(months: Months, base: Base) -> Months:
    found: Months = {}
    waiting: Codes = Counter()
    for month in sorted(months):
        waiting.update(months[month])
        if base(waiting) >= PARCEL:
            found[month], waiting = waiting, Counter()
    if found and any(waiting.values()):
        found[max(found)].update(waiting)
    return found


def _store(connection: sa.Connection, series_id: int, told: Told) -> None:
    """Groups wait again; whoever is told, in whatever place, counts as taken where they are."""
    of_series = SUMS.c.series_id == series_id
    wholes = {(filed, subject) for filed, _, subject in told}
    subjects = connection.execute(
        sa.select(SUMS.c.filed_under, SUMS.c.subject).where(of_series).distinct()
    ).all()
    for filed, subject in subjects:
        if (filed, subject) not in wholes:
            connection.execute(
                sa.update(SUMS)
                .where(of_series, SUMS.c.filed_under == filed, SUMS.c.subject == subject)
                .values(taken=0)
            )
    for (filed, service_id, subject), months in told.items():
        for month, codes in months.items():
            for code, people in codes.items():
                _add(connection, (series_id, filed, service_id, month, subject, code), people)


def _add(connection: sa.Connection, place: tuple[object, ...], people: int) -> None:
    names = ("series_id", "filed_under", "service_id", "month", "subject", "code")
    at = [SUMS.c[name] == value for name, value in zip(names, place, strict=True)]
    changed = connection.execute(sa.update(SUMS).where(*at).values(shown=people))
    if not changed.rowcount:
        row = dict(zip(names, place, strict=True))
        connection.execute(sa.insert(SUMS).values(**row, counted=0, taken=0, shown=people))


def _carry_views(connection: sa.Connection) -> None:
    """All that was written counts as told, since figures of everything were shown."""
    rows: defaultdict[tuple[uuid.UUID, str, str, str, str], Codes] = defaultdict(Counter)
    for (audience, subject), services in _written(connection).items():
        told = carried(services, Counter.total)
        _mark(rows, (audience, subject), told, "shown")
        _mark(rows, (audience, subject), services, "counted", *(["taken"] if told else []))
    table = sa.table("view_sums", *VIEW_SUMS)
    names = ("service_id", "audience", "subject", "month", "code")
    values = [
        dict(zip(names, place, strict=True))
        | {name: number[name] for name in ("counted", "taken", "shown")}
        for place, number in rows.items()
    ]
    for start in range(0, len(values), 500):
        connection.execute(sa.insert(table), values[start : start + 500])


Services = dict[uuid.UUID, Months]


def _written(connection: sa.Connection) -> dict[tuple[str, str], Services]:
    """What was written by audience, subject, service and month."""
    found: defaultdict[tuple[str, str], Services] = defaultdict(dict)
    for row in connection.execute(sa.select(CELLS)):
        subjects = [(f"spoke:{row.theme}", "people")]
        if row.sentiment != "not_assessed" and not row.theme.startswith("~"):
            subjects.append((f"felt:{row.theme}", row.sentiment))
        for subject, code in subjects:
            months = found[row.audience, subject].setdefault(row.service_id, {})
            months.setdefault(row.month, Counter())[code] += row.people
    return found


def _mark(
    rows: dict[tuple[uuid.UUID, str, str, str, str], Codes],
    at: tuple[str, str],
    services: Services,
    *numbers: str,
) -> None:
    for service_id, months in services.items():
        for month, codes in months.items():
            for code, people in codes.items():
                for number in numbers:
                    rows[service_id, *at, month, code][number] += people


def _placed(codes: Codes) -> int:
    return codes[PLACED]


def _together(parts: Iterable[Codes]) -> Codes:
    whole: Codes = Counter()
    for part in parts:
        whole.update(part)
    return whole
