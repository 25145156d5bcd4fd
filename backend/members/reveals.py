"""Every look at a full value leaves a row, which is counted for the person who looked."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.members.codes import RevealField, RevealPurpose
from backend.members.models import MemberReveal

R: Any = MemberReveal


def note_look(
    session: Session, actor: Actor, row: Any, member_id: UUID, field: RevealField, purpose: RevealPurpose
) -> int:
    """Note one look at a value of a member, at the place of ``row``; how many the caller has taken today."""
    seen = session.execute(
        select(func.count())
        .select_from(MemberReveal)
        .where(
            within(MemberReveal, actor),
            R.account_id == actor.account_id,
            R.at >= clock.start_of(clock.today()),
        )
    ).scalar_one()
    session.add(
        MemberReveal(
            district_id=row.district_id,
            org_path=row.org_path,
            member_id=member_id,
            field=field,
            purpose=purpose,
            account_id=actor.account_id,
            person_name=actor.person_name,
            at=clock.now(),
        )
    )
    return int(seen) + 1
