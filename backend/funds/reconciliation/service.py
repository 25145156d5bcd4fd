"""The reconciliation: compare the books up to today, keep what was found, name every difference with its rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session

from backend.funds import indicators
from backend.funds.codes import CollectionChannel
from backend.funds.periods import period_of
from backend.funds.plans.figures import COUNTED
from backend.funds.reconciliation import comparisons
from backend.funds.reconciliation.codes import FundDifferenceKind
from backend.funds.reconciliation.comparisons import Books, C, Difference, R, bank_by_entry, parts_by_payment
from backend.funds.reconciliation.models import FundDifference, FundReconciliation, FundReconciliationMonth
from backend.funds.statements.models import FundStatementRow
from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, scoped_row
from backend.kernel.indicators import AsOf, Indicator, compute

OBJECT = "fund_reconciliation"
#: How many differences of one run are kept by name; all of them are counted.
KEPT_DIFFERENCES = 1_000
Key = tuple[str, CollectionChannel]


@dataclass
class MonthSums:
    """The sums of one month of booking and one channel, each read from its own book."""

    payments: int = 0
    receipts_fen: int = 0
    parts_fen: int = 0
    ledger_fen: int = 0
    imported_fen: int = 0
    source_fen: int = 0


def reconcile(session: Session, actor: Actor) -> FundReconciliation:
    """Compare this year's and last year's books up to today and keep the result."""
    today = clock.today()
    books = Books(actor.district_id, date(today.year - 1, 1, 1), today)
    months = _months(session, books)
    held = _year(session, books)
    figures = {channel: _value(session, actor, one, today) for channel, one in indicators.COLLECTED.items()}
    found = [*comparisons.differences(session, books), *_figures(today, held, figures)]
    run = FundReconciliation(
        district_id=actor.district_id,
        org_path=actor.org_path,
        start=books.start,
        as_of=books.as_of,
        **{name: sum(getattr(one, name) for one in months.values()) for name in MonthSums.__annotations__},
        year_fen=sum(held.values()),
        figure_fen=sum(figures.values()),
        differences=len(found),
        is_balanced=not found,
        recorded_at=clock.now(),
        account_id=actor.account_id,
        person_name=actor.person_name,
    )
    session.add(run)
    session.flush()
    _keep(session, run, months, found)
    audit.record(
        session,
        actor,
        f"{OBJECT}.run",
        OBJECT,
        run.id,
        org_path=run.org_path,
        details={"differences": len(found)},
    )
    return run


def reconcile_daily(session: Session, actor: Actor) -> int:
    """Once every business day; how many differences there are."""
    return reconcile(session, actor).differences


def _months(session: Session, books: Books) -> dict[Key, MonthSums]:
    parts = parts_by_payment(books)
    rows = session.execute(
        select(
            C.booked_on,
            C.channel,
            func.count(),
            func.sum(C.paid_fen),
            func.sum(func.coalesce(parts.c.fen, 0)),
            func.sum(func.coalesce(R.paid_fen, 0)),
            func.sum(C.paid_fen).filter(R.id.is_not(None)),
        )
        .outerjoin(parts, parts.c.collection_id == C.id)
        .outerjoin(FundStatementRow, and_(R.district_id == C.district_id, R.id == C.source_id))
        .where(*comparisons.payments(books))
        .group_by(C.booked_on, C.channel)
    )
    found: dict[Key, MonthSums] = {}
    for day, channel, count, paid, part, source, imported in rows:
        sums = found.setdefault((period_of(day), channel), MonthSums())
        sums.payments += count
        sums.receipts_fen += int(paid)
        sums.parts_fen += int(part)
        sums.source_fen += int(source)
        sums.imported_fen += int(imported or 0)
    for key, fen in _ledger(session, books).items():
        found.setdefault(key, MonthSums()).ledger_fen += fen
    return found


def _ledger(session: Session, books: Books) -> dict[Key, int]:
    """What the entries of collections bring to the channels' accounts."""
    bank = bank_by_entry(books)
    funds = comparisons.of_collections(books)
    rows = session.execute(
        select(bank.c.period, bank.c.code, func.sum(bank.c.fen))
        .where(bank.c.id.in_(funds))
        .group_by(bank.c.period, bank.c.code)
    )
    return {(period, comparisons.channel_of(code)): int(fen) for period, code, fen in rows}


def _year(session: Session, books: Books) -> dict[CollectionChannel, int]:
    """What a plan counts of this year's payments, straight from them and not from the figures."""
    rows = session.execute(
        select(C.channel, func.sum(C.paid_fen))
        .where(
            C.district_id == books.district_id,
            C.booked_on.between(date(books.as_of.year, 1, 1), books.as_of),
            C.item.in_(COUNTED),
        )
        .group_by(C.channel)
    )
    return {channel: int(fen) for channel, fen in rows}


def _figures(
    on: date, held: dict[CollectionChannel, int], figures: dict[CollectionChannel, int]
) -> list[Difference]:
    """The published figures by channel against the payments."""
    return [
        Difference(
            FundDifferenceKind.FIGURE, period_of(on), channel, indicators.COLLECTED[channel].name,
            held.get(channel, 0), published,
        )
        for channel, published in figures.items()
        if published != held.get(channel, 0)
    ]  # fmt: skip


def _value(session: Session, actor: Actor, indicator: Indicator, on: date) -> int:
    return compute(session, indicator, actor, AsOf(on, date(on.year, 1, 1))).value


def _keep(
    session: Session, run: FundReconciliation, months: dict[Key, MonthSums], found: list[Difference]
) -> None:
    bulk_insert(
        session,
        FundReconciliationMonth,
        [
            scoped_row(
                run.district_id, run.org_path, run_id=run.id, period=period, channel=channel, **vars(sums)
            )
            for (period, channel), sums in sorted(months.items())
        ],
    )
    bulk_insert(
        session,
        FundDifference,
        [_difference(run, number, one) for number, one in enumerate(found[:KEPT_DIFFERENCES], start=1)],
    )


def _difference(run: FundReconciliation, number: int, one: Difference) -> dict[str, Any]:
    names = (
        "kind",
        "period",
        "channel",
        "left_fen",
        "right_fen",
        "collection_id",
        "entry_id",
        "statement_id",
    )
    values = {name: getattr(one, name) for name in names}
    subject = one.subject[:300]
    return scoped_row(run.district_id, run.org_path, run_id=run.id, number=number, subject=subject, **values)
