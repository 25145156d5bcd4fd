"""What people do with obligations: declare a month's wages; a correction is a newer declaration of the same month."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.codes import DeclarationSource, WagePart
from backend.funds.obligations import queries, rules
from backend.funds.obligations.joint import owing_of
from backend.funds.obligations.models import FundDeclaration
from backend.funds.payers.models import FundPayer
from backend.funds.payers.rules import item_of_period, owes_in
from backend.funds.periods import is_period, period_of
from backend.kernel import audit, clock, outbox
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, FieldError, Invalid, invalid
from backend.kernel.money import MAX_FEN, format_yuan

P_ROW: Any = FundPayer
OBJECT = "fund_declaration"
#: sources a person stands behind: who must explain what is unusual
BY_PERSON = frozenset({DeclarationSource.DECLARED})


@dataclass(frozen=True, slots=True)
class Declared:
    """A month's wages as somebody or something says they were."""

    payer: FundPayer
    period: str
    wages_fen: int
    employees: int
    source: DeclarationSource
    source_id: UUID | None = None
    statutory_wages_fen: int | None = None
    reason: str = ""
    #: the make-up of the wages, when it was given
    parts: Mapping[WagePart, int] | None = None
    #: None keeps the relief granted for the month so far
    relief_fen: int | None = None
    relief_basis: str = ""


def declare(session: Session, actor: Actor, declared: Declared) -> FundDeclaration:
    """Record what a payer owes for a month; saying the same again changes nothing and answers the kept row.

    Raises Invalid (period, amounts, a missing reason), Conflict (the payer owed nothing then), ParameterMissing.
    """
    _refuse_period(declared)
    _hold(session, declared.payer)
    obligation = preview(session, declared)
    newest = queries.newest_of(session, declared.payer, declared.period)
    declared = _with_relief(declared, newest, obligation)
    if newest is not None and _is_same(newest, declared, obligation):
        return newest
    _refuse_values(declared, obligation, newest)
    row = _row(actor, declared, obligation, newest)
    session.add(row)
    session.flush()
    outbox.emit(session, "funds.declared", row, {"period": row.period, "due_fen": row.due_fen})
    audit.record(
        session, actor, "fund_declaration.declare", OBJECT, row.id, org_path=row.org_path,
        details={"period": row.period, "number": row.number, "due_fen": row.due_fen},
    )  # fmt: skip
    return row


def _with_relief(
    declared: Declared, newest: FundDeclaration | None, obligation: rules.Obligation
) -> Declared:
    """The relief granted before stays with the month, but is never more than is owed by now."""
    if declared.relief_fen is not None:
        return declared
    if newest is None or not newest.relief_fen:
        return replace(declared, relief_fen=0)
    relief = min(newest.relief_fen, obligation.due_fen)
    return replace(declared, relief_fen=relief, relief_basis=newest.relief_basis)


def preview(session: Session, declared: Declared) -> rules.Obligation:
    """What would follow from a month's wages, with every check; nothing is written.

    Raises ParameterMissing.
    """
    payer = declared.payer
    owing = owing_of(session, payer.district_id, payer.union_id, declared.period)
    by_return = declared.source is DeclarationSource.MONTHLY_RETURN
    wages = rules.Wages(
        declared.period, payer.wage_base, payer.coverage, declared.employees, declared.wages_fen,
        declared.statutory_wages_fen, declared.parts, owing.check_for(payer.id, by_return=by_return),
    )  # fmt: skip
    return rules.reckon(wages, queries.terms_of(session, payer.district_id, declared.period))


def _refuse_period(declared: Declared) -> None:
    payer, period = declared.payer, declared.period
    if not is_period(period):
        raise invalid("period", "not_a_month", "所属月份应写作 2020-11", "请选择月份")
    if period > period_of(clock.today()):
        raise invalid("period", "future", "所属月份还没有到", "请选择本月或以前的月份")
    if not owes_in(payer, period):
        raise Conflict(f"“{payer.name}”在 {period} 没有缴费义务（登记以前或注销以后），请核对所属月份")


def _refuse_values(declared: Declared, obligation: rules.Obligation, newest: FundDeclaration | None) -> None:
    errors = [
        FieldError(name, "amount_range", "金额应为不小于零的合理数目", "请核对金额")
        for name in ("wages_fen", "statutory_wages_fen", "relief_fen")
        if not 0 <= (getattr(declared, name) or 0) <= MAX_FEN
    ]
    relief = declared.relief_fen or 0
    if relief > obligation.due_fen:
        errors.append(
            FieldError(
                "relief_fen",
                "above_due",
                "减免多于应缴",
                f"减免不能超过 {format_yuan(obligation.due_fen)} 元",
            )
        )
    if relief and not declared.relief_basis:
        errors.append(FieldError("relief_basis", "required", "没有写减免依据", "请写明文件名称和文号"))
    if declared.parts is not None and rules.counted_fen(declared.parts) != declared.wages_fen:
        counted = format_yuan(rules.counted_fen(declared.parts))
        errors.append(
            FieldError(
                "wages_fen",
                "parts_differ",
                f"工资总额不等于六项之和 {counted} 元",
                "免计项目不能计入工资总额",
            )
        )
    if declared.source in BY_PERSON and not declared.reason:
        errors += [FieldError("reason", c.code, f"不符合：{c.label}", c.fix) for c in obligation.wants_reason]
        if newest is not None and not errors:
            errors.append(FieldError("reason", "correction", "这个月已经申报过", "更正申报请写明原因"))
    if errors:
        raise Invalid("申报内容有误", errors=errors)


def _is_same(row: FundDeclaration, declared: Declared, obligation: rules.Obligation) -> bool:
    said = (declared.wages_fen, declared.employees, declared.statutory_wages_fen, obligation.due_fen)
    kept = (row.wages_fen, row.employees, row.statutory_wages_fen, row.due_fen)
    relief = (row.relief_fen, row.coverage, row.wage_base, row.item)
    payer = declared.payer
    wanted = (
        declared.relief_fen, payer.coverage, payer.wage_base, item_of_period(payer, declared.period)
    )  # fmt: skip
    return said == kept and relief == wanted and row.source == declared.source


def _row(
    actor: Actor, declared: Declared, obligation: rules.Obligation, newest: FundDeclaration | None
) -> FundDeclaration:
    payer = declared.payer
    return FundDeclaration(
        id=new_id(), district_id=payer.district_id, org_path=payer.org_path, payer_id=payer.id,
        period=declared.period, number=1 if newest is None else newest.number + 1, source=declared.source,
        source_id=declared.source_id, item=item_of_period(payer, declared.period), wage_base=payer.wage_base,
        coverage=payer.coverage, employees=declared.employees, wages_fen=declared.wages_fen,
        statutory_wages_fen=declared.statutory_wages_fen, due_fen=obligation.due_fen,
        relief_fen=declared.relief_fen or 0, relief_basis=declared.relief_basis, explanation=obligation.explanation,
        reason=declared.reason, recorded_at=clock.now(), account_id=actor.account_id,
        person_name=actor.person_name,
    )  # fmt: skip


def _hold(session: Session, payer: FundPayer) -> None:
    """One declaration of a payer at a time, so that numbers follow one another."""
    session.execute(
        select(P_ROW.id).where(P_ROW.district_id == payer.district_id, P_ROW.id == payer.id).with_for_update()
    )
