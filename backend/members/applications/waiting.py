"""Which registrations wait for the committee's decision."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.members.applications.models import MembershipApplication
from backend.members.applications.rules import WAITING
from backend.members.models import Member

A: Any = MembershipApplication


def is_waiting(session: Session, member: Member) -> bool:
    """Whether a registration waits for the committee's decision."""
    found = session.execute(
        select(A.id)
        .where(A.district_id == member.district_id, A.member_id == member.id, A.status.in_(WAITING))
        .limit(1)
    )
    return found.first() is not None
