"""The demo's funds: payers, what they owe and paid, the books of the year, and the months closed so far."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.funds import demo_outgoing, demo_returns
from backend.funds.arrears import demo as arrears
from backend.funds.codes import CollectionChannel, DeclarationSource, WageBase
from backend.funds.demo_books import SOURCE, BookMaker
from backend.funds.demo_payers import PayerMaker
from backend.funds.demo_payments import OWN_PERIODS, TAX_PERIODS, Owed, PaymentPlan, closed_periods
from backend.funds.dues import demo as dues
from backend.funds.ledger.codes import LedgerMonthAction, LedgerMonthState
from backend.funds.ledger.models import LedgerMonth
from backend.funds.ledger.rules import MONTH_WORKFLOW
from backend.funds.obligations.models import FundDeclaration
from backend.funds.obligations.queries import terms_of
from backend.funds.obligations.rules import Terms, due_of
from backend.funds.payers.models import FundPayer, FundPayerYear
from backend.funds.periods import first_day, last_day, shift
from backend.funds.plans import demo as plans
from backend.kernel import calendar_table
from backend.kernel.daily import SYSTEM_ID
from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.kernel.history import HistoryEntry
from backend.kernel.money import share_of
from backend.kernel.parameters import as_rate
from backend.organisations.codes import ReportClass

#: Who remitted less than this upward in a year is a small payer (fen).
SMALL_BELOW_FEN = 1_000_000
_M: Any = LedgerMonth
_YEAR_SOURCE = "2020年度小微企业名录和全年上缴额"


def make(session: Session, world: DemoWorld) -> None:
    """Write the funds; ``facts``: fund_payers, and fund_paid (the payments, for the parts that follow)."""
    if world.is_empty:
        return
    calendar = calendar_table.load(session, (2019, 2020))
    payers = PayerMaker(world, world.stream("fund-payers"))
    payers.make()
    bulk_insert(session, FundPayer, payers.rows)
    plan = PaymentPlan(world, world.stream("fund-payments"), calendar, payers.payers)
    world.facts.update(fund_payers=payers.payers, fund_paid=plan.paid)
    _years(session, world, payers, plan)
    _declarations(session, world, plan.owed)
    _open_months(session, world)
    books = BookMaker(session, world, world.stream("fund-books"))
    books.open_accounts()
    books.add(plan.paid)
    books.write()
    for part in PARTS:
        part(session, world)
    _close_months(session, world)


#: The demos of the other parts, which may still post in every month of the year.
PARTS: tuple[Callable[[Session, DemoWorld], None], ...] = (
    plans.make,
    arrears.make,
    dues.make,
    demo_outgoing.make,
    demo_returns.make,
)


def _years(session: Session, world: DemoWorld, payers: PayerMaker, plan: PaymentPlan) -> None:
    """Small payers of the year by what they remitted upward, micro enterprises by the bureau's list."""
    rng = world.stream("fund-years")
    moment = working_moment(rng, date(2020, 12, 1))
    paid = dict.fromkeys((payer.id for payer in payers.payers), 0)
    for payment in plan.paid:
        paid[payment.payer.id] += 0 if payment.reversed_on else payment.paid_fen
    rows = []
    for row, payer in zip(payers.rows, payers.payers, strict=True):
        is_small = row["payer_class"] is ReportClass.NON_PUBLIC and paid[payer.id] * 2 // 5 < SMALL_BELOW_FEN
        if is_small or payer.is_micro:
            values = {"is_small_payer": is_small, "is_micro": payer.is_micro, "source": _YEAR_SOURCE}
            rows.append(_row(world, rng, moment, payer.org_path, payer_id=payer.id, year=2020, **values))
    bulk_insert(session, FundPayerYear, rows)


def _declarations(session: Session, world: DemoWorld, owed: list[Owed]) -> None:
    """What each payer owes for each month; its card reckons it again when it is opened."""
    rng = world.stream("fund-declarations")
    district = world.district_id
    terms = {period: terms_of(session, district, period) for period in sorted({*TAX_PERIODS, *OWN_PERIODS})}
    rows = [_declaration(world, rng, item, terms[item.period]) for item in owed]
    bulk_insert(session, FundDeclaration, rows)


def _declaration(world: DemoWorld, rng: Any, owed: Owed, terms: Terms) -> dict[str, Any]:
    payer = owed.payer
    rate, upper = as_rate(terms.rate.value), as_rate(terms.upper_share.value)
    statutory = owed.statutory_wages_fen
    day = first_day(shift(owed.period, 1)) + timedelta(days=rng.randrange(1, 12))
    moment = working_moment(rng, day)
    is_taxed = payer.channel is CollectionChannel.TAX
    source = DeclarationSource.TAX_FILE if is_taxed else DeclarationSource.DECLARED
    return _row(
        world,
        rng,
        moment,
        payer.org_path,
        payer_id=payer.id,
        period=owed.period,
        number=1,
        source=DeclarationSource.ASSESSED if payer.wage_base is WageBase.ASSESSED else source,
        source_id=None,
        item=payer.item(owed.period),
        wage_base=payer.wage_base,
        coverage=payer.coverage,
        employees=payer.employees,
        wages_fen=owed.wages_fen,
        statutory_wages_fen=statutory,
        due_fen=due_of(owed.wages_fen, rate, payer.coverage, upper),
        relief_fen=0,
        relief_basis="",
        explanation={} if statutory is None else {"gap_fen": share_of(statutory - owed.wages_fen, rate)},
        reason="",
        recorded_at=moment,
        account_id=None,
        person_name=SOURCE,
    )


def _open_months(session: Session, world: DemoWorld) -> None:
    rng = world.stream("fund-months")
    rows = [
        _row(
            world, rng, working_moment(rng, first_day(period)), f"{world.district_id}.",
            period=period, status=LedgerMonthState.OPEN,
        )
        for period in (*OWN_PERIODS, "2020-12")
    ]  # fmt: skip
    bulk_insert(session, LedgerMonth, rows)


def _close_months(session: Session, world: DemoWorld) -> None:
    """Close what is reconciled, with the line in each month's trail."""
    rng = world.stream("fund-closings")
    step = MONTH_WORKFLOW.find(LedgerMonthState.OPEN, LedgerMonthAction.CLOSE)
    assert step is not None
    books = select(LedgerMonth).where(_M.district_id == world.district_id)
    months = {row.period: row for row in session.execute(books).scalars()}
    trail = []
    for period in closed_periods():
        month = months[period]
        month.status, month.version = LedgerMonthState.CLOSED, 2
        moment = working_moment(rng, last_day(period) + timedelta(days=rng.randrange(8, 13)))
        trail.append(
            _row(
                world, rng, moment, month.org_path,
                object_type=MONTH_WORKFLOW.name, object_id=month.id, action=step.action.value,
                action_label=step.action.label, source=step.source.label, target=step.target.label,
                note="", account_id=SYSTEM_ID, person_id=None, principal_person_id=None,
                person_name=SOURCE, role="系统", on_behalf=False, at=moment,
            )
        )  # fmt: skip
    session.flush()
    bulk_insert(session, HistoryEntry, trail)


def _row(world: DemoWorld, rng: Any, moment: Any, org_path: str, **values: Any) -> dict[str, Any]:
    return {
        "district_id": world.district_id,
        "id": invented_id(rng, moment),
        "org_path": org_path,
        "version": 1,
        "created_at": moment,
        **values,
    }
