"""Reads of payers; all of one person's reads start from within()."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.codes import PayerStatus
from backend.funds.payers.models import FundPayer, FundPayerChange, FundPayerYear
from backend.kernel.authz import Actor, visible, within
from backend.kernel.db import as_system

PAYER: Any = FundPayer
YEAR: Any = FundPayerYear
CHANGE: Any = FundPayerChange


def get_payer(session: Session, actor: Actor, payer_id: UUID) -> FundPayer:
    """One payer in the caller's reach.

    Raises NotFound.
    """
    return visible(session.get(FundPayer, (actor.district_id, payer_id)), actor)


def payer_by_code(session: Session, district_id: str, uscc: str) -> FundPayer | None:
    """The payer with this credit code, whoever asks (imports and matching)."""
    with as_system(session):
        found: FundPayer | None = session.execute(
            select(FundPayer).where(PAYER.district_id == district_id, PAYER.payer_uscc == uscc)
        ).scalar_one_or_none()
    return found


def payers_by_code(session: Session, district_id: str) -> dict[str, FundPayer]:
    """Every payer of a district by credit code, in one statement (imports)."""
    with as_system(session):
        rows = session.execute(select(FundPayer).where(PAYER.district_id == district_id)).scalars()
        return {row.payer_uscc: row for row in rows}


def payer_by_registration(session: Session, district_id: str, registration_no: str) -> FundPayer | None:
    """The payer with this tax registration number; None when nobody or more than one has it."""
    if not registration_no:
        return None
    with as_system(session):
        rows = session.execute(
            select(FundPayer)
            .where(PAYER.district_id == district_id, PAYER.tax_registration_no == registration_no)
            .limit(2)
        ).scalars()
        found = list(rows)
    return found[0] if len(found) == 1 else None


def payers_of_union(session: Session, district_id: str, union_id: UUID) -> Sequence[FundPayer]:
    """The payers whose staff a union organises, active ones only, oldest first."""
    statement = select(FundPayer).where(
        PAYER.district_id == district_id, PAYER.union_id == union_id, PAYER.status == PayerStatus.ACTIVE
    )
    return session.execute(statement.order_by(PAYER.registered_on, PAYER.id)).scalars().all()


def payer_names(session: Session, actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of payers in reach by id, in one statement."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = session.execute(select(PAYER.id, PAYER.name).where(within(FundPayer, actor), PAYER.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def years_of(session: Session, actor: Actor, payer_id: UUID) -> Sequence[FundPayerYear]:
    """What the yearly lists say of one payer, newest year first."""
    statement = select(FundPayerYear).where(within(FundPayerYear, actor), YEAR.payer_id == payer_id)
    return session.execute(statement.order_by(YEAR.year.desc())).scalars().all()


def changes_of(session: Session, actor: Actor, payer_id: UUID) -> Sequence[FundPayerChange]:
    """The changes of one payer, newest first."""
    statement = select(FundPayerChange).where(within(FundPayerChange, actor), CHANGE.payer_id == payer_id)
    return session.execute(statement.order_by(CHANGE.id.desc())).scalars().all()
