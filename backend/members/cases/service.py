"""Transfers between unions: opened by the sending side, settled by the receiving side or the district."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock, history, interests
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, new_id
from backend.kernel.errors import NotFound
from backend.members import ledger, rules, sealing
from backend.members.cases.rules import CASE_WORKFLOW, LEAVING, OPEN, TAKING, Side
from backend.members.codes import (
    CaseAction,
    CaseKind,
    ChangeReason,
    MemberSource,
    MemberState,
    RevealField,
)
from backend.members.codes import MembershipEventKind as Kind
from backend.members.models import Member, MembershipEvent, TransferCase
from backend.members.permissions import P
from backend.members.queries import M
from backend.organisations import queries as organisations

C: Any = TransferCase
E: Any = MembershipEvent
DISTRICT_NOTE = "按区总工会裁定转接"
WITHDRAWN_NOTE = "转出方已撤回转接"

#: Particulars that go with a person to the next union.
_CARRIED = (
    "name",
    "initials",
    "name_key",
    "ethnicity",
    "education",
    "political",
    "technical_level",
    "work_status",
    "hukou_type",
    "hukou_place",
    "native_place",
    "is_migrant",
    "employment_form",
    "group_eight",
    "joined_on",
    "member_no",
)


def close_transfers_of(session: Session, actor: Actor, member: Member) -> None:
    """Withdraw the open transfers of a member who stays after all, or died on the way."""
    with as_system(session):
        waiting = (
            session.execute(
                select(TransferCase).where(
                    C.district_id == member.district_id,
                    C.holder_id == member.id,
                    C.kind == CaseKind.TRANSFER,
                    C.status.in_(OPEN),
                )
            )
            .scalars()
            .all()
        )
        for case in waiting:
            _withdraw(session, actor, case)


def settle(
    session: Session,
    actor: Actor,
    case: TransferCase,
    action: str,
    note: str,
    expected_version: int,
    side: Side = Side.RECEIVER,
) -> TransferCase:
    """Take one step with a case and carry out what it means for the memberships.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    with as_system(session):
        if side is Side.RECEIVER:
            _refuse_own(session, actor, case)
        history.advance(
            session,
            actor,
            CASE_WORKFLOW,
            case,
            action,
            note=note,
            expected_version=expected_version,
            context=side,
        )
        if action in TAKING:
            _hand_over(session, actor, case)
        elif action in LEAVING:
            _stay(session, actor, case, note)
        if action in TAKING | LEAVING:
            case.closed_on = clock.today()
            session.add(case)
            session.flush()
    return case


def _refuse_own(session: Session, actor: Actor, case: TransferCase) -> None:
    """Nobody decides their own transfer or that of a declared relative."""
    holder = session.get(Member, (case.holder_district_id, case.holder_id))
    if holder is not None:
        about = interests.Subject(mobile_index=holder.mobile_index, id_no_index=holder.id_no_index)
        interests.refuse_interest(session, actor, [about])


def _withdraw(session: Session, actor: Actor, case: TransferCase) -> None:
    """The member stays or has died: the case is withdrawn along with it, by whoever recorded that."""
    history.advance(
        session,
        with_right(actor, P.EDIT),
        CASE_WORKFLOW,
        case,
        CaseAction.WITHDRAW.value,
        note=WITHDRAWN_NOTE,
        context=Side.SENDER,
    )
    case.closed_on = clock.today()
    session.add(case)
    session.flush()


def with_right(actor: Actor, right: str) -> Actor:
    """The caller with one right more, for a step the system takes as part of what the caller may do."""
    return replace(actor, permissions=actor.permissions | {right})


def _hand_over(session: Session, actor: Actor, case: TransferCase) -> None:
    holder = session.get(Member, (case.holder_district_id, case.holder_id))
    if holder is None:
        raise NotFound()
    claimant = _claimant(session, case, holder)
    held = holder.status in rules.HOLDING
    if held:
        end_at_sender(session, actor, holder, case.to_organisation_id)
        claimant.joined_on, claimant.member_no = holder.joined_on, holder.member_no
    kind = Kind.TRANSFER_IN if held else claimant.first_kind
    take_in(session, actor, claimant, kind, holder.organisation_id if held else None)
    case.claimant_id = claimant.id


