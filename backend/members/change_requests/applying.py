"""Writing an approved change into the register: all that follows from the identity, in the same transaction."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import audit, clock, outbox
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, independent
from backend.kernel.errors import Conflict, StaleVersion
from backend.members import ledger, rules, sealing
from backend.members.change_requests.codes import ChangeRequestKind
from backend.members.change_requests.identity import identity_of, opened
from backend.members.change_requests.models import ChangeRequest
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberSource, MemberState
from backend.members.duplicates import finding
from backend.members.duplicates.codes import MatchReason
from backend.members.duplicates.rules import POINTS
from backend.members.models import Member
from backend.members.queries import M
from backend.members.service import named
from backend.organisations import queries as organisations

OTHER_DISTRICT = "其他区县"


def refuse_stale(request: ChangeRequest, member: Member) -> None:
    """What was shown is still what the register says.

    Raises StaleVersion.
    """
    if request.kind is ChangeRequestKind.IDENTITY and identity_of(member).print != request.old_print:
        raise StaleVersion("提出更正以后，此会员的身份信息又有变动，请撤回后重新提出")


def refuse_held(session: Session, actor: Actor, request: ChangeRequest, member: Member) -> None:
    """The district is told who holds the number; the pair goes to its queue of suspected duplicates.

    Raises Conflict.
    """
    holder = holder_of(session, request, member)
    if holder is None:
        return
    district_id, holder_id = holder
    if district_id != member.district_id:
        raise Conflict("这个证件号码的会籍在其他区县，请先与对方区总工会核实")
    holder_row = session.get(Member, holder)
    assert holder_row is not None  # it holds a claim
    names = organisations.union_names(session, district_id, [holder_row.organisation_id])
    message = f"这个证件号码的会籍在“{names.get(holder_row.organisation_id, '')}”，请先在疑似重复里判定"
    member_key = (member.district_id, member.id)
    with independent(session) as other:
        note_held(other, actor, member_key, (district_id, holder_id))
    raise Conflict(message)


def holder_of(session: Session, request: ChangeRequest, member: Member) -> tuple[str, UUID] | None:
    """(district, member record) of somebody else who holds the new number's membership, if anybody."""
    new = opened(request, "new").person
    index = sealing.person_index(new.id_type, new.id_no)
    with as_system(session):
        holder = ledger.claimed_by(session, [index]).get(index)
    return None if holder == (member.district_id, member.id) else holder


def note_held(session: Session, actor: Actor, member: tuple[str, UUID], holder: tuple[str, UUID]) -> None:
    """Put both records before the district; nobody else is told (AZ-10)."""
    with as_system(session):
        sides = [session.get(Member, key) for key in (member, holder)]
        one, other = sides
        if one is not None and other is not None and member[0] == holder[0]:
            reason = MatchReason.SAME_DOCUMENT
            finding.note_pair(session, actor, one, other, [(reason, POINTS[reason])])


def apply_identity(session: Session, actor: Actor, request: ChangeRequest, member: Member) -> None:
    """Name, number, sex and birth date with everything that is derived from them, and the person's one claim.

    Raises Conflict (ended, or the number is registered in this union already).
    """
    if member.status is MemberState.ENDED:
        raise Conflict("会籍已终止，身份信息不能再改")
    new = opened(request, "new")
    index = sealing.person_index(new.person.id_type, new.id_no)
    moves = index != member.id_no_index
    if moves:
        _refuse_second_row(session, member, index)
        _release(session, member)
    for key, value in {
        **named(new.name),
        **sealing.sealed_person(member.district_id, member.id, new.person),
    }.items():
        setattr(member, key, value)
    member.version += 1
    member.updated_at = clock.now()
    session.add(member)
    session.flush()
    if moves:
        _claim(session, member)
    details: dict[str, Any] = {"fields": request.fields, "request": str(request.id)}
    audit.record(
        session, actor, "member.identity", "member", member.id, org_path=member.org_path, details=details
    )
    outbox.emit(session, "member.identity", member, {"fields": request.fields})
    finding.refresh(session, actor, member)


def annul_death(session: Session, actor: Actor, request: ChangeRequest, member: Member) -> None:
    """Take a wrongly recorded death back: a new line restores what stood before it.

    Raises Conflict when the last change is not that death any more.
    """
    standing = ledger.standing_of(session, member)
    if standing.by is not Kind.DEATH or standing.since is None:
        raise Conflict("此会员现在没有登记死亡，不必撤销")
    change = ledger.Change(Kind.ANNUL, standing.since, note=request.reason, source=MemberSource.CORRECTION)
    ledger.append(session, actor, member, change)


def _refuse_second_row(session: Session, member: Member, index: str) -> None:
    same = session.execute(
        select(M.id).where(
            M.district_id == member.district_id,
            M.organisation_id == member.organisation_id,
            M.id_no_index == index,
        )
    ).first()
    if same is not None:
        raise Conflict("本工会已有一条这个证件号码的记录，请先核对那一条")


def _release(session: Session, member: Member) -> None:
    if member.status in rules.HOLDING:
        with as_system(session):
            ledger.release(session, member)


def _claim(session: Session, member: Member) -> None:
    if member.status not in rules.HOLDING:
        return
    with as_system(session):
        ledger.claim(session, member.district_id, [(member.id_no_index, member.id)])
        holder = ledger.claimed_by(session, [member.id_no_index]).get(member.id_no_index)
    if holder != (member.district_id, member.id):
        raise Conflict("他人刚刚登记了同一证件号码，请刷新后再办")
