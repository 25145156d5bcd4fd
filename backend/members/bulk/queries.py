"""Reads of acts over many members."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.authz import Actor, visible, within
from backend.kernel.history import allowed_actions, entries_of
from backend.kernel.paging import Paging, paginate
from backend.members.bulk.codes import BulkOutcome
from backend.members.bulk.models import BulkRow, BulkRun
from backend.members.bulk.rules import BULK_WORKFLOW, STEP_UP_ABOVE
from backend.members.bulk.schemas import (
    BulkPreviewOut,
    BulkPreviewRow,
    BulkRunLine,
    BulkRunOut,
    BulkRunPage,
    BulkRunRow,
)
from backend.members.bulk.selection import Plan
from backend.organisations import queries as organisations

B: Any = BulkRun
W: Any = BulkRow
_LINE = ("id", "kind", "status", "effective_on", "applied", "excepted", "person_name", "applied_on")
#: Exceptions first: they are what somebody has to look at.
_FIRST = (BulkOutcome.EXCEPTION, BulkOutcome.KEPT)


def get_run(session: Session, actor: Actor, run_id: UUID) -> BulkRun:
    """One act in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(BulkRun, (actor.district_id, run_id)), actor)


def list_runs(session: Session, actor: Actor, page: Paging) -> BulkRunPage:
    """Acts in the caller's reach, the newest first."""
    statement = select(*[getattr(B, name) for name in _LINE]).where(within(BulkRun, actor))
    found = paginate(session, statement, order=[B.id], page=page, descending=True)
    return BulkRunPage(
        items=[BulkRunRow.model_validate(row, from_attributes=True) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def preview_out(session: Session, actor: Actor, plan: Plan) -> BulkPreviewOut:
    """What would be done, exceptions first."""
    ids = {member.organisation_id for member, _, _ in plan.lines}
    names = organisations.union_names(session, actor.district_id, ids)
    rows = [
        BulkPreviewRow(
            member_id=member.id,
            person_name=member.name,
            organisation_name=names.get(member.organisation_id, ""),
            status=member.status,
            problem=problem.message if problem else "",
            fix=problem.fix if problem else "",
        )
        for member, _, problem in plan.lines
    ]
    valid = len(plan.valid)
    return BulkPreviewOut(
        fingerprint=plan.fingerprint,
        valid=valid,
        excepted=len(rows) - valid,
        needs_proof=len(rows) > STEP_UP_ABOVE,
        rows=sorted(rows, key=lambda row: row.problem == ""),
    )


def run_out(session: Session, actor: Actor, run: BulkRun) -> BulkRunOut:
    """One act with what became of each member, exceptions first."""
    rows = session.execute(
        select(BulkRow).where(within(BulkRow, actor), W.run_id == run.id).order_by(W.id)
    ).scalars()
    lines = sorted(rows, key=lambda row: row.outcome not in _FIRST)
    target = [run.to_organisation_id] if run.to_organisation_id else []
    names = organisations.union_names(session, actor.district_id, target)
    return BulkRunOut(
        **{name: getattr(run, name) for name in _LINE},
        reason=run.reason,
        note=run.note,
        document_no=run.document_no,
        to_organisation_name=names.get(run.to_organisation_id, "") if run.to_organisation_id else "",
        group_eight=run.group_eight,
        version=run.version,
        rows=[BulkRunLine.model_validate(row, from_attributes=True) for row in lines],
        history=entries_of(session, actor, BULK_WORKFLOW.name, run.id),
        actions=allowed_actions(BULK_WORKFLOW, run, actor),
    )
