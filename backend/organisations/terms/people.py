"""Committee members in the member register: whether a row belongs to the union, and who they are for a decider.

The member register is a higher domain: it is asked by the name of its table, as a foreign key would be.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import String, Uuid, column, select, table
from sqlmodel import Session

from backend.kernel.errors import invalid
from backend.kernel.interests import Subject
from backend.organisations.models import Organisation

_MEMBER = table(
    "member",
    column("district_id", String),
    column("id", Uuid),
    column("organisation_id", Uuid),
    column("mobile_index", String),
    column("id_no_index", String),
)


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


def subjects(session: Session, district_id: str, people: Iterable[tuple[str, UUID | None]]) -> list[Subject]:
    """(name, member) -> whom a decision is about: by the register where there is a row, else by the name."""
    told = list(people)
    known = {member_id for _, member_id in told if member_id is not None}
    rows = session.execute(
        select(_MEMBER.c.id, _MEMBER.c.mobile_index, _MEMBER.c.id_no_index).where(
            _MEMBER.c.district_id == district_id, _MEMBER.c.id.in_(known)
        )
    )
    found = {row[0]: Subject(mobile_index=row[1], id_no_index=row[2]) for row in rows}
    return [
        found[member_id] if member_id in found else Subject(name=name) for name, member_id in told if name
    ]
