"""Arrears and cases as the caller sees them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.funds.arrears import cases, queries
from backend.funds.arrears.codes import AgeBucket, ArrearsCaseAction, LimitationFlag
from backend.funds.arrears.limits import Limits, Served, late_fee_of
from backend.funds.arrears.models import ArrearsCase
from backend.funds.arrears.paper_cards import paper_rows
from backend.funds.arrears.papers import lines_of
from backend.funds.arrears.parameters import LATE_CAP, LATE_RATE
from backend.funds.arrears.rules import Owed, bucket_of
from backend.funds.arrears.schemas import (
    AgeBucketOut,
    ArrearsCaseOut,
    ArrearsCasePage,
    ArrearsCaseRow,
    ArrearsMonthOut,
    ArrearsPage,
    ArrearsRow,
    ArrearsSummaryOut,
    CaseCountOut,
    PayerArrearsOut,
)
from backend.funds.arrears.workflow import WORKFLOW, order_checks
from backend.funds.payers.models import FundPayer
from backend.funds.payers.queries import get_payer
from backend.funds.payers.rules import item_due
from backend.funds.permissions import P
from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.decisions import Check, ParameterUsed, checks_out, verdict_of
from backend.kernel.history import ActionOut, allowed_actions, entries_of, makers_of
from backend.kernel.paging import Slice
from backend.kernel.parameters import lookup_or_none
from backend.organisations.queries import union_names

_A = ArrearsCaseAction
#: What a step waits for is told for these, the way of the papers.
_FORWARD = (_A.REMIND, _A.NOTIFY, _A.PRESS, _A.PROPOSE_ORDER, _A.APPROVE_ORDER, _A.ISSUED, _A.ENFORCE)


def page_of(session: Session, actor: Actor, book: queries.DueBook, found: Slice) -> ArrearsPage:
    """One page of payers in arrears."""
    return ArrearsPage(
        items=rows_of(session, actor, book, found.rows),
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def rows_of(session: Session, actor: Actor, book: queries.DueBook, rows: Iterable[Any]) -> list[ArrearsRow]:
    """Payers in arrears with their age and the month whose limitation ends first."""
    known = [tuple(row)[:6] for row in rows]
    ids = [row[0].id for row in known]
    names = union_names(session, actor.district_id, {row[0].organisation_id for row in known})
    months = queries.months_of(session, actor, book, ids)
    limits = Limits.load(session, actor.district_id, book.as_of)
    served = limits.served(session, ids)
    found = []
    for payer, total, count, oldest, case_id, status in known:
        ends_on, flag = _first_to_end(limits, served, payer.id, months[payer.id])
        found.append(
            ArrearsRow(
                payer_id=payer.id,
                payer_name=payer.name,
                payer_uscc=payer.payer_uscc,
                organisation_name=names.get(payer.organisation_id, ""),
                channel=payer.channel,
                months=count,
                oldest_period=oldest,
                bucket=age_of((book.as_of - book.due[oldest]).days),
                total_fen=total,
                limitation=flag,
                limitation_ends_on=ends_on,
                arrears_case_id=case_id,
                case_status=status,
            )
        )
    return found


def summary_of(session: Session, actor: Actor, as_of: date) -> ArrearsSummaryOut:
    """Everything that is overdue in reach on a day."""
    book = queries.due_book(session, actor, as_of)
    owed = queries.owed_months(actor, book)
    sums = queries.by_payer(owed)
    amounts = session.execute(
        select(owed.c.period, func.count(), func.sum(owed.c.arrears_fen)).group_by(owed.c.period)
    ).all()
    payers = session.execute(select(sums.c.oldest, func.count()).group_by(sums.c.oldest)).all()
    fen = dict.fromkeys(AgeBucket, 0)
    heads = dict.fromkeys(AgeBucket, 0)
    for period, _, amount in amounts:
        fen[age_of((as_of - book.due[period]).days)] += int(amount)
    for period, count in payers:
        heads[age_of((as_of - book.due[period]).days)] += int(count)
    flags = list(queries.flagged_payers(session, actor, book).values())
    return ArrearsSummaryOut(
        as_of=as_of,
        payers=sum(heads.values()),
        months=sum(int(count) for _, count, _ in amounts),
        arrears_fen=sum(fen.values()),
        buckets=[AgeBucketOut(bucket=key, payers=heads[key], arrears_fen=fen[key]) for key in AgeBucket],
        limitation_soon=flags.count(LimitationFlag.SOON),
        limitation_expired=flags.count(LimitationFlag.EXPIRED),
        cases=[
            CaseCountOut(status=status, count=count)
            for status, count in cases.open_counts(session, actor).items()
        ],
    )


def payer_out(session: Session, actor: Actor, payer: FundPayer, as_of: date) -> PayerArrearsOut:
    """All that one payer owes on a day, month by month and explained."""
    book = queries.due_book(session, actor, as_of)
    months = queries.months_of(session, actor, book, [payer.id]).get(payer.id, [])
    _, late_fee, basis = lines_of(session, payer.district_id, months, as_of)
    past = cases.cases_of(session, actor, payer.id)
    is_open = any(case.open_key is not None for case, _ in past)
    return PayerArrearsOut(
        payer_id=payer.id,
        payer_name=payer.name,
        payer_uscc=payer.payer_uscc,
        organisation_name=_union_name(session, payer),
        channel=payer.channel,
        item=item_due(payer, as_of),
        address=payer.address,
        as_of=as_of,
        total_fen=sum(month.arrears_fen for month in months),
        late_fee_fen=late_fee,
        late_fee_basis=basis,
        months=months_out(session, payer, months, as_of),
        checks=checks_out([late_fee_check(session, payer.district_id, as_of)]),
        cases=[case_row(case, name) for case, name in past],
        may_open=bool(months) and not is_open and as_of == clock.today() and actor.may(P.CHASE),
    )


def months_out(
    session: Session, payer: FundPayer, months: Sequence[Owed], as_of: date
) -> list[ArrearsMonthOut]:
    """The overdue months with age, limitation and late fee."""
    limits = Limits.load(session, payer.district_id, as_of)
    served = limits.served(session, [payer.id])
    found = []
    for month in months:
        limitation, flag = limits.of(month.due_on, served.get((payer.id, month.period), ()))
        fee = late_fee_of(session, payer.district_id, month, as_of)
        found.append(
            ArrearsMonthOut(
                period=month.period,
                due_on=month.due_on,
                due_fen=month.due_fen,
                relief_fen=month.relief_fen,
                paid_fen=month.paid_fen,
                arrears_fen=month.arrears_fen,
                overdue_days=month.overdue_days(as_of),
                bucket=age_of(month.overdue_days(as_of)),
                limitation_since=limitation.since,
                limitation_ends_on=limitation.ends_on,
                limitation_resets=limitation.resets,
                limitation=flag,
                late_fee_fen=None if fee is None else fee[0].fen,
                is_fee_capped=fee is not None and fee[0].is_capped,
            )
        )
    return found


def late_fee_check(session: Session, district_id: str, on: date) -> Check:
    """Whether a late fee may be reckoned at all (E-R8)."""
    rate = lookup_or_none(session, LATE_RATE.key, district_id, on)
    cap = lookup_or_none(session, LATE_CAP.key, district_id, on)
    return Check(
        "E-R8",
        "滞纳金有规定的费率" if rate else "没有规定滞纳金费率，不计滞纳金",
        verdict_of(True),
        rate.legal_source if rate else "参数“滞纳金日费率”没有取值",
        (
            ("日费率", str(rate.value) if rate else "没有取值"),
            ("上限", f"本金的 {cap.value} 倍" if cap else "没有取值"),
        ),
        ParameterUsed.of(rate) if rate else None,
    )


def case_page(found: Slice) -> ArrearsCasePage:
    """One page of cases."""
    return ArrearsCasePage(
        items=[case_row(row[0], row[1]) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def case_row(case: ArrearsCase, payer_name: str) -> ArrearsCaseRow:
    """One line of a list of cases."""
    return ArrearsCaseRow(**_case_facts(case, payer_name))


def case_out(session: Session, actor: Actor, case: ArrearsCase) -> ArrearsCaseOut:
    """One case with everything a step needs."""
    today = clock.today()
    payer = get_payer(session, actor, case.payer_id)
    facts = cases.facts_of(session, actor, case)
    months = cases.months_of_case(session, actor, case, today)
    is_open = case.open_key is not None
    return ArrearsCaseOut(
        **_case_facts(case, payer.name),
        payer_uscc=payer.payer_uscc,
        organisation_name=_union_name(session, payer),
        opened_by=case.opened_by,
        arrears_fen=facts.arrears_fen,
        late_fee_fen=lines_of(session, case.district_id, months, today)[1],
        court=case.court,
        disputed_fen=case.disputed_fen,
        order_no=case.order_no,
        order_served_on=case.order_served_on,
        objection_by=case.objection_by,
        version=case.version,
        papers=paper_rows(session, case),
        waits_for=_waits_for(case, facts),
        checks=checks_out(order_checks(facts)) if is_open else [],
        history=entries_of(session, actor, WORKFLOW.name, case.id),
        actions=_actions(session, actor, case, facts),
    )


def _actions(session: Session, actor: Actor, case: ArrearsCase, facts: Any) -> list[ActionOut]:
    """What the caller may do now; steps that another person must take are left out."""
    offered = allowed_actions(WORKFLOW, case, actor, facts)
    steps = {step.action.value: step for step in WORKFLOW.steps if step.source == case.status}
    return [
        action
        for action in offered
        if not actor.persons & makers_of(session, WORKFLOW, case, steps[action.code].other_than)
    ]


def _waits_for(case: ArrearsCase, facts: Any) -> str:
    """Why the next step forward is not open yet; empty when it is, or when there is none."""
    for step in WORKFLOW.steps:
        if step.source == case.status and step.action in _FORWARD and step.guard is not None:
            return step.guard(case, facts) or ""
    return ""


def _first_to_end(
    limits: Limits, served: Served, payer_id: UUID, months: Sequence[Owed]
) -> tuple[date, LimitationFlag]:
    found = [limits.of(month.due_on, served.get((payer_id, month.period), ())) for month in months]
    limitation, flag = min(found, key=lambda pair: pair[0].ends_on)
    return limitation.ends_on, flag


def age_of(days: int) -> AgeBucket:
    """The bucket of an overdue month."""
    found = bucket_of(days)
    assert found is not None  # only overdue months are read
    return found


def _union_name(session: Session, payer: FundPayer) -> str:
    names = union_names(session, payer.district_id, [payer.organisation_id])
    return names.get(payer.organisation_id, "")


def _case_facts(case: ArrearsCase, payer_name: str) -> dict[str, Any]:
    names = (
        "id", "payer_id", "status", "from_period", "to_period", "opened_on", "opened_fen", "ended_on",
    )  # fmt: skip
    return {**{name: getattr(case, name) for name in names}, "payer_name": payer_name}
