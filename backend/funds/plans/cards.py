"""Plans as the caller sees them."""

from typing import Any

from sqlmodel import Session

from backend.funds.plans import queries, rules, service
from backend.funds.plans.models import FundPlan
from backend.funds.plans.schemas import (
    FundPlanLineOut,
    FundPlanOut,
    FundPlanPage,
    FundPlanPlaceOut,
    FundPlanRow,
)
from backend.kernel.authz import Actor
from backend.kernel.decisions import checks_out
from backend.kernel.history import ActionOut, allowed_actions, entries_of, makers_of
from backend.kernel.paging import Slice


def plan_out(session: Session, actor: Actor, plan: FundPlan) -> FundPlanOut:
    """One version with everything a decision needs."""
    before = service.amounts_before(session, plan) if plan.status in rules.OPEN else None
    lines = _lines(session, plan, before or [])
    is_open = plan.status in rules.OPEN
    return FundPlanOut(
        **_facts(plan),
        is_change=before is not None or bool(plan.resolution_no),
        basis=plan.basis,
        resolution_on=plan.resolution_on,
        reason=plan.reason,
        version=plan.version,
        lines=lines,
        places=_places(session, plan, lines),
        checks=checks_out(service.checks_of(session, plan)) if is_open else [],
        history=entries_of(session, actor, rules.WORKFLOW.name, plan.id),
        actions=_actions(session, actor, plan),
    )


def page_of(found: Slice) -> FundPlanPage:
    """One page of the list."""
    return FundPlanPage(
        items=[FundPlanRow(**_facts(row)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def _lines(session: Session, plan: FundPlan, before: list[rules.PlannedAmount]) -> list[FundPlanLineOut]:
    known = {(one.channel, one.organisation_id): one.amount_fen for one in before}
    amounts = rules.with_dropped(queries.lines_of(session, plan), before)
    return [
        FundPlanLineOut(
            channel=one.channel,
            organisation_id=one.organisation_id,
            amount_fen=one.amount_fen,
            before_fen=known.get((one.channel, one.organisation_id), 0),
        )
        for one in amounts
    ]


def _places(session: Session, plan: FundPlan, lines: list[FundPlanLineOut]) -> list[FundPlanPlaceOut]:
    """Where amounts stand; while the version is open also every other place that may be given one."""
    amounts = [rules.PlannedAmount(line.channel, line.organisation_id, line.amount_fen) for line in lines]
    named = {row.id: row for row in queries.places_by_id(session, plan.district_id, amounts)}
    if plan.status in rules.OPEN:
        named |= {row.id: row for row in queries.places_of(session, plan.district_id)}
    ordered = sorted(named.values(), key=lambda row: row.org_path)
    return [FundPlanPlaceOut(organisation_id=row.id, name=row.name) for row in ordered]


def _actions(session: Session, actor: Actor, plan: FundPlan) -> list[ActionOut]:
    """What the caller may do now; steps of one's own version are left out."""
    steps = {step.action.value: step for step in rules.WORKFLOW.steps if step.source == plan.status}
    return [
        action
        for action in allowed_actions(rules.WORKFLOW, plan, actor)
        if not actor.persons & makers_of(session, rules.WORKFLOW, plan, steps[action.code].other_than)
    ]


def _facts(plan: FundPlan) -> dict[str, Any]:
    names = ("id", "year", "number", "status", "total_fen", "approved_on", "resolution_no")
    return {name: getattr(plan, name) for name in names}