def end_at_sender(session: Session, actor: Actor, holder: Member, to_organisation_id: UUID) -> None:
    """Record that a person has gone to another union; the sending side need not have recorded the leave."""
    today = clock.today()
    common = {
        "from_organisation_id": holder.organisation_id,
        "to_organisation_id": to_organisation_id,
        "source": MemberSource.CASE,
    }
    if holder.status is not MemberState.IN_TRANSIT:
        leave = ledger.Change(Kind.TRANSFER_OUT, today, ChangeReason.EMPLOYMENT, DISTRICT_NOTE, **common)  # type: ignore[arg-type]
        ledger.append(session, actor, holder, leave)
    ledger.append(session, actor, holder, ledger.Change(Kind.HAND_OVER, today, **common))  # type: ignore[arg-type]


def take_in(
    session: Session, actor: Actor, claimant: Member, kind: Kind, from_organisation_id: UUID | None
) -> None:
    """Record that a person's membership is now in the claimant's union."""
    on = clock.today() if from_organisation_id else claimant.status_on
    change = ledger.Change(
        kind,
        on,
        ChangeReason.EMPLOYMENT,
        from_organisation_id=from_organisation_id,
        to_organisation_id=claimant.organisation_id,
        source=MemberSource.CASE,
    )
    ledger.append(session, actor, claimant, change)


def _claimant(session: Session, case: TransferCase, holder: Member) -> Member:
    """The person's row in the receiving union: the one registered there, else a new one with the same particulars."""
    found: Member | None = session.execute(
        select(Member)
        .where(
            M.district_id == case.district_id,
            M.organisation_id == case.to_organisation_id,
            M.id_no_index == holder.id_no_index,
        )
        .limit(1)
    ).scalar_one_or_none()
    if found is not None:
        return found
    member_id = new_id()
    mobile = sealing.open_value(holder, RevealField.MOBILE)
    made = Member(
        district_id=case.district_id,
        id=member_id,
        org_path=organisations.org_path_of(session, case.district_id, case.to_organisation_id),
        organisation_id=case.to_organisation_id,
        **{key: getattr(holder, key) for key in _CARRIED},
        **sealing.sealed_person(case.district_id, member_id, sealing.open_person(holder)),
        **sealing.sealed_mobile(case.district_id, member_id, mobile),
        status=MemberState.PENDING,
        status_on=clock.today(),
        first_kind=Kind.TRANSFER_IN,
        source=MemberSource.CASE,
        updated_at=clock.now(),
    )
    session.add(made)
    session.flush()
    return made


def _stay(session: Session, actor: Actor, case: TransferCase, note: str) -> None:
    if case.kind is not CaseKind.TRANSFER:
        claimant = session.get(Member, (case.district_id, case.claimant_id))
        if claimant is not None and claimant.status is MemberState.PENDING:
            change = ledger.Change(Kind.REJECT, clock.today(), note=note, source=MemberSource.CASE)
            ledger.append(session, actor, claimant, change)
        return
    holder = session.get(Member, (case.holder_district_id, case.holder_id))
    if holder is not None and holder.status is MemberState.IN_TRANSIT:
        change = ledger.Change(
            _back_to(session, holder), clock.today(), ChangeReason.EMPLOYMENT, note, source=MemberSource.CASE
        )
        ledger.append(session, actor, holder, change)


def _back_to(session: Session, holder: Member) -> Kind:
    """Whether a returned person was an ordinary member or a retained one before the transfer."""
    events = (
        session.execute(
            select(MembershipEvent)
            .where(E.district_id == holder.district_id, E.member_id == holder.id)
            .order_by(E.sequence)
        )
        .scalars()
        .all()
    )
    before = rules.fold(events[:-1]).state
    return Kind.RETAIN if before is MemberState.RETAINED else Kind.RESUME
