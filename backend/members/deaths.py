"""Whether and when a person is recorded to have died: what every benefit asks before it is given."""

from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session

from backend.kernel.db import as_system
from backend.members.codes import MembershipEventKind as Kind
from backend.members.models import Member, MembershipEvent

M: Any = Member
E: Any = MembershipEvent


def died_on(session: Session, district_id: str, id_no_index: str) -> date | None:
    """The day a person is recorded to have died, or None; benefits end with that day.

    A death that was taken back is none. Sees every union of the district: the caller asks for a decision of its own.
    """
    last = (
        select(E.member_id, func.max(E.sequence).label("sequence"))
        .where(
            E.district_id == district_id,
            E.member_id.in_(select(M.id).where(M.district_id == district_id, M.id_no_index == id_no_index)),
        )
        .group_by(E.member_id)
        .subquery()
    )
    with as_system(session):
        found: date | None = session.execute(
            select(func.min(E.effective_on))
            .join(last, and_(last.c.member_id == E.member_id, last.c.sequence == E.sequence))
            .where(E.district_id == district_id, E.kind == Kind.DEATH)
        ).scalar_one()
    return found
