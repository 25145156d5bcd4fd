"""Reads of returns: batches, their lines, and what a union got."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.share_returns.codes import ShareReturnKind, ShareReturnLineState, ShareReturnState
from backend.funds.share_returns.models import FundShareReturn, FundShareReturnItem, FundShareReturnLine
from backend.kernel.authz import Actor, visible, within
from backend.kernel.db import as_system
from backend.kernel.paging import Paging, Slice, like_escape, paginate

B: Any = FundShareReturn
L: Any = FundShareReturnLine
ITEM: Any = FundShareReturnItem


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines the caller wants to see."""

    batch_id: UUID | None = None
    union_id: UUID | None = None
    status: ShareReturnLineState | None = None
    q: str = ""


def get_batch(session: Session, actor: Actor, batch_id: UUID) -> FundShareReturn:
    """One batch; the district's own paper.

    Raises NotFound.
    """
    return visible(session.get(FundShareReturn, (actor.district_id, batch_id)), actor)


def list_batches(
    session: Session,
    actor: Actor,
    status: ShareReturnState | None,
    kind: ShareReturnKind | None,
    page: Paging,
) -> Slice:
    """Batches in the caller's reach, newest first."""
    statement = select(FundShareReturn).where(within(FundShareReturn, actor))
    if status is not None:
        statement = statement.where(B.status == status)
    if kind is not None:
        statement = statement.where(B.kind == kind)
    return paginate(session, statement, order=[B.id], page=page, descending=True)


def list_lines(session: Session, actor: Actor, wanted: LineFilter, page: Paging) -> Slice:
    """Lines of unions in the caller's reach with their batch, newest first."""
    statement: Any = (
        select(FundShareReturnLine, FundShareReturn)
        .join(FundShareReturn, (B.district_id == L.district_id) & (B.id == L.batch_id))
        .where(within(FundShareReturnLine, actor), B.status != ShareReturnState.CANCELLED)
    )
    for name in ("batch_id", "union_id", "status"):
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(getattr(L, name) == value)
    if wanted.q:
        statement = statement.where(L.union_name.like(f"%{like_escape(wanted.q)}%", escape="\\"))
    with as_system(session):  # the batch is the district's, a line its union's: the reach is that of the line
        return paginate(session, statement, order=[L.id], page=page, descending=True)


def lines_of(session: Session, batch: FundShareReturn) -> Sequence[FundShareReturnLine]:
    """Every line of a batch, in the order of the tree."""
    statement = select(FundShareReturnLine).where(L.district_id == batch.district_id, L.batch_id == batch.id)
    return session.execute(statement.order_by(L.org_path)).scalars().all()


def items_of(session: Session, batch: FundShareReturn) -> dict[UUID, list[FundShareReturnItem]]:
    """The payments of a batch by line."""
    rows = session.execute(
        select(FundShareReturnItem)
        .where(ITEM.district_id == batch.district_id, ITEM.batch_id == batch.id)
        .order_by(ITEM.id)
    ).scalars()
    found: dict[UUID, list[FundShareReturnItem]] = {}
    for row in rows:
        found.setdefault(row.line_id, []).append(row)
    return found
