"""Whether a committee member's row in the member register belongs to the union.

The member register is a higher domain: it is asked by the name of its table, as a foreign key would be.
"""

from uuid import UUID

from sqlalchemy import String, Uuid, column, select, table
from sqlmodel import Session

from backend.kernel.errors import invalid
from backend.organisations.models import Organisation

_MEMBER = table("member", column("district_id", String), column("id", Uuid), column("organisation_id", Uuid))


def refuse_stranger(session: Session, union: Organisation, member_id: UUID | None) -> None:
    """Nothing to say without a member, or for one of this union.

    Raises Invalid.
    """
    if member_id is None:
        return
    found = session.execute(
        select(_MEMBER.c.id).where(
            _MEMBER.c.district_id == union.district_id,
            _MEMBER.c.id == member_id,
            _MEMBER.c.organisation_id == union.id,
        )
    ).first()
    if found is None:
        raise invalid(
            "member_id", "not_a_member", "本工会没有这名会员", "请从本工会会员名单中选择，或只填姓名"
        )
