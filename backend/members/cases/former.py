"""Who may not join again anywhere in the district: persons expelled or recorded as dead."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session

from backend.kernel.db import as_system
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberState
from backend.members.lookups import among_texts
from backend.members.models import Member, MembershipEvent

M: Any = Member
E: Any = MembershipEvent
BARRING = (Kind.EXPEL, Kind.DEATH)


def barred_by(session: Session, district_id: str, indexes: Iterable[str]) -> dict[str, Member]:
    """Of these persons those who may not join again, each with the record that says so."""
    wanted = list(indexes)
    if not wanted:
        return {}
    last = (
        select(E.member_id, func.max(E.sequence).label("sequence"))
        .where(E.district_id == district_id)
        .group_by(E.member_id)
    )
    with as_system(session):
        ended = select(M.id).where(
            M.district_id == district_id,
            M.status == MemberState.ENDED,
            among_texts(session, M.id_no_index, wanted),
        )
        newest = last.where(E.member_id.in_(ended)).subquery()
        rows = session.execute(
            select(Member)
            .join(MembershipEvent, and_(E.district_id == M.district_id, E.member_id == M.id))
            .join(newest, and_(newest.c.member_id == E.member_id, newest.c.sequence == E.sequence))
            .where(M.district_id == district_id, E.kind.in_(BARRING))
        ).scalars()
        return {row.id_no_index: row for row in rows}
