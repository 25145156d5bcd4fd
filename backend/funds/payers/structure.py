"""Payers follow the union that organises their staff: founded, merged, split, dissolved, taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlmodel import Session

from backend.funds.codes import PayerStatus
from backend.funds.payers.models import FundPayer
from backend.funds.payers.placing import place
from backend.funds.payers.queries import CHANGE, PAYER
from backend.funds.payers.service import note_change
from backend.kernel.authz import Actor, next_path
from backend.kernel.db import as_system
from backend.organisations import covering
from backend.organisations.covering import Place
from backend.organisations.structure.plugins import Carrier, Moving


class PayersCarrier(Carrier):
    """Keeps payers with their unions; what was declared and paid goes along (payers.placing)."""

    def follows(self, session: Session, district_id: str, path: str) -> list[Moving]:
        """Payers at or below a place."""
        count = session.execute(
            select(func.count()).where(
                PAYER.district_id == district_id, PAYER.org_path >= path, PAYER.org_path < next_path(path)
            )
        ).scalar_one()
        return [Moving("fund_payers", "经费缴费户", int(count))]

    def settle(self, session: Session, actor: Actor, organisation_id: UUID, on: date, reason: str) -> None:
        """Payers come to a union that stands and covers them, and leave one that has ended."""
        with as_system(session):
            union = covering.place_of(session, actor.district_id, organisation_id)
            codes = covering.codes_covered(session, actor.district_id, organisation_id)
            for payer in _concerned(session, actor.district_id, organisation_id, list(codes)):
                to = _union_of(session, payer, union, codes)
                _move(session, actor, payer, to, codes.get(payer.payer_uscc), on, reason)


def _concerned(session: Session, district_id: str, union_id: UUID, codes: list[str]) -> Sequence[FundPayer]:
    """Payers of a union, payers whose employer it covers, and payers that left it by an earlier change."""
    left = select(CHANGE.payer_id).where(CHANGE.district_id == district_id, CHANGE.from_union_id == union_id)
    statement = select(FundPayer).where(
        PAYER.district_id == district_id,
        or_(PAYER.union_id == union_id, PAYER.payer_uscc.in_(codes), PAYER.id.in_(left)),
    )
    return session.execute(statement.order_by(PAYER.id)).scalars().all()


def _union_of(session: Session, payer: FundPayer, union: Place, codes: dict[str, UUID]) -> Place | None:
    """Under which standing union a payer belongs now; None when its staff have none."""
    stands = union.since is not None
    covers = stands and payer.payer_uscc in codes
    if covers and payer.union_id in (None, union.id):
        return union
    other = covering.unions_covering(session, payer.district_id, [payer.payer_uscc]).get(payer.payer_uscc)
    if other is not None:
        return other
    if stands and (payer.union_id == union.id or _came_from(session, payer, union.id)):
        return union
    if payer.union_id is None or payer.union_id != union.id:
        return _standing(session, payer)
    return covering.successor_of(session, payer.district_id, union.id)


def _standing(session: Session, payer: FundPayer) -> Place | None:
    """The union a payer has, if it stands."""
    if payer.union_id is None:
        return None
    kept = covering.place_of(session, payer.district_id, payer.union_id)
    return kept if kept.since is not None else None


def _came_from(session: Session, payer: FundPayer, union_id: UUID) -> bool:
    """Whether the newest move of a payer was out of this union (a change that is now taken back)."""
    last: Any = session.execute(
        select(CHANGE.from_union_id)
        .where(CHANGE.district_id == payer.district_id, CHANGE.payer_id == payer.id, CHANGE.is_move)
        .order_by(CHANGE.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return bool(last == union_id)


def _move(
    session: Session,
    actor: Actor,
    payer: FundPayer,
    to: Place | None,
    employer_id: UUID | None,
    on: date,
    reason: str,
) -> None:
    if payer.status is PayerStatus.CLOSED or payer.union_id == (to.id if to else None):
        return
    old_id, old_since = payer.union_id, payer.union_founded_on
    before = covering.place_of(session, payer.district_id, payer.organisation_id)
    home = to or covering.street_place(session, payer.district_id, payer.org_path)
    since = [day for day in (to.since, old_since) if day is not None] if to is not None else []
    payer.union_id = to.id if to else None
    payer.union_founded_on = min(since, default=None)
    payer.employer_id = employer_id or payer.employer_id
    place(session, payer, home.id, home.org_path)
    line = {"field": "organisation_id", "label": "属地工会", "before": before.name, "after": home.name}
    note_change(session, actor, payer, on, [line], reason, from_union_id=old_id, is_move=True)
