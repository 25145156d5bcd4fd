"""What people do with a plan: open a version, write its amounts, submit it, approve it. Nothing approved is edited."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.funds.plans import queries, rules
from backend.funds.plans.codes import FundPlanAction, FundPlanState
from backend.funds.plans.models import FundPlan, FundPlanLine, FundPlanTarget
from backend.funds.plans.rules import PlanFacts, PlannedAmount
from backend.funds.plans.schemas import FundPlanLinesIn
from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, scoped_row
from backend.kernel.decisions import Check, decide
from backend.kernel.errors import Conflict, FieldError, Invalid, invalid
from backend.kernel.history import ActionIn

_A, _S = FundPlanAction, FundPlanState


def open_plan(session: Session, actor: Actor, year: int) -> FundPlan:
    """Begin a version; it starts from the amounts in force, a new year's from those of the year before.

    Raises Invalid (a year too far off) and Conflict (a version of the year is being prepared).
    """
    this_year = clock.today().year
    if not this_year - 1 <= year <= this_year + 1:
        raise invalid(
            "year", "out_of_range", "只能编制上年、本年或下年的计划", f"请填写 {this_year} 或 {this_year + 1}"
        )
    plan = FundPlan(
        district_id=actor.district_id,
        org_path=actor.org_path,
        year=year,
        number=queries.next_number(session, actor.district_id, year),
        status=_S.DRAFT,
        open_key=str(year),
    )
    _refuse_second(session, plan)
    history.begin(session, actor, rules.WORKFLOW, plan, _A.OPEN)
    start = queries.in_force(session, actor.district_id, year) or queries.in_force(
        session, actor.district_id, year - 1
    )
    if start is not None:
        known = {place.id for place in queries.places_of(session, actor.district_id)}
        before = [one for one in queries.targets_of(session, start) if one.organisation_id in known]
        _write_lines(session, plan, before)
    return plan


def revise(session: Session, actor: Actor, plan: FundPlan, form: FundPlanLinesIn, expected: int) -> FundPlan:
    """Write a draft's amounts and papers anew.

    Raises Invalid (an unknown place, an amount twice), Forbidden, Conflict (no draft any more), StaleVersion.
    """
    amounts = [PlannedAmount(line.channel, line.organisation_id, line.amount_fen) for line in form.lines]
    _check_places(session, actor, amounts)
    history.advance(session, actor, rules.WORKFLOW, plan, _A.REVISE, expected_version=expected)
    for name in ("basis", "resolution_no", "resolution_on", "reason"):
        setattr(plan, name, getattr(form, name))
    _write_lines(session, plan, [amount for amount in amounts if amount.amount_fen])
    return plan


def act(session: Session, actor: Actor, plan: FundPlan, form: ActionIn, expected: int) -> FundPlan:
    """Submit, withdraw, approve or return a version.

    Raises Invalid, Forbidden, Conflict (something it must bring is missing, the same person), StaleVersion.
    """
    if form.action in rules.NOT_BY_HAND:
        raise invalid(
            "action", "not_by_hand", "这个操作不能单独办理", "修改请填写计划表；取代随新版本批准自动完成"
        )
    history.advance(
        session, actor, rules.WORKFLOW, plan, form.action, note=form.note, expected_version=expected
    )
    if form.action in (_A.SUBMIT, _A.APPROVE):
        failed = decide(checks_of(session, plan)).failed
        if failed:
            raise Conflict("不能办理：" + "；".join(f"{check.label}（{check.fix}）" for check in failed))
    if form.action == _A.APPROVE:
        _put_in_force(session, actor, plan)
    if plan.status not in rules.OPEN:
        plan.open_key = None
    session.add(plan)
    session.flush()
    return plan


def checks_of(session: Session, plan: FundPlan) -> list[Check]:
    """What a version must bring, as it stands."""
    before = amounts_before(session, plan)
    return rules.plan_checks(
        PlanFacts(
            plan.year,
            queries.lines_of(session, plan),
            before,
            plan.basis,
            plan.resolution_no,
            plan.resolution_on,
            plan.reason,
            clock.today(),
        )
    )


def amounts_before(session: Session, plan: FundPlan) -> list[PlannedAmount] | None:
    """What is in force for the year by another version; None for the first."""
    known = queries.in_force_before(session, plan)
    return None if known is None else queries.targets_of(session, known)


def _put_in_force(session: Session, actor: Actor, plan: FundPlan) -> None:
    """The approved amounts become targets of their places; the version before is superseded."""
    known = queries.in_force_before(session, plan)
    before = queries.targets_of(session, known) if known else []
    amounts = rules.with_dropped(queries.lines_of(session, plan), before)
    places = {place.id: place.org_path for place in queries.places_by_id(session, plan.district_id, amounts)}
    plan.approved_on = clock.today()
    rows = [
        scoped_row(
            plan.district_id, places[one.organisation_id], plan_id=plan.id, year=plan.year, number=plan.number,
            channel=one.channel, organisation_id=one.organisation_id, amount_fen=one.amount_fen,
            approved_on=plan.approved_on, approved_by=actor.person_name, recorded_at=clock.now(),
        )
        for one in amounts
    ]  # fmt: skip
    bulk_insert(session, FundPlanTarget, rows)
    if known is not None:
        history.advance(session, actor, rules.WORKFLOW, known, _A.SUPERSEDE, context=plan)


def _write_lines(session: Session, plan: FundPlan, amounts: Iterable[PlannedAmount]) -> None:
    plan.revision += 1
    rows: list[dict[str, Any]] = [
        scoped_row(
            plan.district_id, plan.org_path, plan_id=plan.id, revision=plan.revision, channel=one.channel,
            organisation_id=one.organisation_id, amount_fen=one.amount_fen,
        )
        for one in amounts
    ]  # fmt: skip
    plan.total_fen = sum(row["amount_fen"] for row in rows)
    session.add(plan)
    bulk_insert(session, FundPlanLine, rows)
    session.flush()


def _check_places(session: Session, actor: Actor, amounts: list[PlannedAmount]) -> None:
    known = {place.id for place in queries.places_of(session, actor.district_id)}
    seen: set[tuple[Any, ...]] = set()
    errors = []
    for at, one in enumerate(amounts):
        field = f"lines.{at}.organisation_id"
        if one.organisation_id not in known:
            errors.append(
                FieldError(
                    field,
                    "unknown_place",
                    "不是区直接管理的工会",
                    "请从计划表列出的街道、园区、系统工会里选择",
                )
            )
        if (one.channel, one.organisation_id) in seen:
            errors.append(FieldError(field, "twice", "同一渠道同一单位写了两次", "请合并为一行"))
        seen.add((one.channel, one.organisation_id))
    if errors:
        raise Invalid(errors[0].message, errors=errors)


def _refuse_second(session: Session, plan: FundPlan) -> None:
    try:
        with session.begin_nested():
            session.add(plan)
            session.flush()
    except IntegrityError as problem:
        raise Conflict(f"{plan.year} 年已有一个版本在编制或待批准，请先办结") from problem
