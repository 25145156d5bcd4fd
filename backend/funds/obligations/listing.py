"""The obligations of one month over all payers in reach: filters, sums, and the same as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlmodel import Session

from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.obligations import queries, rules
from backend.funds.obligations.cards import month_values
from backend.funds.obligations.codes import MonthState
from backend.funds.obligations.models import FundDeclaration
from backend.funds.obligations.queries import C, D
from backend.funds.obligations.schemas import ObligationPage, ObligationRow
from backend.funds.paid import paid_rows
from backend.funds.payers.models import FundPayer
from backend.funds.payers.queries import PAYER
from backend.funds.payers.rules import item_of_period
from backend.funds.periods import first_day, last_day
from backend.kernel import clock
from backend.kernel.authz import Actor, next_path, within
from backend.kernel.exports import ExportFormat
from backend.kernel.paging import Paging, like_escape, paginate
from backend.kernel.tables_write import Column, Kind, write_csv, write_workbook
from backend.kernel.text import compact_code
from backend.organisations.queries import get_organisation, union_names

COLUMNS = (
    Column("缴费户名称", width=36),
    Column("属地工会", width=32),
    Column("缴纳渠道", width=12),
    Column("费种", width=12),
    Column("所属月份", width=10),
    Column("计费依据（元）", Kind.MONEY, width=16),
    Column("应缴（元）", Kind.MONEY, width=14),
    Column("减免（元）", Kind.MONEY, width=12),
    Column("已缴（元）", Kind.MONEY, width=14),
    Column("未缴（元）", Kind.MONEY, width=14),
    Column("截止日", Kind.DATE, width=12),
    Column("情况", width=12),
)
SHEET = "应缴台账"


@dataclass(frozen=True, slots=True)
class ObligationFilter:
    """What the caller wants to see of one month."""

    period: str
    state: MonthState | None = None
    channel: CollectionChannel | None = None
    organisation_id: UUID | None = None
    q: str = ""


def list_obligations(
    session: Session, actor: Actor, wanted: ObligationFilter, page: Paging
) -> ObligationPage:
    """One page of the payers that owe something for a month, by name."""
    due_on = queries.due_on(session, actor.district_id, wanted.period)
    statement = list_statement(session, actor, wanted, due_on)
    sums = _sums(session, statement)
    found = paginate(session, statement, order=[PAYER.sort_key, PAYER.id], page=page)
    return ObligationPage(
        items=_rows(session, actor, wanted.period, due_on, found.rows),
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
        period=wanted.period,
        due_on=due_on,
        **sums,
    )


def list_statement(session: Session, actor: Actor, wanted: ObligationFilter, due_on: date) -> Select[Any]:
    """(payer, declaration that counts or None, paid, paid as the other item) without order.

    Raises NotFound for a union out of reach.
    """
    paid = _paid(actor, wanted.period)
    newest = queries.newest_ids(actor.district_id, wanted.period, wanted.period)
    paid_fen = func.coalesce(paid.c.paid_fen, 0).label("paid_fen")
    statement = (
        select(
            FundPayer, FundDeclaration, paid_fen, func.coalesce(paid.c.reserve_fen, 0).label("reserve_fen")
        )
        .select_from(FundPayer)
        .outerjoin(
            FundDeclaration,
            and_(D.district_id == PAYER.district_id, D.payer_id == PAYER.id, D.id.in_(newest)),
        )
        .outerjoin(paid, paid.c.payer_id == PAYER.id)
        .where(
            within(FundPayer, actor),
            PAYER.registered_on <= last_day(wanted.period),
            or_(PAYER.closed_on.is_(None), PAYER.closed_on >= first_day(wanted.period)),
        )
    )
    if wanted.channel is not None:
        statement = statement.where(PAYER.channel == wanted.channel)
    if wanted.organisation_id is not None:
        path = get_organisation(session, actor, wanted.organisation_id).org_path
        statement = statement.where(and_(PAYER.org_path >= path, PAYER.org_path < next_path(path)))
    if wanted.q:
        key = like_escape(wanted.q)
        statement = statement.where(
            or_(
                PAYER.name.like(f"%{key}%", escape="\\"),
                PAYER.initials.like(f"{key.lower()}%", escape="\\"),
                PAYER.payer_uscc == compact_code(wanted.q).upper(),
            )
        )
    if wanted.state is not None:
        statement = statement.where(_in_state(wanted.state, func.coalesce(paid.c.paid_fen, 0), due_on))
    return statement


def export_obligations(session: Session, actor: Actor, wanted: ObligationFilter, kind: ExportFormat) -> bytes:
    """The whole filtered list as a file.

    Raises NotFound for a union out of reach.
    """
    due_on = queries.due_on(session, actor.district_id, wanted.period)
    statement = list_statement(session, actor, wanted, due_on).order_by(PAYER.sort_key, PAYER.id)
    rows = _rows(session, actor, wanted.period, due_on, session.execute(statement).all())
    if kind is ExportFormat.CSV:
        return write_csv(COLUMNS, _lines(rows))
    mark = f"{actor.person_name} {clock.today():%Y-%m-%d} 导出"
    title = f"{SHEET} {wanted.period}（{len(rows)} 户）"
    return write_workbook(COLUMNS, _lines(rows), sheet=SHEET, title=title, watermark=mark)


def _paid(actor: Actor, period: str) -> Any:
    rows = paid_rows([C.district_id == actor.district_id, C.period == period, C.item.in_(rules.PAYS_DUE)])
    reserve = func.sum(case((rows.c.item == FundItem.RESERVE, rows.c.paid_fen), else_=0))
    return (
        select(rows.c.payer_id, func.sum(rows.c.paid_fen).label("paid_fen"), reserve.label("reserve_fen"))
        .group_by(rows.c.payer_id)
        .subquery()
    )


def _in_state(state: MonthState, paid: Any, due_on: date) -> ColumnElement[bool]:
    """The same as rules.state_of, as a condition of the store."""
    if state is MonthState.UNDECLARED:
        return and_(D.id.is_(None))
    owed = D.due_fen - D.relief_fen
    late, early = (true(), false()) if clock.today() > due_on else (false(), true())
    by_state: dict[MonthState, ColumnElement[bool]] = {
        MonthState.OVERPAID: owed < paid,
        MonthState.PAID: and_(owed == paid, paid != 0),
        MonthState.NOTHING_DUE: and_(owed == paid, paid == 0),
        MonthState.NOT_YET_DUE: and_(owed > paid, early),
        MonthState.PARTLY_PAID: and_(owed > paid, late, paid != 0),
        MonthState.OVERDUE: and_(owed > paid, late, paid == 0),
    }
    return and_(D.id.is_not(None), by_state[state])


def _sums(session: Session, statement: Select[Any]) -> dict[str, int]:
    """Sums of the whole filtered list in one statement."""
    rows = statement.with_only_columns(
        D.id.label("declared_id"), D.due_fen.label("due_fen"), D.relief_fen.label("relief_fen"),
        statement.selected_columns.paid_fen.label("paid_fen"),
    ).subquery()  # fmt: skip
    counts = session.execute(
        select(
            func.count(),
            func.count(rows.c.declared_id),
            func.coalesce(func.sum(rows.c.due_fen), 0),
            func.coalesce(func.sum(rows.c.relief_fen), 0),
            func.coalesce(func.sum(rows.c.paid_fen), 0),
        )
    ).one()
    payers, declared, due, relief, paid = (int(value) for value in counts)
    return {
        "payers": payers,
        "undeclared": payers - declared,
        "due_fen": due,
        "relief_fen": relief,
        "paid_fen": paid,
        "left_fen": due - relief - paid,
    }


def _rows(session: Session, actor: Actor, period: str, due_on: date, found: Any) -> list[ObligationRow]:
    names = union_names(session, actor.district_id, {payer.organisation_id for payer, *_ in found})
    today = clock.today()
    rows = []
    for payer, declared, paid_fen, reserve_fen, *_ in found:
        item = declared.item if declared else item_of_period(payer, period)
        paid = {FundItem.RESERVE: int(reserve_fen), FundItem.FUNDS: int(paid_fen - reserve_fen)}
        owed = (declared.due_fen, declared.relief_fen) if declared else None
        month = rules.month_of(period, item, owed, paid, due_on, today)
        rows.append(
            ObligationRow(
                **month_values(month, declared),
                payer_id=payer.id,
                payer_name=payer.name,
                organisation_name=names.get(payer.organisation_id, ""),
                channel=payer.channel,
                source=declared.source if declared else None,
            )
        )
    return rows


def _lines(rows: list[ObligationRow]) -> Iterator[list[Any]]:
    for row in rows:
        money = (row.wages_fen, row.due_fen, row.relief_fen, row.paid_fen, row.left_fen)
        yield [
            row.payer_name,
            row.organisation_name,
            row.channel.label,
            row.item.label,
            row.period,
            *money,
            row.due_on,
            row.state.label,
        ]
