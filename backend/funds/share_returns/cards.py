"""Batches and lines as the caller sees them, and the payment list for the bank."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.bank_accounts.service import number_of
from backend.funds.permissions import P
from backend.funds.share_returns import queries, rules
from backend.funds.share_returns.codes import ShareReturnLineState, ShareReturnState
from backend.funds.share_returns.models import FundShareReturn
from backend.funds.share_returns.schemas import (
    ShareReturnLinePage,
    ShareReturnLineRow,
    ShareReturnOut,
    ShareReturnPage,
    ShareReturnRow,
)
from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.history import ActionOut, allowed_actions, entries_of, makers_of
from backend.kernel.paging import Slice
from backend.kernel.tables_write import Column, Kind, write_workbook

_CARD = (set(ShareReturnOut.model_fields) & set(FundShareReturn.model_fields)) - set(
    ShareReturnRow.model_fields
)
COLUMNS = (
    Column("工会名称", width=40),
    Column("户名", width=40),
    Column("账号", width=26),
    Column("开户银行", width=30),
    Column("行号", width=16),
    Column("金额（元）", Kind.MONEY, width=16),
    Column("用途", width=30),
)


def batch_out(session: Session, actor: Actor, batch: FundShareReturn) -> ShareReturnOut:
    """One batch with its trail."""
    return ShareReturnOut(
        **ShareReturnRow.model_validate(batch).model_dump(),
        **{name: getattr(batch, name) for name in _CARD},
        total_fen=batch.ready_fen + batch.held_fen,
        may_export=actor.may(P.BOOK) and batch.status in (ShareReturnState.APPROVED, ShareReturnState.PAID),
        history=entries_of(session, actor, rules.RETURN_WORKFLOW.name, batch.id),
        actions=_actions(session, actor, batch),
    )


def batch_page(found: Slice) -> ShareReturnPage:
    """One page of batches."""
    return ShareReturnPage(
        items=[ShareReturnRow.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def line_page(found: Slice) -> ShareReturnLinePage:
    """One page of lines with their batch."""
    own = ("id", "batch_id", "union_id", "union_name", "amount_fen", "payments", "status", "hold_reasons")
    of_batch = ("batch_no", "kind", "from_on", "to_on", "paid_on", "ticket_no")
    return ShareReturnLinePage(
        items=[
            ShareReturnLineRow(
                **{name: getattr(row[0], name) for name in own},
                **{name: getattr(row[1], name) for name in of_batch},
            )
            for row in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def payment_list(session: Session, actor: Actor, batch: FundShareReturn) -> bytes:
    """The list for the bank (返还拨付单) with full account numbers; making it leaves an audit entry."""
    payable = (ShareReturnLineState.READY, ShareReturnLineState.PAID)
    lines = [line for line in queries.lines_of(session, batch) if line.status in payable]
    audit.record(
        session, actor, f"{rules.RETURN_WORKFLOW.name}.export", rules.RETURN_WORKFLOW.name, batch.id,
        org_path=batch.org_path, details={"lines": len(lines)},
    )  # fmt: skip
    mark = f"{actor.person_name} {clock.today():%Y-%m-%d} 导出"
    title = f"{batch.kind.label} {batch.batch_no}（{len(lines)} 家）"
    rows = _rows(session, batch, lines)
    return write_workbook(COLUMNS, rows, sheet="返还拨付单", title=title, watermark=mark)


def _rows(session: Session, batch: FundShareReturn, lines: list[Any]) -> Iterator[list[Any]]:
    for line in lines:
        account = session.get_one(FundBankAccount, (line.district_id, line.account_id))
        yield [
            line.union_name,
            account.holder_name,
            number_of(account),
            account.bank_name,
            account.bank_no,
            line.amount_fen,
            f"{batch.kind.label} {batch.batch_no}",
        ]


def _actions(session: Session, actor: Actor, batch: FundShareReturn) -> list[ActionOut]:
    """What the caller may do now; steps of one's own batch are left out."""
    steps = {step.action.value: step for step in rules.RETURN_WORKFLOW.steps if step.source == batch.status}
    return [
        action
        for action in allowed_actions(rules.RETURN_WORKFLOW, batch, actor)
        if not actor.persons & makers_of(session, rules.RETURN_WORKFLOW, batch, steps[action.code].other_than)
    ]
