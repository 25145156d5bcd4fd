"""Reads of open items: the queue, and one item with what it may be about."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlmodel import Session

from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.collections.models import FundCollection
from backend.funds.payers.models import FundPayer
from backend.funds.payers.queries import payer_names
from backend.funds.statements.checks import checks_of
from backend.funds.statements.codes import FundExceptionState, ReconciliationClass, StatementVerdict
from backend.funds.statements.exception_schemas import (
    FundExceptionOut,
    FundExceptionPage,
    FundExceptionProposalOut,
    FundExceptionRow,
    FundPayerCandidateOut,
    PaymentCandidateOut,
)
from backend.funds.statements.models import FundException, FundStatement, FundStatementRow
from backend.funds.statements.rules import EXCEPTION_WORKFLOW, is_owner
from backend.funds.statements.schemas import StatementRowOut
from backend.kernel.authz import Actor, visible, within
from backend.kernel.db import as_system
from backend.kernel.decisions import checks_out
from backend.kernel.history import allowed_actions, entries_of
from backend.kernel.paging import Paging, like_escape, paginate

X: Any = FundException
C: Any = FundCollection
PAYER: Any = FundPayer
_LISTED = tuple(getattr(X, name) for name in FundExceptionRow.model_fields)
_MOST = 20


@dataclass(frozen=True, slots=True)
class ExceptionFilter:
    """What the caller wants to see of the queue."""

    status: FundExceptionState | None = None
    verdict: StatementVerdict | None = None
    recon_class: ReconciliationClass | None = None
    channel: CollectionChannel | None = None
    period: str | None = None
    statement_id: UUID | None = None
    payer_id: UUID | None = None
    is_mine: bool = False
    q: str = ""


def get_exception(session: Session, actor: Actor, exception_id: UUID) -> FundException:
    """One open item in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(FundException, (actor.district_id, exception_id)), actor)


def filtered(actor: Actor, wanted: ExceptionFilter, columns: Any = (X.id,)) -> Select[Any]:
    """The items of the queue a filter leaves; those of the caller are the ones being worked on."""
    statement = select(*columns).where(within(FundException, actor))
    for name in ("status", "verdict", "recon_class", "channel", "period", "statement_id", "payer_id"):
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(getattr(X, name) == value)
    if wanted.is_mine:
        accounts = [actor.account_id, *([actor.acting_for.account_id] if actor.acting_for else [])]
        statement = statement.where(X.owner_account_id.in_(accounts), X.status == FundExceptionState.ASSIGNED)
    if wanted.q:
        statement = statement.where(X.payer_name.like(f"%{like_escape(wanted.q)}%", escape="\\"))
    return statement


def list_exceptions(
    session: Session, actor: Actor, wanted: ExceptionFilter, page: Paging
) -> FundExceptionPage:
    """The queue, the oldest first."""
    found = paginate(session, filtered(actor, wanted, _LISTED), order=[X.id], page=page)
    return FundExceptionPage(
        items=[FundExceptionRow.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def exception_out(session: Session, actor: Actor, item: FundException) -> FundExceptionOut:
    """One item as the caller sees it."""
    row = _row(session, item)
    payer = session.get(FundPayer, (item.district_id, item.payer_id)) if item.payer_id else None
    return FundExceptionOut(
        **{key: getattr(item, key) for key in FundExceptionRow.model_fields},
        statement_id=item.statement_id,
        statement_name=_file_name(session, item),
        fix=item.fix,
        is_mine=is_owner(item, actor),
        collection_id=item.collection_id,
        row=_row_out(item, row),
        proposal=_proposal(session, actor, item),
        checks=checks_out(checks_of(session, item.district_id, row, payer)),
        payments=_payments(session, actor, item, row),
        payers=_payers(session, actor, item, row),
        version=item.version,
        actions=allowed_actions(EXCEPTION_WORKFLOW, item, actor, actor),
        history=entries_of(session, actor, EXCEPTION_WORKFLOW.name, item.id),
    )


def _row(session: Session, item: FundException) -> FundStatementRow | None:
    """The source's row: whoever sees the item sees its row, though the file is the district's."""
    if item.row_id is None:
        return None
    with as_system(session):
        return session.get(FundStatementRow, (item.district_id, item.row_id))


def _file_name(session: Session, item: FundException) -> str:
    with as_system(session):
        return session.get_one(FundStatement, (item.district_id, item.statement_id)).file_name


def _row_out(item: FundException, row: FundStatementRow | None) -> StatementRowOut | None:
    if row is None:
        return None
    plain = {key: getattr(row, key) for key in StatementRowOut.model_fields if hasattr(row, key)}
    return StatementRowOut(**plain, exception_id=item.id)


def _proposal(session: Session, actor: Actor, item: FundException) -> FundExceptionProposalOut | None:
    if not item.proposal:
        return None
    payer_id = UUID(item.proposal["payer_id"]) if "payer_id" in item.proposal else None
    names = payer_names(session, actor, [payer_id]) if payer_id else {}
    return FundExceptionProposalOut(
        note=item.proposal.get("note", ""),
        payer_id=payer_id,
        payer_name=names.get(payer_id, "") if payer_id else "",
        item=FundItem(item.proposal["item"]) if "item" in item.proposal else None,
        period=item.proposal.get("period", ""),
    )


def _payments(session: Session, actor: Actor, item: FundException, row: Any) -> list[PaymentCandidateOut]:
    """Payments the item may be about: the one it names, the same ticket, and for a reversal the same amount."""
    ways = [C.id == item.collection_id] if item.collection_id else []
    if row is not None and row.ticket_no:
        ways.append(C.ticket_no == row.ticket_no)
    if item.amount_fen < 0 and item.payer_id is not None:
        ways.append(and_(C.payer_id == item.payer_id, C.paid_fen == -item.amount_fen))
    if not ways:
        return []
    rows = session.execute(
        select(C.id, PAYER.name.label("payer_name"), C.item, C.period, C.booked_on, C.paid_fen, C.ticket_no)
        .join(FundPayer, and_(PAYER.district_id == C.district_id, PAYER.id == C.payer_id))
        .where(within(FundCollection, actor), C.channel == item.channel, or_(*ways))
        .order_by(C.booked_on.desc(), C.id.desc())
        .limit(_MOST)
    )
    return [PaymentCandidateOut.model_validate(found) for found in rows]


def _payers(session: Session, actor: Actor, item: FundException, row: Any) -> list[FundPayerCandidateOut]:
    """Payers of the same registration or of a name that begins alike, while the payer is not known."""
    if item.verdict is not StatementVerdict.UNKNOWN_PAYER or row is None:
        return []
    ways = [PAYER.name.like(f"{like_escape(row.payer_name[:4])}%", escape="\\")] if row.payer_name else []
    if row.tax_registration_no:
        ways.append(PAYER.tax_registration_no == row.tax_registration_no)
    if not ways:
        return []
    rows = session.execute(
        select(PAYER.id, PAYER.name, PAYER.payer_uscc)
        .where(within(FundPayer, actor), or_(*ways))
        .order_by(PAYER.sort_key, PAYER.id)
        .limit(_MOST)
    )
    return [FundPayerCandidateOut.model_validate(found) for found in rows]
