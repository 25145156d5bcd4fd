"""What is done with many members: preview, apply what was previewed, undo by opposite lines."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor, refuse_unproved
from backend.kernel.db import bulk_insert, new_id, scoped_row
from backend.kernel.errors import Conflict, StaleVersion
from backend.members import ledger
from backend.members.bulk.codes import BulkAction, BulkKind, BulkOutcome, BulkState
from backend.members.bulk.models import BulkRow, BulkRun
from backend.members.bulk.rules import BULK_WORKFLOW, LEDGER, STEP_UP_ABOVE, Order, Problem, Subject
from backend.members.bulk.schemas import BulkApplyIn
from backend.members.bulk.selection import Plan, plan
from backend.members.bulk.writing import Line, write_groups, write_lines
from backend.members.cases.opening import open_transfers
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberSource
from backend.members.models import Member


def apply(session: Session, actor: Actor, form: BulkApplyIn) -> BulkRun:
    """Do what the preview showed, for every member it can be done to, in this one transaction.

    Raises StaleVersion when the preview no longer holds, StepUpRequired above 500 members, Conflict when nobody is left.
    """
    if len(form.member_ids) > STEP_UP_ABOVE:
        refuse_unproved(actor)
    found = plan(session, actor, form, lock=True)
    if found.fingerprint != form.fingerprint:
        raise StaleVersion("名单或资料在预览以后有变化，请重新预览")
    if not found.valid:
        raise Conflict("名单中没有可以办理的会员")
    run = _run(actor, found)
    session.add(run)
    history.begin(session, actor, BULK_WORKFLOW, run, BulkAction.APPLY, note=form.note)
    case_ids = _carry_out(session, actor, found)
    bulk_insert(session, BulkRow, [_row(run, line, case_ids) for line in found.lines])
    return run


def _run(actor: Actor, found: Plan) -> BulkRun:
    order, valid = found.order, len(found.valid)
    return BulkRun(
        district_id=actor.district_id,
        id=new_id(),
        org_path=actor.org_path,
        kind=order.kind,
        status=BulkState.APPLIED,
        effective_on=order.effective_on,
        reason=order.reason,
        note=order.note,
        document_no=order.document_no,
        to_organisation_id=order.to_organisation_id,
        group_eight=order.group_eight,
        applied=valid,
        excepted=len(found.lines) - valid,
        person_name=actor.person_name,
        applied_on=clock.today(),
    )


def _carry_out(session: Session, actor: Actor, found: Plan) -> dict[UUID, UUID]:
    """Change the members; the transfer cases opened, by member."""
    order = found.order
    if order.kind is BulkKind.GROUP:
        write_groups(session, actor, [(member, order.group_eight) for member, _ in found.valid])
        return {}
    lines = [Line(member, subject.standing, _change(order, member)) for member, subject in found.valid]
    write_lines(session, actor, lines)
    if order.to_organisation_id is None:
        return {}
    return _open_transfers(session, actor, order, [member for member, _ in found.valid])


def _open_transfers(
    session: Session, actor: Actor, order: Order, members: Sequence[Member]
) -> dict[UUID, UUID]:
    assert order.to_organisation_id is not None  # asked for by the rules of the order
    opened = open_transfers(session, actor, members, order.to_organisation_id, note=order.note)
    return {member.id: case.id for member, case in zip(members, opened, strict=True)}


def _change(order: Order, member: Member) -> ledger.Change:
    kind = LEDGER[order.kind]
    leaves = kind is Kind.TRANSFER_OUT
    return ledger.Change(
        kind,
        order.effective_on,
        order.reason,
        order.note,
        order.document_no,
        from_organisation_id=member.organisation_id if leaves else None,
        to_organisation_id=order.to_organisation_id if leaves else None,
        source=MemberSource.BULK,
    )


def _row(
    run: BulkRun, line: tuple[Member, Subject, Problem | None], case_ids: dict[UUID, UUID]
) -> dict[str, Any]:
    member, subject, problem = line
    writes = problem is None and run.kind is not BulkKind.GROUP
    return scoped_row(
        member.district_id,
        member.org_path,
        run_id=run.id,
        member_id=member.id,
        person_name=member.name,
        outcome=BulkOutcome.EXCEPTION if problem else BulkOutcome.DONE,
        problem=problem.message if problem else "",
        fix=problem.fix if problem else "",
        sequence=subject.standing.lines + 1 if writes else None,
        case_id=case_ids.get(member.id),
        group_before=subject.group_eight,
    )
