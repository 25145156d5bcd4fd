"""Sums of reconciliations: by class, and where the money stands; for one file, or for a month and channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session

from backend.funds.codes import CollectionChannel
from backend.funds.statements.codes import (
    FundExceptionState,
    ReconciliationClass,
    StatementState,
    StatementVerdict,
)
from backend.funds.statements.models import FundException, FundStatement, FundStatementRow
from backend.funds.statements.rules import PENDING
from backend.funds.statements.schemas import ChannelReconciliationOut, ReconciliationClassOut, SettlementOut
from backend.kernel.authz import Actor, within

R: Any = FundStatementRow
S: Any = FundStatement
X: Any = FundException
_REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class _Line:
    recon_class: ReconciliationClass
    status: FundExceptionState | None
    rows: int
    amount_fen: int


def settlement_of(session: Session, actor: Actor, item: FundStatement) -> SettlementOut:
    """One file; rows an earlier file brought already are agreed."""
    lines = _row_lines(session, actor, R.statement_id == item.id)
    return _settlement(lines, _platform_lines(session, actor, X.statement_id == item.id))


def month_of_channel(
    session: Session, actor: Actor, period: str, channel: CollectionChannel
) -> ChannelReconciliationOut:
    """One month and channel over all files that were taken over; a row that came twice counts once."""
    wanted = and_(
        S.period == period,
        S.channel == channel,
        S.status == StatementState.COMMITTED,
        R.verdict != StatementVerdict.KNOWN,
    )
    of_files = and_(S.period == period, S.channel == channel, S.status == StatementState.COMMITTED)
    files = session.execute(
        select(func.count()).select_from(FundStatement).where(within(FundStatement, actor), of_files)
    ).scalar_one()
    ids = select(S.id).where(within(FundStatement, actor), of_files)
    found = _settlement(
        _row_lines(session, actor, wanted), _platform_lines(session, actor, X.statement_id.in_(ids))
    )
    return ChannelReconciliationOut(
        **found.model_dump(), period=period, channel=channel, statements=int(files)
    )


def _row_lines(session: Session, actor: Actor, condition: Any) -> list[_Line]:
    rows = session.execute(
        select(R.recon_class, X.status, func.count(), func.sum(R.paid_fen))
        .join(FundStatement, and_(S.district_id == R.district_id, S.id == R.statement_id))
        .outerjoin(FundException, and_(X.district_id == R.district_id, X.row_id == R.id))
        .where(within(FundStatementRow, actor), R.recon_class.is_not(None), condition)
        .group_by(R.recon_class, X.status)
    )
    return [_Line(recon_class, status, count, int(fen or 0)) for recon_class, status, count, fen in rows]


def _platform_lines(session: Session, actor: Actor, condition: Any) -> list[_Line]:
    rows = session.execute(
        select(X.status, func.count(), func.sum(X.amount_fen))
        .where(within(FundException, actor), X.row_id.is_(None), condition)
        .group_by(X.status)
    )
    return [
        _Line(ReconciliationClass.PLATFORM_ONLY, status, count, int(fen or 0)) for status, count, fen in rows
    ]


def _settlement(lines: list[_Line], platform: list[_Line]) -> SettlementOut:
    source = sum(line.amount_fen for line in lines)
    agreed = sum(line.amount_fen for line in lines if line.recon_class is ReconciliationClass.AGREED)
    rejected = sum(line.amount_fen for line in lines if line.status is FundExceptionState.REJECTED)
    undecided = [
        line
        for line in lines
        if line.recon_class is not ReconciliationClass.AGREED
        and line.status is not FundExceptionState.REJECTED
    ]
    waiting = [line for line in platform if line.status in PENDING]
    opened = sum(line.amount_fen for line in undecided)
    difference = source - agreed - opened - rejected
    items = [line for line in (*undecided, *waiting) if line.status in PENDING]
    return SettlementOut(
        source_fen=source,
        agreed_fen=agreed,
        open_fen=opened,
        rejected_fen=rejected,
        difference_fen=difference,
        open_items=sum(line.rows for line in items),
        unassigned_items=sum(line.rows for line in items if line.status is FundExceptionState.OPEN),
        is_balanced=difference == 0,
        classes=_classes([*lines, *waiting]),
    )


def _classes(lines: Iterable[_Line]) -> list[ReconciliationClassOut]:
    found = {one: [0, 0] for one in ReconciliationClass}
    for line in lines:
        found[line.recon_class][0] += line.rows
        found[line.recon_class][1] += line.amount_fen
    return [
        ReconciliationClassOut(recon_class=one, rows=rows, amount_fen=fen)
        for one, (rows, fen) in found.items()
    ]
