"""Who stood how in a union at the end of a day, from the membership ledger, and whether that asks for dues."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlmodel import Session

from backend.funds.dues.rules import owes
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberState
from backend.members.models import Member, MembershipEvent

M: Any = Member
E: Any = MembershipEvent


@dataclass(frozen=True, slots=True)
class Registered:
    """One person of a union's register on a day, and whether dues are owed."""

    member_id: UUID
    name: str
    sort_key: str
    standing: MemberState
    owes: bool
    reason: str


def register_on(session: Session, district_id: str, organisation_id: UUID, on: date) -> list[Registered]:
    """Members, those in transit and retained memberships of a union at the end of a day, by name.

    Who is in transit stays with the sending union until the receiving one has taken them; a retained membership is
    free, also on the way (members.effects).
    """
    line = (
        select(
            E.member_id,
            E.kind,
            E.retained_delta,
            func.sum(E.active_delta).over(partition_by=E.member_id).label("active"),
            func.sum(E.retained_delta).over(partition_by=E.member_id).label("retained"),
            func.row_number().over(partition_by=E.member_id, order_by=E.sequence.desc()).label("place"),
        )
        .where(E.district_id == district_id, E.organisation_id == organisation_id, E.effective_on <= on)
        .subquery()
    )
    rows = session.execute(
        select(M.id, M.name, M.name_key, line.c.active, line.c.retained, line.c.kind, line.c.retained_delta)
        .join(line, and_(M.district_id == district_id, M.id == line.c.member_id))
        .where(line.c.place == 1)
        .order_by(M.name_key, M.id)
    )
    found = []
    for member_id, name, sort_key, active, retained, kind, retained_delta in rows:
        standing = _standing(int(active), int(retained), kind)
        if standing is None:
            continue
        is_due, reason = owes(standing, was_retained=retained_delta < 0)
        found.append(Registered(member_id, name, sort_key, standing, is_due, reason))
    return found


def _standing(active: int, retained: int, kind: Kind) -> MemberState | None:
    """The standing that the lines up to a day come to; None for who is not in the union then."""
    if active > 0:
        return MemberState.ACTIVE
    if retained > 0:
        return MemberState.RETAINED
    return MemberState.IN_TRANSIT if kind is Kind.TRANSFER_OUT else None
