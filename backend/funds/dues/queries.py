"""Reads of members' dues."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, and_, case, cast, func, select
from sqlmodel import Session

from backend.funds.dues.codes import DuesState
from backend.funds.dues.models import DuesBatch, DuesLine
from backend.kernel.authz import Actor, next_path, visible, within
from backend.kernel.paging import Paging, Slice, paginate
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG, get_organisation

B: Any = DuesBatch
L: Any = DuesLine


@dataclass(frozen=True, slots=True)
class DuesFilter:
    """What the caller wants to see of the list."""

    period: str | None = None
    status: DuesState | None = None
    organisation_id: UUID | None = None


def get_batch(session: Session, actor: Actor, batch_id: UUID) -> DuesBatch:
    """One register in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(DuesBatch, (actor.district_id, batch_id)), actor)


def lines_of(session: Session, batch: DuesBatch) -> list[DuesLine]:
    """The members of a register, by name."""
    statement = select(DuesLine).where(L.district_id == batch.district_id, L.dues_batch_id == batch.id)
    return list(session.execute(statement.order_by(L.is_exempt, L.sort_key, L.id)).scalars())


def list_batches(session: Session, actor: Actor, wanted: DuesFilter, page: Paging) -> Slice:
    """Registers in the caller's reach with the names of their unions, newest month first."""
    statement = (
        select(DuesBatch, ORG.name)
        .join(Organisation, and_(ORG.district_id == B.district_id, ORG.id == B.organisation_id))
        .where(within(DuesBatch, actor))
    )
    if wanted.period is not None:
        statement = statement.where(B.period == wanted.period)
    if wanted.status is not None:
        statement = statement.where(B.status == wanted.status)
    if wanted.organisation_id is not None:
        path = get_organisation(session, actor, wanted.organisation_id).org_path
        statement = statement.where(B.org_path >= path, B.org_path < next_path(path))
    return paginate(session, statement, order=[B.period, B.id], page=page, descending=True)


def months_of(session: Session, actor: Actor, year: int) -> list[Any]:
    """Sums of every month of a year over the registers in reach."""
    collected = B.status == DuesState.COLLECTED
    statement = (
        select(
            B.period,
            func.count(),
            func.sum(case((collected, 1), else_=0)),
            func.sum(B.payers),
            func.sum(B.exempt),
            cast(func.sum(B.dues_fen), BigInteger),
            cast(func.coalesce(func.sum(B.collected_fen), 0), BigInteger),
        )
        .where(within(DuesBatch, actor), B.period >= f"{year}-01", B.period <= f"{year}-12")
        .group_by(B.period)
        .order_by(B.period)
    )
    return list(session.execute(statement))


def batch_before(session: Session, batch: DuesBatch) -> DuesBatch | None:
    """The union's newest register of an earlier month."""
    found: DuesBatch | None = (
        session.execute(
            select(DuesBatch)
            .where(
                B.district_id == batch.district_id,
                B.organisation_id == batch.organisation_id,
                B.period < batch.period,
            )
            .order_by(B.period.desc())
            .limit(1)
        )
        .scalars()
        .first()
    )
    return found
