"""What people do with reliefs: apply, grant, refuse, withdraw, and look at them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.obligations.queries import newest_of, parts_of
from backend.funds.obligations.service import Declared, declare
from backend.funds.payers.models import FundPayer
from backend.funds.payers.queries import get_payer, payer_names
from backend.funds.reliefs.codes import ReliefAction, ReliefState
from backend.funds.reliefs.models import FundRelief
from backend.funds.reliefs.rules import WORKFLOW, amount_check
from backend.funds.reliefs.schemas import ReliefIn, ReliefOut, ReliefPage, ReliefRow
from backend.kernel import clock, history
from backend.kernel.authz import Actor, visible, within
from backend.kernel.decisions import Check, checks_out, refusals
from backend.kernel.errors import Conflict, Invalid
from backend.kernel.history import ActionIn, ActionOut, allowed_actions, entries_of, makers_of
from backend.kernel.paging import Paging, paginate

R: Any = FundRelief
_ROW = set(ReliefRow.model_fields) - {"payer_name"}


@dataclass(frozen=True, slots=True)
class ReliefFilter:
    """What the caller wants to see of the list."""

    status: ReliefState | None = None
    payer_id: UUID | None = None
    period: str | None = None


def get_relief(session: Session, actor: Actor, relief_id: UUID) -> FundRelief:
    """One relief in the caller's reach.

    Raises NotFound.
    """
    return visible(session.get(FundRelief, (actor.district_id, relief_id)), actor)


def list_reliefs(session: Session, actor: Actor, wanted: ReliefFilter, page: Paging) -> ReliefPage:
    """Reliefs in the caller's reach, newest first."""
    statement = select(FundRelief).where(within(FundRelief, actor))
    for name in ("status", "payer_id", "period"):
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(getattr(R, name) == value)
    found = paginate(session, statement, order=[R.id], page=page, descending=True)
    names = payer_names(session, actor, {row.payer_id for row in found.rows})
    return ReliefPage(
        items=[ReliefRow(**_line(row, names)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def relief_out(session: Session, actor: Actor, row: FundRelief) -> ReliefOut:
    """One relief as the caller sees it."""
    waiting = row.status is ReliefState.APPLIED
    return ReliefOut(
        **_line(row, payer_names(session, actor, [row.payer_id])),
        reason=row.reason,
        applied_by=row.applied_by,
        declaration_id=row.declaration_id,
        checks=checks_out([_check(session, get_payer(session, actor, row.payer_id), row)]) if waiting else [],
        history=entries_of(session, actor, WORKFLOW.name, row.id),
        actions=_actions(session, actor, row),
    )


def apply(session: Session, actor: Actor, form: ReliefIn) -> FundRelief:
    """Ask for relief of a declared month.

    Raises NotFound (the payer), Conflict (not declared, asked for already) and Invalid (more than is owed).
    """
    payer = get_payer(session, actor, form.payer_id)
    if newest_of(session, payer, form.period) is None:
        raise Conflict("这个月还没有申报，请先申报工资总额再申请减免")
    open_one = select(R.id).where(
        R.district_id == payer.district_id, R.payer_id == payer.id, R.open_key == form.period
    )
    if session.execute(open_one).first() is not None:
        raise Conflict("这个月已有一份减免申请在办，请等它办结")
    row = FundRelief(
        district_id=payer.district_id,
        org_path=payer.org_path,
        status=ReliefState.APPLIED,
        applied_on=clock.today(),
        applied_by=actor.person_name,
        open_key=form.period,
        **form.model_dump(),
    )
    errors = refusals([_check(session, payer, row)], "amount_fen")
    if errors:
        raise Invalid("减免金额有误", errors=errors)
    session.add(row)
    history.begin(session, actor, WORKFLOW, row, ReliefAction.APPLY, note=form.reason)
    return row


def act(session: Session, actor: Actor, row: FundRelief, form: ActionIn, expected: int) -> FundRelief:
    """Grant, refuse or withdraw; what is granted becomes a new declaration of the month.

    Raises Invalid, Forbidden, Conflict (the applicant grants, more than is owed by now) and StaleVersion.
    """
    history.advance(session, actor, WORKFLOW, row, form.action, note=form.note, expected_version=expected)
    row.open_key = None
    if row.status is ReliefState.GRANTED:
        row.declaration_id = _grant(session, actor, row)
    session.add(row)
    session.flush()
    return row


def _grant(session: Session, actor: Actor, row: FundRelief) -> UUID:
    payer = get_payer(session, actor, row.payer_id)
    newest = newest_of(session, payer, row.period)
    check = _check(session, payer, row)
    if newest is None or not check.is_met:
        raise Conflict(f"不能减免：{check.label}")
    declared = Declared(
        payer=payer,
        period=row.period,
        wages_fen=newest.wages_fen,
        employees=newest.employees,
        source=newest.source,
        source_id=newest.source_id,
        statutory_wages_fen=newest.statutory_wages_fen,
        reason=f"减免：{row.basis}",
        parts=parts_of(newest),
        relief_fen=newest.relief_fen + row.amount_fen,
        relief_basis=row.basis,
    )
    return declare(session, actor, declared).id


def _check(session: Session, payer: FundPayer, row: FundRelief) -> Check:
    newest = newest_of(session, payer, row.period)
    due = newest.due_fen if newest else None
    return amount_check(row.amount_fen, due, newest.relief_fen if newest else 0)


def _actions(session: Session, actor: Actor, row: FundRelief) -> list[ActionOut]:
    """What the caller may do now; deciding on one's own application is left out."""
    offered = allowed_actions(WORKFLOW, row, actor)
    own = bool(actor.persons & makers_of(session, WORKFLOW, row, (ReliefAction.APPLY,)))
    return [action for action in offered if not own or action.code == ReliefAction.WITHDRAW.value]


def _line(row: FundRelief, names: dict[UUID, str]) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in _ROW}, "payer_name": names.get(row.payer_id, "")}
